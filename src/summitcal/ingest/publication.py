"""The day on which a page was published: only what its metadata call so, and only where they give a whole day.

htmldate reads the words of a date. Which words it is given is decided here: by itself it would also take the day of the
last change, a date of the running text, or the first of a month.
"""

import datetime as dt
import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from htmldate import find_date
from lxml import etree, html

from summitcal.ingest.article import Hint
from summitcal.ingest.lines import tidy

_PUBLISHED = """
    article:published article:published_date article:published_time article:publicationdate article.published
    bt:pubdate citation_publication_date date_published dateposted datepublished dc.date.issued dc.date.publication
    dcterms.issued dcsext.articlefirstpublished mediator_published_time og:article:published og:article:published_time
    og:datepublished og:pubdate og:publish_date og:published_time originalpublicationdate parsely-pub-date pubdate
    publication_date publish-date publish_date publish_time publishdate published-date published_date published_time
    publisheddate rbpubdate rnews:datepublished sailthru.date shareaholic:article_published_time"""
_DATED = "date dc.date dc:date dcterms.date citation_date displaydate article.created dc.date.created"
_MARKED = (
    ".//*[@itemprop='datePublished' and not(self::meta)] | .//time[@pubdate] | .//time[contains("
    "concat(' ', normalize-space(@class), ' '), ' entry-date ')] | .//time[contains(concat(' ', "
    "normalize-space(@class), ' '), ' published ')] | .//time[contains(concat(' ', normalize-space(@class), ' '), "
    "' dt-published ')]"
)
_WHOLE = ("Article", "Posting", "Report", "WebPage")
"""How the schema.org types end that are a page as a whole and not a part of it."""
_FIRST, _LAST = "1900-01-01", "9999-12-31"  # fixed, for htmldate would ask the clock
_TOGETHER = re.compile(r"\b(\d{4})(\d\d)(\d\d)(?=T|\b)")
_SLASHED = re.compile(r"\s*(\d\d?)[/-](\d\d?)[/-]\d{4}")


def published_day(tree: html.HtmlElement) -> dt.date | None:
    """Return the day on which a page says it was published, in the zone it is written in; None if it does not say."""
    ranks: tuple[Callable[[html.HtmlElement], Iterable[str]], ...] = (_as_published, _as_data, _as_marked, _as_dated)
    for rank in ranks:
        days = {day for words in rank(tree) if (day := day_said(words))}
        # Where there are several, some are those of other articles on the page.
        if len(days) == 1:
            return days.pop()
    return None


def day_said(words: str) -> dt.date | None:
    """Return the day that some words of metadata give, whole and without doubt; None for all else."""
    words = tidy(words[:100])
    page = html.Element("html")
    etree.SubElement(etree.SubElement(page, "head"), "meta", property="article:published_time", content=words)
    found = find_date(page, extensive_search=False, original_date=True, min_date=_FIRST, max_date=_LAST)
    day = dt.date.fromisoformat(found) if found else None
    return day if day and _says(words, day) else None


def hinted_day(url: str | None) -> Hint | None:
    """Return the day that stands in the address of a page, as /2021/12/31/."""
    if not url:
        return None
    found = re.search(r"/(\d{4})/(\d\d)/(\d\d)/", url) or re.search(r"/(\d{4})-(\d\d)-(\d\d)(?=[/-])", url)
    try:
        return Hint(day=dt.date(*map(int, found.groups())), why="its address says") if found else None
    except ValueError:
        return None


def _says(words: str, day: dt.date) -> bool:
    """Whether words hold all of a day: htmldate fills in what is missing, and takes 3/4/2022 for the 3rd of April."""
    numbers = [int(each) for each in re.findall(r"\d+", _TOGETHER.sub(r"\1-\2-\3", words))]
    if numbers[:1] == [day.year]:
        return numbers[1:3] == [day.month, day.day]
    slashed = _SLASHED.match(words)
    if slashed and slashed[1] != slashed[2] and max(int(slashed[1]), int(slashed[2])) <= 12:
        return False
    return {day.year, day.day} <= set(numbers)


def _as_published(tree: html.HtmlElement) -> Iterator[str]:
    return _metas(tree, _PUBLISHED)


def _as_dated(tree: html.HtmlElement) -> Iterator[str]:
    return _metas(tree, _DATED)


def _metas(tree: html.HtmlElement, names: str) -> Iterator[str]:
    for each in tree.iter("meta"):
        name = each.get("property") or each.get("name") or each.get("itemprop") or ""
        if name.lower() in names.split():
            yield each.get("content") or each.get("datetime") or ""


def _as_data(tree: html.HtmlElement) -> Iterator[str]:
    """Yield what JSON-LD gives as ``datePublished`` of the page or its article, not of what they list."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(data):
            types = thing.get("@type")
            names = [types] if isinstance(types, str) else types if isinstance(types, list) else []
            if any(str(name).endswith(_WHOLE) for name in names):
                yield str(thing.get("datePublished") or "")


def _things(data: Any) -> Iterator[dict[str, Any]]:
    for each in data if isinstance(data, list) else [data]:
        if isinstance(each, dict):
            yield each
            graph = each.get("@graph")
            yield from (thing for thing in (graph if isinstance(graph, list) else ()) if isinstance(thing, dict))


def _as_marked(tree: html.HtmlElement) -> Iterator[str]:
    for each in tree.xpath(_MARKED):
        yield each.get("datetime") or each.get("content") or " ".join(each.text_content().split())
