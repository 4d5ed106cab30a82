"""The catalogue for reading apps: OPDS 1.2 (Atom) and 2.0 (JSON), the same pages in two spellings."""
