"""An article read sentence by sentence: names, people, words of encounter and dates, and which belong together."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from zoneinfo import ZoneInfo

from summitcal import gazetteer
from summitcal.extract.linking import Encounter, link
from summitcal.extract.parties import Party, find_parties, settle
from summitcal.extract.parties.names import Name, find_names
from summitcal.extract.parties.people import Register, find_people, lone_names
from summitcal.extract.sentences import Sentence, sentences
from summitcal.extract.times import TimeExpression, find_times
from summitcal.extract.times.clocks import Clock, find_clocks, zone_of_all
from summitcal.extract.triggers import Trigger, find_triggers
from summitcal.extract.venues import Venue, find_venues
from summitcal.extract.weighing import Weigh, weigh
from summitcal.gazetteer import Role
from summitcal.model import Participant


@dataclass(kw_only=True)
class Page:
    """All that was found in one sentence; spans count from its start, those of times from the start of the text.

    What only encounters ask for is looked for when they do: most sentences of an article are near no date.
    """

    index: int
    sentence: Sentence
    names: tuple[Name, ...] = ()
    parties: tuple[Party, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    encounters: tuple[Encounter, ...] = ()
    sides: tuple[str, ...] = ()
    """The ids of the sides that it names, sorted, each once."""
    heading: "Page | None" = None
    """The line above that has its date."""

    @cached_property
    def unlikely(self) -> tuple[Party, ...]:
        """The names that stand for somebody, yet not as for a side: "talks on Syria"."""
        return _unlikely(self.names, self.parties)

    @cached_property
    def triggers(self) -> tuple[Trigger, ...]:
        """The words of encounter."""
        return find_triggers(self.sentence.text)

    @cached_property
    def clocks(self) -> tuple[Clock, ...]:
        """The hours."""
        return find_clocks(self.sentence.text)

    @cached_property
    def venues(self) -> tuple[Venue, ...]:
        """The places."""
        return find_venues(self.sentence.text, self.names)

    @property
    def dates_meetings(self) -> bool:
        """Whether a date of it stands with a word of encounter."""
        return any(each.triggers for each in self.encounters)


@dataclass(slots=True, kw_only=True)
class Story:
    """A text as its pages, the people it names, and what its heading says of everything below."""

    published: dt.date
    pages: tuple[Page, ...]
    register: Register = field(default_factory=Register)
    zone: ZoneInfo | None = None
    place: Venue | None = None
    home: Participant | None = None
    """The state whose capital the text is written in."""
    issuer: tuple[Party, Page] | None = None
    """The state whose ministry or embassy gives the text out, and the line that says so."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One encounter where it stands in its story."""

    story: Story
    page: Page
    encounter: Encounter

    @property
    def text(self) -> str:
        """The sentence it is told in."""
        return self.page.sentence.text

    @property
    def words(self) -> str:
        """The part of the sentence that speaks of it."""
        return self.text[self.encounter.start : self.encounter.end]

    @property
    def offset(self) -> int:
        """Where in the text its sentence starts."""
        return self.page.sentence.start

    @property
    def date(self) -> tuple[int, int]:
        """Where in its sentence its date starts and ends."""
        return self.encounter.time.start - self.offset, self.encounter.time.end - self.offset

    @property
    def part(self) -> str:
        """What sort of word of encounter it has."""
        return self.encounter.triggers[0].part if self.encounter.triggers else "none"

    def has(self, at: int) -> bool:
        """Return whether a place in its sentence is among its words."""
        return self.encounter.start <= at < self.encounter.end

    def beside(self, distance: int) -> Page | None:
        """Return the sentence so many after it, or before it."""
        index = self.page.index + distance
        return self.story.pages[index] if 0 <= index < len(self.story.pages) else None


_HEADING = re.compile(r"[\s\W]*(?:(?:date|when|day|dates|on)\b)?[\s\W]*(?:\([^)]{0,30}\))?\W*", re.IGNORECASE)
_FIELD = re.compile(r"\W*(?:date|when|day|time|dates)\s?:", re.IGNORECASE)
_PLACE_FIELD = re.compile(r"\W*(?:place|where|venue|location|city)\s?:\s*(?P<place>[^,;.\n]+)", re.IGNORECASE)
_BULLET = re.compile(r"\s*(?:[-*•·–]|\d{1,2}[.:]\d\d)")
_LONG = 320
FIELDS = 6
"""How many lines above a "Date:" can belong to it."""


