"""The narration beside a quotation, and the speech tags in it."""

from collections.abc import Iterator, Sequence

from narrate.dialogue.names import Names
from narrate.dialogue.sentences import last_sign
from narrate.dialogue.speech_tags import leads_in, tag_after, tag_before
from narrate.dialogue.subjects import Subject
from narrate.model import Kind, Utterance


def narration_beside(utterances: Sequence[Utterance], at: int, quotation: int) -> str:
    """The utterance *at* if it is narration in the paragraph of the *quotation*; else nothing."""
    if not 0 <= at < len(utterances):
        return ""
    one = utterances[at]
    return one.text if one.kind is Kind.NARRATION and one.place == utterances[quotation].place else ""


def tags_beside(utterances: Sequence[Utterance], at: int, names: Names) -> Iterator[Subject]:
    """Who the speech tags behind and before the quotation *at* say speaks."""
    after, before = (narration_beside(utterances, other, at) for other in (at + 1, at - 1))
    tied = last_sign(utterances[at].text) == "," or after[:1].islower() or after[:1] == ","
    behind = tag_after(after, names, tied=tied) if after and (tied or not leads_in(before)) else None
    ahead = tag_before(before, names)
    yield from (tag for tag in (behind, ahead) if tag is not None)
