import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitcal.extract.parties.names import find_names
from summitcal.extract.parties.people import Register, find_people, lone_names
from summitcal.gazetteer import find_participant


def people(*sentences: str, home: str | None = None) -> list[tuple[str, str | None]]:
    """Return who the last sentence names, with their state, when the others were read before it."""
    register = Register(lone=lone_names("\n".join(sentences)))
    found = ()
    for text in sentences:
        found = find_people(text, find_names(text), register, find_participant(home) if home else None)
    return [(each.participant.name, each.side.name if each.side else None) for each in found]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("French President Jeanne Morel arrived.", ("Jeanne Morel", "France")),
        ("Poland's foreign minister, Adam Nowak, arrived.", ("Adam Nowak", "Poland")),
        ("Adam Nowak, the Polish foreign minister, arrived.", ("Adam Nowak", "Poland")),
        ("Prime Minister Devika Rao of India arrived.", ("Devika Rao", "India")),
        ("Minister Jan Kowal (Poland) arrived.", ("Jan Kowal", "Poland")),
        ("US Secretary of State Paul Renner arrived.", ("Paul Renner", "United States")),
        ("Secretary of State Paul Renner arrived.", ("Paul Renner", "United States")),
        ("Minister of Planning Mohammed al-Sabri of Yemen arrived.", ("Mohammed al-Sabri", "Yemen")),
        ("The foreign minister of Chad, Ali Deby Sabre, arrived.", ("Ali Deby Sabre", "Chad")),
        ("Adam Nowak, Minister of Foreign Affairs of Poland, arrived.", ("Adam Nowak", "Poland")),
        ("The US special envoy for the Horn of Africa, Mike Kilroy, arrived.", ("Mike Kilroy", "United States")),
        ("The Russian president's special envoy, Oleg Sorin, arrived.", ("Oleg Sorin", "Russia")),
        ("The head of Ukraine's presidential office, Anton Bilyk, arrived.", ("Anton Bilyk", "Ukraine")),
        ("her Namibian opposite number, Festus Ndara, arrived.", ("Festus Ndara", "Namibia")),
        ("Fiji's Jone Vakata arrived.", ("Jone Vakata", "Fiji")),
        ("the UN's Hans Lindqvist arrived.", ("Hans Lindqvist", "United Nations")),
        ("UN envoy Hans Lindqvist arrived.", ("Hans Lindqvist", "United Nations")),
        ("Russian Security Council Secretary Oleg Sorin arrived.", ("Oleg Sorin", "Russia")),
    ],
)
def test_a_person_in_office_stands_for_a_state(text: str, person: tuple[str, str]):
    assert people(text) == [person]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mr Jens Torvald arrived.", "Jens Torvald"),
        ("H.E. Ms. Adelia Ximen arrived.", "Adelia Ximen"),
        ("Permanent Secretary Kyaw Hla Thein arrived.", "Kyaw Hla Thein"),
        ("Foreign Minister Datuk Seri Rahim Yusof arrived.", "Rahim Yusof"),
        ("Prime Minister Sheikh Nasser bin Khalid Al Thani arrived.", "Nasser bin Khalid Al Thani"),
        ("Lt. Gen. Mahamat Deby Sabre arrived.", "Mahamat Deby Sabre"),
        ("Senator Rosa M. O'Brien-Diaz arrived.", "Rosa M. O'Brien-Diaz"),
        ("President Luis van der Berg arrived.", "Luis van der Berg"),
        ("President Park Geun-seo arrived.", "Park Geun-seo"),
        ("Defence Minister Florence Parmentier arrived.", "Florence Parmentier"),
        ("Mr TACHIBANA Ryo arrived.", "Tachibana Ryo"),
        ("M. Jean BARROTIN arrived.", "Jean Barrotin"),
        ("King Rashid arrived.", "King Rashid"),
        ("the Jordanian king Rashid II arrived.", "King Rashid II"),
        ("Crown Prince Rashid bin Said arrived.", "Rashid bin Said"),
    ],
)
def test_a_title_is_no_part_of_a_name_but_that_of_a_king_with_one_name(text: str, name: str):
    assert [each[0] for each in people(text)] == [name]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Prime Ministers Ken Suda of Japan, Devika Rao of India and Scott Marsden of Australia met.",
            [("Ken Suda", "Japan"), ("Devika Rao", "India"), ("Scott Marsden", "Australia")],
        ),
        (
            "The presidents of Guyana and Venezuela, Irfan Alam and Nico Madrigal, met.",
            [("Irfan Alam", "Guyana"), ("Nico Madrigal", "Venezuela")],
        ),
        (
            "The Chilean and Peruvian foreign ministers, Ana Blau and Li Tan, met.",
            [("Ana Blau", "Chile"), ("Li Tan", "Peru")],
        ),
        ("Presidents Ana Blau and Li Tan of Chile and Peru met.", [("Ana Blau", "Chile"), ("Li Tan", "Peru")]),
        ("Presidents Ana Blau (Chile) and Li Tan (Peru) met.", [("Ana Blau", "Chile"), ("Li Tan", "Peru")]),
        (
            "Bosnia's Ana Blau and Li Tan met.",
            [("Ana Blau", "Bosnia and Herzegovina"), ("Li Tan", "Bosnia and Herzegovina")],
        ),
        ("Their foreign ministers, Ana Blau and Li Tan, met.", [("Ana Blau", None), ("Li Tan", None)]),
        ("When Ana Blau and Li Tan connect, aides leave.", [("Ana Blau", None), ("Li Tan", None)]),
    ],
)
def test_people_of_a_list_share_its_office_and_its_states_in_their_order(
    text: str, found: list[tuple[str, str | None]]
):
    assert people(text) == found


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("The Georgian side was led by Lasha Daraselia.", ("Lasha Daraselia", "Georgia")),
        ("A Bangladesh delegation led by Foreign Secretary Anwar Kabir met them.", ("Anwar Kabir", "Bangladesh")),
        ("Lasha Daraselia will lead the Georgian side.", ("Lasha Daraselia", "Georgia")),
        ("Smt. Revathi Nair, Secretary (East), led the Indian delegation.", ("Revathi Nair", "India")),
        ("Luis Almeida, who heads the OAS, flew in.", ("Luis Almeida", "Organization of American States")),
        ("Kim Myong Su speaks for Pyongyang.", ("Kim Myong Su", "North Korea")),
    ],
)
def test_a_person_speaks_for_the_side_that_he_or_she_leads(text: str, person: tuple[str, str]):
    assert people(text) == [person]


