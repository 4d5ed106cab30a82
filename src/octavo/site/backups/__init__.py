"""A site in one file, and back.

An archive is a gzipped tar: a mark, octavo.toml, the theme, the media, a
consistent copy of the database, and last a manifest with the size and SHA-256
of each. What is cut, changed or not ours is refused before anything is
touched. Secrets go into a file beside it. Knows no Django: it must work when
the site does not.
"""
