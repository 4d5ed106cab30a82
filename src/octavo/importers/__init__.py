"""Whole sites brought in: a file is read into records, records become our things.

`wordpress/` reads one format and knows no Django; `records.py` is what every
format is read into; `actions/` turns records into people, sections, columns
and pictures through those domains' own actions, once each: a thing is known by
(source site, kind, source id), so that an import can be cut and repeated.
"""
