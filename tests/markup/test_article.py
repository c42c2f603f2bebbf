import re
from dataclasses import replace

import pytest

from summitcal.markup import marked, said_of
from summitcal.model import Draft, Evidence
from tests.markup.fragments import READER, meeting, text_of, unclosed

ARTICLE = "US & Russia will <b>meet</b>\nin Geneva on 9 January."


def words(text: str, how: str = "") -> Evidence:
    """Return the words of the article as evidence."""
    start = ARTICLE.index(text)
    return Evidence(start=start, end=start + len(text), text=text, how=how)


DRAFT = Draft(
    meeting=meeting("geneva"),
    quote=words("on 9 January", how="the next 9 January"),
    evidence={"participants": (words("US"), words("Russia")), "place": (words("Geneva"),), "title": (words("will"),)},
    inferred=("year from the publication date",),
    confidence=0.834,
    doubts=("another 9 January is near",),
)


def marks(html: str) -> list[tuple[str, str]]:
    """Return what is marked in the article as what."""
    return re.findall('<mark class="sc-(.*?)".*?>(.*?)</mark>', html.partition("sc-article")[2])


def test_the_words_on_which_a_draft_rests_are_marked_with_what_they_say():
    html = marked(ARTICLE, [DRAFT], READER)

    assert marks(html) == [
        ("participants", "US"),
        ("participants", "Russia"),
        ("place", "Geneva"),
        ("when", "on 9 January"),
    ]
    assert '<mark class="sc-when" title="the next 9 January">' in html


def test_the_article_stands_there_whole_and_its_markup_is_text():
    html = marked(ARTICLE, [DRAFT], READER)
    body = html.partition('dir="auto">')[2]

    assert "&lt;b&gt;meet&lt;/b&gt;<br>" in body
    assert "".join(re.sub("<(?!br).*?>", "", body).replace("<br>", "\n")) == (
        "US &amp; Russia will &lt;b&gt;meet&lt;/b&gt;\nin Geneva on 9 January."
    )


def test_words_on_which_two_things_rest_are_marked_once_and_as_the_one_that_matters_more():
    draft = replace(DRAFT, evidence={"kind": (words("on 9 January"),), "status": (words("9 January"),)})

    assert marks(marked(ARTICLE, [draft, draft], READER)) == [("when", "on 9 January")]


def test_an_article_without_drafts_is_only_its_text():
    assert marks(marked(ARTICLE, [], READER)) == []
    assert text_of(marked(ARTICLE, [], READER)).endswith("US & Russia will <b>meet</b> in Geneva on 9 January.")


def test_the_colours_are_explained():
    assert text_of(marked("", [], READER)) == "When Participants Place Kind Status"


def test_a_draft_says_on_what_it_rests_how_sure_it_is_and_why_to_look_twice():
    assert text_of(said_of(DRAFT, READER)) == (
        "83% sure “on 9 January”, the next 9 January Year from the publication date. Another 9 January is near."
    )
    assert '<li class="sc-doubt">' in said_of(DRAFT, READER)


@pytest.mark.parametrize("how", ["", '<x>"&'])
def test_every_element_has_its_end(how: str):
    draft = replace(DRAFT, quote=words("on 9 January", how=how))

    assert unclosed(marked(ARTICLE, [draft], READER)) == []
    assert unclosed(said_of(draft, READER)) == []
