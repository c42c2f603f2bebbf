import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitcal.gazetteer import (
    Role,
    capital,
    find_participant,
    find_place,
    fold,
    is_bloc,
    known_names,
    known_people,
    meets,
    members,
    mentions,
    seat,
)
from summitcal.model import Participant, ParticipantKind


def known(name: str) -> Participant:
    participant = find_participant(name)
    assert participant is not None
    return participant


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("France", "france"),
        ("FR", "france"),
        ("NO", "norway"),
        ("côte d’ivoire", "cote-divoire"),
        ("Türkiye", "turkey"),
        ("the gambia", "gambia"),
        ("U.S.", "united-states"),
        ("us", "united-states"),
        ("Kremlin", "russia"),
        ("Élysée", "france"),
        ("Kosovo", "kosovo"),
        ("nato", "nato"),
        ("Group of Twenty", "g20"),
        ("NATO–Russia Council", "nato-russia-council"),
        ("European countries", "european-countries"),
    ],
)
def test_a_participant_is_found_by_code_name_alias_and_metonym(name: str, id: str):  # noqa: A002 - the field's own name
    assert known(name).id == id


@pytest.mark.parametrize("name", ["no", "Atlantis", "", "   ", "Geneva"])
def test_what_is_no_participant_is_not_found(name: str):
    assert find_participant(name) is None


def test_a_participant_says_what_it_is_and_of_which_country():
    assert (known("Norway").kind, known("Norway").country) == (ParticipantKind.STATE, "NO")
    assert (known("OSCE").kind, known("OSCE").country) == (ParticipantKind.ORGANISATION, None)
    assert known("E3").kind is ParticipantKind.GROUP


@pytest.mark.parametrize(
    ("name", "country", "zone"),
    [
        ("geneva", "CH", "Europe/Zurich"),
        ("Málaga", "ES", "Europe/Madrid"),
        ("St. Petersburg", "RU", "Europe/Moscow"),
        ("Camp David", "US", "America/New_York"),
        ("the hague", "NL", "Europe/Amsterdam"),
        ("Peace Palace", "NL", "Europe/Amsterdam"),
        ("Vladivostok", "RU", "Asia/Vladivostok"),
        ("Canberra", "AU", "Australia/Sydney"),
    ],
)
def test_a_place_is_found_with_its_country_and_zone(name: str, country: str, zone: str):
    place = find_place(name)

    assert place is not None
    assert (place.country, str(place.timezone)) == (country, zone)


def test_a_group_that_is_only_its_members_has_them():
    assert [each.name for each in members(known("E3"))] == ["France", "Germany", "United Kingdom"]
    assert [each.id for each in members(known("NATO-Ukraine Council"))] == ["nato", "ukraine"]
    assert members(known("G7")) == (known("G7"),)


def test_bodies_have_seats_and_states_capitals():
    assert seat(known("OSCE")) == find_place("Vienna") == capital(known("Austria"))
    assert seat(known("G7")) is None


def test_only_bodies_meet_as_such_and_only_some_are_blocs():
    assert meets(known("NATO"))
    assert not meets(known("International Criminal Court"))
    assert not meets(known("France"))
    assert is_bloc(known("ASEAN"))
    assert not is_bloc(known("OSCE"))


def test_every_name_leads_to_a_participant():
    assert list(known_names()) == sorted(set(known_names()))
    assert [name for name in known_names() if find_participant(name) is None] == []


def test_ids_and_countries_are_not_shared():
    everyone = {known(name) for name in known_names()}

    assert len({each.id for each in everyone}) == len(everyone)
    assert all(find_participant(each.country) == each for each in everyone if each.country)


def test_every_seat_and_member_is_known():
    everyone = {known(name) for name in known_names()}

    assert all(members(each) for each in everyone)
    assert all(capital(each) for each in everyone if each.kind is ParticipantKind.STATE)


def test_a_name_in_a_text_has_all_its_readings():
    assert {each.role for each in mentions()["Vienna"]} == {Role.CAPITAL, Role.PLACE}
    assert [each.participant for each in mentions()["Turkish"]] == [known("Turkey")]
    assert "Council" not in mentions()


@given(st.text())
def test_folding_keeps_every_character_where_it_is(text: str):
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


def test_every_known_person_speaks_for_somebody_we_know():
    people = known_people()

    assert len(people) > 80
    assert all(person.country == side.country for person, side in people.values())
    assert all(find_participant(side.name) == side for _, side in people.values())
