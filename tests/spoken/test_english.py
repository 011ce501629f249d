"""Figures, abbreviations, numerals and capitals, as English reads them; and what only looks like them."""

import pytest

from narrate.spoken import said, spoken

ENGLISH = {
    "abbreviations": [
        ("Mr. Darcy met Mrs. Long.", "Mister Darcy met Missus Long."),
        ("Mr Pike, Ms. Vane and Mlle. Roux", "Mister Pike, Miz Vane and Mademoiselle Roux"),
        ("Dr. Who lives on Elm Dr.", "Doctor Who lives on Elm Drive."),
        ("The Dr. said so to Dr Gray.", "The Doctor said so to Doctor Gray."),
        ("St. Mary went to Baker St.", "Saint Mary went to Baker Street."),
        ("On Baker St. He ran to St. James.", "On Baker Street. He ran to Saint James."),
        ("the 5th Ave., where", "the fifth Avenue, where"),
        ("The answer is no. 7 people died.", "The answer is no. 7 people died."),
        ("I said no. 12 men came. He was no. 7 of them.", "I said no. 12 men came. He was number 7 of them."),
        ("At house no. 5 men met.", "At house number 5 men met."),
        ("a Ph.D. He has a Ph.D.", "a P H D. He has a P H D."),
        ("INT. HOUSE - DAY", "Interior, house — day"),
        ("INT./EXT. HOUSE", "Interior and exterior, house"),
        ("EXT. 5, see INT. 7", "EXT. 5, see INT. 7"),
        ("He has no. 5. No. He has 6.", "He has number 5. No. He has 6."),
        ("No. 10", "Number ten"),
        ("Leaflet No. 3 says no.", "Leaflet Number 3 says no."),
        ("e.g. this, i.e. that, etc.", "for example this, that is that, et cetera"),
        ("Cats, dogs, etc. He left.", "Cats, dogs, et cetera. He left."),
        ("Carston & Co. found John Smith, Jr. there", "Carston and Company found John Smith, Junior there"),
        ("U.S.A.", "U S A"),
        ("the U.S. Army. In the U.S. He fought.", "the U S Army. In the U S. He fought."),
        ("two M.P.s, a Ph.D. and H.M.S. Victory", "two M Ps, a P H D and H M S Victory"),
        ("J. R. R. Tolkien and Mr. J. Smith", "J R R Tolkien and Mister J Smith"),
        ("It was plan B. Then he left. So did I. He knew.", "It was plan B. Then he left. So did I. He knew."),
        ("See p. 7 and vol. 2 of Sept. 6", "See page 7 and volume 2 of September sixth"),
        ("e-mail, re-read, co-op", "email, re-read, co-op"),
        ("Tom & Jerry, AT&T, w/ love", "Tom and Jerry, AT&T, with love"),
    ],
    "roman numerals": [
        ("Chapter IV", "Chapter Four"),
        ("Part I", "Part One"),
        ("Part I of it, and chapter iv", "Part One of it, and chapter four"),
        ("The part I played. You and I, too. Part I played.", "The part I played. You and I, too. Part I played."),
        ("Henry VIII and I left.", "Henry the Eighth and I left."),
        ("Henry VIII's wife, Louis XIV. was", "Henry the Eighth's wife, Louis the Fourteenth was"),
        ("King Charles I was at Henry V.", "King Charles the First was at Henry the Fifth."),
        ("Elizabeth I think is here. Malcolm X is.", "Elizabeth I think is here. Malcolm X is."),
        ("World War II, Apollo XIII and WWI", "World War Two, Apollo Thirteen and World War One"),
        ("I, II and III", "one, two and three"),
        ("Books II and IV", "Books two and four"),
        ("the XIX century, the XXth", "the nineteenth century, the twentieth"),
        ("Generation X, Mark X", "Generation X, Mark Ten"),
        ("She got an IV drip.", "She got an eye-vee drip."),
        ("“Will. I am ill.”", "Will. I am ill."),
    ],
    "years, days, rooms": [
        ("in 1894", "in eighteen ninety-four"),
        ("1,894 men", "one thousand eight hundred ninety-four men"),
        ("In 1815 men died; in 1815, men died.", "In 1815 men died; in eighteen fifteen, men died."),
        ("He had 1894 of them for 1500 days", "He had 1894 of them for 1500 days"),
        ("In 1066 and 1905, since 2001", "In ten sixty-six and nineteen oh five, since two thousand one"),
        ("Paris, 1900. (1848)", "Paris, nineteen hundred. (eighteen forty-eight)"),
        ("1914-18", "nineteen fourteen to eighteen"),
        ("the 1980s / the '80s", "the nineteen-eighties / the eighties"),
        ("the 1900s, in his 60s, the 2000s", "the nineteen-hundreds, in his sixties, the two-thousands"),
        ("May 5, 1894, June 5.", "May fifth, eighteen ninety-four, June fifth."),
        ("May 5 men come? In June 12 men did.", "May 5 men come? In June 12 men did."),
        ("room 1408", "room fourteen oh eight"),
        ("room 12, Room 101, Flight 815", "room 12, Room one oh one, Flight eight fifteen"),
        ("125 Fulton Street", "one twenty-five Fulton Street"),
    ],
    "money": [
        ("£5 10s. 6d.", "five pounds, ten shillings and sixpence"),
        ("10s. 6d. He paid £3", "ten shillings and sixpence. He paid three pounds"),
        ("$1.50", "one dollar fifty"),
        ("$1, $0.99, $2.05 and 5¢", "one dollar, ninety-nine cents, two dollars and five cents and five cents"),
        ("$5 million, a $20 bill, €1,000", "five million dollars, a twenty-dollar bill, one thousand euros"),
        ("$100-a-day, a $20-million deal", "one hundred dollar-a-day, a twenty million dollar deal"),
        ("$2-3 each, $2-$3, £5-10k", "two to three dollars each, two to three dollars, five to ten thousand pounds"),
        ("$3-2", "three dollars-2"),
        ("1s and 10s", "1s and 10s"),
    ],
    "measures": [
        ("50%", "fifty percent"),
        ("50° C", "fifty degrees Celsius"),
        ("-5°F, 98.6°", "minus five degrees Fahrenheit, ninety-eight point six degrees"),
        ("It was -5 out. -No!", "It was -5 out. — No!"),
        ("5km, 12 lb, 1 ft", "five kilometers, twelve pounds, one foot"),
        ("6'2\" or 5’10”", "six foot two or five foot ten"),
        ("9:30 p.m. He left.", "nine thirty P M. He left."),
        ("His 9mm. Two men", "His nine millimeter. Two men"),
        ("10 lbs. Tom has 10 lbs. of 5 mm. N.", "ten pounds. Tom has ten pounds of five millimeters N."),
        ("At 2:00 AM. Eight", "At two A M. Eight"),
        ("at 6 A.M.", "at six A M."),
        ("6 p.m. Tom, 6 a.m. on Monday, 2 am. eight", "six P M Tom, six A M on Monday, two A M eight"),
        ("SIX A.M. NOW", "Six A M now"),
        ("a 9mm pistol, 9-mm, his 5 km run", "a nine millimeter pistol, nine millimeter, his five kilometer run"),
        ("the 5 km he ran, the 10 lbs", "the five kilometers he ran, the ten pounds"),
        ("a 12\" blade, his 12″ knife", "a twelve inch blade, his twelve inch knife"),
        ("“a 10” he said, 6′2″", "a 10 he said, six foot two"),
        ("9:05, 9:00, 5 AM, the 12.15", "nine oh five, nine o'clock, five A M, the twelve fifteen"),
        ("0800 and 1400 hours", "oh eight hundred and fourteen hundred hours"),
        ("9/11", "nine eleven"),
        ("24/7", "twenty-four seven"),
        ("1/2 cup", "half a cup"),
        ("½", "one half"),
        ("1/2 hour, 1/2 of it, 2 3/4, 2/7", "half an hour, one half of it, two and three quarters, 2/7"),
        ("10/10", "ten out of ten"),
        ("pp. 12–14", "pages twelve to fourteen"),
        ("5-6 men, 3-1, 50-50, AK-47", "five to six men, 3-1, 50-50, AK-47"),
        ("the 1st, the 22nd and the 3th", "the first, the twenty-second and the 3th"),
        ("3.14, 1.2.3", "three point one four, 1.2.3"),
        ("(212) 555-0123; call 911", "two one two, five five five, zero one two three; call nine one one"),
        ("R2D2, B12, v2, MP3 and 42", "R2D2, B12, v2, MP3 and 42"),
    ],
    "capitals and voices": [
        ("STOP IT RIGHT NOW! I AM HERE. IT IS US.", "Stop it right now! I am here. It is us."),
        ("I said NOW, and NOT TO HER!", "I said now, and not to her!"),
        ("THE FBI AND NATO", "The FBI and NATO"),
        ("the USA, DNA and the BBC; an IT guy in the US", "the USA, DNA and the BBC; an IT guy in the US"),
        ("Do IT now. I AM.", "Do it now. I am."),
        ("W-what? B-but K-Kim c-can’t.", "Wuh-what? Buh-but Kuh-Kim cuh-can't."),
        ("D-Day, T-shirt, X-ray, re-read", "D-Day, T-shirt, X-ray, re-read"),
        ("Nooooo!", "Nooooo!"),
        ("Sooo... um", "So... um"),
        ("Aaargh...", "Aaargh..."),
    ],
    "marks": [
        ("Wait. . . what?", "Wait... what?"),
        ("but..?", "but...?"),
        ("What?!?!", "What?!"),
        ("Hello 😀❤️", "Hello"),
        ("(: and ^_^", "and"),
        ("Fine :D XD (yes): no", "Fine (yes): no"),
        ("I <3 you <3", "I heart you"),
        ("<333 I love you <33", "I love you"),
        ("I <333 you, <33 people", "I heart you, 33 people"),
        ("What the $#!% is 50% @#$%!?", "What the is fifty percent?!"),
        ("What the $#!% did he? The @#$%.", "What the did he? The."),
        ("$$$ and #1", "$$$ and number 1"),
        ("me@x.com", "me at x dot com"),
        ("See https://www.x.com/a?b=1. Or y.org", "See x dot com. Or y dot org"),
        ("@ann #blessed", "at ann, hashtag blessed"),
        ("He is #1", "He is number 1"),
        ("ﬁne ﬂow", "fine flow"),
        ("Ｈｅｌｌｏ", "Hello"),
        ("𝓗𝓮𝓵𝓵𝓸", "Hello"),
        ("Z̷̢a̴l̵g̷o̶", "Zalgo"),
        ("naïve café", "naïve café"),
        ("«Jamais parole au revoir.»", "Jamais parole au revoir."),
        ("*hugs*", "hugs"),
        ("un*believ*able", "unbelievable"),
        ("“Well—”", "Well"),
        ("“Well-”", "Well"),
        ("Foo™ ©", "Foo"),
    ],
    "words in pieces": [
        ("T\u2009h\u2009e", "The"),
        ("n e v e r", "never"),
        ("I m a man. a b c. U S A", "I m a man. a b c. U S A"),
        ("T HE mole", "The mole"),
        ("I T was. X marks", "It was. X marks"),
        ("Badg-\ner, well-\nknown", "Badger, well-known"),
    ],
}  # fmt: skip
PAIRS = [pair for pairs in ENGLISH.values() for pair in pairs]


