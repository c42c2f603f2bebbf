"""Who edits from elsewhere: the real page, and a small OpenID Connect provider that lets in whoever the test says."""

import base64
import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from tests.conftest import Site, free_port, running, serving, uvicorn_command
from tests.page.browsing import WEEK, Visit, drawn

jwk = pytest.importorskip("joserfc.jwk", reason="no Authlib; install it with: pip install 'summitcal[login]'")
jwt = pytest.importorskip("joserfc.jwt")

pytestmark = pytest.mark.browser

ANNA = {"email": "Anna@example.org", "email_verified": True}
EVE = {"email": "eve<b>@example.org", "email_verified": True}
SECRETS = """\
[auth]
redirect_uri = "{page}/oauth2callback"
cookie_secret = "nobody guesses this long secret"
client_id = "summitcal"
client_secret = "secret of the client"
server_metadata_url = "{provider}/.well-known/openid-configuration"
"""


def new_key() -> Any:
    return jwk.RSAKey.generate_key(2048, {"kid": "one"}, auto_kid=False)


@dataclass
class Provider:
    """Knows everybody at once: whoever is sent here comes back with ``claims``."""

    claims: dict[str, object] = field(default_factory=dict)
    key: Any = field(default_factory=new_key)
    signing: Any = None
    asked: dict[str, dict[str, str]] = field(default_factory=dict)

    def app(self) -> Starlette:
        ways = {
            "/.well-known/openid-configuration": self.discovery,
            "/authorize": self.authorize,
            "/jwks": self.jwks,
            "/userinfo": self.userinfo,
        }
        routes = [Route(path, answer) for path, answer in ways.items()]
        return Starlette(routes=[*routes, Route("/token", self.token, methods=["POST"])])

    async def discovery(self, request: Request) -> Response:
        here = str(request.base_url).rstrip("/")
        return JSONResponse(
            {
                "issuer": here,
                "authorization_endpoint": f"{here}/authorize",
                "token_endpoint": f"{here}/token",
                "jwks_uri": f"{here}/jwks",
                "userinfo_endpoint": f"{here}/userinfo",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "code_challenge_methods_supported": ["S256"],
            }
        )

    async def authorize(self, request: Request) -> Response:
        query = request.query_params
        code = f"code-{len(self.asked)}"
        self.asked[code] = dict(query)
        return RedirectResponse(f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}")

    async def token(self, request: Request) -> Response:
        form = await request.form()
        asked = self.asked.pop(str(form["code"]))
        proof = hashlib.sha256(str(form["code_verifier"]).encode()).digest()
        if base64.urlsafe_b64encode(proof).rstrip(b"=").decode() != asked["code_challenge"]:
            return JSONResponse({"error": "invalid_grant"}, 400)
        now = int(time.time())
        claims = {
            "iss": str(request.base_url).rstrip("/"),
            "aud": "summitcal",
            "sub": "1",
            "iat": now,
            "exp": now + 600,
            "nonce": asked["nonce"],
            **self.claims,
        }
        signed = jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.signing or self.key)
        return JSONResponse({"access_token": "a", "token_type": "Bearer", "expires_in": 600, "id_token": signed})

    async def jwks(self, _: Request) -> Response:
        return JSONResponse({"keys": [self.key.as_dict(private=False)]})

    async def userinfo(self, _: Request) -> Response:
        return JSONResponse({"sub": "1", **self.claims})


@dataclass(frozen=True)
class House:
    """The page as it is served to all the world, the provider it trusts, and the folder of its file."""

    site: Site
    provider: Provider
    folder: Path

    @property
    def log(self) -> str:
        return (self.folder / "server.log").read_text(encoding="utf-8", errors="replace")


@contextmanager
def housed(folder: Path, provider: Provider, *, secrets: str = SECRETS, calendar: str | None = None) -> Iterator[House]:
    """Serve the week, or another calendar, from a folder, with a login in Streamlit's secrets."""
    file, port = folder / "events.yaml", free_port()
    file.write_text(WEEK.read_text(encoding="utf-8") if calendar is None else calendar, encoding="utf-8")
    (folder / ".streamlit").mkdir()
    # Browser and server are on one machine here, so the server is told that it is open to all.
    environment = {"SUMMITCAL_ADDRESS": "0.0.0.0", "SUMMITCAL_EDITORS": "bob@example.org, anna@EXAMPLE.org"}
    with serving(provider.app()) as there:
        text = secrets.format(page=Site(port).url, provider=there.url)
        (folder / ".streamlit" / "secrets.toml").write_text(text, encoding="utf-8")
        with running(uvicorn_command(port), port, SUMMITCAL_FILE=str(file), **environment) as site:
            yield House(site, provider, folder)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with housed(tmp_path_factory.mktemp("login"), Provider()) as house:
        yield house


def log_in(page: Page, house: House, **claims: object) -> Page:
    house.provider.claims = claims
    page.get_by_role("button", name="Log in to edit").click()
    page.get_by_role("button", name="Log out").wait_for()
    return page


def desks(page: Page) -> list[str]:
    return page.locator("#root .sc-desks a").all_inner_texts()


def told(page: Page) -> str:
    return page.locator("#root .sc-who").inner_text()


