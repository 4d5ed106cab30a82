"""The command `octavo`: a verb, a file.

Each verb finds the site's folder, reads its settings and calls what does the
work. Django is imported only by the verbs that need it.
"""
