"""Whose a thought without a tag is: the point of view of its scene, or who acts in its paragraph or the one before."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from narrate.dialogue.reading import Acted
from narrate.model import Kind, Utterance

SEEN_FROM_INSIDE = 2
"""Times a scene must tell what somebody feels or knows for it to be theirs, and as often as it does so of another."""
OF_THE_SCENE, OF_THE_PARAGRAPH, OF_THE_ONE_BEFORE = 0.6, 0.5, 0.4
"""How sure that is: judged, not measured."""

Acts = Mapping[int, Sequence[Acted]]


class Thinkers:
    """The points of view of a story, told by its *acts*; its *paragraphs* are numbers of utterances."""

    def __init__(self, utterances: Sequence[Utterance], paragraphs: Sequence[Sequence[int]], acts: Acts) -> None:
        self._utterances, self._paragraphs, self._acts = utterances, paragraphs, acts
        self._views = _views(utterances, acts)

    def of(self, at: int, number: int) -> tuple[int | None, float]:
        """Who thinks the utterance *at* of the paragraph *number*, None if nothing tells, and how sure that is."""
        view = self._views.get(self._scene(at))
        if view is not None:
            return view, OF_THE_SCENE
        paragraph = self._paragraphs[number]
        before = [who for one in paragraph if one < at for who, _ in self._acts.get(one, ())]
        after = [who for one in paragraph if one > at for who, _ in self._acts.get(one, ())]
        near = [who for who in (*reversed(before), *after) if who is not None]
        if near:
            return near[0], OF_THE_PARAGRAPH
        same = number > 0 and self._scene(self._paragraphs[number - 1][0]) == self._scene(at)
        alone = self._alone(self._paragraphs[number - 1]) if same else None
        return (alone, OF_THE_ONE_BEFORE) if alone is not None else (None, 0.0)

    def _alone(self, paragraph: Sequence[int]) -> int | None:
        """Who is the only one to act in *paragraph*, if nobody speaks there."""
        if any(self._utterances[at].kind is not Kind.NARRATION for at in paragraph):
            return None
        acting = {who for at in paragraph for who, act in self._acts.get(at, ()) if act.subject is not None}
        return acting.pop() if len(acting) == 1 else None

    def _scene(self, at: int) -> tuple[int, int]:
        place = self._utterances[at].place
        return place.chapter, place.scene


def _views(utterances: Sequence[Utterance], acts: Acts) -> dict[tuple[int, int], int]:
    """By chapter and scene, who is seen from inside there, if it is one."""
    felt: defaultdict[tuple[int, int], Counter[int]] = defaultdict(Counter)
    for at, acted in acts.items():
        place = utterances[at].place
        felt[place.chapter, place.scene].update(who for who, act in acted if who is not None and act.inside)
    views = {}
    for scene, counts in felt.items():
        (who, most), (_, next_most) = [*counts.most_common(2), (-1, 0), (-1, 0)][:2]
        if most >= SEEN_FROM_INSIDE * max(next_most, 1):
            views[scene] = who
    return views
