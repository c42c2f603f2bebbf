import pytest

from summitcal.extract.parties.names import find_names
from summitcal.extract.parties.words import Kind, chunks, kind_of, words_of


def names_in(text: str) -> list[str]:
    """Return the stretches that can be names of persons."""
    ws = words_of(text, find_names(text))
    return [" ".join(ws.words[each.first : each.end]) for each in chunks(ws)]


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Nowak", Kind.NAME),
        ("Dlamini-Zuma", Kind.NAME),
        ("Jae-in", Kind.NAME),
        ("al-Sisi", Kind.NAME),
        ("Taliban-appointed", Kind.OTHER),
        ("Secretary-General", Kind.HEAD),
        ("vice-president", Kind.HEAD),
        ("Chairperson-in-Office", Kind.HEAD),
        ("foreign", Kind.RANK),
        ("Smt.", Kind.TITLE),
        ("Sheikh", Kind.NOBLE),
        ("Pope", Kind.ROYAL),
        ("II", Kind.NUMERAL),
        ("W.", Kind.INITIAL),
        ("MACRON", Kind.CAPITALS),
        ("von", Kind.PARTICLE),
        ("Monday", Kind.STOP),
        ("Summit", Kind.BODY),
        (",", Kind.MARK),
    ],
)
def test_each_word_is_something_to_a_name(word: str, kind: Kind):
    assert kind_of(word) is kind


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("When Ana Blau met Li Tan on Monday", ["Ana Blau", "Li Tan"]),
        ("Ursula von der Lund's trip", ["Ursula von der Lund"]),
        ("Hassan Sheikh Mohamed and Charles Q. Brune Jr. left", ["Hassan Sheikh Mohamed", "Charles Q. Brune Jr."]),
        ("talks with Michael Jordan in Jordan", ["Michael Jordan"]),
        ("Jan Kowal came in Jan 2024", ["Jan Kowal"]),
        ("Kagame\nThe minister", ["Kagame"]),
    ],
)
def test_names_go_on_over_particles_and_initials_and_end_at_other_words(text: str, names: list[str]):
    assert names_in(text) == names


@pytest.mark.parametrize("text", ["Minister Meets His Guest In Oslo", "Talks of Ana Blau and Li Tan"])
def test_a_line_whose_longer_words_are_all_capitals_is_a_heading(text: str):
    assert words_of(text, ()).is_heading()


@pytest.mark.parametrize("text", ["Ana Blau met Li Tan.", "The minister met a guest", "Ana Blau met him"])
def test_a_short_sentence_is_no_heading(text: str):
    assert not words_of(text, ()).is_heading()
