import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitcal import gazetteer
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


ZONE_TABLES = ("zone.tab", "zone1970.tab")
# fmt: off
TERRITORIES = {
    "AI", "AQ", "BL", "BM", "BQ", "BV", "CC", "CX", "GF", "GP", "GS", "GU", "HM", "IM", "IO", "JE", "MF",
    "MP", "MQ", "NF", "PM", "PN", "RE", "SH", "SJ", "TF", "UM", "VI", "WF", "YT",
}
# fmt: on
"""Codes of lands that others speak for."""

OURS = {"XA", "XB", "XH", "XK", "XN", "XO", "XS", "XT"}
"""Codes of places that ISO 3166 has none for."""

SCORED = {
    "usa": "United States",
    "u.s.a.": "United States",
    "United States of America": "United States",
    "America": "United States",
    "Britain": "United Kingdom",
    "Great Britain": "United Kingdom",
    "EU": "European Union",
    "UN": "United Nations",
    "Türkiye": "Turkey",
    "DRC": "Democratic Republic of the Congo",
    "UAE": "United Arab Emirates",
    "People's Republic of China": "China",
    "Republic of Korea": "South Korea",
    "DPRK": "North Korea",
    "Czechia": "Czech Republic",
    "WTO": "World Trade Organization",
    "SCO": "Shanghai Cooperation Organisation",
    "Shanghai Cooperation Organization": "Shanghai Cooperation Organisation",
    "APEC": "Asia-Pacific Economic Cooperation",
    "GCC": "Gulf Cooperation Council",
    "CSTO": "Collective Security Treaty Organization",
    "UNHCR": "UN Refugee Agency",
    "Kyrgyz Republic": "Kyrgyzstan",
    "Vatican": "Holy See",
    "International Atomic Energy Agency": "IAEA",
    "North Atlantic Treaty Organization": "NATO",
    "G-7": "G7",
    "Group of Seven": "G7",
    "Group of 20": "G20",
    "EAC": "East African Community",
    "Organisation of Turkic States": "Organization of Turkic States",
    "CTBTO": "Comprehensive Nuclear-Test-Ban Treaty Organization",
    "Organization for Security and Cooperation in Europe": "OSCE",
    "Economic Community of West African States": "ECOWAS",
    "Association of Southeast Asian Nations": "ASEAN",
    "Intergovernmental Authority on Development": "IGAD",
    "Southern African Development Community": "SADC",
    "Caribbean Community": "CARICOM",
    "League of Arab States": "Arab League",
    "OIC": "Organization of Islamic Cooperation",
    "OAS": "Organization of American States",
    "IMF": "International Monetary Fund",
    "WHO": "World Health Organization",
    "PIF": "Pacific Islands Forum",
    "EAEU": "Eurasian Economic Union",
    "CIS": "Commonwealth of Independent States",
    "CoE": "Council of Europe",
    "OPEC Plus": "OPEC",
    "V4": "Visegrad Group",
    "Visegrad Four": "Visegrad Group",
    "B9": "Bucharest Nine",
    "Organization of the Petroleum Exporting Countries": "OPEC",
    "Security Council": "UN Security Council",
    "Burma": "Myanmar",
    "Ivory Coast": "Cote d'Ivoire",
    "Swaziland": "Eswatini",
    "East Timor": "Timor-Leste",
    "Macedonia": "North Macedonia",
    "Russian Federation": "Russia",
    "Bosnia": "Bosnia and Herzegovina",
    "Palestine": "Palestinian Authority",
}


@pytest.mark.parametrize(("name", "plain"), SCORED.items())
def test_a_formal_or_short_name_leads_to_the_plain_english_one(name: str, plain: str):
    assert known(name).name == plain


def test_a_country_code_in_a_file_can_be_a_short_name_in_a_text():
    assert known("AU") == known("Australia")
    assert [each.participant for each in mentions()["AU"]] == [known("African Union")]


def zones_by_country() -> dict[str, set[str]]:
    table: dict[str, set[str]] = {}
    for name in ZONE_TABLES:
        for line in files("tzdata.zoneinfo").joinpath(name).read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                codes, _, zone = line.split("\t")[:3]
                for code in codes.split(","):
                    table.setdefault(code, set()).add(zone)
    return table


def test_every_place_is_in_a_country_that_exists_and_in_a_zone_of_it():
    zones = zones_by_country()
    places = {each.place for entries in mentions().values() for each in entries if each.place}
    everywhere = {(each.country or "", str(each.timezone)) for each in places}

    assert {country for country, _ in everywhere} <= set(zones) | OURS
    assert [(country, zone) for country, zone in everywhere if country not in OURS and zone not in zones[country]] == []


