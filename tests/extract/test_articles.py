"""Articles of our own with what people read in them: articles.jsonl, one a line. These figures may only go up."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

from summitcal.extract import find_meetings, to_json

ARTICLES = [
    json.loads(line) for line in (Path(__file__).parent / "articles.jsonl").read_text(encoding="utf-8").splitlines()
]


def read(article: dict[str, Any]) -> list[dict[str, Any]]:
    published = dt.date.fromisoformat(article["published"])
    return [to_json(draft) for draft in find_meetings(article["text"], published=published)]


def pairs(article: dict[str, Any]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Return the meetings that people and we found on the same first day, with most sides in common first."""
    ours, found = read(article), []
    for theirs in article["meetings"]:
        same = [each for each in ours if each["start"][:10] == theirs["start"][:10]]
        if same:
            best = max(same, key=lambda each: len(set(each["participants"]) & set(theirs["participants"])))
            ours.remove(best)
            found.append((theirs, best))
    return found


def test_the_meetings_of_our_articles_are_found_and_little_else():
    expected = sum(len(article["meetings"]) for article in ARTICLES)
    told = sum(len(read(article)) for article in ARTICLES)
    right = sum(len(pairs(article)) for article in ARTICLES)

    assert right / told >= 0.98
    assert right / expected >= 0.91


def test_an_article_without_a_meeting_gives_none():
    assert [article["text"] for article in ARTICLES if not article["meetings"] and read(article)] == []


def test_the_facts_of_the_meetings_found_are_right():
    both = [pair for article in ARTICLES for pair in pairs(article)]
    names = [(set(theirs["participants"]), set(ours["participants"])) for theirs, ours in both]
    placed = [(theirs, ours) for theirs, ours in both if theirs["location"]]

    assert sum(theirs["end"][:10] == ours["end"][:10] for theirs, ours in both) / len(both) >= 0.99
    assert sum(theirs["status"] == ours["status"] for theirs, ours in both) / len(both) >= 0.98
    assert 2 * sum(len(a & b) for a, b in names) / sum(len(a) + len(b) for a, b in names) >= 0.91
    assert sum(theirs["location"] == ours["location"] for theirs, ours in placed) / len(placed) >= 0.85


def test_what_is_found_in_articles_that_were_never_tuned_on_stands_in_them():
    """articles_blind.jsonl was written without sight of the rules: measure with it, never tune on it."""
    lines = (Path(__file__).parent / "articles_blind.jsonl").read_text(encoding="utf-8").splitlines()
    articles = [json.loads(line) for line in lines]
    found = [(article["text"], draft) for article in articles for draft in read(article)]

    assert len(articles) == 60
    assert found
    assert all(text[slice(*draft["span"])] == draft["quote"] for text, draft in found)
