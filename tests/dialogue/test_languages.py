"""Other languages in a story: told by the format, or by the words of what is set apart."""

import time
from dataclasses import replace

import pytest
from drafts import parse
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.checks import verify
from narrate.dialogue.attribution import Attribution
from narrate.dialogue.languages import language_of, marked
from narrate.dialogue.segment import segment
from narrate.model import Foreign, Kind, Manuscript, Utterance

Heard = list[tuple[str, str]]


def heard(text: str, *told: tuple[str, str], emphasis: tuple[str, ...] = (), language: str = "en") -> Heard:
    """Language and words of each utterance of *text*, where the format tells the phrases *told* and *emphasis*."""
    return [(one.language, one.text) for one in utterances(story(text, *told, emphasis=emphasis, language=language))]


def story(text: str, *told: tuple[str, str], emphasis: tuple[str, ...] = (), language: str = "en") -> Manuscript:
    foreign = tuple(Foreign(text.index(words), text.index(words) + len(words), tag) for tag, words in told)
    slanted = tuple((text.index(words), text.index(words) + len(words)) for words in emphasis)
    return replace(parse(text, "story"), foreign=foreign, emphasis=slanted, language=language)


def utterances(manuscript: Manuscript) -> tuple[Utterance, ...]:
    return marked(manuscript, segment(manuscript))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Jamais parole au revoir.", "fr"),
        ("C’est la vie, mon ami", "fr"),
        ("Oui, monsieur.", "fr"),
        ("Ich liebe dich.", "de"),
        ("Guten Morgen, mein Herr. Wie geht es Ihnen?", "de"),
        ("Gracias, señor.", "es"),
        ("No sé qué hacer, amigo mío", "es"),
        ("Buona notte, signore.", "it"),
        ("Che cosa vuoi da me?", "it"),
        ("Ave Maria, gratia plena", "la"),
        ("In nomine patris et filii et spiritus sancti", "la"),
    ],
)
def test_a_phrase_tells_its_language(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "Never say goodbye.", "No. No, no!", "Non!", "La la la la.", "Les Misérables", "Walter de la Mare", "Die, Tom!",
        "Des Moines", "Notre Dame", "Mein Kampf", "Ho, ho, ho!", "Ugh! U-u-ugh!", "De man he come en de dog un him",
        "Ma, I am here.", "Et tu, Brute?", "Señor Alvarez", "Captain von Trapp and Maria", "Hm? Hm. Mm-hm.", "", "1894",
        "Tara et Willow", "The man said “oui”, the men said “non” to me.", "Yubaba, Haku, Kamaji, Lin", "Bella, Bella!",
        "Elen síla lúmenn’ omentielvo", "Wingardium Leviosa!", "Ah dinnae ken whit ye’re sayin’", "Café de la Paix",
    ],
)  # fmt: skip
def test_what_is_english_or_too_little_tells_none(text: str) -> None:
    assert language_of(text) == ""


def test_a_whole_quotation_is_in_its_language_and_the_tag_is_not() -> None:
    assert heard('"Jamais parole au revoir," said Emma.') == [("fr", '"Jamais parole au revoir,"'), ("", "said Emma.")]


def test_a_phrase_in_guillemets_or_italics_is_spoken_by_itself_with_its_marks() -> None:
    text = "She had read *Il faut cultiver notre jardin*, and forgot it again."

    assert heard(text, emphasis=("*Il faut cultiver notre jardin*",)) == [
        ("", "She had read"),
        ("fr", "*Il faut cultiver notre jardin*,"),
        ("", "and forgot it again."),
    ]


def test_a_phrase_inside_a_quotation_is_a_piece_of_it() -> None:
    text = 'Emma came in.\n\n"He said, *Je ne sais pas quoi faire*, and left."\n\n"Oh," said Giles.'
    manuscript = story(text, emphasis=("*Je ne sais pas quoi faire*",))
    pieces = utterances(manuscript)

    assert [(one.language, one.continues, one.text) for one in pieces[1:4]] == [
        ("", False, '"He said,'),
        ("fr", True, "*Je ne sais pas quoi faire*,"),
        ("", True, 'and left."'),
    ]
    assert len({one.speaker for one in Attribution(manuscript, pieces).script().utterances[1:4]}) == 1


def test_few_foreign_words_stay_with_their_sentence_unless_they_are_all_there_is() -> None:
    text = 'His joie de vivre at the table-d’hôte was gone. "Merci," he said.'

    assert heard(text, ("fr", "joie de"), ("fr", "table-d’hôte"), ("fr", "Merci")) == [
        ("", "His joie de vivre at the table-d’hôte was gone."),
        ("fr", '"Merci,"'),
        ("", "he said."),
    ]


