"""Below a line: what decided, and who else may say it."""

from narrate.model import Basis, Candidate, Kind, Place, Script, Utterance, identified
from narrate.script.reasons import reasons

SAID = Utterance(0, 1, '"Yes,"', Kind.QUOTATION, Place(1, 1, 1), "Emma", 0.84, Basis.IMPLICIT, cue="acts before")
SCRIPT = Script(
    "", "", "en", ("",), (),
    identified(
        [
            SAID,
            Utterance(2, 3, "she said,", Kind.NARRATION, Place(1, 1, 1)),
            Utterance(4, 5, '"I do."', Kind.QUOTATION, Place(1, 1, 1), "Emma", 0.84, Basis.IMPLICIT, True),
            Utterance(6, 7, '"Go."', Kind.QUOTATION, Place(1, 1, 2), "Tara", 1.0, Basis.GIVEN, cue="given by hand"),
        ]
    ),
)  # fmt: skip


def test_the_cue_comes_first_then_the_likeliest_with_what_tells_most() -> None:
    ids = [one.id for one in SCRIPT.utterances]
    candidates = (
        Candidate("Emma", 0.84, ("one", "two", "three", "four")),
        Candidate("Tara", 0.1, ()),
        Candidate("Giles", 0.05, ("against: addressed",)),
        Candidate("Dawn", 0.01, ()),
    )

    found = reasons(SCRIPT, {ids[0]: candidates, ids[2]: candidates, ids[3]: (Candidate("Ann", 0.004, ()),)})

    assert found == {
        ids[0]: (
            "because: acts before",
            "84% Emma: one; two; three",
            "10% Tara: nothing tells of them",
            "5% Giles: against: addressed",
        ),
        ids[3]: ("because: given by hand",),
    }
