import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitcal.extract.triggers import Part, find_triggers
from summitcal.model import Kind

TABLE = tomllib.loads(files("summitcal.extract").joinpath("triggers.toml").read_text(encoding="utf-8"))


def rows() -> Iterator[dict[str, str]]:
    for parts in TABLE.values():
        for each in parts.values():
            yield from each


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A summit is planned.", Kind.SUMMIT),
        ("A further round of talks is planned.", Kind.TALKS),
        ("They spoke by phone.", Kind.CALL),
        ("The plenary session opens.", Kind.SESSION),
        ("They sat down together.", Kind.MEETING),
        ("The president pays a visit to Oslo.", Kind.VISIT),
        ("A donor conference is planned.", Kind.CONFERENCE),
        ("It was their second engagement.", Kind.MEETING),
    ],
)
def test_words_of_encounter_say_its_kind(text: str, kind: Kind):
    assert kind in [each.kind for each in find_triggers(text)]


@pytest.mark.parametrize(
    ("text", "words", "part"),
    [
        ("A summit is planned.", "summit", Part.NOUN),
        ("They met in Oslo.", "met", Part.VERB),
        ("She flies to Oslo today.", "flies to", Part.TRAVEL),
        ("She attended.", "attended", Part.WEAK),
    ],
)
def test_words_of_encounter_are_of_a_sort(text: str, words: str, part: Part):
    [found] = find_triggers(text)

    assert (found.text, found.part) == (words, part)


def test_of_words_that_begin_alike_the_most_are_taken():
    [found] = find_triggers("They held a second round of talks.")

    assert found.text == "held a second round of talks"


@pytest.mark.parametrize(
    "text",
    [
        "No meeting is planned.",
        "They have not met.",
        "They ruled out a summit.",
        "They refused to hold talks.",
        "Nobody asked whether they would meet.",
        "Were they to meet, nobody would be surprised.",
    ],
)
def test_words_of_an_encounter_that_is_none_are_kept_as_denied(text: str):
    assert [each.denied for each in find_triggers(text)] == [True]


def test_what_is_denied_is_only_what_the_denial_is_about():
    assert [each.denied for each in find_triggers("No summit is planned, but talks were held.")] == [True, False]


@pytest.mark.parametrize(
    "text",
    [
        "He called for restraint.",
        "They met the target.",
        "A press conference is planned.",
        "The cabinet meeting was short.",
        "The meeting room was cold.",
    ],
)
def test_what_only_looks_like_an_encounter_is_none(text: str):
    assert find_triggers(text) == ()


def test_the_table_has_only_kinds_and_parts_that_there_are():
    assert set(TABLE) <= set(Kind)
    assert {part for parts in TABLE.values() for part in parts} == set(Part)


def test_each_row_of_the_table_has_first_words_and_patterns_that_can_be_read():
    for row in rows():
        assert set(row) <= {"first", "then", "ahead", "unless"}
        assert all(re.fullmatch(r"[A-Za-z][A-Za-z\d]*(?:-[A-Za-z]+)*", word) for word in row["first"].split())
        assert row["first"].split()
        assert all(re.compile(row[name]) for name in row if name != "first")


FIRST_WORDS = sorted({word for row in rows() for word in row["first"].split()})


@given(st.lists(st.sampled_from(FIRST_WORDS) | st.sampled_from(["the", "not", "to", "in Oslo", "of", "no", ","])))
def test_words_of_encounter_stand_in_the_text_and_never_overlap(words: list[str]):
    text = " ".join(words)
    found = find_triggers(text)

    assert [text[each.start : each.end] for each in found] == [each.text for each in found]
    assert all(left.end <= right.start for left, right in pairwise(found))
