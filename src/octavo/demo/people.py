"""The people of the magazine and of its books."""

from collections.abc import Callable
from typing import Any

from wagtail.models import Locale

from octavo.demo.bodies import BodyWriter
from octavo.demo.reading import Drawing
from octavo.people.models import Person

ENGLISH = "en"
Note = Callable[[str, str], None]


class PeopleMaker:
    """Adds who is missing, a row a language, and knows everybody by slug."""

    def __init__(self, bodies: BodyWriter, note: Note, locales: dict[str, Locale]) -> None:
        self._bodies, self._note, self._locales = bodies, note, locales
        self._known: dict[tuple[str, str], Person] = {}

    def make(self, people: list[dict[str, Any]]) -> None:
        """Add those who are not there. Who has no words in a language has no row in it."""
        slugs = [words["slug"] for words in people]
        there = Person.objects.filter(slug__in=slugs, locale__in=self._locales.values()).select_related("locale")
        self._known |= {(person.locale.language_code, person.slug): person for person in there}
        for words in people:
            self._person(words, ENGLISH)
            for language in self._locales:
                if language != ENGLISH and "zh" in words:
                    self._person({**words, **words["zh"], "name_original": ""}, language)

    def named(self, slug: str, language: str) -> Person:
        """Return a person as readers of the language know them, else as those of English do."""
        return self._known.get((language, slug)) or self._known[ENGLISH, slug]

    def in_language(self, person: Person, language: str) -> Person:
        """Return the row of a person that readers of the language know, else the one given."""
        rows = Person.objects.filter(translation_key=person.translation_key, locale=self._locales[language])
        return rows.first() or person

    def _person(self, words: dict[str, Any], language: str) -> None:
        slug = words["slug"]
        if (language, slug) in self._known:
            return
        names = ("name", "name_original", "sort_name", "slug", "short_bio", "bio", "kind")
        person = Person(locale=self._locales[language], **{name: words[name] for name in names if name in words})
        original = self._known.get((ENGLISH, slug))
        if original:
            person.translation_key, person.picture = original.translation_key, original.picture
        elif portrait := words.get("portrait"):
            drawing = Drawing(scene="portrait", alt=f"A drawn portrait of {words['name']}", **portrait)
            person.picture = self._bodies.picture(drawing)
        person.save()
        if members := words.get("members"):
            person.members.set([self.named(member, language) for member in members])
            person.save()
        self._known[language, slug] = person
        self._note("person", person.name)
