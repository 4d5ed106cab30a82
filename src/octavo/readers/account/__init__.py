"""A reader's own pages at /account/: what they are called, which letters they get, all that is known of them, and the way out."""
