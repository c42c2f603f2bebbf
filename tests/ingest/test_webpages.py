import datetime as dt
import json

import pytest

from summitcal.ingest import webpages
from summitcal.ingest.article import Form
from summitcal.ingest.webpages import read_page
from summitcal.problems import UnreadableFile

STORY = """<p>US President Joe Biden and Vladimir Putin of Russia spoke by telephone on Thursday.</p>
<p>Officials of both sides will meet in Geneva on 9 and 10 January, the White House said. A session of the
NATO–Russia Council is due on 12 January.</p>"""
DATA = {
    "@context": "https://schema.org",
    "@type": "ReportageNewsArticle",
    "headline": "Talks agreed",
    "url": "https://news.example.org/world-1",
    "publisher": {"@type": "NewsMediaOrganization", "name": "Example News"},
    "datePublished": "2021-12-31T03:06:33.000Z",
    "dateModified": "2022-01-03T09:00:00.000Z",
}
NEWS = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Talks agreed - Example News</title>
<script type="application/ld+json">{json.dumps(DATA)}</script><meta property="og:updated_time" content="2022-01-04">
<link rel="canonical" href="https://news.example.org/world-1"></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<div class="cookie-consent"><p>We use cookies to give you the best online experience until 31 May 2030.</p></div>
<main><article><h1>Talks agreed</h1>{STORY}</article></main>
<aside><h2>Related stories</h2><ul><li><a href="/a">Russia and China to hold a summit on 4 February in Beijing</a></li>
<li><a href="/b">Tennis final set between the 10th and the 12th</a></li></ul></aside>
<footer><p>© 2022 Example News. It is not responsible for the content of other sites.</p></footer></body></html>"""
BLOG = f"""<!DOCTYPE html><html><head><meta charset="UTF-8"><title>Talks agreed – The Herald</title>
<meta property="article:published_time" content="2021-12-31T23:30:00-05:00">
<meta property="og:site_name" content="The Herald">
<meta property="article:modified_time" content="2022-02-01T08:00:00+00:00">
<link rel="canonical" href="https://herald.example.org/2021/12/talks/"></head><body class="single">
<div class="entry-content"><h1 class="entry-title">Talks agreed</h1>{STORY}</div>
<div id="comments"><ol class="comment-list"><li><div class="comment-content"><p>France and Germany will meet in Paris on
5 March, mark my words.</p></div></li></ol></div></body></html>"""
OLD = f"""<HTML><HEAD><TITLE>Example Wire: Talks agreed</TITLE></HEAD><BODY bgcolor=white><TABLE><TR>
<TD><A href="/">Home</A></TD><TD><FONT size=2>{STORY.replace("<p>", "").replace("</p>", "<BR><BR>")}</FONT></TD></TR>
</TABLE>Copyright 2022 Example Wire, updated 3 January 2022</BODY></HTML>"""


def read(page: str, encoding: str = "utf-8"):
    return read_page(page.encode(encoding), "page.html")


def test_a_page_of_news_is_its_article_and_what_it_says_of_itself():
    article = read(NEWS)

    assert article.text == (
        "Talks agreed\n\nUS President Joe Biden and Vladimir Putin of Russia spoke by telephone on "
        "Thursday.\n\nOfficials of both sides will meet in Geneva on 9 and 10 January, the White House said. A session "
        "of the NATO–Russia Council is due on 12 January."
    )
    assert (article.form, article.title, article.outlet) == (Form.HTML, "Talks agreed", "Example News")
    assert (article.url, article.published, article.hint) == (
        "https://news.example.org/world-1",
        dt.date(2021, 12, 31),
        None,
    )


def test_the_comments_of_readers_are_no_part_of_an_article():
    article = read(BLOG)

    assert "Paris" not in article.text
    assert (article.outlet, article.url) == ("The Herald", "https://herald.example.org/2021/12/talks/")
    assert article.published == dt.date(2021, 12, 31)


def test_an_old_page_that_says_nothing_of_itself_gives_its_text_and_no_day():
    article = read(OLD.replace("–", "-"), "latin-1")

    assert "Officials of both sides will meet in Geneva on 9 and 10 January, the White House said." in article.text
    assert not article.text.startswith("-")
    assert (article.published, article.hint, article.url, article.outlet) == (None, None, None, None)


def test_a_day_in_the_address_is_only_a_hint():
    head = "<meta charset=utf-8><link rel='canonical' href='https://news.example.org/2021/12/31/talks'>"
    article = read(f"<html><head>{head}</head><body><article>{STORY}</article></body></html>")

    assert article.published is None
    assert article.hint is not None
    assert article.hint.day == dt.date(2021, 12, 31)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig"])
def test_the_letters_of_a_page_are_those_of_its_encoding(encoding: str):
    assert read(NEWS, encoding).text == read(NEWS).text


def test_letters_of_windows_1251_are_read_as_such():
    head = "<meta http-equiv='Content-Type' content='text/html; charset=windows-1251'><title>Переговоры</title>"
    story = "Россия и США проведут переговоры в Женеве 9 и 10 января, сообщил Кремль в пятницу."
    article = read(f"<html><head>{head}</head><body><h1>Переговоры</h1><p>{story}</p></body></html>", "cp1251")

    assert (article.title, article.text) == ("Переговоры", story)


def test_lists_and_tables_stay_lines_and_breaks_break():
    rows = "<tr><th>Day</th><th>What</th></tr><tr><td>9 January</td><td>US–Russia talks</td><td>Geneva</td></tr>"
    table = f"<table>{rows}</table>"
    items = "<ul><li>12 January: NATO–Russia&shy; Council</li><li>13 January: OSCE</li></ul>"
    article = read(
        f"<html><meta charset=utf-8><body><article>{STORY}{table}<p>They said:<br>we meet.</p>{items}</article>"
    )

    assert article.text.endswith(
        "\n\n- Day: What\n- 9 January: US–Russia talks, Geneva\n\nThey said:\nwe meet.\n\n"
        "- 12 January: NATO–Russia Council\n- 13 January: OSCE"
    )


@pytest.mark.parametrize(
    "page",
    [
        "<html><head><title>Sign in</title></head><body><nav><a href=/>Home</a></nav><form>Name <input></form>",
        "<html><body></body></html>",
        "<html>",
        "<html><body><p>Loading…</p></body></html>",
    ],
)
def test_a_page_without_an_article_says_so(page: str):
    mend = "save the page once the article shows, or save its text"
    with pytest.raises(UnreadableFile, match=rf"^page\.html: there is no article in this page; {mend}$"):
        read(page)


@pytest.mark.parametrize("page", ["", " \n", "\0", "\ufeff"])
def test_an_empty_page_says_so(page: str):
    with pytest.raises(UnreadableFile, match=r"^page\.html: there is nothing in this page; save it once"):
        read(page)


def test_a_short_article_is_an_article():
    assert (
        read("<html><body><p>They will meet in Geneva on 9 January.").text == "They will meet in Geneva on 9 January."
    )


def test_signs_that_no_page_can_have_do_no_harm():
    article = read(NEWS.replace("Geneva", "Ge\x00\x01ne\x0b\ufffeva&#1;").replace("2021-12-31T", "2021-12-31\x01T"))

    assert "will meet in Geneva on 9 and 10 January" in article.text


def test_a_page_with_more_parts_than_an_article_is_not_tried(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(webpages, "MOST_CHILDREN", 3)
    with pytest.raises(
        UnreadableFile, match=r"this page has more parts than any article; save the text of the article$"
    ):
        read("<html><body>" + "<b>They</b> " * 4)


def test_what_the_reader_did_not_expect_is_told_in_a_line(monkeypatch: pytest.MonkeyPatch):
    def fails(*_: object, **__: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr(webpages, "bare_extraction", fails)
    with pytest.raises(
        UnreadableFile, match=r"^page\.html: this page cannot be read \(KeyError\); save the text of the"
    ):
        read(NEWS)


def test_the_same_page_gives_the_same_article():
    assert read(NEWS) == read(NEWS)
