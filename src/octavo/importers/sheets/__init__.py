"""Spreadsheets of books: CSV and XLSX, read row by row into records. No Django.

`table` opens a file and yields its rows; `headings` guesses what a column holds;
`cells` reads one value; `rows` makes a record of a row; `source` is the door.
"""