def test_every_country_is_known_but_for_territories_without_a_policy_of_their_own():
    assert {code for code in zones_by_country() if find_participant(code) is None} <= TERRITORIES


def test_no_form_is_the_name_of_two_participants():
    shared = {
        form: [each.participant.id for each in entries if each.participant]
        for form, entries in mentions().items()
        if len({each.participant.id for each in entries if each.participant}) > 1
    }

    assert shared == {"Brussels": ["belgium", "european-union"]}


def test_a_name_written_in_a_file_is_one_participant():
    owners: dict[str, set[str]] = {}
    for name in known_names():
        for alias in (known(name).name, *known(name).aliases):
            owners.setdefault(alias.casefold(), set()).add(known(name).id)

    assert {alias: ids for alias, ids in owners.items() if len(ids) > 1} == {}


@pytest.mark.parametrize("form", ["Nice", "Florence", "Split", "Victoria", "Austin", "the South", "the Kingdom"])
def test_a_word_or_a_first_name_is_not_looked_for_in_a_text(form: str):
    assert form not in mentions()


def test_a_place_that_is_a_word_is_known_where_it_is_asked_for():
    assert find_place("Nice") is not None
    assert find_place("Victoria") == capital(known("Seychelles"))


@pytest.mark.parametrize(
    ("form", "id"),
    [
        ("Britons", "united-kingdom"),
        ("Frenchmen", "france"),
        ("Swedes", "sweden"),
        ("Poles", "poland"),
        ("Filipinos", "philippines"),
        ("Kuwaitis", "kuwait"),
        ("Swiss", "switzerland"),
        ("Houthi", "houthis"),
        ("Turkish Cypriot", "turkish-cypriots"),
        ("Bosnian Serb", "republika-srpska"),
        ("Kiev", "ukraine"),
        ("Putrajaya", "malaysia"),
        ("Raisina Hill", "india"),
    ],
)
def test_people_and_seats_of_government_stand_for_whom_they_are_of(form: str, id: str):  # noqa: A002
    assert {each.participant.id for each in mentions()[form] if each.participant} == {id}


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("P5+1", ["China", "France", "Russia", "United Kingdom", "United States", "Germany"]),
        ("Middle East Quartet", ["European Union", "Russia", "United Nations", "United States"]),
        ("Astana trio", ["Russia", "Turkey", "Iran"]),
        ("two Koreas", ["North Korea", "South Korea"]),
        ("AUKUS", ["Australia", "United Kingdom", "United States"]),
    ],
)
def test_a_format_is_the_states_it_is_made_of(name: str, who: list[str]):
    assert [each.name for each in members(known(name))] == who


def test_every_member_and_seat_that_the_list_names_is_found():
    rows = tomllib.loads(files("summitcal.gazetteer").joinpath("organisations.toml").read_text(encoding="utf-8"))

    assert {
        key: row for key, row in rows.items() if len(members(known(row["name"]))) != len(row.get("members", "1"))
    } == {}
    assert {key for key, row in rows.items() if row.get("seat") and seat(known(row["name"])) is None} == set()


def test_a_surname_alone_is_nobody_elses_nor_a_place_nor_a_first_name():
    people = known_people()
    first = {person.name.split()[0]: person for person, _ in people.values()}
    sides: dict[str, set[str]] = {}
    for person, side in people.values():
        words = person.name.split()
        for start in range(1, len(words)):
            sides.setdefault(" ".join(words[start:]), set()).add(side.id)
    alone = {form: who for form, (who, _) in people.items() if form != who.name}

    assert {form for form in alone if len(sides.get(form, ())) > 1} == set()
    assert {form for form, who in alone.items() if first.get(form, who) != who} == set()
    assert {form for form in people if form in mentions()} == set()


def test_a_form_of_two_persons_is_refused(monkeypatch: pytest.MonkeyPatch):
    rows = {"Norway": {"Jan Berg": "Envoy: Berg"}, "Sweden": {"Per Berg": "Envoy: Berg"}}
    monkeypatch.setattr(gazetteer, "_read", lambda _: rows)

    with pytest.raises(ValueError, match="'Berg' is Jan Berg and Per Berg; keep only their whole names"):
        gazetteer.known_people.__wrapped__()


@pytest.mark.parametrize(
    ("form", "side"),
    [
        ("Sergey Lavrov", "Russia"),
        ("Zelenskiy", "Ukraine"),
        ("El-Sisi", "Egypt"),
        ("Kerry", "United States"),
        ("Ban Ki-moon", "United Nations"),
        ("Mogherini", "European Union"),
        ("Machar", "SPLM-IO"),
        ("Hun Sen", "Cambodia"),
    ],
)
def test_whom_news_names_without_an_office_speaks_for_a_side(form: str, side: str):
    assert known_people()[form][1].name == side