def opens_no_desk(page: Page, house: House) -> bool:
    """Whether the page goes on to be the page at the address of each desk."""
    for desk in ("file", "import", "versions", "meeting&meeting=council"):
        page.goto(f"{house.site.url}/?desk={desk}")
        drawn(page)
        page.locator("#root .st-key-login button").wait_for()
        if page.locator(".sc-desk, iframe, textarea, [data-testid=stFileUploader]").count():
            return False
    return True


def test_who_is_not_logged_in_has_no_desk_and_is_offered_to_log_in(house: House, visit: Visit):
    page = visit(site=house.site)
    page.get_by_role("button", name="Log in to edit").wait_for()

    assert desks(page) == []
    assert opens_no_desk(page, house)


def test_who_is_on_the_list_edits_and_the_save_is_logged_with_the_address(house: House, visit: Visit):
    page = log_in(visit(site=house.site), house, **ANNA)
    assert told(page) == "Anna@example.org"
    assert desks(page) == ["Add from an article", "Edit the file", "Versions"]

    page.goto(f"{house.site.url}/?desk=meeting&meeting=council")
    title = page.get_by_label("Title", exact=True)
    title.fill("Council of Anna")
    title.press("Enter")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Saved.").wait_for()

    assert "by Anna@example.org: " in house.log
    versions = house.folder / "events.versions" / "versions.jsonl"
    assert '"Anna@example.org"' in versions.read_text(encoding="utf-8")
    assert "Council of Anna" in house.site.ask("/calendar.ics").text


def test_who_logs_out_has_no_desk_any_more(house: House, visit: Visit):
    page = log_in(visit(site=house.site), house, **ANNA)
    page.get_by_role("button", name="Log out").click()
    page.get_by_role("button", name="Log in to edit").wait_for()

    assert desks(page) == []
    assert opens_no_desk(page, house)


def test_who_is_not_on_the_list_is_told_so_and_has_no_desk(house: House, visit: Visit):
    page = log_in(visit(site=house.site), house, **EVE)

    assert told(page) == "eve<b>@example.org is not on the list of those who may edit."
    assert desks(page) == []
    assert opens_no_desk(page, house)


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "anna@example.org", "email_verified": False},
        {"email": "anna@example.org", "email_verified": "true"},
        {"email": "anna@example.org"},
        {"email_verified": True},
        {"preferred_username": "anna@example.org"},
    ],
    ids=str,
)
def test_an_address_for_which_the_provider_does_not_vouch_counts_for_nothing(
    claims: dict[str, object], house: House, visit: Visit
):
    page = log_in(visit(site=house.site), house, **claims)

    assert told(page).endswith("does not vouch for your e-mail address.")
    assert desks(page) == []
    assert opens_no_desk(page, house)


def test_a_token_with_the_signature_of_somebody_else_lets_nobody_in(house: House, visit: Visit):
    page, provider = visit(site=house.site), house.provider
    provider.claims = ANNA
    provider.signing = new_key()
    with page.expect_response(lambda each: "/oauth2callback" in each.url):
        page.get_by_role("button", name="Log in to edit").click()
    provider.signing = None
    drawn(page)
    page.get_by_role("button", name="Log in to edit").wait_for()

    assert desks(page) == []
    assert "OAuth token exchange failed" in house.log


def test_the_feed_needs_no_login_and_leads_to_no_desk(house: House):
    for path in ("/calendar.ics", "/calendar.json", "/changes.atom", "/calendar.ics?desk=file"):
        answer = house.site.ask(path)
        assert answer.status == 200, path
        assert "set-cookie" not in answer.headers, path


@pytest.mark.parametrize(("locale", "words"), [("fr", "Se connecter pour modifier"), ("ar", "تسجيل الدخول للتعديل")])
def test_it_is_offered_in_the_language_of_the_visitor(locale: str, words: str, house: House, visit: Visit):
    visit(site=house.site, locale=locale).get_by_role("button", name=words).wait_for()


def test_where_no_login_is_configured_nothing_of_it_is_drawn(site: Site, visit: Visit):
    page = visit(site=site)
    page.locator("#root .sc-desks").wait_for()

    assert page.get_by_role("button", name="Log").count() == 0


def test_secrets_that_lack_a_key_are_told_in_the_log_and_the_visitor_that_it_does_not_work(
    tmp_path: Path, visit: Visit
):
    lacking = SECRETS.replace("client_secret =", "client_sceret =")
    with housed(tmp_path, Provider(), secrets=lacking) as house:
        page = visit(site=house.site)
        page.get_by_role("button", name="Log in to edit").click()
        page.locator("#root .sc-who").wait_for()

        assert told(page) == "Logging in does not work at present."
        assert "nobody can log in: " in house.log
        assert "client_secret" in house.log


def test_who_is_on_the_list_can_log_in_to_mend_a_file_that_was_never_right(tmp_path: Path, visit: Visit):
    with housed(tmp_path, Provider(), calendar="meetings: [nonsense") as house:
        house.provider.claims = ANNA
        page = visit("about:blank", site=house.site)
        page.goto(house.site.url)
        way_in = page.get_by_role("button", name="Log in to edit")
        way_in.wait_for()
        assert page.locator(".sc-desk").count() == 0

        way_in.click()
        page.locator(".sc-desk").wait_for()
        assert told(page) == "Anna@example.org"
