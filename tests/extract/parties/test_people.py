import pytest

from summitcal.extract.parties.names import find_names
from summitcal.extract.parties.people import Register, find_people


def people(*sentences: str) -> list[tuple[str, str | None]]:
    """Return who the last sentence names, with their state, when the others were read before it."""
    register = Register()
    found = ()
    for text in sentences:
        found = find_people(text, find_names(text), register, None)
    return [(each.participant.name, each.side.name if each.side else None) for each in found]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("French President Jeanne Morel arrived.", ("Jeanne Morel", "France")),
        ("Poland's foreign minister, Adam Nowak, arrived.", ("Adam Nowak", "Poland")),
        ("Adam Nowak, the Polish foreign minister, arrived.", ("Adam Nowak", "Poland")),
        ("Prime Minister Devika Rao of India arrived.", ("Devika Rao", "India")),
        ("US Secretary of State Paul Renner arrived.", ("Paul Renner", "United States")),
    ],
)
def test_a_person_in_office_stands_for_a_state(text: str, person: tuple[str, str]):
    assert people(text) == [person]


def test_a_surname_means_whoever_was_named_before():
    assert people("French President Jeanne Morel arrived.", "Morel will stay until Friday.") == [
        ("Jeanne Morel", "France")
    ]


def test_who_is_no_longer_in_office_stands_for_nobody():
    assert people("Former French President Jeanne Morel arrived.") == []


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Zelensky and Macron met.", [("Volodymyr Zelensky", "Ukraine"), ("Emmanuel Macron", "France")]),
        ("Xi Jinping will travel.", [("Xi Jinping", "China")]),
        ("Prime Minister Narendra Modi arrived.", [("Narendra Modi", "India")]),
        ("Abdel Fattah al-Sisi arrived.", [("Abdel Fattah al-Sisi", "Egypt")]),
    ],
)
def test_whom_news_names_without_more_is_known(text: str, known: list[tuple[str, str]]):
    assert people(text) == known


def test_a_namesake_of_somebody_known_is_somebody_else():
    assert people("Melania Trump arrived.") == []
