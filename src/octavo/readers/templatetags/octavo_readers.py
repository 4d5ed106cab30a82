"""Tags by which the theme asks for what concerns accounts."""

from django import template

from octavo.base.names import initials_of
from octavo.readers.account.parts import AccountPart, account_parts

register = template.Library()


@register.filter
def initials(name: object) -> str:
    return initials_of(str(name))


@register.simple_tag
def account_menu() -> list[AccountPart]:
    return account_parts()
