"""What is drawn of a name where there is no picture."""


def initials_of(name: str) -> str:
    """Return a letter or two. A name in Chinese has no spaces: its last character is what friends would draw."""
    words = name.removeprefix("The ").split()
    if len(words) < 2:
        return words[0][-1:] if words else ""
    return f"{words[0][0]}{words[-1][0]}".upper()
