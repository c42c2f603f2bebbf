import pytest

from summitcal.extract.standing import status_of
from summitcal.model import Status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The talks were called off.", Status.CANCELLED),
        ("The visit has been scrapped.", Status.CANCELLED),
        ("The session was put off without a new date.", Status.POSTPONED),
        ("They could meet in Oslo.", Status.TENTATIVE),
        ("A round is pencilled in.", Status.TENTATIVE),
    ],
)
def test_words_say_that_a_meeting_does_not_simply_stand(text: str, status: Status):
    found = status_of(text)

    assert found is not None
    assert found[0] is status


def test_a_meeting_that_stands_needs_no_words():
    assert status_of("They will meet in Oslo.") is None
