"""How a text of a reader is judged: what it is made of, what the desk has taught about that, and which house rules it breaks.

Knows no Django and no database. `tokens_of` takes a text apart, `SpamFilter` weighs the parts by what the desk decided
before, `rules` are the desk's own. Whoever stores the counts keeps a row a token: (spam, honest).
"""

from .filter import HOLD_FROM, TEXTS, Evidence, SpamFilter, Tally
from .marks import count_links
from .seed import seed_counts
from .tokens import tokens_of

__all__ = ["HOLD_FROM", "TEXTS", "Evidence", "SpamFilter", "Tally", "count_links", "seed_counts", "tokens_of"]
