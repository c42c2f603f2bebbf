"""One server for all browser tests, one browser for each module, and a visitor for each test."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.conftest import Site
from tests.page.browsing import SIZES, WEEK, Visit, drawn, serving_page

# What the week of the other tests has not: a night in which the clocks are put forward.
SPRING = """\
  - {id: dawn, title: Talks at dawn, kind: talks, start: 2022-03-27 08:00, end: 2022-03-27 09:00, place: Geneva}
"""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve the week."""
    file = tmp_path_factory.mktemp("site") / "events.yaml"
    file.write_text(WEEK.read_text(encoding="utf-8") + SPRING, encoding="utf-8")
    with serving_page(file) as site:
        yield site


# Playwright runs a loop of its own as long as it is there, beside which no test could run another.
@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # A site of this machine in a frame of another site is what nobody visits but a test.
        wishes = ["--no-sandbox", "--disable-gpu", "--disable-features=LocalNetworkAccessChecks"]
        browser = playwright.chromium.launch(executable_path=chromium, args=wishes)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Visit]:
    contexts: list[BrowserContext] = []

    def go(
        path: str = "/", *, site: Site | None = None, size: str = "desktop", before: str = "", **who: object
    ) -> Page:
        width, height = SIZES[size]
        known = {"timezone_id": "America/New_York", "locale": "en-GB", "color_scheme": "light", **who}
        contexts.append(browser.new_context(viewport={"width": width, "height": height}, **known))  # type: ignore[arg-type]
        page = contexts[-1].new_page()
        if before:
            page.add_init_script(before)
        there = site or request.getfixturevalue("site")
        page.set_default_timeout(10_000)
        page.goto(path if ":" in path[:6] else f"{there.url}{path}")
        runs = known.get("java_script_enabled", True)
        return drawn(page) if runs and page.locator("#root").count() else page

    yield go
    for context in contexts:
        context.close()
