import datetime as dt

import pytest

from summitcal.extract.pages import read_story

PUBLISHED = dt.date(2022, 1, 3)


def under(text: str) -> list[tuple[str, str]]:
    """Return what stands under which date."""
    pages = read_story(text, PUBLISHED).pages
    return [(page.sentence.text, text[each.time.start : each.time.end]) for page in pages for each in page.encounters]


def test_lines_under_a_date_are_on_that_day():
    text = "Wednesday 12 January\n- Talks in Oslo\n- Concert\nThursday 13 January\n- Dinner in Bergen\n"

    assert under(text) == [("- Talks in Oslo", "Wednesday 12 January"), ("- Dinner in Bergen", "Thursday 13 January")]


def test_a_date_field_dates_the_lines_around_it():
    text = "Subject: working visit\nDate: 12.01.2022\nA dinner follows.\n"

    assert under(text) == [("Subject: working visit", "12.01.2022"), ("A dinner follows.", "12.01.2022")]


def test_a_line_that_starts_with_a_date_is_on_that_day_to_its_end():
    assert under("Wed 12 January: flight; talks in Oslo; dinner\n") == [
        ("talks in Oslo;", "Wed 12 January"),
        ("dinner", "Wed 12 January"),
    ]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("LIMA - President Rosa Fuentes will speak to the nation about the price of bread tonight.", "PE"),
        ("GENEVA - President Rosa Fuentes will speak to the nation about the price of bread tonight.", None),
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
