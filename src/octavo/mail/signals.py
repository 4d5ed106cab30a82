"""What mail announces."""

from django.dispatch import Signal

# After the commit of whoever queued them.
letters_queued = Signal()
