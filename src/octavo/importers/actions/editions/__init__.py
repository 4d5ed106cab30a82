"""Editions of a feed, with the books they are of: records in, rows out.

`run` takes a feed from one end to the other, a few dozen records a transaction;
`bringing` brings a single one; `matching` finds the edition and the book it is
of; the files named after parts of a record write those.
"""

from octavo.importers.actions.editions.bringing import Brought, bring_one
from octavo.importers.actions.editions.run import EditionOptions, Feed, bring_editions

__all__ = ["Brought", "EditionOptions", "Feed", "bring_editions", "bring_one"]
