"""A manuscript from a text, without a file."""

from narrate.manuscripts.compose import compose
from narrate.manuscripts.text import draft
from narrate.model import Manuscript


def parse(text: str, name: str) -> Manuscript:
    """The manuscript in the plain *text*, called *name* if it does not say otherwise."""
    return compose(draft(text, name))
