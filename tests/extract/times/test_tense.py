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
        ("They met to discuss trade on Thursday", Tense.PAST),
        ("They agreed to meet on Thursday", Tense.FUTURE),
        ("They have been at odds since their talks on Thursday", Tense.PAST),
        ("He told reporters in Rome on Thursday that they will meet", Tense.PAST),
        ("The minister on Thursday agreed to meet him", Tense.PAST),
    ],
)
def test_the_verb_beside_a_date_says_which_way_it_looks(sentence: str, tense: Tense):
    at = sentence.index("on Thursday")

    assert verbs(sentence).nearest(at, at + len("on Thursday"))[0] is tense
