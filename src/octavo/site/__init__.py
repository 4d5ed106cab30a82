"""The place that knows all: settings, addresses, and the running of a site.

Everything an owner decides is declared once in `config.py`; `settings.py` turns
it into Django's settings. No other domain imports from here.
"""
