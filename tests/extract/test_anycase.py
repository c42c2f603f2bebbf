"""Words whatever their case."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitcal.extract.anycase import AnyCase

WORDS = r"\b(?:met|will\smeet|talks?)\b"


@given(st.text(alphabet="aEeKkLlMmTtSs ,'"))
def test_it_finds_what_ignoring_case_finds_at_the_same_places(text: str):
    plain, ignoring = AnyCase(WORDS), re.compile(WORDS, re.IGNORECASE)
    spans = [each.span() for each in ignoring.finditer(text)]

    assert [each.span() for each in plain.finditer(text)] == spans
    assert plain.count(text) == len(spans)
    assert [each.span() for each in [plain.search(text)] if each] == spans[:1]
    assert bool(plain.match(text)) == bool(ignoring.match(text))
    assert bool(plain.fullmatch(text)) == bool(ignoring.fullmatch(text))


@pytest.mark.parametrize("pattern", [r"\bMet\b", r"(?-i:may)", r"[A-Z]\w+"])
def test_a_pattern_that_could_never_match_is_refused(pattern: str):
    with pytest.raises(ValueError, match="no capitals"):
        AnyCase(pattern)


@pytest.mark.parametrize("pattern", [r"\S\W\D\B", r"(?P<name>a)(?P=name)"])
def test_a_pattern_may_have_the_capitals_of_its_own_language(pattern: str):
    assert AnyCase(pattern).pattern == pattern
