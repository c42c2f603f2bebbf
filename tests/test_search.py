import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitcal.model import AgendaItem, Frequency, Meeting, Occurrence, Participant, Place, Repeat, Source
from summitcal.problems import SummitcalError
from summitcal.search import choices, chosen, fold, has_words, is_at, place_words, places_of, read_text, words_of

TALKS = Meeting(
    id="talks",
    title="US–Russia talks",
    start=dt.date(2022, 1, 9),
    description="They follow a call of the two presidents.",
    place=Place(name="Genève", country="CH"),
    participants=(
        Participant(id="lavrov", name="Sergei Lavrov", office="Foreign Minister", aliases=("Лавров",)),
        Participant(id="us", name="United States", aliases=("Washington",)),
    ),
    agenda=(AgendaItem(topic="Arms control"),),
    sources=(Source(title="Envoys’ dinner", outlet="Neue Zürcher Zeitung", quote="in camera"),),
)
SERIES = replace(
    TALKS,
    repeat=Repeat(
        every=1,
        unit=Frequency.WEEK,
        changes=(
            Occurrence(
                on=dt.date(2022, 1, 16),
                title="Extraordinary session",
                place=Place(name="Brussels", country="BE"),
                description="By video.",
                agenda=(AgendaItem(topic="Budget"),),
                sources=(Source(title="Snow", outlet="Le Monde"),),
            ),
        ),
    ),
)


@pytest.mark.parametrize(
    "text",
    [
        "talks",
        "TALKS geneve",
        "Geneve switzerland",
        "presid",
        "Lavrov minister",
        "лавров",
        "washington arms",
        "us-russia",
        "envoys' zurcher",
        "“arms control”",
    ],
)
def test_a_meeting_is_found_by_whatever_is_said_of_it(text: str):
    assert has_words(TALKS, words_of(text))


@pytest.mark.parametrize("text", ["vienna", "talks vienna", "rms", "ussia", "camera"])
def test_a_meeting_is_not_found_by_what_is_not_or_by_the_middle_of_a_word(text: str):
    assert not has_words(TALKS, words_of(text))


@pytest.mark.parametrize("text", ["extraordinary", "video", "budget", "snow", "monde", "Brussels Belgium"])
def test_a_series_is_found_by_what_is_said_of_one_of_its_occurrences(text: str):
    assert has_words(SERIES, words_of(text))
    assert not has_words(TALKS, words_of(text))


def test_a_meeting_is_found_in_each_language_that_its_title_has():
    translated = replace(TALKS, titles=(("en", TALKS.title), ("fr", "Pourparlers")), descriptions=(("fr", "À deux"),))

    assert has_words(translated, words_of("pourparlers a deux talks"))


def test_where_a_script_does_not_part_its_words_they_are_found_anywhere():
    assert has_words(replace(TALKS, title="日内瓦会谈"), words_of("会谈"))


def test_no_words_leave_every_meeting():
    assert words_of(" – ! ") == ()
    assert has_words(TALKS, ())


@pytest.mark.parametrize("place", ["Genève", "GENÈVE", "CH"])
def test_a_place_is_chosen_by_its_whole_name_or_its_country(place: str):
    assert is_at(TALKS, [place])


@pytest.mark.parametrize("place", ["Gen", "ch", "BE", "Switzerland", ""])
def test_a_place_is_not_chosen_by_less(place: str):
    assert not is_at(TALKS, [place])


def test_a_series_is_wherever_one_of_its_occurrences_is():
    assert [place.name for place in places_of(SERIES)] == ["Genève", "Brussels"]
    assert is_at(SERIES, ["brussels"])
    assert is_at(SERIES, ["BE"])
    assert not is_at(replace(TALKS, place=None), ["brussels"])


def test_what_is_chosen_is_spelled_as_the_calendar_spells_it():
    known = choices(places_of(SERIES))

    assert known == ("BE", "Brussels", "CH", "Genève")
    assert [chosen(each, known) for each in ("BRUSSELS", "CH", "ch", "Vienna")] == ["Brussels", "CH", None, None]
    assert [place_words(each) for each in ("Brussels", "CH", "ZZ")] == ["Brussels", "Switzerland", "ZZ"]


def test_a_text_is_read_without_what_cannot_be_seen():
    assert read_text(" arms\r\n\u202econtrol\x00 ") == "arms control"
    assert read_text("x" * 200) == "x" * 200
    with pytest.raises(SummitcalError, match="the text to look for has 201 characters; use at most 200"):
        read_text("x" * 201)


@given(st.text())
def test_what_is_folded_stays_as_it_is(text: str):
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=200))
def test_every_title_is_found_by_its_own_words(title: str):
    assert has_words(replace(TALKS, title=title), words_of(title))
