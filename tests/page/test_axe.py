"""No rule of axe-core is broken by anything of ours; what Streamlit breaks by itself is found in the same run."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import ROOT, Site, free_port, running
from tests.page.browsing import DAY_BEFORE, Visit, keep

pytestmark = pytest.mark.browser

AXE = ROOT / "tests" / "readers" / "node_modules" / "axe-core" / "axe.min.js"
VIEWS = {
    "home": f"/?{DAY_BEFORE}",
    "nothing-ahead": "/",
    "subscribe": f"/?{DAY_BEFORE}",
    "filter": f"/?{DAY_BEFORE}",
    "chosen": f"/?{DAY_BEFORE}&participant=us&status=cancelled",
    "month": f"/?{DAY_BEFORE}&view=month",
    "timeline": f"/?{DAY_BEFORE}&view=timeline",
    "meeting": f"/?{DAY_BEFORE}&meeting=council",
    "french": f"/?{DAY_BEFORE}&lang=fr",
    "arabic": f"/?{DAY_BEFORE}&lang=ar",
    "frame": f"/?{DAY_BEFORE}&embed=true",
    "plain": "/meetings/council",
}
ON_A_PHONE = ("home", "month", "timeline", "meeting")


@pytest.fixture(scope="module")
def axe() -> str:
    if AXE.exists():
        return AXE.read_text(encoding="utf-8")
    sentence = "axe-core is not installed; run: rm -f .venv/readers; make readers"
    if os.environ.get("CI") == "true":
        pytest.fail(sentence)
    pytest.skip(sentence)


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve a page of Streamlit with nothing of ours on it."""
    file: Path = tmp_path_factory.mktemp("bare") / "bare.py"
    file.write_text("import streamlit as st\n\nst.write('x')\n", encoding="utf-8")
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(file),
        "--server.port",
        str(port),
        "--server.headless=true",
    ]
    with running(command, port, SUMMITCAL_FILE=str(file)) as site:
        yield site


def violations(page: Page, axe: str) -> dict[str, list[str]]:
    """Return which rules the page breaks, and the HTML that breaks them."""
    page.evaluate(axe)
    found: list[dict[str, Any]] = page.evaluate("axe.run().then((found) => found.violations)")
    return {each["id"]: [node["html"] for node in each["nodes"]] for each in found}


@pytest.fixture(scope="module")
def streamlits(bare: Site, axe: str, browser: Any) -> set[str]:
    """Return the rules that Streamlit breaks by itself."""
    page = browser.new_page()
    page.goto(bare.url)
    page.get_by_text("x", exact=True).wait_for()
    broken = violations(page, axe)
    page.close()
    return set(broken)


def ours(page: Page, axe: str, streamlits: set[str]) -> dict[str, list[str]]:
    """Return what is broken on a page, without the rules that Streamlit breaks on an empty one too."""
    return {rule: html for rule, html in violations(page, axe).items() if rule not in streamlits}


def opened(page: Page, name: str) -> None:
    if name == "subscribe":
        page.locator("#root .sc-subscribe > summary").click()
    if name == "filter":
        page.get_by_role("button", name="Filter").click()
        expect(page.locator("[data-testid=stPopoverBody]").get_by_role("combobox")).to_have_count(4)


def test_what_streamlit_breaks_on_an_empty_page_is_known(streamlits: set[str]):
    """That it has no heading, which is nothing to excuse us: so all that is found on our pages is ours."""
    assert streamlits <= {"page-has-heading-one"}


@pytest.mark.parametrize("name", VIEWS)
def test_no_rule_is_broken_in_the_light_or_in_the_dark(visit: Visit, axe: str, streamlits: set[str], name: str):
    page = visit(VIEWS[name])
    opened(page, name)
    found = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        page.wait_for_timeout(200)
        found[scheme] = ours(page, axe, streamlits)
        keep(page, f"{name}-{scheme}-desktop")

    assert found == {"light": {}, "dark": {}}


@pytest.mark.parametrize("name", ON_A_PHONE)
def test_no_rule_is_broken_on_a_phone(visit: Visit, axe: str, streamlits: set[str], name: str):
    page = visit(VIEWS[name], size="phone", color_scheme="dark")
    found = ours(page, axe, streamlits)
    keep(page, f"{name}-dark-phone")

    assert found == {}
