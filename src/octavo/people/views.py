from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from octavo.base.bakeable import is_baked
from octavo.people.models import Person


@is_baked()
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of a person or team in the language of the address."""
    people = Person.objects.in_language(get_language()).select_related("picture", "locale")
    return render(request, "people/person.html", {"person": get_object_or_404(people, slug=slug)})
