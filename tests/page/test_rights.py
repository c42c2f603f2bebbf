import pytest

from summitcal.page import rights


@pytest.mark.parametrize(
    ("address", "listed"),
    [
        ("anna@example.org", True),
        ("ANNA@Example.org", True),
        ("kim@example.org", True),
        ("\N{KELVIN SIGN}im@example.org", False),
        ("anna@example.org\n", False),
        ("nna@example.org", False),
        ("anna@example.org, kim@example.org", False),
        ("\ud800", False),
        (" ", False),
        ("", False),
    ],
    ids=ascii,
)
def test_an_address_is_on_the_list_whole_and_in_whatever_letters_but_no_others(
    address: str, listed: bool, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv(rights.EDITORS, " Anna@example.org,, Kim@example.org ,")

    assert rights.is_listed(address) is listed


def test_without_a_list_nobody_is_on_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv(rights.EDITORS, raising=False)

    assert not rights.is_listed("anna@example.org")
    assert not rights.is_listed("")
