"""What browser tests do: visit a page, wait until it stands, look where things are, keep a picture of it."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from playwright.sync_api import Page

from tests.conftest import ROOT, Site, free_port, running

WEEK = ROOT / "tests" / "week.yaml"
ARTEFACTS = ROOT / "tests" / "artefacts"
"""Where pictures of what the tests saw are kept; they are no part of the repository."""

DAY_BEFORE = "now=2022-01-11T15:10Z"
"""The query of the moment at which the council of the week is 22 hours and 50 minutes ahead."""

SIZES = {"desktop": (1280, 900), "phone": (360, 740)}


class Visit(Protocol):
    """Opens a page for a visitor of whom nothing is known but these things."""

    def __call__(
        self,
        path: str = "/",
        *,
        site: Site | None = None,
        size: str = "desktop",
        timezone_id: str = "America/New_York",
        locale: str = "en-GB",
        color_scheme: str = "light",
        java_script_enabled: bool = True,
        permissions: tuple[str, ...] = (),
        before: str = "",
    ) -> Page: ...


@contextmanager
def serving_page(file: Path, **environment: str) -> Iterator[Site]:
    """Serve the page of a calendar file, with the settings that stand beside it."""
    port = free_port()
    command = [sys.executable, "-c", f"from summitcal.page import serve; serve({str(file)!r}, port={port})"]
    with running(command, port, SUMMITCAL_FILE=str(file), **environment) as site:
        yield site


def drawn(page: Page) -> Page:
    """Wait until the page's program has drawn all of it."""
    page.wait_for_selector("#root .sc-foot")
    return page


def now_on(page: Page, text: str, selector: str = "#root .sc-count") -> str:
    """Wait until a clock says something else than a text, and return that."""
    changed = page.wait_for_function(
        "([selector, before]) => { const now = document.querySelector(selector).textContent;"
        " return now !== before && now }",
        arg=[selector, text],
    )
    return str(changed.json_value())


def clock(page: Page) -> str:
    """Return what the great clock of a page says."""
    return page.locator("#root .sc-count").first.inner_text()


def titles(page: Page) -> list[str]:
    """Return the titles of the list, from its top."""
    return page.locator("#root .sc-row :is(h3, h4) > a").all_inner_texts()


def sticking_out(page: Page) -> list[str]:
    """Return what of ours reaches beyond the window on either side."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('.sc, .sc *')].filter((each) => {
            const box = each.getBoundingClientRect()
            return box.width > 1 && (box.right > innerWidth + 0.5 || box.left < -0.5) && each.checkVisibility()
        }).map((each) => `${each.tagName}.${each.className}: ${each.textContent.slice(0, 30)}`)"""
    )
    wider: bool = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [*found, *(["the page scrolls sideways"] if wider else [])]


def keep(page: Page, name: str) -> None:
    """Keep a picture of the whole page."""
    ARTEFACTS.mkdir(exist_ok=True)
    size = page.viewport_size
    assert size
    height = page.evaluate(
        "Math.max(document.documentElement.scrollHeight,"
        " document.querySelector('[data-testid=stMain]')?.scrollHeight ?? 0)"
    )
    page.set_viewport_size({"width": size["width"], "height": min(height, 4000)})
    page.screenshot(path=ARTEFACTS / f"{name}.png")
    page.set_viewport_size(size)


def query(page: Page) -> Mapping[str, str]:
    """Return what the address of a page asks for."""
    found: dict[str, str] = page.evaluate("Object.fromEntries(new URLSearchParams(location.search))")
    return found
