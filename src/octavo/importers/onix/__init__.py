"""ONIX for Books (2.1, 3.0, 3.1) read into records, and records written as ONIX 3.0. No Django here.

The way in: `decoding` makes text of bytes, `splitting` cuts it into products,
`mending` parses one product, `node` names its parts alike in every dialect, the
files named after parts of a record read those, `product` puts the record together,
`source` is the door. A product is parsed alone, so that a bad one spoils no other
and memory stays flat. The way out: `write`.
"""
