from novel import NAMES, novel


def test_a_book_made_for_measuring_has_the_length_the_chapters_and_the_speakers_asked_for():
    book = novel(4000, speakers=5, chapters=3)

    assert 4000 <= len(book.split()) < 4400
    assert book.count("\n\nChapter ") == 3
    assert {name for name in NAMES if f" {name}." in book} == set(NAMES[:5])


def test_it_is_the_same_book_every_time():
    assert novel(1000) == novel(1000)
