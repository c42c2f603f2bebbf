"""How the tests of the extractor hold a draft against its text: every word it quotes must stand there."""

import json
import re

from summitcal.extract import to_json
from summitcal.extract.standing import CUES
from summitcal.extract.times.clocks import find_clocks
from summitcal.gazetteer import fold
from summitcal.model import Draft, Evidence


def assert_quoted(text: str, draft: Draft) -> None:
    """Hold that all evidence of a draft is words of its text, exactly where it says, with how they were read."""
    for field, spans in draft.evidence.items():
        assert spans, field
        for each in spans:
            _assert_words(text, field, each)
    assert draft.quote == draft.evidence["start"][0]
    assert draft.evidence.keys() >= {"start", "participants"}
    assert all(find_clocks(_around(text, each)) for each in draft.evidence.get("time", ()))
    assert all(_is_cue(each) for each in draft.evidence.get("status", ()))
    assert json.loads(json.dumps(to_json(draft))) == to_json(draft)


def _assert_words(text: str, field: str, each: Evidence) -> None:
    assert 0 <= each.start < each.end <= len(text), field
    assert text[each.start : each.end] == each.text, field
    assert each.text == each.text.strip(), field
    assert each.how, field
    assert not _cuts_a_word(text, each.start), (field, each)
    assert not _cuts_a_word(text, each.end), (field, each)


def _cuts_a_word(text: str, at: int) -> bool:
    return re.match(r"[A-Za-z]{2}", fold(text)[max(0, at - 1) : at + 1]) is not None


def _around(text: str, each: Evidence) -> str:
    """Return an hour with what says that it is one: "at ten", "1330 GMT"."""
    return fold(text)[max(0, each.start - 3) : each.end + 12]


def _is_cue(each: Evidence) -> bool:
    return any(pattern.search(fold(each.text) + " x") for _, pattern in CUES)
