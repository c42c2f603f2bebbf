import datetime as dt
import json

import pytest
from lxml import html

from summitcal.ingest.publication import day_said, hinted_day, published_day

DAY = dt.date(2021, 12, 31)


def page(head: str = "", body: str = "<p>They will meet on 9 January 2022.</p>") -> html.HtmlElement:
    return html.document_fromstring(f"<html><head><title>Talks</title>{head}</head><body>{body}</body></html>")


def meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{content}">'


def data(thing: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(thing)}</script>'


NEWS = {"@type": "NewsArticle", "datePublished": "2021-12-31T03:06:33Z", "dateModified": "2022-02-01"}


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2021-12-31T23:30:00-05:00">',
        '<meta itemprop="datePublished" content="2021-12-31">',
        meta("DC.date.issued", "2021-12-31"),
        meta("pubdate", "Fri, 31 Dec 2021 10:00:00 GMT"),
        meta("date", "2021-12-31"),
        data(NEWS),
        data([{"@type": "Organization"}, NEWS]),
        data({"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, NEWS]}),
        data(NEWS | {"@type": ["Article", "NewsArticle"]}),
    ],
)
def test_the_day_of_publication_is_what_the_metadata_call_so(head: str):
    assert published_day(page(head)) == DAY


@pytest.mark.parametrize(
    "body",
    [
        '<time class="entry-date published" datetime="2021-12-31T10:00:00+00:00">Friday</time>',
        '<time itemprop="datePublished" datetime="2021-12-31">Friday</time>',
        '<span itemprop="datePublished" content="2021-12-31">Friday</span>',
        "<span itemprop='datePublished'>31 December 2021</span>",
        "<time pubdate datetime='2021-12-31'>Friday</time>",
    ],
)
def test_an_element_that_is_marked_as_the_day_of_publication_counts(body: str):
    assert published_day(page(body=body)) == DAY


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", "<p>Published 31 December 2021. They will meet on 9 January 2022.</p>"),
        ("", "<h1>Talks of 31 December 2021</h1><p>They will meet.</p>"),
        ("", '<p>They will meet on <time datetime="2022-01-09">9 January</time>.</p>'),
        ("", "<p>They will meet.</p><footer>© 2022 Example News, updated 3 January 2022</footer>"),
        ("", "<p class='date'>2022-01-03T10:00:00Z</p><!-- built 2022-01-03T10:00:00Z -->"),
        (meta("last-modified", "2022-01-03"), ""),
        ('<meta property="og:updated_time" content="2022-01-03">', ""),
        ('<meta property="article:modified_time" content="2022-01-03">', ""),
        ('<meta itemprop="copyrightYear" content="2022">', ""),
        ('<meta property="og:image" content="https://example.org/2022/01/03/picture.jpg">', ""),
        ('<link rel="canonical" href="https://example.org/2022/01/03/talks">', ""),
        (data({"@type": "NewsArticle", "dateModified": "2022-01-03"}), ""),
        (data({"@type": "Event", "startDate": "2022-01-09", "datePublished": "2022-01-03"}), ""),
        (data({"@type": "ItemList", "itemListElement": [NEWS]}), ""),
        ('<script type="application/ld+json">{"datePublished": "2022-01-03",</script>', ""),
    ],
)
def test_no_other_date_of_a_page_is_taken_for_it(head: str, body: str):
    assert published_day(page(head, body)) is None


def test_what_the_metadata_call_published_comes_before_a_bare_date():
    assert published_day(page(meta("date", "2022-02-01") + data(NEWS))) == DAY


def test_where_a_page_marks_the_days_of_several_articles_none_is_taken():
    teasers = "".join(f"<time class='entry-date' datetime='2021-12-{day}'></time>" for day in (30, 31))

    assert published_day(page(body=teasers)) is None
    assert published_day(page(meta("date", "2021-12-31"), teasers)) == DAY


@pytest.mark.parametrize(
    "words",
    [
        *("2021-12-31", "2021-12-31T23:30:00-05:00", "20211231", "20211231T120000", "2021/12/31", "31.12.2021"),
        *("Dec 31, 2021", "December 31st, 2021", "Friday, 31 December 2021 at 10:00", "31 Dec 2021"),
    ],
)
def test_a_whole_day_is_read(words: str):
    assert day_said(words) == DAY


@pytest.mark.parametrize(
    "words",
    [
        *("", "2021", "2021-12", "December 2021", "31 December", "Friday", "yesterday", "2 hours ago", "today 10:00"),
        *("2021-02-30", "2021-31-12", "03/04/2022", "31/12/21", "1640995200", "\x00\x01", "x" * 1000),
    ],
)
def test_what_is_no_whole_day_or_can_be_two_is_not_guessed(words: str):
    assert day_said(words) is None


@pytest.mark.parametrize("url", ["https://example.org/2021/12/31/talks", "https://example.org/news/2021-12-31-talks"])
def test_a_day_in_the_address_is_a_hint(url: str):
    hint = hinted_day(url)

    assert hint is not None
    assert (hint.day, hint.why) == (DAY, "its address says")


@pytest.mark.parametrize("url", [None, "https://example.org/talks", "https://example.org/2021/12/", "/2021/13/45/"])
def test_an_address_without_a_day_hints_at_nothing(url: str | None):
    assert hinted_day(url) is None
