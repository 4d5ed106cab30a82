"""WordPress exports (WXR) read into records. No Django here.

`guard` refuses what is not safe or not whole, `wxr` reads items, `shelf` lays
them down on disk so that they can be taken in any order, `source` turns them
into records, `body/` turns their text into blocks.
"""
