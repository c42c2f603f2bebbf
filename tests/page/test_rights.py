import pytest
from streamlit.testing.v1 import AppTest

from summitcal.page.rights import ADDRESS, EDITORS, editors_named, who_edits

HOME = "127.0.0.1"
LOCAL = {"Host": "127.0.0.1:8501", "Origin": "http://127.0.0.1:8501"}
ADA = {"is_logged_in": True, "email": "Ada@example.org", "email_verified": True}
LISTED = editors_named(" ada@example.org, ,BOB@example.org,")
NOBODY = frozenset[str]()


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "::1", "127.1.2.3"])
@pytest.mark.parametrize("host", ["127.0.0.1:8501", "localhost:8501", "[::1]:8501", "localhost"])
def test_whoever_sits_at_the_machine_may_edit(address: str, host: str):
    assert who_edits({}, {"Host": host, "Origin": f"http://{host}"}, address=address, editors=NOBODY) == "this machine"


@pytest.mark.parametrize("address", ["", "0.0.0.0", "::", "192.168.0.7", "summits.example", "127.0.0.1.example.org"])
def test_nobody_may_where_others_can_reach_the_server(address: str):
    assert who_edits({}, LOCAL, address=address, editors=NOBODY) == ""


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Host": ""},
        {"Host": "summits.example"},
        {"Host": "localhost.example.org:8501"},
        {"Host": "127.0.0.1@evil.example:8501"},
        {"Host": "192.168.0.7:8501"},
        {"Host": "[::1"},
        {"Host": "127.0.0.1:8501", "Origin": "https://summits.example"},
        {"Host": "127.0.0.1:8501", "Origin": "http://127.0.0.1:3000"},
        {"Host": "127.0.0.1:8501", "Origin": "null"},
        {"Host": "127.0.0.1:8501", "Origin": "http://[::1"},
        {**LOCAL, "X-Forwarded-For": "203.0.113.7"},
        {**LOCAL, "x-forwarded-proto": "https"},
        {**LOCAL, "Forwarded": "for=203.0.113.7"},
        {**LOCAL, "Via": "1.1 proxy"},
        {**LOCAL, "X-Real-IP": "203.0.113.7"},
    ],
    ids=str,
)
def test_nobody_may_who_comes_by_another_name_or_by_way_of_a_proxy(headers: dict[str, str]):
    assert who_edits({}, headers, address=HOME, editors=NOBODY) == ""


class TestLogin:
    def test_who_is_on_the_list_may_edit_from_anywhere(self):
        assert who_edits(ADA, {"Host": "x.org"}, address="0.0.0.0", editors=LISTED) == "Ada@example.org"

    def test_a_provider_must_vouch_for_the_address(self):
        user = {"is_logged_in": True, "email": "bob@example.org"}

        assert who_edits(user, {}, address="", editors=LISTED) == ""

    @pytest.mark.parametrize(
        "claims",
        [
            {"email": "eve@example.org"},
            {"email": ""},
            {"email": None},
            {"is_logged_in": False},
            {"email_verified": False},
            {"email_verified": "false"},
            {"email_verified": "true"},
            {"email_verified": None},
        ],
        ids=str,
    )
    def test_nobody_else_may(self, claims: dict[str, object]):
        assert who_edits(ADA | claims, {"Host": "x.org"}, address="0.0.0.0", editors=LISTED) == ""

    @pytest.mark.parametrize("email", ["bob@example.org", "BOB@Example.org"])
    def test_capital_letters_make_no_difference(self, email: str):
        assert who_edits(ADA | {"email": email}, {}, address="", editors=LISTED) == email

    @pytest.mark.parametrize(
        "email",
        ["\N{KELVIN SIGN}im@example.org", "kim@example.org\n", "im@example.org", "kim@example.org,", "\ud800"],
        ids=ascii,
    )
    def test_what_only_looks_like_an_address_of_the_list_is_not_on_it(self, email: str):
        assert who_edits(ADA | {"email": email}, {}, address="", editors=editors_named("Kim@example.org")) == ""

    def test_without_a_list_a_login_lets_nobody_edit(self):
        assert who_edits(ADA, {}, address="0.0.0.0", editors=editors_named("")) == ""
        assert who_edits({**ADA, "email": ""}, {}, address="0.0.0.0", editors=editors_named(",")) == ""


def test_in_the_page_the_settings_of_the_server_hold(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(ADDRESS, HOME)
    monkeypatch.setenv(EDITORS, "ada@example.org")

    def page() -> None:
        import streamlit as st  # noqa: PLC0415 - this is the script of a page

        from summitcal.page.rights import editor  # noqa: PLC0415

        st.text(f"<{editor()}>")

    app = AppTest.from_function(page).run()

    assert not app.exception
    # There is no browser here, and so no name by which it came.
    assert app.text[0].value == "<>"