def test_a_word_in_other_letters_is_spoken_by_itself() -> None:
    assert heard("She wrote λόγος below it.", ("el", "λόγος"))[1] == ("el", "λόγος")


def test_the_format_knows_better_than_the_words() -> None:
    assert heard('"Que sera, sera," he sang.', ("es", "Que sera, sera"))[0] == ("es", '"Que sera, sera,"')


def test_phrases_of_one_language_with_only_signs_between_are_one() -> None:
    text = "He wrote Die Sonne, der Mond on the wall."

    assert heard(text, ("de", "Die Sonne"), ("de", "der Mond"))[1] == ("de", "Die Sonne, der Mond")


def test_of_languages_inside_each_other_the_outer_one_counts_whatever_their_order() -> None:
    text = "He read Gallia est omnis divisa in partes aloud."
    told = (("fr", "omnis divisa in"), ("la", "Gallia est omnis divisa in partes"))

    assert (
        heard(text, *told)
        == heard(text, *reversed(told))
        == [
            ("", "He read"),
            ("la", "Gallia est omnis divisa in partes"),
            ("", "aloud."),
        ]
    )


@pytest.mark.parametrize("tag", ["en", "en-GB", "und", "zxx", "", "fr_FR", "x"])
def test_a_tag_that_tells_no_other_language_changes_nothing(tag: str) -> None:
    assert heard("He read the old book again.", (tag, "the old book")) == [("", "He read the old book again.")]


def test_in_a_story_of_another_language_only_the_format_tells() -> None:
    french = "Je ne sais pas. *Ich liebe dich sehr*, dit-il."

    assert heard(french, language="fr", emphasis=("*Ich liebe dich sehr*",)) == [("", french)]
    assert heard(french, ("de", "Ich liebe dich sehr"), language="fr")[1][0] == "de"


def test_a_heading_is_in_one_language_as_a_whole() -> None:
    text = "Chapter 1: Il ne faut pas dire jamais\n\nIt rained.\n\nChapter 2\n\nIt rained on.\n"

    assert heard(text, ("fr", "Il ne faut pas dire jamais"))[0] == ("", "Chapter 1: Il ne faut pas dire jamais")
    assert heard(text, ("fr", "Chapter 1: Il ne faut pas dire jamais"))[0][0] == "fr"


def test_a_heading_is_never_parted_by_its_words() -> None:
    manuscript = parse("Chapter 1: Il ne faut pas dire jamais\n\nIt rained.\n\nChapter 2\n\nIt rained on.\n", "story")

    assert next(one.text for one in utterances(manuscript) if one.kind is Kind.HEADING).endswith("dire jamais")


words = st.sampled_from(
    ["Je ne sais pas", "*il faut le dire*", "«mon ami, je vous prie»", "she said", '"', ".", ",", "\n\n", "un"]
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(words, min_size=1, max_size=14), st.lists(st.tuples(st.integers(0, 90), st.integers(1, 30)), max_size=5)
)
def test_nothing_is_lost_and_every_piece_is_what_stands_there(pieces: list[str], spans: list[tuple[int, int]]) -> None:
    text = "It rained. " + " ".join(pieces)
    foreign = tuple(Foreign(start, start + size, "fr") for start, size in sorted(spans) if start + size <= len(text))
    emphasis = tuple((one.start, one.end) for one in foreign)
    for told, slanted in ((foreign, ()), ((), emphasis)):
        manuscript = replace(parse(text, "story"), foreign=told, emphasis=slanted)
        found = utterances(manuscript)

        verify(manuscript, Attribution(manuscript, found).script())
        assert all(one.text.strip() == one.text for one in found)


@pytest.mark.parametrize(
    "text", ["«" * 200_000, "« " * 100_000, "l'" * 100_000, "é" * 200_000, "*je ne sais* " * 20_000]
)
def test_adversarial_text_takes_linear_time(text: str) -> None:
    one = Utterance(0, len(text), text, Kind.NARRATION, parse("It rained.", "x").paragraphs[0].place)
    slanted = tuple((at, at + 1) for at in range(0, len(text), 20))
    manuscript = replace(parse("It rained.", "x"), text=text, emphasis=slanted)
    start = time.process_time()

    marked(manuscript, [one])

    assert time.process_time() - start < 2
