"""What the HTML of a sample may hold, checked with a parser of its own and a list of its own."""

import lxml.html

TAGS = frozenset(
    "a abbr article aside b bdi bdo blockquote br caption cite code col colgroup dd del dfn div dl dt em figcaption figure footer"
    " h1 h2 h3 h4 h5 h6 header hr i img ins kbd li mark ol p pre q rp rt ruby s samp section small span strong sub sup table"
    " tbody td tfoot th thead time tr u ul var wbr".split()
)
ATTRIBUTES = frozenset("id lang dir title href src alt width height start reversed type value colspan rowspan scope".split())


def harm_in(html: str) -> list[str]:
    """Return every tag, attribute and address in the HTML that does not belong in a sample."""
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    found = []
    for element in root.iter():
        if not isinstance(element.tag, str) or element.tag not in TAGS:
            found.append(f"<{element.tag}>")
            continue
        found += [f"{element.tag} {name}" for name in element.attrib if name not in ATTRIBUTES]
        for name in ("href", "src"):
            address = element.get(name)
            if address is not None and not address.startswith(("#", "epub:") if name == "href" else "epub:"):
                found.append(f"{name}={address}")
    return found
