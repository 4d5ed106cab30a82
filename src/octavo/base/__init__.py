"""What every domain stands on, and no word of any domain.

Pictures and documents (the models Wagtail is told to use), cleaned HTML, the
safe fetch, the wording of time. Imports nothing else of Octavo.
"""
