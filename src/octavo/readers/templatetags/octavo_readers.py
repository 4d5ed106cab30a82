"""Tags by which the theme asks for what concerns accounts."""

from django import template

from octavo.readers.account.parts import AccountPart, account_parts

register = template.Library()


@register.simple_tag
def account_menu() -> list[AccountPart]:
    return account_parts()
