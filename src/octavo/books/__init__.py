"""The catalogue: books, their editions and what these cost.

A book is what a reader looks at, with drafts, revisions and translations. An
edition is what is sold: a plain row outside all of these, so that no old draft
and no translation can change a price.
"""
