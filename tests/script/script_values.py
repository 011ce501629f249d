"""Scripts of every kind a reader or a person could make, for properties."""

from hypothesis import strategies as st

from narrate.manner import MANNERS
from narrate.model import Age, Basis, Character, Gender, Kind, Place, Script, Skipped, Utterance, identified
from narrate.script.lines import BY_HAND, GIVEN_IN

ODD = "\t\x0b\x0c\x1c\x85\xa0\u2028\u2029\u3000\x00\x7f\ufeff\\?()[]{}%|:#-+_*ué\U0001f600 "
letters = st.one_of(st.sampled_from(ODD), st.characters(codec="utf-8"))
lines = st.text(letters, max_size=12)
names = st.one_of(
    st.text(letters, min_size=1, max_size=12),
    st.sampled_from(
        [
            "?", "? (given: ? 100%)", "Tara (given: Dawn 90%)", "(given: ", "A (implicit: B", "x 5%)", "100%", "]",
            "[1]", "A | B", "(given)", "\\u003f", "\\",
            "Tara (on the phone)", " Tara ", "Mrs.  Long", "#", "Tara\u2028Maclay",
        ]
    ),
)  # fmt: skip
texts = st.builds(
    lambda start, ends, pieces, end: start + "".join(a + b for a, b in zip(pieces, ends, strict=False)) + end,
    st.sampled_from(["", "\n", " ", "    "]),
    st.lists(st.sampled_from(["\n", "\r\n", "\r", "\n\n", " \n    ", "\r\n\t", "\n[1 1.1.1 0-1 narration]\n"])),
    st.lists(lines, max_size=4),
    st.one_of(lines, st.sampled_from(["", "\n", " ", "title: x", "\\n", "\\u0041"])),
)
percents = st.integers(0, 100).map(lambda percent: percent / 100)


@st.composite
def scripts(draw: st.DrawFn, *, cues: bool = False) -> Script:
    """Any script that keeps the model's promises: spans in order, a basis for every speaker; with *cues*, if asked."""
    at, place = 0, Place(1, 1, 1)
    utterances, skipped = [], []
    for _ in range(draw(st.integers(1, 6))):
        start = at + draw(st.integers(0, 3))
        at = start + draw(st.integers(1, 30))
        if draw(st.booleans()):
            skipped.append(Skipped(start, at, draw(texts), draw(lines)))
            continue
        step = draw(st.sampled_from([(0, 0, 0), (0, 0, 1), (0, 1, 1), (1, 0, 0)]))
        place = Place(
            *(one + more for one, more in zip((place.chapter, place.scene, place.paragraph), step, strict=True))
        )
        speaker = draw(st.one_of(st.none(), names))
        basis = draw(st.sampled_from(Basis) if speaker else st.one_of(st.none(), st.sampled_from(Basis)))
        sure, cue = draw(percents) if basis else 1.0, ""
        if draw(st.booleans()):
            basis, sure, cue = Basis.GIVEN if speaker else None, 1.0, BY_HAND
        elif cues:
            cue = draw(st.sampled_from(["", f"{GIVEN_IN}voices.yaml"]) if basis is Basis.GIVEN else lines)
        kind = draw(st.sampled_from(Kind))
        language = draw(st.sampled_from(["", "", "fr", "pt-BR", "zh-Hant"]))
        text, continues = draw(texts), draw(st.booleans())
        utterances.append(
            Utterance(
                start,
                at,
                text,
                kind,
                place,
                speaker,
                sure,
                basis,
                continues,
                language=language,
                cue=cue,
                manner=draw(st.sampled_from(["", "", *MANNERS])),
            )
        )
    utterances = utterances or [Utterance(at, at + 1, "x", Kind.NARRATION, place)]
    chapters = tuple(draw(st.lists(lines, min_size=place.chapter, max_size=place.chapter)))
    characters = draw(
        st.lists(
            st.builds(
                Character, names, st.lists(names, max_size=3).map(tuple), st.sampled_from(Gender), st.sampled_from(Age)
            ),
            max_size=3,
        )
    )
    metadata = draw(st.dictionaries(lines, lines, max_size=3))
    facts = [draw(lines) for _ in range(3)]
    return Script(
        *facts,
        chapters,
        tuple(characters),
        identified(utterances),
        tuple(skipped),
        metadata,
        draw(st.integers(0, 10**9 - 1)),
        draw(st.one_of(st.just(""), names)),
    )
