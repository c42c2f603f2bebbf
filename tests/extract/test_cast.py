import pytest

from summitcal.extract.cast import Cast, bodies, cast_of
from summitcal.extract.parties import Party, find_parties
from summitcal.extract.parties.names import find_names
from summitcal.extract.parties.people import Register, find_people


def parties(text: str) -> tuple[Party, ...]:
    names = find_names(text)
    return find_parties(text, names, find_people(text, names, Register(), None))


def cast(text: str, offset: int = 0, *, visited: bool = False) -> Cast:
    return cast_of(parties(text), offset, visited=visited)


def test_a_cast_has_sides_and_the_people_who_are_there_for_them():
    found = cast("French President Jeanne Morel will meet the Polish foreign minister.")

    assert set(found.sides) == {"france", "poland"}
    assert set(found.people) == {"jeanne-morel"}


def test_one_who_takes_part_is_found_where_the_text_names_it():
    [chile, peru] = cast("Chile will meet Peru.", offset=100).sides.values()

    assert [(each.participant.name, each.start, each.end) for each in (chile, peru)] == [
        ("Chile", 100, 105),
        ("Peru", 116, 120),
    ]


def test_a_group_that_is_only_its_members_is_told_as_its_members():
    assert cast("Iran and the E3 will meet.").ids == {"iran", "france", "germany", "united-kingdom"}


def test_who_is_only_quoted_is_not_of_the_cast():
    assert cast("Chile and Peru will meet, the Kremlin said.").ids == {"chile", "peru"}


def test_a_state_that_one_goes_to_is_met_on_a_visit_only():
    text = "The Norwegian prime minister flies to Latvia on Thursday."

    assert cast(text).ids == {"norway"}
    assert cast(text, visited=True).ids == {"norway", "latvia"}


def test_who_is_told_of_twice_keeps_the_first_place():
    found = cast("Chile will come.")
    found.add(cast("Chile will meet Peru.", offset=50))

    assert [(key, each.start) for key, each in found.sides.items()] == [("chile", 0), ("peru", 66)]


@pytest.mark.parametrize(
    ("before", "words", "body"),
    [
        ("ASEAN welcomed Laos.", "The bloc will meet in June.", "asean"),
        ("The IAEA sent its inspectors.", "The Board of Governors convenes in March.", "iaea"),
    ],
)
def test_the_bloc_and_the_board_mean_the_body_named_last(before: str, words: str, body: str):
    [meant] = bodies(words, 0, len(words), reversed(parties(before)))

    assert meant.participant is not None
    assert meant.participant.id == body


def test_no_state_is_meant_by_the_bloc():
    words = "The bloc will meet in June."

    assert list(bodies(words, 0, len(words), parties("Laos welcomed it."))) == []
