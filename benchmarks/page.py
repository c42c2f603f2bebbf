"""How fast the page is there with few and with many meetings, beside an empty page of the same Streamlit.

Run by `make bench`. All is measured in one run, by turns: only the ratios, and the share of a processor that open
pages take, mean something on another machine. It needs Chromium, and Linux.
"""

import datetime as dt
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from benchmarks.store import MEETING
from benchmarks.visitors import cpu_seconds, open_pages, visit
from playwright.sync_api import Browser, Page, sync_playwright
from tests.conftest import Site, find_chromium, free_port, running

from summitcal import page as our_page

GOALS = {10: 1.3, 1_000: 1.5, 10_000: 2.0}
"""How many times the time of an empty page may pass until something is seen, by the number of meetings."""
ROUNDS = 9
VISITS = 10
PAGES, IDLE = 50, 30.0
"""How many pages are open, and for how many seconds they are watched."""
CHANGES = 6
START = 180.0
"""Seconds after which a server is taken not to start: the first reading of 10,000 meetings is no small thing."""
EMPTY = 'import streamlit as st\n\nst.write("x")\n'
SERVE_EMPTY = """\
import sys, uvicorn
from streamlit.starlette import App
uvicorn.run(App("empty.py"), port=int(sys.argv[1]), ws="websockets-sansio", access_log=False, server_header=False)
"""
SERVE_OURS = "import sys; from summitcal.page import serve; serve(sys.argv[2], port=int(sys.argv[1]))"
FIRST, DRAWN = "#sc-first .sc-hero h2", "#root .sc-hero h2"
SEEN = {FIRST: FIRST, DRAWN: f"{DRAWN}\n#root .sc-row h3, #root .sc-row h4"}
"""What must be visible, one selector a line, for the next meeting to be seen: as the server sends it, and as drawn."""
X = "#root [data-testid=stMarkdownContainer] p"
# A frame after that in which it is found, it has been painted.
WATCH = """
window.seenAt = {}
const wanted = WANTED
const isThere = (selector) => {
  const found = document.querySelector(selector)
  const shown = { opacityProperty: true, visibilityProperty: true }
  return found?.textContent.trim() && found.getClientRects().length && found.checkVisibility(shown)
}
const look = () => {
  for (const [name, selectors] of Object.entries(wanted)) {
    if (!(name in seenAt) && selectors.split("\\n").every(isThere)) {
      seenAt[name] = 0
      requestAnimationFrame(() => { seenAt[name] = performance.now() })
    }
  }
  requestAnimationFrame(look)
}
requestAnimationFrame(look)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Servers:
    """An empty page, and ours of so many meetings, each with its file."""

    empty: Site
    ours: Mapping[int, Site]
    files: Mapping[int, Path]


def main() -> None:
    """Print how fast the page is there, what it costs, and how fast a change is on it."""
    chromium = find_chromium()
    if chromium is None or not Path("/proc/self/stat").exists():
        print("the page: not measured; it needs Linux, and Chromium: make browser")
        return
    with all_served() as servers, sync_playwright() as playwright:
        for line in chain(cost(servers), idle(servers)):
            print(line, flush=True)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for measure in (paints, changes):
            for line in measure(servers, browser):
                print(line, flush=True)
        browser.close()


@contextmanager
def all_served() -> Iterator[Servers]:
    """Serve an empty page and ours, each from a process of its own."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        files = {number: folder / str(number) / "events.yaml" for number in GOALS}
        for number, file in files.items():
            file.parent.mkdir()
            file.write_text(calendar_of(number), encoding="utf-8")
        ours = {number: stack.enter_context(_serve(SERVE_OURS, file)) for number, file in files.items()}
        empty = folder / "empty" / "empty.py"
        settings = empty.parent / ".streamlit" / "config.toml"
        settings.parent.mkdir(parents=True)
        settings.write_bytes(Path(our_page.__file__).with_name("settings.toml").read_bytes())
        empty.write_text(EMPTY, encoding="utf-8")
        yield Servers(empty=stack.enter_context(_serve(SERVE_EMPTY, empty)), ours=ours, files=files)


@contextmanager
def _serve(code: str, file: Path) -> Iterator[Site]:
    port = free_port()
    command = [sys.executable, "-c", code, str(port), str(file)]
    with running(command, port, wait=START, SUMMITCAL_FILE=str(file), XDG_CACHE_HOME=str(file.parent)) as site:
        yield site


