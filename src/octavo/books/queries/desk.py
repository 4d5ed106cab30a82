"""What the desk asks of the catalogue: books in any state, with all that a row of a list shows."""

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from wagtail.models import Revision, WorkflowState

from octavo.books.codes import NotAnIsbn, isbn13
from octavo.books.models import Book, BookSubject, Edition, Series, Subject
from octavo.books.queries.books import with_editions
from octavo.books.queries.search import sources_called
from octavo.books.querysets import BookQuerySet


def books_at_the_desk() -> BookQuerySet:
    """Return one row a work, drafts too; what was merged away is in the list of merges."""
    return Book.objects.filter(is_source=True, merged_into=None)


def books_called(words: str, books: BookQuerySet) -> BookQuerySet:
    """Leave those that every word leads to: of a title in any script, pinyin, a name, a series; or those with this ISBN."""
    try:
        return books.filter(own_editions__isbn=isbn13(words))
    except NotAnIsbn:
        return books.filter(pk__in=sources_called(words).values("pk"))


def rows_of(books: BookQuerySet) -> BookQuerySet:
    """Fetch what a row shows of a book itself."""
    return books.for_cards().select_related("latest_revision").defer("latest_revision__content")


def for_rows(books: Iterable[Book]) -> list[Book]:
    """Give each book its editions, a cover (`desk_cover`) and how it stands (`state`); as many queries for one as for twenty."""
    books = with_editions(books)
    keys = [str(book.pk) for book in books]
    about_books = {"base_content_type": ContentType.objects.get_for_model(Book), "object_id__in": keys}
    scheduled = set(Revision.objects.filter(**about_books, approved_go_live_at__isnull=False).values_list("object_id", flat=True))
    in_workflow = set(WorkflowState.objects.active().filter(**about_books).values_list("object_id", flat=True))
    for book in books:
        book.desk_cover = next((edition.cover for edition in book.editions_shown if edition.cover), None)
        book.state = _state(book, is_scheduled=str(book.pk) in scheduled, is_in_workflow=str(book.pk) in in_workflow)
    return books


def withdrawn_editions(book: Book) -> list[Edition]:
    """Return what is no longer sold of a book."""
    of_book = Edition.objects.filter(book__translation_key=book.translation_key, book__is_source=True)
    return list(of_book.exclude(withdrawn_at=None).order_by("-withdrawn_at"))


def languages_of(books: Iterable[Book]) -> dict[object, list[Book]]:
    """Return the rows of each work, by translation key: the source first."""
    rows: dict[object, list[Book]] = defaultdict(list)
    keys = {book.translation_key for book in books}
    told = ("translation_key", "live", "locale", "title", "title_original")
    found = Book.objects.filter(translation_key__in=keys).select_related("locale").only(*told)
    for row in found.order_by("-is_source", "locale__language_code"):
        rows[row.translation_key].append(row)
    return rows


def _state(book: Book, *, is_scheduled: bool, is_in_workflow: bool) -> str:
    """In Wagtail's words, which stand beside columns too; its own property asks the database for every row."""
    if is_scheduled:
        return _("live + scheduled") if book.live else _("scheduled")
    if is_in_workflow:
        return _("live + in moderation") if book.live else _("in moderation")
    if not book.live:
        return _("draft")
    return _("live + draft") if book.has_unpublished_changes else _("live")


def as_tree(subjects: Iterable[Subject]) -> list[Subject]:
    """Return subjects as a tree is read, by name on every branch, each with its `depth` (0 to 5 and deeper)."""
    under: dict[int | None, list[Subject]] = defaultdict(list)
    known = {subject.pk: subject for subject in subjects}
    for subject in sorted(known.values(), key=lambda subject: subject.name.casefold()):
        # What hangs under something that is not among them is read at the top.
        under[subject.parent_id if subject.parent_id in known else None].append(subject)
    found: list[Subject] = []
    waiting = [(subject, 0) for subject in reversed(under[None])]
    while waiting:
        subject, depth = waiting.pop()
        subject.depth = min(depth, 5)
        found.append(subject)
        waiting += [(child, depth + 1) for child in reversed(under[subject.pk])]
    return found


def pks_of_books_under(thing: Subject | Series) -> set[int]:
    """Return the keys of the books of a subject and of all that hangs under it, or of a series."""
    if isinstance(thing, Subject):
        return set(BookSubject.objects.filter(subject__path__startswith=thing.path).values_list("book_id", flat=True))
    return set(Book.objects.filter(series=thing).values_list("pk", flat=True))
