import datetime as dt

from summitcal.extract import find_meetings
from summitcal.model import Draft, Status

PUBLISHED = dt.date(2022, 1, 3)


def drafts(text: str) -> tuple[Draft, ...]:
    return find_meetings(text, published=PUBLISHED)


def test_a_meeting_that_is_told_twice_is_one():
    (draft,) = drafts(
        "Chile and Peru will hold talks on 12 January. The talks on 12 January between Peru and Chile will be in Lima."
    )

    assert draft.meeting.place is not None
    assert (draft.quote.start, draft.meeting.place.name) == (31, "Lima")


def test_two_meetings_on_one_day_are_two():
    found = drafts("Chile and Peru will meet on 12 January. Oman and Qatar will also meet on 12 January.")

    assert len(found) == 2


def test_a_summit_and_a_bilateral_beside_it_are_two():
    found = drafts("The G20 summit opens in Bali on 12 January. Chile and Peru will meet there on 12 January.")

    assert [draft.meeting.kind.value for draft in found] == ["summit", "meeting"]


def test_the_day_a_meeting_was_moved_from_is_not_told():
    found = drafts("The meeting of Chile and Peru, originally planned for 12 January, has been moved to 19 January.")

    assert [draft.meeting.start for draft in found] == [dt.date(2022, 1, 19)]


def test_a_meeting_that_is_called_off_where_it_is_told_again_is_off():
    (draft,) = drafts(
        "Chile and Peru will meet on 12 January. The talks of Chile and Peru on 12 January were cancelled."
    )

    assert draft.meeting.status is Status.CANCELLED
