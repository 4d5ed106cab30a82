"""A plain Wagtail site, as `wagtail start` makes one and Wagtail's documentation goes on: what an article costs there."""
