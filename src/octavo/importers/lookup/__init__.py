"""What others know of an ISBN: files that the owner put into `data/feeds/sources/`, and Open Library.

`typed` understands what somebody typed or scanned; `formats` reads one record
out of the middle of a large file, and `index` knows where it stands; `sources`
are the owner's files; `open_library` asks the network, where that is allowed.
"""
