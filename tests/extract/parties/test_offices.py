import pytest

from summitcal.extract.parties.names import find_names
from summitcal.extract.parties.offices import (
    Office,
    led_side,
    named_office,
    office_after,
    office_before,
    office_class,
    side_after,
    side_in_deed,
    sides_listed,
)
from summitcal.extract.parties.words import Words, words_of


def read(text: str) -> tuple[Words, int]:
    """Return the words of a text, and which of them is the X."""
    ws = words_of(text, find_names(text))
    return ws, ws.words.index("Xax")


def said(office: Office | None) -> tuple[str, list[str]] | None:
    """Return the words of an office and whom it belongs to."""
    return (office.text, [each.name for each in office.sides]) if office else None


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("French President Xax", ("President", ["France"])),
        ("Egypt's new interior minister, Xax", ("new interior minister", ["Egypt"])),
        ("the special envoy for relations with Moscow, Xax", ("special envoy", [])),
        ("the presidents of Chile and Peru, Xax", ("presidents", ["Chile", "Peru"])),
        ("the Secretary of State Xax", ("Secretary of State", [])),
        ("a minister said Xax", None),
        ("the minister met Xax", None),
        ("Xax", None),
    ],
)
def test_an_office_stands_before_a_name_with_all_that_is_said_of_it(text: str, office: tuple[str, list[str]] | None):
    assert said(office_before(*read(text))) == office


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Xax, the Polish foreign minister, left", ("foreign minister", ["Poland"])),
        ("Xax, president of Chile", ("president", ["Chile"])),
        ("Xax, the foreign ministry's adviser, left", ("adviser", [])),
        ("Xax, a Qatari official said", None),
        ("Xax, sister of the Polish president, left", None),
    ],
)
def test_an_office_stands_after_a_name_unless_it_says_who_tells(text: str, office: tuple[str, list[str]] | None):
    ws, at = read(text)
    assert said(office_after(ws, at + 1)) == office


@pytest.mark.parametrize("text", ["former President Xax", "the then president, Xax", "ex-president Xax"])
def test_an_office_can_be_over(text: str):
    office = office_before(*read(text))
    assert office
    assert office.former


def test_a_former_office_holder_can_have_another_one_now():
    office = office_before(*read("ECOWAS's mediator, former president Xax"))
    assert office
    assert (office.text, office.former) == ("mediator", False)


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("a Swiss delegation led by Ambassador Xax", "Switzerland"),
        ("the mission of the IMF headed by Xax", "International Monetary Fund"),
        ("it was opened by Xax", None),
    ],
)
def test_a_delegation_is_led_by_one_of_its_side(text: str, side: str | None):
    found = led_side(*read(text))
    assert (found.name if found else None) == side


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Xax will lead the Iranian team", "Iran"),
        ("Xax, who leads for Pyongyang, left", "North Korea"),
        ("Xax heads the team from Belgrade", "Serbia"),
        ("Xax will lead the way", None),
    ],
)
def test_deeds_say_for_whom_somebody_acts(text: str, side: str | None):
    ws, at = read(text)
    found = side_in_deed(ws, at + 1, past_office=False)
    assert (found.name if found else None) == side


def test_a_state_after_names_is_that_of_one_or_those_of_all_in_their_order():
    ws, at = read("Xax of Chile and Peru")
    assert side_after(ws, at + 1, plural=True) is None
    assert [each.name for each in sides_listed(ws, at + 1)] == ["Chile", "Peru"]
    one = side_after(*_after("Xax (Chile)"), plural=False)
    assert one
    assert one.name == "Chile"


def _after(text: str) -> tuple[Words, int]:
    ws, at = read(text)
    return ws, at + 1


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("The New Zealand prime minister says so", ("prime minister", ["New Zealand"])),
        ("The prime minister Xax says so", None),
        ("Now the prime minister says so", None),
    ],
)
def test_a_sentence_can_open_with_an_office_alone(text: str, office: tuple[str, list[str]] | None):
    assert said(named_office(words_of(text, find_names(text)))) == office


@pytest.mark.parametrize(
    ("office", "circle"),
    [
        ("President", "leader"),
        ("presidential aide", "other"),
        ("deputy prime minister", "other"),
        ("foreign minister", "foreign"),
        ("High Representative", "foreign"),
        ("Armed Forces Minister", "defence"),
        ("mediator", "other"),
    ],
)
def test_offices_meet_in_circles(office: str, circle: str):
    assert office_class(office) == circle
