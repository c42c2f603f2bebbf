import datetime as dt

import pytest
from tests.extract.asking import PUBLISHED, spots

from summitcal.extract.pages import read_story


def under(text: str) -> list[tuple[str, str]]:
    """Return what stands under which date."""
    return [
        (each.words, text[each.encounter.time.start : each.encounter.time.end])
        for each in spots(text)
        if each.encounter.header
    ]


def test_lines_under_a_date_are_on_that_day():
    text = "Wednesday 12 January\n- Talks in Oslo\n- Concert\nThursday 13 January\n- Dinner in Bergen\n"

    assert under(text) == [
        ("- Talks in Oslo", "Wednesday 12 January"),
        ("- Concert", "Wednesday 12 January"),
        ("- Dinner in Bergen", "Thursday 13 January"),
    ]


def test_a_date_field_dates_the_lines_around_it():
    text = "Subject: working visit\nDate: 12.01.2022\nA dinner follows.\n"

    assert under(text) == [("Subject: working visit", "12.01.2022"), ("A dinner follows.", "12.01.2022")]


def test_a_line_that_starts_with_a_date_is_on_that_day_to_its_end():
    assert under("Wed 12 January: flight; talks in Oslo; dinner\n") == [
        ("talks in Oslo;", "Wed 12 January"),
        ("dinner", "Wed 12 January"),
    ]


def test_a_line_with_a_date_of_its_own_is_not_on_that_of_the_heading():
    assert under("Wednesday 12 January\n- Talks in Oslo on 14 January\n") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Place: the city of Lima, Peru\nDate: 12 January 2022", "Lima"),
        ("Geneva Talks: the week\nChile and Peru meet on 12 January.", "Geneva"),
        ("The road to Bali\nChile and Peru meet on 12 January.", "Bali"),
        ("Chile and Peru meet on 12 January.", None),
    ],
)
def test_a_heading_says_where_all_below_it_is(text: str, words: str | None):
    place = read_story(text, PUBLISHED).place

    assert (text[place.start : place.end] if place else None) == words


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("LIMA - President Rosa Fuentes will speak to the nation about the price of bread tonight.", "PE"),
        ("GENEVA - President Rosa Fuentes will speak to the nation about the price of bread tonight.", None),
        ("LIMA: President Rosa Fuentes will speak to the nation about the price of bread tonight.", "PE"),
    ],
)
def test_an_office_without_a_state_is_of_the_capital_in_the_dateline(text: str, state: str | None):
    (person,) = read_story(text, PUBLISHED).register.everyone()

    assert person.participant.country == state


def test_people_and_states_in_the_same_order_belong_together():
    article = read_story("Presidents Ana Blau and Li Tan of Chile and Peru will meet.", PUBLISHED)

    assert {each.participant.name: each.participant.country for each in article.register.everyone()} == {
        "Ana Blau": "CL",
        "Li Tan": "PE",
    }


def test_a_person_has_the_name_and_the_side_that_a_later_sentence_says():
    pages = read_story("PM Aas is in town. Sindre Aas, the Norwegian prime minister, rested.", PUBLISHED).pages
    [party] = pages[0].parties

    assert party.person is not None
    assert (party.person.name, party.person.country) == ("Sindre Aas", "NO")


def test_a_name_that_is_only_spoken_of_is_kept_as_unlikely():
    [page] = read_story("Chile and Peru will hold talks on the war in Syria.", PUBLISHED).pages

    assert page.sides == ("chile", "peru")
    assert [each.participant.id for each in page.unlikely if each.participant] == ["syria"]


def test_a_spot_knows_its_words_its_date_and_the_sentences_beside_it():
    text = "Nobody spoke. Chile met Peru on 2 January, and Oman will meet Qatar on 12 January."
    first, second = spots(text)

    assert (first.words, second.words) == ("Chile met Peru on 2 January", ", and Oman will meet Qatar on 12 January.")
    assert [each.text[slice(*each.date)] for each in (first, second)] == ["on 2 January", "on 12 January"]
    assert first.part == "verb"
    assert first.has(first.text.index("Peru"))
    assert not second.has(second.text.index("Peru"))
    assert (first.beside(-1), first.beside(1)) == (first.story.pages[0], None)
    assert second.encounter.time.reading.first == dt.date(2022, 1, 12)


def test_a_place_beside_the_date_of_a_heading_is_no_hindrance():
    text = (
        "Hanoi, Monday 10 January\n09:30 Talks with the foreign minister\n\nOslo (Tuesday 11 January)\n10:00 Dinner\n"
    )

    assert under(text) == [
        ("09:30 Talks with the foreign minister", "Monday 10 January"),
        ("10:00 Dinner", "Tuesday 11 January"),
    ]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("THE WHITE HOUSE\nThe President spoke today with the King.", "United States"),
        ("The minister will travel on 12 January.\nIssued by the Ministry of Foreign Affairs of Chile", "Chile"),
        ("The ministry of Chile will receive the envoy on 12 January.", None),
    ],
)
def test_whose_ministry_stands_alone_on_a_line_gives_the_text_out(text: str, who: str | None):
    issuer = read_story(text, PUBLISHED).issuer

    assert (issuer[0].participant.name if issuer and issuer[0].participant else None) == who
