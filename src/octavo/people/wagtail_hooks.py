"""People at the desk."""

from wagtail.snippets.models import register_snippet

from octavo.people.desk import PersonViewSet

register_snippet(PersonViewSet)
