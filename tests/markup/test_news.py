import datetime as dt
from dataclasses import replace

from summitcal import markup
from summitcal.updates import Update, What
from tests.markup.fragments import NOW, READER, meeting, text_of

DAY = dt.timedelta(days=1)
SPANS = {"?since=2022-01-02": "Last 7 days", "?": "All"}


def written(*updates: Update, since: str = "?") -> str:
    return markup.changes(updates, READER, since=since, spans=SPANS, feed="/changes.atom")


def update(what: What, *changes: str, days: int = 0) -> Update:
    return Update(at=NOW - days * DAY, what=what, meeting=meeting("geneva"), changes=changes)


def test_each_change_says_what_became_of_which_meeting_and_when_it_is():
    html = written(update(What.MOVED, "moved: from 8 January 2022 to 9 January 2022"))

    assert "9 January 2022 Moved Geneva talks 9–10 January 2022" in text_of(html)
    assert '<a href="?meeting=geneva"' in html


def test_changes_stand_under_their_days_the_newest_first():
    html = text_of(written(update(What.ADDED), update(What.CALLED_OFF), update(What.ADDED, days=2)))

    assert html.index("9 January 2022 Added") < html.index("Called off") < html.index("7 January 2022 Added")


def test_what_changed_is_told_in_english_whatever_the_page_speaks():
    assert '<p class="sc-quiet" lang="en" dir="ltr">place: Geneva → Vienna</p>' in written(
        update(What.CHANGED, "place: Geneva → Vienna")
    )


def test_a_meeting_that_was_taken_out_leads_nowhere():
    assert "?meeting=geneva" not in written(update(What.TAKEN_OUT))


def test_how_far_back_one_looks_is_a_choice():
    html = written(since="?since=2022-01-02")

    assert '<a href="?since=2022-01-02" aria-current="true">Last 7 days</a>' in html
    assert '<a href="?">All</a>' in html


def test_where_nothing_changed_that_is_said():
    assert "Nothing has changed in this time." in text_of(written())


def test_the_same_can_be_had_as_a_feed():
    assert '<a href="/changes.atom">The same as an Atom feed</a>' in written()


def test_one_without_a_day_says_so():
    unknown = replace(meeting("geneva"), start=meeting("someday").start, end=None)

    assert "date not set" in text_of(written(Update(at=NOW, what=What.ADDED, meeting=unknown)))