def read_story(text: str, published: dt.date, weigh: Weigh = weigh) -> Story:
    """Read a text sentence by sentence and join its dates with its words of encounter."""
    found = sentences(text)
    register = Register(lone=lone_names(text))
    home = _home(found)
    by_sentence = _by_sentence(found, find_times(found, published=published, weigh=weigh))
    pages = tuple(_page(index, sentence, by_sentence[index], register, home) for index, sentence in enumerate(found))
    _look_back(pages, register)
    _under_headings(pages)
    return Story(
        published=published,
        pages=pages,
        register=register,
        zone=zone_of_all(text),
        place=_place_of_all(pages),
        home=home,
        issuer=_issuer(pages),
    )


def _page(
    index: int, sentence: Sentence, times: tuple[TimeExpression, ...], register: Register, home: Participant | None
) -> Page:
    text = sentence.text
    names = find_names(text)
    people = find_people(text, names, register, home)
    page = Page(index=index, sentence=sentence, names=names, parties=find_parties(text, names, people), times=times)
    if any(each.side is None for each in people):
        settled = settle(text, names, people, page.parties, page.venues)
        if settled != people:
            for each in settled:
                register.enter(each)
            page.parties = find_parties(text, names, settled)
    if times:
        page.encounters = link(sentence, times, page.triggers)
    return page


def _look_back(pages: Sequence[Page], register: Register) -> None:
    """Give people the full names and the sides that only later sentences say: "PM Aas", and then "Sindre Aas"."""
    for page in pages:
        if any(each.person for each in page.parties):
            page.parties = tuple(_latest(each, register) for each in page.parties)
        page.sides = _sides(page.parties)


def _sides(parties: Sequence[Party]) -> tuple[str, ...]:
    who = {each.participant.id: each.participant for each in parties if each.participant}
    return tuple(sorted({side.id for each in who.values() for side in gazetteer.members(each)}))


def _latest(party: Party, register: Register) -> Party:
    known = register.latest(party.person) if party.person else None
    if known is None or (known.participant == party.person and (party.participant or known.side is None)):
        return party
    side = party.participant or known.side
    person = replace(known.participant, country=side.country if side else None)
    return replace(
        party, person=person, participant=side, circle=party.circle if party.circle != "other" else known.circle
    )


def _unlikely(names: Sequence[Name], parties: Sequence[Party]) -> tuple[Party, ...]:
    """Return the names that stand for somebody, yet not as for a side: "talks on Syria"."""
    taken = {at for each in parties for at in ((each.start,) if not each.person else range(each.start, each.end))}
    return tuple(
        Party(start=each.start, end=each.end, participant=each.participant, unlikely=True)
        for each in names
        if each.participant and each.start not in taken
    )


def _home(found: Sequence[Sentence]) -> Participant | None:
    """Return the state whose capital the article is datelined: "President Ilves" without more is its own."""
    city = next((each.dateline for each in found if each.dateline), None) or _opening_city(found)
    place = gazetteer.find_place(city or "")
    state = gazetteer.find_participant(place.country or "") if place else None
    return state if state and gazetteer.capital(state) == place else None


_GIVES_OUT = re.compile(
    r"\b(?:[Mm]inistry|MINISTRY|[Ee]mbassy|EMBASSY|[Gg]overnment|[Oo]ffice|OFFICE|[Pp]residency|[Dd]epartment)\b"
)
_ENDS = 3
"""In how many lines at either end a text says who gives it out."""


def _issuer(pages: Sequence[Page]) -> tuple[Party, Page] | None:
    """Return the state whose ministry stands alone on a line at either end of a text: "THE WHITE HOUSE"."""
    for page in (*pages[:_ENDS], *pages[_ENDS:][-_ENDS:]):
        text = page.sentence.text
        if len(text) > _LINE or text.endswith((".", ":")):
            continue
        names = find_names(text.title()) if text.isupper() else page.names
        house = next((each for each in names if each.role is Role.METONYM), None)
        named = house or next((each for each in names if each.participant), None)
        alone = house is not None and len(text) < len(house.text) + _BESIDE_PLACE + 4
        if named and named.participant and named.participant.country and (alone or _GIVES_OUT.search(text)):
            return Party(start=named.start, end=named.end, participant=named.participant), page
    return None


_LINE = 110

_OPENING = re.compile(
    r"([A-Z][A-Z'.]+(?: [A-Z][A-Z'.]+){0,3})(?::\s|,?\s\(|,\s(?:[A-Z][a-z]{2,8}\.? \d|\d{1,2} [A-Z]))"
)


