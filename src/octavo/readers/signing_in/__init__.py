"""Signing in: by a code, a passkey or a password, and by a second factor after it. django-allauth does the work.

What is ours: an address nobody knows gets a code as well, so that nobody learns
who has an account; an address is proved by a code and by nothing else; and the
pages, letters and limits.
"""
