"""MARC relator codes (id.loc.gov/vocabulary/relators) as our roles."""

from octavo.books.codes import ROLES

RELATORS = {
    "aut": "author",
    "cre": "author",
    "att": "author",
    "edt": "editor",
    "edc": "editor",
    "trl": "translator",
    "ill": "illustrator",
    "art": "illustrator",
    "pht": "photographer",
    "aui": "introduction",
    "win": "introduction",
    "wpr": "foreword",
    "wfw": "foreword",
    "aft": "afterword",
    "waw": "afterword",
    "ann": "notes",
    "cmm": "notes",
    "wac": "notes",
    "adp": "adapter",
    "abr": "adapter",
    "com": "compiler",
    "cov": "cover",
    "drt": "director",
    "fmd": "director",
    "nrt": "narrator",
    "prf": "performer",
    "act": "performer",
    "sng": "performer",
    "spk": "performer",
}
# They made, sold or hold the file (calibre signs itself as one): no title page names them.
OF_THE_FILE = frozenset("bkp mrk pbl dtc dtm prg trc dst mfr prt cph own dpt rps his pfr lso".split())
_BY_ONIX_CODE = {code: role for role, code in ROLES.items()}


def role_of(source_role: str) -> str | None:
    """Return our role for a MARC relator, an ONIX code of list 17 or a plain word; None for who made the file only."""
    word = source_role.strip()
    code = word.lower().rpartition("/")[2]
    if code in OF_THE_FILE:
        return None
    return RELATORS.get(code) or _BY_ONIX_CODE.get(word.upper()) or (code if code in ROLES else "other")
