import pytest

from summitcal.gazetteer import find_participant
from summitcal.model import Participant, ParticipantKind
from summitcal.registry import Registry

US = Participant(id="us", name="United States", country="US", aliases=("Washington", "White House"))
BIDEN = Participant(id="biden", name="Joe Biden", kind=ParticipantKind.PERSON, country="US")
REGISTRY = Registry((BIDEN, US))


@pytest.mark.parametrize("name", ["us", "United States", "united states", "washington", "US"])
def test_a_participant_is_found_by_id_name_alias_or_code(name: str):
    assert REGISTRY.find(name) == US


def test_a_country_code_means_the_state_not_a_person_of_it():
    assert Registry((BIDEN,)).find("US") == find_participant("US")


def test_whom_everyone_knows_needs_no_registering():
    assert REGISTRY.find("Norway") == find_participant("NO")


def test_a_state_by_any_of_its_names_is_the_registered_one_whatever_it_is_called_there():
    america = Participant(id="america", name="The United States of America", country="US")

    assert Registry((america,)).find("USA") == america


def test_an_organisation_by_any_of_its_names_is_the_registered_one():
    alliance = Participant(id="alliance", name="NATO", kind=ParticipantKind.ORGANISATION)

    assert Registry((alliance,)).find("North Atlantic Treaty Organization") == alliance


def test_of_two_with_one_name_the_first_is_meant():
    other = Participant(id="other", name="Washington")

    assert Registry((US, other)).find("Washington") == US


def test_a_person_is_registered_by_name_only():
    assert REGISTRY.registered(Participant(id="b", name="joe biden", kind=ParticipantKind.PERSON)) == BIDEN
    assert REGISTRY.registered(Participant(id="h", name="Ada", kind=ParticipantKind.PERSON, country="US")) is None


def test_a_stranger_is_not_found_and_whoever_is_meant_is_guessed():
    assert REGISTRY.find("Joe Bidden") is None
    assert REGISTRY.hint("Joe Bidden") == "did you mean 'Joe Biden'?"
    assert REGISTRY.hint("Brobdingnag") == ""


def test_an_alias_of_our_own_is_guessed_too():
    calendar = Registry((Participant(id="b", name="Brobdingnag", aliases=("Lilliput",)),))

    assert calendar.hint("Liliput") == "did you mean 'Lilliput'?"
