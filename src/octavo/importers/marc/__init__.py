"""Records of libraries, MARC 21 in its own exchange format (ISO 2709) or in XML, read into records of editions.

`splitting` cuts a file into records, `decoding` finds out in which letters one
is written, `record` reads one as an edition. No Django.
"""
