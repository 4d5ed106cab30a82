"""The one way out for letters.

While a hold is on (after a restore, or when no mail server is set) letters are
kept in the database instead of sent; they go out once somebody says so.
"""
