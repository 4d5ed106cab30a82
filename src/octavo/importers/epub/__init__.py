"""EPUB files as editions: what each says of itself, its cover and a sample. Read by `octavo.books.epub`; no Django here."""
