"""Which phoneme a word begins with, whatever the text and its phonemes."""

from hypothesis import given
from hypothesis import strategies as st

from narrate.engines.phonemes import word_times
from narrate.engines.words import word_spans

TEXTS = st.text(st.sampled_from("ab é1 .,—-’ß東\n"), max_size=60)
PHONEMES = st.lists(st.sampled_from("aɪbˈˌː .,ð\u0303"), max_size=60)


@given(TEXTS, PHONEMES, st.data())
def test_words_are_timed_once_in_order_and_inside_the_sound(
    text: str, phonemes: list[str], data: st.DataObject
) -> None:
    seconds = sorted(data.draw(st.floats(0, 9)) for _ in phonemes)
    words = word_times(text, phonemes, seconds, 8.0)
    times = [word.seconds for word in words]
    spans = [(word.start, word.end) for word in words]
    assert times == sorted(set(times))
    assert set(times) <= {one for one in seconds if one < 8.0}
    assert spans == sorted(set(spans))
    assert set(spans) <= set(word_spans(text))


def test_words_that_are_run_together_share_their_group_and_a_number_has_several() -> None:
    """By their lengths: "the" is found one sound late."""
    text, phonemes = "of the 21 boys", "ʌvðə twˈɛnti wˈʌn bˈɔɪz"
    words = word_times(text, phonemes, range(len(phonemes)), len(phonemes))
    assert [(text[one.start : one.end], phonemes[int(one.seconds)]) for one in words] == [
        ("of", "ʌ"), ("the", "ə"), ("21", "t"), ("boys", "b"),
    ]  # fmt: skip
