import pytest

from summitcal.extract.parties.names import find_names


def found(text: str) -> list[str]:
    return [each.participant.name for each in find_names(text) if each.participant]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("France and Germany", ["France", "Germany"]),
        ("the French and German ministers", ["France", "Germany"]),
        ("the Kremlin and the White House", ["Russia", "United States"]),
        ("NATO and the African Union", ["NATO", "African Union"]),
        ("the U.S. and the UK", ["United States", "United Kingdom"]),
        ("North Korea", ["North Korea"]),
    ],
)
def test_states_and_organisations_are_known_by_every_name(text: str, names: list[str]):
    assert found(text) == names


@pytest.mark.parametrize("text", ["we told us so", "a turkey for lunch", "they may march", "polish the silver"])
def test_common_words_are_no_states(text: str):
    assert found(text) == []
