import pytest

from summitcal.extract.parties.register import Person, Register, lone_names
from summitcal.gazetteer import find_participant
from summitcal.model import Participant, ParticipantKind


def person(name: str) -> Person:
    who = Participant(id=name.casefold().replace(" ", "-"), name=name, kind=ParticipantKind.PERSON)
    return Person(start=0, end=len(name), participant=who, side=None)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ursula von der Lund", ["Ursula von der Lund", "Lund", "von der Lund", "Ursula"]),
        ("Recep Tayyip Erdal", ["Tayyip Erdal", "Erdal", "Recep Erdal"]),
        ("George W. Bushnell", ["George Bushnell", "Bushnell"]),
        ("Xi Longwei", ["Xi", "Longwei"]),
        ("King Rashid II", ["King Rashid", "King Rashid II"]),
    ],
)
def test_a_person_is_found_again_by_a_part_of_the_name(name: str, parts: list[str]):
    register = Register()
    register.enter(person(name))
    assert [each for each in parts if not register.find(each)] == []


@pytest.mark.parametrize("other", ["Melania Lund", "Ursula Berg", "Berg"])
def test_another_first_name_is_another_person(other: str):
    register = Register()
    register.enter(person("Ursula von der Lund"))
    assert register.find(other) is None


def test_the_register_knows_the_latest_that_is_said_of_a_person():
    register = Register()
    early = person("Aas")
    chile = find_participant("Chile")
    assert chile
    register.enter(early)
    register.enter(person("Sindre Aas").of_side(chile))
    latest = register.latest(early.participant)
    assert latest
    assert (latest.participant.name, latest.side) == ("Sindre Aas", chile)
    assert latest.participant.country == "CL"


def test_everyone_is_there_once():
    register = Register()
    register.enter(person("Sindre Aas"))
    register.enter(person("Ursula von der Lund"))
    assert sorted(each.participant.name for each in register.everyone()) == ["Sindre Aas", "Ursula von der Lund"]


def test_lone_names_are_those_that_stand_without_another():
    assert lone_names("Hana Whitmore left. Later on Whitmore's aide saw Li Tan.") == {"Whitmore", "Later"}
