"""Tags by which the theme asks for comments."""

from django import template

from octavo.columns.models import ColumnPage
from octavo.conversation.queries.threads import Thread, thread_of

register = template.Library()


@register.simple_tag
def comments_on(column: ColumnPage) -> Thread:
    """The first part of the comments on a column."""
    return thread_of(column)
