"""What a request says of the answer it wants: encodings, and what it has already (RFC 9110, 12.5.3 and 13.1)."""

import re
from email.utils import parsedate_to_datetime
from functools import lru_cache

# The best first, among those that a browser likes as much.
PREFERRED = ("br", "gzip", "identity")
_WEIGHT = re.compile(r"q=(0(\.[0-9]{0,3})?|1(\.0{0,3})?)", re.IGNORECASE)


@lru_cache(maxsize=512)
def encoding_for(accepted: str) -> str:
    """Return the encoding to answer in, by the weights of Accept-Encoding."""
    weights: dict[str, float] = {}
    for part in accepted.split(","):
        name, _, parameters = part.strip().partition(";")
        weights[name.strip().lower()] = _weight(parameters)
    others = weights.get("*", 0.0)
    weighed = {name: weights.get(name, others) for name in PREFERRED if name != "identity"}
    # Always good enough, if nobody says otherwise; less good than any that was asked for.
    weighed["identity"] = weights.get("identity", weights.get("*", 0.0001))
    best = max(PREFERRED, key=lambda name: (weighed[name], -PREFERRED.index(name)))
    return best if weighed[best] > 0 else "identity"


def is_known(etag: str, if_none_match: str) -> bool:
    """Tell whether the sender has the page with this tag. A weak tag of theirs is as good: a proxy may have weakened it."""
    if if_none_match == etag or if_none_match.strip() == "*":
        return True
    return any(word.strip().removeprefix("W/") == etag for word in if_none_match.split(","))


def is_unchanged_since(made_at: float, if_modified_since: str) -> bool:
    """Tell whether a page is not newer than a date of HTTP; false for what is no date."""
    try:
        return int(made_at) <= parsedate_to_datetime(if_modified_since).timestamp()
    except (TypeError, ValueError, OverflowError):
        return False


def _weight(parameters: str) -> float:
    """Return what stands after "q="; nothing said is 1, and what is no weight is 0."""
    if not parameters.strip():
        return 1.0
    found = _WEIGHT.fullmatch(parameters.strip())
    return float(found[1]) if found else 0.0
