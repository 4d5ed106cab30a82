"""Records in, our own things out: each in one transaction with the row that remembers where it came from."""

from octavo.importers.actions.run import Options, import_site

__all__ = ["Options", "import_site"]
