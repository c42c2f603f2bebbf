import datetime as dt

import pytest

from summitcal.extract import find_meetings
from summitcal.model import Kind

PUBLISHED = dt.date(2022, 1, 3)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The leaders of Chile and Peru will hold a summit in Lima on 12 January.", Kind.SUMMIT),
        ("Delegations of Chile and Peru will hold talks in Lima on 12 January.", Kind.TALKS),
        ("The presidents of Chile and Peru will speak by phone on 12 January.", Kind.CALL),
        ("The UN Security Council will hold an emergency session on 12 January.", Kind.SESSION),
        ("The foreign ministers of Chile and Peru will meet in Lima on 12 January.", Kind.MEETING),
    ],
)
def test_the_kind_is_what_the_word_of_encounter_says(text: str, kind: Kind):
    [draft] = find_meetings(text, published=PUBLISHED)

    assert draft.meeting.kind is kind


def test_the_evidence_of_the_kind_is_a_word_of_encounter():
    [draft] = find_meetings("Delegations of Chile and Peru hold talks in Lima on 12 January.", published=PUBLISHED)

    assert [each.text for each in draft.evidence["kind"]] == ["hold talks"]
