import pytest
from tests.extract.asking import PUBLISHED, Judge, spots

from summitcal.extract import find_meetings
from summitcal.extract.cast import Cast
from summitcal.extract.findings import Finding
from summitcal.extract.members import named
from summitcal.extract.venues import Venue
from summitcal.extract.weighing import Question
from summitcal.extract.whereabouts import BACK, BEFORE, find_venue
from summitcal.model import Kind


def finding(text: str, *, kind: Kind = Kind.MEETING, index: int = -1) -> Finding:
    spot = spots(text)[index]
    cast: Cast = named(spot)
    return Finding(spot=spot, time=spot.encounter.time, cast=cast, kind=kind, held=False, confidence=0.9)


def found(text: str, judge: Judge | None = None, *before: Finding) -> Venue | None:
    return find_venue(finding(text), before, judge or Judge())


def placed(text: str) -> Finding:
    """Return a meeting told of before, at the place that it names."""
    each = finding(text)
    each.venue = find_venue(each, (), Judge())
    assert each.venue
    return each


@pytest.mark.parametrize(
    ("text", "words", "how"),
    [
        ("Chile and Peru will meet in Geneva on 12 January.", "Geneva", "named with the meeting"),
        ("They were in Lima. Chile and Peru will meet on 12 January.", "Lima", "named in the sentence before"),
        ("Chile and Peru will meet on 12 January. They will be in Lima.", "Lima", "named in the next sentence"),
        ("Geneva Talks: the week\nChile and Peru will meet on 12 January.", "Geneva", "from the heading"),
        (
            "GENEVA - Chile and Peru, who have no embassies in each other's countries, open talks today.",
            "GENEVA",
            "from the dateline",
        ),
    ],
)
def test_a_place_near_a_meeting_may_be_its_own_and_says_where_it_stands(text: str, words: str, how: str):
    venue = found(text, Judge(0.9))

    assert venue is not None
    assert (text[venue.start : venue.end], venue.how, venue.chance) == (words, how, 0.9)


def test_a_place_that_is_hardly_probable_is_none():
    assert found("Chile and Peru will meet in Geneva on 12 January.", Judge(0.3)) is None


def test_a_place_named_long_before_is_not():
    near = f"Nobody spoke. They were in Lima. {'Nobody spoke. ' * (BACK - 1)}They meet on 12 January."
    far = f"Nobody spoke. They were in Lima. {'Nobody spoke. ' * BACK}They meet on 12 January."

    assert found(near) is not None
    assert found(far) is None


def test_the_most_probable_place_is_taken():
    text = "Chile and Peru will meet in Lima or in Quito on 12 January."
    venue = found(text, Judge(0.5, {"Quito": 0.8}))

    assert venue is not None
    assert (venue.place.name, venue.chance) == ("Quito", 0.8)


def test_a_meeting_may_be_where_the_one_before_it_is():
    last = placed("The G20 meets in Bali from 11 to 13 January.")
    judge = Judge()
    venue = found("Chile and Peru will meet on 12 January.", judge, last)

    assert venue is not None
    assert (venue.place.name, venue.how) == ("Bali", "where the meeting told of before is")
    assert {"during", "other cast"} <= judge.shown[Question.PLACE, "Bali"]
    assert found("They meet on 12 January.", judge, last, *[finding("They meet on 11 January.")] * BEFORE) is None


def test_a_palace_is_told_as_the_city_that_the_text_names():
    text = "PARIS - Chile and Peru, who have no embassies in each other's countries, meet at the Elysee palace today."
    venue = found(text, Judge(0.5, {"Elysee palace": 0.9, "Elysee": 0.9}))

    assert venue is not None
    assert venue.place.name == "Paris"


def test_what_is_held_by_telephone_is_weighed_as_such():
    judge = Judge()
    found("Chile and Peru, in Lima today, will hold talks by video link on 12 January.", judge)

    assert "remote True" in judge.shown[Question.PLACE, "Lima"]


def place(text: str, index: int = -1) -> str | None:
    where = find_meetings(text, published=PUBLISHED)[index].meeting.place
    return where.name if where else None


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("Chile and Peru will meet in Geneva on 12 January.", "Geneva"),
        ("Chile and Peru will meet on 12 January in the Austrian capital.", "Vienna"),
        ("Chile and Peru will hold talks at the Peace Palace on 12 January.", "The Hague"),
        ("Chile and Peru will hold talks in Little Hope on 12 January.", "Little Hope"),
        ("The leaders of Chile and Peru will speak by phone on 12 January.", None),
        ("The leaders of Chile and Peru will meet on 12 January.", None),
    ],
)
def test_a_meeting_is_where_a_plain_sentence_says_it_is(text: str, city: str | None):
    assert place(text) == city


def test_each_meeting_of_a_sentence_has_its_own_place():
    text = "Chile and Peru met in Lima on 28 December, and will meet again in Quito on 12 January."

    assert (place(text, 0), place(text, 1)) == ("Lima", "Quito")