@pytest.mark.parametrize(
    "text",
    [
        "Hana Whitmore said so.",
        "Hana Whitmore is also expected to fly out.",
        "They held talks with Hana Whitmore.",
        "Hana Whitmore, who chaired it, spoke.",
        "Hana Whitmore's visit begins on Monday.",
        "The rebels' Hana Whitmore came.",
    ],
)
def test_who_does_what_people_do_is_a_person_without_a_title(text: str):
    assert ("Hana Whitmore", None) in people(text)


def test_a_name_whose_surname_stands_alone_elsewhere_is_that_of_a_person():
    assert people("Whitmore left.", "The future of Hana Whitmore is open.") == [("Hana Whitmore", None)]


@pytest.mark.parametrize(
    "text",
    [
        "The Black Sea Grain Initiative and the Permanent Council were discussed at the Great Hall of the People.",
        "They met at the Four Seasons Hotel near Hyde Park on St Patrick's Day.",
        "Human Rights Watch urged Saudi Aramco and Deutsche Bank to act.",
        "Foreign Minister Meets Ambassador Of Chile In Oslo",
        "Tropical Storm Arlene hit the coast while Hurricane Maria neared.",
        "He visited Khyber Pakhtunkhwa and the Line of Control.",
        "The bloc's envoy for the South Caucasus said so.",
        "Editing by Jane Doerr; reporting by John Smithers",
    ],
)
def test_institutions_places_and_headings_are_nobody(text: str):
    assert people(text) == []


