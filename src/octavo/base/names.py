"""What is drawn of a name where there is no picture."""

# From here on stand the scripts that write a name without spaces: Chinese, Japanese, Korean.
_FIRST_OF_THE_EAST = "\u2e80"


def initials_of(name: str) -> str:
    """Return a letter or two. Of a Chinese name the last character is what friends would draw."""
    words = name.removeprefix("The ").split()
    if not words:
        return ""
    if len(words) > 1:
        return f"{words[0][0]}{words[-1][0]}".upper()
    return words[0][-1] if words[0][-1] >= _FIRST_OF_THE_EAST else words[0][0].upper()
