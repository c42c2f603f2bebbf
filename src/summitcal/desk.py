"""An editor's desk: what an article tells beside the calendar, a meeting as fields, and what would be written."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from summitcal import store, versions
from summitcal.extract import find_meetings
from summitcal.ingest import Article
from summitcal.model import Calendar, Draft, Meeting, Source
from summitcal.problems import Problem
from summitcal.reconcile import Match, Verdict, reconciled
from summitcal.registry import Registry
from summitcal.store.editor import strangers_among
from summitcal.store.texts import mended, web_address
from summitcal.store.writer import dump, facts_of, participant_facts

FIELDS = (
    *("title", "kind", "start", "end", "place", "participants", "status", "certainty"),
    *("was", "reason", "description", "url"),
)
"""The keys of a meeting that are corrected as one line of text each."""

SURE = 0.75
"""How probable a draft must be to be taken unless somebody says otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A draft of an article, and what it is to the calendar."""

    draft: Draft
    match: Match

    @property
    def becomes(self) -> Meeting | None:
        """The meeting as the calendar should have it; None if there is nothing to write without a person's word."""
        return self.match.meeting if self.match.verdict is Verdict.NEW else self.match.becomes

    @property
    def is_sure(self) -> bool:
        """Whether it is taken unless somebody says otherwise: it is probable, and there is nothing to look at twice."""
        return self.becomes is not None and self.draft.confidence >= SURE and not (self.draft.doubts or self.match.why)


def as_filed(article: Article) -> Article:
    """Return an article with what it says of itself as the file can have it."""
    title, outlet = (mended(text or "", lines=False) or None for text in (article.title, article.outlet))
    return replace(article, title=title, outlet=outlet, url=web_address(article.url or ""))


def told_by(article: Article, drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """Let the sources of drafts say which article they are from."""
    return tuple(replace(draft, meeting=_told_by(article, draft.meeting)) for draft in drafts)


def proposals(article: Article, calendar: Calendar, *, published: dt.date) -> tuple[Proposal, ...]:
    """Find the meetings of an article, and hold each against the calendar; ``published`` is its day."""
    drafts = told_by(article, find_meetings(article.text, published=published))
    matches = reconciled(drafts, calendar)
    return tuple(Proposal(draft=draft, match=match) for draft, match in zip(drafts, matches, strict=True))


def fields_of(meeting: Meeting, calendar: Calendar) -> dict[str, str]:
    """Return what a meeting says under each of ``FIELDS``, as a person would write it; empty for nothing."""
    facts = facts_of(meeting, Registry(calendar.participants), calendar.timezone)
    return {name: _as_text(facts.get(name)) for name in FIELDS}


def corrected(meeting: Meeting, fields: Mapping[str, str], calendar: Calendar) -> Meeting:
    """Return a meeting with the fields that are other than ``fields_of`` says, read as the file's reader reads them.

    Raises:
        InvalidCalendar: some of them cannot be read; ``mistake`` says of each problem which.
    """
    before = fields_of(meeting, calendar)
    changed = {name: text.strip() for name, text in fields.items() if text.strip() != before[name]}
    if not changed:
        return meeting
    facts = facts_of(meeting, Registry(calendar.participants), calendar.timezone)
    for name, text in changed.items():
        facts[name] = _as_fact(name, text, facts.get(name), calendar)
    everyone = (*calendar.participants, *strangers_among([meeting], calendar))
    written = {
        "calendar": {"timezone": calendar.timezone.key},
        "participants": {each.id: participant_facts(each) for each in everyone},
        "meetings": [{name: fact for name, fact in facts.items() if fact}],
    }
    return store.parse(dump(written), file="").meetings[0]


def mistake(problem: Problem) -> str:
    """Say what is wrong with a field, by its name and without the place in a file: there is none."""
    field = str(problem.path[2]).capitalize() + ": " if len(problem.path) > 2 else ""
    return f"{field}{problem.what}" + (f"; {problem.mend}" if problem.mend else "")


def difference(plan: store.Plan) -> str:
    """Return what would be written, as a unified diff of each file, named without its folder."""
    diffs = (
        versions.difference(each.before or "", each.after, names=("/dev/null" if each.before is None else name, name))
        for each in plan.rewrites
        for name in [each.path.name]
    )
    return "\n".join(filter(None, diffs))


def _told_by(article: Article, meeting: Meeting) -> Meeting:
    return replace(meeting, sources=tuple(_source(article, source) for source in meeting.sources))


def _source(article: Article, source: Source) -> Source:
    # The quote as the file will have it, so that it is known again.
    quote = mended(source.quote or "", lines=True) or None
    return replace(source, title=article.title, outlet=article.outlet, url=article.url, quote=quote)


def _as_text(fact: object) -> str:
    match fact:
        case None:
            return ""
        case Mapping():
            # A place by its name, somebody with a role by who it is, a text by its first language.
            return str(fact.get("name") or fact.get("who") or next(iter(fact.values())))
        case Sequence() if not isinstance(fact, str):
            return ", ".join(map(_as_text, fact))
    return str(fact)


def _as_fact(name: str, text: str, before: object, calendar: Calendar) -> object:
    if name == "participants":
        known = {_as_text(each): each for each in before} if isinstance(before, list) else {}
        return [
            known.get(each, each) for each in _names(text, {*known, *(each.name for each in calendar.participants)})
        ]
    if name in {"title", "description"} and isinstance(before, Mapping) and text:
        first = next(iter(before))
        return {**before, first: text}
    return text


def _names(text: str, known: Iterable[str]) -> list[str]:
    """Part names at the commas between them; those within a known name are part of it."""
    with_comma = sorted((each for each in known if "," in each), key=len, reverse=True)
    one = "|".join([*map(re.escape, with_comma), "[^,]*?"])
    found = re.findall(rf"\s*({one})\s*(?:,|$)", text)
    return [each for each in found if each]
