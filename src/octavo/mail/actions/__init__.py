"""Queue, send, hold, leave, suppress, forget: verbs, one transaction each."""

from octavo.mail.actions.forgetting import forget_letters_to, forget_old_letters
from octavo.mail.actions.holding import drop_waiting_letters, hold_letters, lift_hold
from octavo.mail.actions.leaving import come_back, leave, leave_by_hash, suppress, unsuppress
from octavo.mail.actions.queueing import queue_letter, queue_message
from octavo.mail.actions.sending import ServerAway, send_due_letters, send_test_letter, send_waiting_letters, try_again

__all__ = [
    "ServerAway",
    "come_back",
    "drop_waiting_letters",
    "forget_letters_to",
    "forget_old_letters",
    "hold_letters",
    "leave",
    "leave_by_hash",
    "lift_hold",
    "queue_letter",
    "queue_message",
    "send_due_letters",
    "send_test_letter",
    "send_waiting_letters",
    "suppress",
    "try_again",
    "unsuppress",
]
