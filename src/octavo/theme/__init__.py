"""What readers see: every template, style and script of the magazine.

Knows no other domain: pages are composed here by the tags the domains offer.
An owner lays a folder over this one, so every name in it is a promise: the
variables of a template stand in its first comment, the tokens in tokens.css.
"""
