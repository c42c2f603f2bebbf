import pytest

from summitcal.extract.times.reading import Tense
from summitcal.extract.times.tense import verbs


@pytest.mark.parametrize(
    ("sentence", "tense"),
    [
        ("They met on Thursday", Tense.PAST),
        ("They will meet on Thursday", Tense.FUTURE),
        ("They are to meet on Thursday", Tense.FUTURE),
        ("They were to meet on Thursday", Tense.AHEAD),
    ],
)
def test_the_verb_beside_a_date_says_which_way_it_looks(sentence: str, tense: Tense):
    at = sentence.index("on Thursday")

    assert verbs(sentence).tense_at(at, len(sentence)) is tense
