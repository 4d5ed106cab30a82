"""Persons and teams who write, translate and draw, and their pages.

One person has one page, whatever they do: a byline on a column and a part in a
book lead to the same place. What they wrote is put on the page by the theme.
"""
