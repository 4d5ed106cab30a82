"""Fields of a book that the desk has taken over from a feed, handed back to it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import FieldDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from octavo.books.actions import hand_back_book
from octavo.books.desk.frame import book_at, book_step, books_step, edit_url, header, only_for
from octavo.books.desk.rules import may_edit_books
from octavo.books.hands import DESK, FEED
from octavo.books.models import Book

ROWS = {"contributions": gettext_lazy("Contributors"), "book_subjects": gettext_lazy("Subjects")}


class FollowForm(forms.Form):
    fields_to_hand_back = forms.MultipleChoiceField(
        label=gettext_lazy("Let the feed set again"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, names: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["fields_to_hand_back"]
        field.choices = [(name, _label(name)) for name in names]


@only_for(may_edit_books)
def follow(request: HttpRequest, pk: int) -> HttpResponse:
    book = book_at(pk)
    form = FollowForm(request.POST or None, names=taken_from_a_feed(book))
    if request.method == "POST" and form.is_valid():
        hand_back_book(book, form.cleaned_data["fields_to_hand_back"])
        messages.success(request, _("The next feed that tells of these fields sets them."))
        return redirect(edit_url(book))
    words = {**header(_("Follow the feed"), "rotate", books_step(), book_step(book)), "form": form, "back": edit_url(book)}
    return render(request, "octavo_books/desk/follow.html", words)


def taken_from_a_feed(book: Book) -> list[str]:
    """Return the fields that the desk set in the newest draft of a book which a feed has told of too."""
    set_by = book.get_latest_revision_as_object().set_by
    told_by_feed = any(hand.startswith(FEED) for hand in (*set_by.values(), *book.set_by.values()))
    return [name for name, hand in set_by.items() if hand == DESK] if told_by_feed else []


def _label(name: str) -> str:
    try:
        return capfirst(str(ROWS.get(name) or Book._meta.get_field(name).verbose_name))
    except FieldDoesNotExist:
        return name
