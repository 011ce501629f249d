"""Words as they are compared, shown in a list, and seen; the same for every format."""

import re

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Characters without width: soft hyphen, zero-width space, non-joiner, joiner, word joiner, byte order mark."""
_UNSEEN = dict.fromkeys(map(ord, INVISIBLE))


def bare(words: str) -> str:
    """*words* as they are compared: letters and digits only, capitals made small."""
    return "".join(filter(str.isalnum, words)).casefold()


def on_one_line(words: str) -> str:
    """*words* as a list shows them: blanks and line ends evened out, nothing in them that cannot be seen."""
    return " ".join(words.translate(_UNSEEN).split())


def title_of(name: str) -> str:
    """The title of a story that only the *name* of its file tells."""
    return " ".join(re.split(r"[\W_]+", name)).strip() or "Untitled"