def _opening_city(found: Sequence[Sentence]) -> str | None:
    """Return the city that one of the first lines opens with, in capitals, though no dash follows: "ISLAMABAD: "."""
    opened = (_OPENING.match(each.text) for each in found[:4])
    return next((each[1].title() for each in opened if each and gazetteer.find_place(each[1])), None)


def _by_sentence(found: Sequence[Sentence], times: Sequence[TimeExpression]) -> list[tuple[TimeExpression, ...]]:
    shares: list[list[TimeExpression]] = [[] for _ in found]
    index = 0
    for time in times:
        while found[index].end <= time.start:
            index += 1
        shares[index].append(time)
    return [tuple(each) for each in shares]


def _under_headings(pages: Sequence[Page]) -> None:
    """Give the lines under a heading that is only a date, or beside a "Date:", that date."""
    heading, field, above = None, False, None
    lead: tuple[TimeExpression | None, int] = (None, -1)
    for page in pages:
        time = _as_heading(page)
        same_block = page.index > 0 and page.sentence.block == pages[page.index - 1].sentence.block
        if time:
            heading, field, above = time, _FIELD.match(page.sentence.text) is not None, page
            if field:
                before = pages[max(0, page.index - FIELDS) : page.index]
                _give(time, [each for each in before if each.sentence.block == page.sentence.block])
        elif lead[0] and lead[1] == page.sentence.paragraph:
            _give(lead[0], [page])
        elif heading and (same_block or (not field and _fits_under(page))):
            _give(heading, [page])
            page.heading = above
        else:
            heading = None
        if lead[1] != page.sentence.paragraph:
            lead = _led_by(page), page.sentence.paragraph


def _led_by(page: Page) -> TimeExpression | None:
    """Return the date that a line starts with: "Wed 6 March: travel to Vilnius; 16:00 dinner"."""
    if not page.times or page.times[0].start - page.sentence.start > 3:
        return None
    end = page.times[0].end - page.sentence.start
    return page.times[0] if re.match(r"(?:,?\s\d\d?[:.]\d\d)?\s?[:–-]\s|,\s\d", page.sentence.text[end:]) else None


def _fits_under(page: Page) -> bool:
    return len(page.sentence.text) < _LONG and not page.times


def _as_heading(page: Page) -> TimeExpression | None:
    if not page.times or len(page.sentence.text) > 90:
        return None
    time = page.times[0]
    start, end = time.start - page.sentence.start, time.end - page.sentence.start
    before, after = _without_place(page, 0, start), _without_place(page, end, len(page.sentence.text))
    if _FIELD.match(before) or (_HEADING.fullmatch(before) and _HEADING.fullmatch(after) and not page.triggers):
        return time
    return None


def _without_place(page: Page, start: int, end: int) -> str:
    """Return a part of a line without the one place that it is about: "Hanoi, " of "Hanoi, Monday 6 September"."""
    words = page.sentence.text[start:end]
    place = next((each for each in page.names if each.place and start <= each.start and each.end <= end), None)
    if place is None or len(words) > len(place.text) + _BESIDE_PLACE:
        return words
    return f"{page.sentence.text[start : place.start]}{page.sentence.text[place.end : end]}"


_BESIDE_PLACE = 4
"""How many characters stand beside the place of a heading: its comma, brackets, a dash."""


def _give(time: TimeExpression, pages: Sequence[Page]) -> None:
    for page in pages:
        if not page.times:
            page.encounters = (
                Encounter(
                    time=time,
                    triggers=tuple(each for each in page.triggers if not each.denied),
                    start=0,
                    end=len(page.sentence.text),
                    header=True,
                ),
            )


def _place_of_all(pages: Sequence[Page]) -> Venue | None:
    """Return the place of a "Place:" line, or of the heading of a list."""
    for page in pages:
        match = _PLACE_FIELD.match(page.sentence.text)
        place = gazetteer.find_place(match["place"]) if match else None
        if place and match:
            start = page.sentence.start + match.start("place")
            return Venue(start=start, end=start + len(match["place"].rstrip()), place=place, rank=0)
    if pages and (pages[0].sentence.text.isupper() or len(pages[0].sentence.text) < 80):
        return _in_title(pages[0])
    return None


def _in_title(page: Page) -> Venue | None:
    for word in re.finditer(r"[A-Z][A-Za-z]{3,}(?:\s[A-Z][A-Za-z]+)?", page.sentence.text):
        for name in (word[0], word[0].split()[0], word[0].split()[-1]):
            place = gazetteer.find_place(name)
            if place:
                start = page.sentence.start + word.start() + word[0].rindex(name)
                return Venue(start=start, end=start + len(name), place=place, rank=0)
    return None
