"""Feeds of books at the desk: brought, looked through, let in, reported."""
