import pytest

from summitcal.extract.triggers import find_triggers
from summitcal.model import Kind


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
    "text",
    [
        "He called for restraint.",
        "The agency is not meeting its targets.",
        "A press conference is planned.",
        "The cabinet meeting was short.",
        "No meeting is planned.",
        "They ruled out a summit.",
        "Nobody asked whether they would meet.",
    ],
)
def test_what_only_looks_like_an_encounter_is_none(text: str):
    assert find_triggers(text) == ()
