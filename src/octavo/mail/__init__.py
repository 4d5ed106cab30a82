"""The one way out for letters.

A domain registers its kinds of letter and queues one in the transaction of its
cause; the worker sends it. A letter goes to one address, leaves once, and can be
held back: all of them after a restore or while there is no mail server, or one
stream of them when the owner says so. Who has left a kind gets none of it.
"""