def calendar_of(number: int) -> str:
    """Write a calendar file of a meeting a day, half of them over and half ahead."""
    today = dt.datetime.now(dt.UTC).date()  # noqa: TID251 - the page shows what is next by the clock
    days = [today + dt.timedelta(days=each - number // 2) for each in range(number)]
    items = "\n".join(MEETING.format(number=each, day=day) for each, day in enumerate(days))
    return f"calendar: {{title: Many meetings, timezone: Europe/Zurich}}\nmeetings:\n{items}"


def paints(servers: Servers, browser: Browser) -> Iterator[str]:
    """Yield how long it takes until the next meeting is seen, beside the one letter of an empty page."""
    runs: dict[tuple[int, str], Callable[[], Mapping[str, float]]] = {}
    for number, site in servers.ours.items():
        runs[number, ""] = lambda site=site: seen_at(browser, site, SEEN)  # type: ignore[misc]
    runs[0, X] = lambda: seen_at(browser, servers.empty, {X: X})
    for run in runs.values():
        run()  # the first visit of all pays for what is loaded on first use
    taken = [[run() for run in runs.values()] for _ in range(ROUNDS)]
    moments = {key: [each[place] for each in taken] for place, key in enumerate(runs)}
    empty = statistics.median(each[X] for each in moments[0, X])
    for number, goal in GOALS.items():
        first, drawn = (statistics.median(each[what] for each in moments[number, ""]) for what in (FIRST, DRAWN))
        yield (
            f"the next of {number:,} meetings is seen / the x of an empty page: {first / empty:.2f} "
            f"(to reach: at most {goal}), drawn by Streamlit with the list: {drawn / empty:.2f} "
            f"({first:.0f} and {drawn:.0f} ms / {empty:.0f} ms on this machine)"
        )


def seen_at(browser: Browser, site: Site, wanted: Mapping[str, str]) -> Mapping[str, float]:
    """Return after how many milliseconds a visitor with an empty cache sees each of some things."""
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(WATCH.replace("WANTED", repr(dict(wanted))))
    page.goto(site.url, wait_until="commit")
    page.wait_for_function(f"Object.values(seenAt).filter(Boolean).length === {len(wanted)}")
    moments: Mapping[str, float] = page.evaluate("seenAt")
    context.close()
    return moments


def cost(servers: Servers) -> Iterator[str]:
    """Yield what a visit costs the server: the front page, and the page as Streamlit draws it."""
    sites = {0: servers.empty, **servers.ours}
    for site in sites.values():
        visit(site)
    taken = [{number: _cost(site) for number, site in sites.items()} for _ in range(ROUNDS)]
    medians = {number: statistics.median(each[number] for each in taken) for number in sites}
    for number in GOALS:
        yield (
            f"a visit to {number:,} meetings / to an empty page, CPU of the server: "
            f"{medians[number] / medians[0]:.1f} ({medians[number]:.0f} ms / {medians[0]:.0f} ms on this machine)"
        )


def _cost(site: Site) -> float:
    """Return how many milliseconds of a processor a visit costs, by the mean of some."""
    before = cpu_seconds(site)
    for _ in range(VISITS):
        visit(site)
    time.sleep(0.2)  # what is left to do when a visitor has gone is done
    return 1000 * (cpu_seconds(site) - before) / VISITS


def idle(servers: Servers) -> Iterator[str]:
    """Yield what pages cost the server that are open, and on which nothing happens."""
    for number, site in servers.ours.items():
        alone = _share(site)
        with open_pages(site, PAGES):
            share = _share(site)
        yield (
            f"{PAGES} open pages of {number:,} meetings on which nothing happens: {share:.1%} of one core "
            f"(to reach: at most 1 %), without any: {alone:.1%}"
        )


def _share(site: Site) -> float:
    time.sleep(2)  # what came before is to be over
    before, begin = cpu_seconds(site), time.perf_counter()
    time.sleep(IDLE)
    return (cpu_seconds(site) - before) / (time.perf_counter() - begin)


def changes(servers: Servers, browser: Browser) -> Iterator[str]:
    """Yield how many seconds after it was saved a change stands on an open page."""
    for number, site in servers.ours.items():
        page = browser.new_page()
        page.goto(site.url)
        page.wait_for_selector(DRAWN)
        taken = [_change(servers.files[number], page, each) for each in range(CHANGES)]
        page.close()
        yield (
            f"a saved change of {number:,} meetings is on an open page after {statistics.median(taken):.1f} s, "
            f"at most {max(taken):.1f} s (to reach: at most 5 s)"
        )


def _change(file: Path, page: Page, number: int) -> float:
    """Give the meeting on top another title, and return how many seconds pass until it is on the page."""
    time.sleep(number / CHANGES)  # each at another moment between two looks at the file
    before = page.locator(DRAWN).inner_text()
    after, new = f"Round {number}", file.with_suffix(".new")
    new.write_text(file.read_text("utf-8").replace(f"title: {before}\n", f"title: {after}\n"), "utf-8")
    begin = time.perf_counter()
    new.replace(file)
    page.wait_for_function(f"document.querySelector({DRAWN!r})?.textContent.includes({after!r})")
    return time.perf_counter() - begin


if __name__ == "__main__":
    main()
