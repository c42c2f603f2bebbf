"""An editor's whole work in a browser: an article taken in, the file edited, two at once, and what is only typed."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.conftest import Site, eventually
from tests.page.browsing import serving_page
from tests.page.desks import NEWS, change

pytestmark = pytest.mark.browser
WAIT = 15_000

Visiting = Callable[..., Page]

TYPED = {
    "html": "<img src=x onerror=\"window.harmed='img'\"><script>window.harmed='script'</script>",
    "svg": "<svg onload=\"window.harmed='svg'\"></svg><a href=\"javascript:window.harmed='a'\">x</a>",
    "broken out of": "\"'></div></style></script><img src=x onerror=window.harmed=1>",
    "markdown": "[link](javascript:window.harmed='md') **bold** # h ![i](x) `code`",
    "icon": ":material/home: :red[red] :smile: :streamlit:",
    "maths": "$x^2$ and $$\\sum$$",
    "template": "{{7*7}} ${7*7} {% x %} %s %(a)s",
    "address": "javascript:window.harmed='address'",
    "bidi": "abc \u202egnp.exe\u2066 def",
    "formula": "=HYPERLINK(1) @SUM -1 +1",
    "yaml": "a: [b, {c: &x !!python/object:os.system d}] # e",
}
# Of words: Chromium takes half a minute to break a single one of this length into lines.
LONG = "word " * 20_000


@pytest.fixture
def site(week: Path) -> Iterator[Site]:
    with serving_page(week) as site:
        yield site


@pytest.fixture
def open_(browser: Browser, site: Site) -> Iterator[Visiting]:
    contexts: list[BrowserContext] = []

    def go(path: str, wait: str = "#root .sc-desk", **who: object) -> Page:
        contexts.append(browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB", **who))  # type: ignore[arg-type]
        page = contexts[-1].new_page()
        page.set_default_timeout(WAIT)
        page.goto(f"{site.url}{path}")
        page.wait_for_selector(wait)
        return page

    yield go
    for context in contexts:
        context.close()


def asked(page: Page):  # type: ignore[no-untyped-def]
    """Return where the day of publication is asked for."""
    return page.get_by_role("group", name="When was it published?")


def paste(page: Page, text: str) -> None:
    page.get_by_label("Or paste the article").fill(text)
    page.get_by_label("Or paste the article").press("Control+Enter")
    expect(asked(page)).to_be_visible()


def published(page: Page) -> None:
    asked(page).get_by_role("spinbutton").first.focus()
    page.keyboard.type("20220104")
    page.keyboard.press("Escape")
    page.get_by_role("heading", name="From an article").click()
    page.wait_for_selector("#root .sc-article")


def fill(page: Page, label: str, text: str) -> None:
    box = page.get_by_label(label, exact=True)
    box.fill(text)
    box.press("Control+Enter" if label == "Description" else "Enter")


def said(page: Page) -> str:
    return " ".join(page.locator("#root .sc-note").all_inner_texts())


def written(page: Page):  # type: ignore[no-untyped-def]
    return page.get_by_test_id("stCode")


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()


def in_editor(page: Page) -> str:
    return str(page.evaluate("ace.edit(document.querySelector('.ace_editor')).getValue()"))


def type_in(page: Page, old: str, new: str) -> None:
    """Let an editor replace some text of the file."""
    page.evaluate(
        """([old, next]) => {
            const editor = ace.edit(document.querySelector('.ace_editor'))
            editor.setValue(editor.getValue().replace(old, () => next), -1)
        }""",
        [old, new],
    )


def test_an_article_is_taken_in_corrected_saved_and_in_the_feed(open_: Visiting, site: Site, week: Path):
    page = open_("/?desk=import")
    paste(page, NEWS)
    expect(page.get_by_label("Take it")).to_have_count(0)
    published(page)
    expect(page.locator("#root .sc-article mark.sc-when")).to_have_text("on 20 February ")
    expect(page.locator("#root .sc-article mark.sc-place")).to_have_text("Vienna")
    expect(page.get_by_label("Take it")).to_be_checked()
    article, card = page.locator("#root .sc-article").bounding_box(), page.get_by_label("Title").bounding_box()
    assert article
    assert card
    assert article["x"] + article["width"] <= card["x"]
    fill(page, "Title", "Vienna <i>round</i>")
    expect(written(page)).to_contain_text("+    title: Vienna <i>round</i>")
    expect(written(page)).not_to_contain_text(str(week.parent))
    assert "Vienna" not in week.read_text(encoding="utf-8")
    save(page)
    expect(page.get_by_text("Already there: one more source")).to_be_visible()

    assert "title: Vienna <i>round</i>" in week.read_text(encoding="utf-8")
    eventually(lambda: "Vienna <i>round</i>" in site.ask("/calendar.ics").text)


def test_a_broken_line_is_told_at_its_place_and_never_served(open_: Visiting, site: Site, week: Path):
    feed, before = site.ask("/calendar.ics").body, week.read_bytes()
    page = open_("/?desk=file", ".ace_editor")
    type_in(page, "2022-01-20", "2022-01-32")
    row = before.decode().partition("2022-01-20")[0].count("\n") + 1
    expect(page.locator(".ace_gutter-cell.ace_error")).to_have_text(str(row))
    expect(page.locator("#root .sc-note")).to_contain_text(f"events.yaml:{row}:")
    expect(page.locator("#root .sc-note")).to_contain_text("there is no 32 January 2022")

    assert str(week.parent) not in page.content()
    expect(page.get_by_role("button", name="Save", exact=True)).to_have_count(0)
    assert week.read_bytes() == before
    assert site.ask("/calendar.ics").body == feed
    type_in(page, "2022-01-32", "2022-01-21")
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_visible()
    expect(page.locator(".ace_gutter-cell.ace_error")).to_have_count(0)
    save(page)
    expect(page.get_by_role("button", name="Save", exact=True)).to_have_count(0)
    assert week.read_bytes() == before.replace(b"2022-01-20", b"2022-01-21")


def test_what_was_typed_into_the_file_outlives_the_page(open_: Visiting, week: Path):
    page = open_("/?desk=file", ".ace_editor")
    type_in(page, "Geneva talks", "Talks by the lake")
    expect(written(page)).to_contain_text("Talks by the lake")
    page.reload()
    page.wait_for_selector(".ace_editor")

    assert "Talks by the lake" in in_editor(page)
    expect(written(page)).to_contain_text("Talks by the lake")
    save(page)
    expect(written(page)).to_have_count(0)
    assert "Talks by the lake" in week.read_text(encoding="utf-8")
    page.reload()
    page.wait_for_selector(".ace_editor")
    assert page.evaluate("Object.keys(localStorage).filter((each) => each.startsWith('summitcal '))") == []


def test_an_editor_that_nobody_has_touched_follows_the_file(open_: Visiting, week: Path):
    page = open_("/?desk=file", ".ace_editor")
    change(week, "Geneva talks", "Talks by the lake")
    page.wait_for_function("ace.edit(document.querySelector('.ace_editor')).getValue().includes('by the lake')")

    expect(page.get_by_role("button", name="Save", exact=True)).to_have_count(0)


def test_of_two_who_edit_the_file_the_second_is_told_and_nothing_is_lost(open_: Visiting, week: Path):
    first, second = (open_("/?desk=file", ".ace_editor") for _ in range(2))
    type_in(second, "Arctic summit", "Polar summit")
    expect(written(second)).to_contain_text("Polar summit")
    type_in(first, "Geneva talks", "Talks by the lake")
    save(first)
    expect(written(first)).to_have_count(0)
    expect(second.get_by_text("Somebody else has saved the file since you began.")).to_be_visible()
    expect(written(second)).to_contain_text("-  - {id: geneva, title: Talks by the lake")

    assert "Polar summit" in in_editor(second)
    assert "Polar summit" not in week.read_text(encoding="utf-8")
    type_in(second, "Geneva talks", "Talks by the lake")
    expect(written(second)).not_to_contain_text("-  - {id: geneva, title: Talks by the lake")
    save(second)
    expect(written(second)).to_have_count(0)
    text = week.read_text(encoding="utf-8")
    assert "Polar summit" in text
    assert "Talks by the lake" in text


def test_of_two_who_edit_one_meeting_each_keeps_the_fields_that_the_other_left(open_: Visiting, week: Path):
    first, second = (open_("/?desk=meeting&meeting=geneva") for _ in range(2))
    fill(second, "Title", "Talks by the lake")
    expect(written(second)).to_be_visible()
    fill(first, "Place", "Vienna")
    expect(written(first)).to_be_visible()
    save(first)
    expect(written(first)).to_have_count(0)
    expect(second.get_by_label("Place", exact=True)).to_have_value("Vienna")
    expect(second.get_by_label("Title", exact=True)).to_have_value("Talks by the lake")
    save(second)
    expect(written(second)).to_have_count(0)
    expect(second.get_by_label("Title", exact=True)).to_have_value("Talks by the lake")

    assert "title: Talks by the lake, kind: talks" in week.read_text(encoding="utf-8")
    assert "Vienna" in week.read_text(encoding="utf-8")


@pytest.mark.parametrize("header", [{"X-Forwarded-For": "203.0.113.7"}, {"X-Real-IP": "203.0.113.7"}], ids=str)
@pytest.mark.parametrize("work", ["import", "file", "meeting&meeting=geneva", "versions"])
def test_nothing_is_drawn_to_edit_for_who_comes_by_way_of_a_proxy(open_: Visiting, header: dict[str, str], work: str):
    page = open_(f"/?desk={work}", "#root .sc-foot", extra_http_headers=header)

    assert page.locator("#root .sc-desk, .ace_editor, textarea").count() == 0
    assert page.locator("a[href*='desk=']").count() == 0


def test_nothing_is_drawn_to_edit_for_who_comes_by_another_name(site: Site, browser: Browser):
    page = browser.new_context().new_page()
    # Chromium itself answers for every name under localhost.
    page.goto(f"http://calendar.localhost:{site.port}/?desk=file")
    page.wait_for_selector("#root .sc-foot")

    assert page.locator("#root .sc-desk, .ace_editor").count() == 0
    page.context.close()


def test_who_sits_at_the_machine_is_offered_to_edit(open_: Visiting):
    page = open_("/?meeting=geneva", "#root .sc-foot")

    assert page.locator("#root a[href*='desk=']").count() == 4


def unharmed(page: Page) -> None:
    assert page.evaluate("window.harmed") is None
    assert page.get_by_test_id("stException").count() == 0
    assert page.locator("#root :is(a[href^='javascript:'], .katex)").count() == 0


@pytest.mark.parametrize("text", [*TYPED.values(), LONG], ids=[*TYPED, "long"])
def test_what_is_pasted_as_an_article_is_text(open_: Visiting, text: str):
    page = open_("/?desk=import")
    paste(page, f"{text}. {NEWS} {text}")
    published(page)
    expect(page.get_by_label("Take it")).to_be_visible()
    words = " ".join(page.locator("#root .sc-article").inner_text().split())

    assert " ".join(text.split()) in words or "\u202e" in text
    unharmed(page)


@pytest.mark.parametrize("text", [*TYPED.values(), LONG], ids=[*TYPED, "long"])
def test_what_is_typed_into_the_form_is_text_or_refused(open_: Visiting, site: Site, text: str):
    page = open_("/?desk=meeting&meeting=geneva")
    for label in ("Title", "Reason", "Description", "Place", "Participants", "Url"):
        fill(page, label, text)
    page.wait_for_function("document.querySelector('.sc-note.sc-warn')")
    unharmed(page)
    fill(page, "Participants", "us, russia")
    fill(page, "Url", "")
    expect(page.get_by_label("Url", exact=True)).to_have_value("")
    saving = page.get_by_role("button", name="Save", exact=True)
    expect(saving.or_(page.locator(".sc-warn", has_text="control character")).first).to_be_visible()
    if saving.count():
        # In quotes or without, as YAML needs it.
        expect(written(page)).to_contain_text(re.compile(re.escape(text[:40]).replace("'", "'{1,2}")))
        save(page)
        expect(saving).to_have_count(0)
        page.goto(f"{site.url}/?meeting=geneva")
        page.wait_for_selector("#root .sc-foot")
        expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile(re.escape(text[:20])))
    unharmed(page)


@pytest.mark.parametrize("text", [*TYPED.values(), LONG], ids=[*TYPED, "long"])
def test_what_is_typed_into_the_file_is_text_or_refused(open_: Visiting, text: str):
    page = open_("/?desk=file", ".ace_editor")
    type_in(page, "Geneva talks", "'" + text.replace("'", "''") + "'")
    saving = page.get_by_role("button", name="Save", exact=True)
    expect(saving.or_(page.locator(".sc-warn")).first).to_be_visible()
    unharmed(page)
    if saving.count():
        save(page)
        expect(saving).to_have_count(0)
    type_in(page, "meetings:", f"{text}\nmeetings:")
    expect(page.locator("#root .sc-warn")).to_be_visible()
    unharmed(page)
