"""Readers: everybody with an account, from the stranger who signed up to the owner.

A reader is an e-mail address, a display name and a handle. Staff are readers
with a role. Knows nothing of what readers read or buy.
"""
