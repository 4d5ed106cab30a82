"""The editorial half: home, sections, columns, ordinary pages, tags, menus.

A column is an article in a section, with a byline of people and a body of
blocks. Pages know only their own domain and those below (people, pictures);
what other domains add to a page is put there by the theme's template tags.
"""
