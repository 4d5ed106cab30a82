"""The demo magazine: a believable review, made of content files and drawn pictures.

`content/` holds the texts, one Markdown file for a column; `pictures/` is the
illustrator; `reading` turns a file into a body's blocks. `make_demo()` makes
whatever is missing and leaves alone whatever is there, so it may be repeated.
"""