def test_a_surname_means_whoever_was_named_before():
    assert people("French President Jeanne Morel arrived.", "Morel will stay until Friday.") == [
        ("Jeanne Morel", "France")
    ]


def test_a_surname_means_whoever_was_named_earlier_in_the_sentence():
    assert people("French President Jeanne Morel arrived; Morel will stay.") == [("Jeanne Morel", "France")] * 2


def test_an_office_that_opens_a_sentence_is_that_of_the_first_one_named_before():
    told = "Hana Whitmore arrives.", "The New Zealand prime minister says it is cold."
    assert people(*told, "Whitmore left.") == [("Hana Whitmore", "New Zealand")]


def test_who_is_no_longer_in_office_stands_for_nobody():
    assert people("Former French President Jeanne Morel arrived.") == []


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Former French president Jeanne Morel, who acts for ECOWAS, arrived.", "ECOWAS"),
        ("Former French president Jeanne Morel is mediating.", None),
    ],
)
def test_who_is_no_longer_in_office_can_speak_for_others(text: str, side: str | None):
    assert people(text) == [("Jeanne Morel", side)]


def test_who_only_tells_of_a_meeting_is_at_none():
    told = "Ministry spokeswoman Maria Sorina confirmed it.", "Maria Sorina said Sorina would say more."
    assert people(*told) == []


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Deputy Foreign Minister Lasha Daraselia arrived.", ("Lasha Daraselia", "Georgia")),
        ("His counterpart Milo Radul arrived.", ("Milo Radul", None)),
        ("Their foreign minister, Milo Radul, arrived.", ("Milo Radul", None)),
        ("French President Jeanne Morel arrived.", ("Jeanne Morel", "France")),
    ],
)
def test_an_office_without_a_state_is_one_at_home_unless_it_is_anothers(text: str, person: tuple[str, str | None]):
    assert people(text, home="Georgia") == [person]


def test_an_office_at_home_has_one_holder():
    assert people("President Nino Beridze spoke.", "She will see President Moses Okot.", home="Georgia") == [
        ("Moses Okot", None)
    ]


def test_the_secretary_general_is_that_of_the_organisation_named_last():
    assert people("The OSCE met.", "Secretary General Rafael Quintana spoke.") == [("Rafael Quintana", "OSCE")]


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Zelensky and Macron met.", [("Volodymyr Zelensky", "Ukraine"), ("Emmanuel Macron", "France")]),
        ("Xi Jinping will travel.", [("Xi Jinping", "China")]),
        ("Prime Minister Narendra Modi arrived.", [("Narendra Modi", "India")]),
        ("Abdel Fattah al-Sisi arrived.", [("Abdel Fattah al-Sisi", "Egypt")]),
        ("HR/VP Kallas arrived.", [("Kaja Kallas", "European Union")]),
    ],
)
def test_whom_news_names_without_more_is_known(text: str, known: list[tuple[str, str]]):
    assert people(text) == known


def test_somebody_known_is_spelled_as_the_article_does():
    assert people("Sergey Lavrov arrived.") == [("Sergey Lavrov", "Russia")]


def test_a_namesake_of_somebody_known_is_somebody_else():
    assert people("Melania Trump arrived.") == []


@given(st.text(alphabet="Aa .,'()-MminsterofKg\n", max_size=60))
def test_any_text_is_read_and_people_stand_in_it_in_order(text: str):
    found = find_people(text, find_names(text), Register(), None)
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert [each.start for each in found] == sorted(each.start for each in found)


def test_each_of_two_ministers_holds_the_office_of_one():
    text = "The foreign ministers of Norway and Finland, Kari Berg and Mika Salo, met."
    found = find_people(text, find_names(text), Register(), None)

    assert [each.participant.office for each in found] == ["Foreign minister", "Foreign minister"]
