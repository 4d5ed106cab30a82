"""A post's text, of the block editor or the classic one, turned into the parts of a body."""

from octavo.importers.wordpress.body.convert import convert_body
from octavo.importers.wordpress.body.draft import Draft

__all__ = ["Draft", "convert_body"]