@pytest.mark.parametrize(("text", "words"), PAIRS)
def test_a_text_is_said_as_one_reads_it(text: str, words: str) -> None:
    assert spoken(text, {}) == words


@pytest.mark.parametrize(("text", "words"), PAIRS)
def test_the_map_joins_to_what_is_spoken(text: str, words: str) -> None:
    assert " ".join(one.text for one in said(text, {})) == words


@pytest.mark.parametrize(
    "text",
    ["1894", "Chapter IV", "Mr. Li", "STOP IT", "W-was?", "50%", "z.B. 5 km", "@ann #tag", "Sooo... ja"],
)
def test_in_another_language_figures_and_capitals_stay(text: str) -> None:
    assert spoken(text, {}, language="de-AT") == text.replace("#", "")


def test_in_another_language_marks_and_letters_are_the_same() -> None:
    assert spoken("„Ja – *nein* . . . ﬁn“ 😀 https://www.x.de/y", {}, language="de") == "Ja — nein ... fin x.de"


def test_lines_of_verse_end_in_a_pause_and_lines_of_prose_do_not() -> None:
    verse = "Roses are red\nViolets are blue;\nSugar is sweet\nAnd so are you"
    prose = (
        "It was a long way to the house, and when they had at last come to it\n"
        "Harry found the door shut and the windows dark, and nobody there\n"
        "to open."
    )

    assert spoken(verse, {}) == "Roses are red, Violets are blue; Sugar is sweet, And so are you"
    assert spoken("the door was\nnot\n  shut at all\nthat day", {}) == "the door was, not, shut at all, that day"
    assert spoken(prose, {}) == " ".join(prose.split())
    assert spoken("Go to\nHell.", {}) == "Go to Hell."
