"""What the page shows of one state of the calendar, for one address and one visitor: fragments in their order.

The Streamlit page draws them; the server sends the first of them ahead, so that something stands there at once.
"""

import datetime as dt
import ipaddress
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from html import escape
from typing import TypeVar
from urllib.parse import quote, urlencode, urlsplit
from zoneinfo import ZoneInfo

from summitcal import markup
from summitcal.addresses import CHANGES, CLIENTS, add_links, feed_path, in_one_order, subscribe_path
from summitcal.agenda import Agenda, at_moment, narrowed, phrases
from summitcal.almanac import SEASON, month_after, season_of, undated_in, weeks_of
from summitcal.asked import Asked, View, read_address
from summitcal.documents import First, about
from summitcal.language import Language
from summitcal.live import Arrangement, Edition, Live
from summitcal.model import Calendar, Meeting, Status
from summitcal.recurrence import changed_occurrences, find_meeting, whole_id
from summitcal.site import MOST_CHANGES
from summitcal.translation import find_language
from summitcal.updates import updates

_PREVIEWED = 3
_Made = TypeVar("_Made")


@dataclass(frozen=True, kw_only=True, eq=False)
class Screen:
    """One state of the calendar as somebody asks to see it.

    ``root`` is the whole address at which our addresses begin, without a slash at its end. ``problems`` say why a
    newer state of the file is held back.
    """

    edition: Edition
    asked: Asked
    reader: markup.Reader
    root: str
    problems: Sequence[str] = ()

    @cached_property
    def arrangement(self) -> Arrangement:
        """The calendar with the facts of the moment that is asked for."""
        return self.edition.as_of(self.asked.now) if self.asked.moment else self.edition.arrangement

    @property
    def calendar(self) -> Calendar:
        """All meetings that were known."""
        return self.arrangement.calendar

    @property
    def language(self) -> Language:
        """The language in which it speaks."""
        return self.reader.language

    @property
    def path(self) -> str:
        """What stands before our addresses on the same host."""
        return urlsplit(self.root).path

    @cached_property
    def meeting(self) -> Meeting | None:
        """The one meeting that is asked for; None if there is no such one, or all are."""
        return find_meeting(self.calendar, self.asked.meeting) if self.asked.meeting else None

    @property
    def title(self) -> str:
        """What stands in the title of the window."""
        meeting = self.meeting
        return (meeting or self.calendar).title_in(self.language.tag)

    @cached_property
    def agenda(self) -> Agenda:
        """Where those meetings stand that the address leaves."""
        return self.arrangement.agenda(now=self.asked.now, statuses=self.asked.statuses, **self.asked.narrowing)

    @property
    def chosen(self) -> tuple[Meeting, ...]:
        """The meetings that the address leaves."""
        return self.arrangement.chosen(statuses=self.asked.statuses, **self.asked.narrowing)


def screen_of(  # noqa: PLR0913 - each is a thing that is known of the visitor or of the moment
    live: Live,
    edition: Edition,
    query: Mapping[str, str],
    *,
    root: str,
    clock: dt.datetime,
    zone: ZoneInfo | None,
    languages: Iterable[str],
) -> Screen:
    """Return what the query of an address asks to see of an edition.

    ``zone`` is the visitor's, ``languages`` the tags of what they read, best first; ``clock`` is the real now.
    """
    asked = read_address(query, edition.facets, clock=clock, zone=edition.calendar.timezone)
    reader = markup.Reader(
        now=asked.now,
        zone=zone,
        clocks=asked.clocks,
        language=find_language([asked.lang, *languages]),
        to_meeting=lambda each: asked.link(meeting=each),
        to_participant=lambda each: asked.link(participant=each, meeting="", page=""),
    )
    return Screen(edition=edition, asked=asked, reader=reader, root=root, problems=live.problems)


def ticker_data(screen: Screen) -> dict[str, object]:
    """Return what ``ticker.js`` is to know: the moment, the words, and when all this is otherwise."""
    asked, language = screen.asked, screen.language
    following = None if asked.moment else screen.edition.agenda(now=asked.now).until
    return {
        "now": asked.now.isoformat(),
        "root": screen.path,
        "language": language.tag,
        "direction": language.direction,
        "phrases": phrases(language),
        "view": asked.link(now="", q=""),
        **({"next": following.isoformat()} if following else {}),
    }


def first_of(screen: Screen) -> First:
    """Return what is seen of a screen before the page's program runs."""
    meeting, language = screen.meeting, screen.language
    said = about(meeting, language) if meeting else screen.calendar.description_in(language.tag) or ""
    query = screen.asked.link(now="", lang="", clocks="").removesuffix("?")
    return First(
        title=screen.title,
        about=said,
        html="".join(top(screen)),
        address=f"{screen.root}/{query}",
        language=language,
    )


def frame_of(screen: Screen) -> First:
    """Return what a frame on another site shows: one meeting with its countdown, linked to all of it."""
    meeting, groups = screen.meeting, screen.agenda
    if meeting and meeting.repeat:
        # Of one that repeats, the next time is counted down to.
        groups = at_moment([meeting], now=screen.asked.now)
        meeting = None
    shown = meeting or groups.next or groups.latest
    page = replace(screen.asked, meeting="")
    reader = replace(
        screen.reader, to_meeting=lambda each: f"{screen.root}/{page.link(meeting=each)}", to_participant=None
    )
    if shown is None:
        html = markup.note(f"<p>{reader.say('There is no meeting with a day to show.')}</p>")
    else:
        html = markup.hero(replace(shown, agenda=()), reader, eyebrow=_eyebrow(shown, groups), level=1)
    # What is followed in a frame is to fill the window.
    html = html.replace("<a href", '<a target="_top" href')
    return First(title=screen.title, html=html, address=screen.root, language=screen.language)


def top(screen: Screen, *, qr: str = "") -> Iterator[str]:
    """Write what is seen first: of a meeting all of it, else the head of the calendar and what is under way or next.

    ``qr`` is the address of a picture of the feed's address.
    """
    meeting = screen.meeting
    if meeting:
        back = screen.asked.link(meeting="")
        yield markup.back_link(back, screen.calendar.title_in(screen.language.tag))
        yield from _notes(screen)
        yield _sheet(meeting, screen)
        if meeting.repeat:
            yield markup.listing(at_moment([meeting], now=screen.asked.now), screen.reader)
        return
    yield markup.masthead(screen.calendar, screen.reader, subscribe=_subscribe(screen, qr))
    yield from _notes(screen)
    if hero := _hero(screen):
        yield hero


def below(screen: Screen) -> Iterator[str]:
    """Write the meetings in the layout that is asked for, and what they are narrowed to."""
    if screen.asked.is_narrowed:
        yield _narrowing(screen)
    match screen.asked.view:
        case View.MONTH:
            yield _month(screen)
        case View.TIMELINE:
            yield _timeline(screen)
        case View.CHANGES:
            yield _changes(screen)
        case View.LIST:
            yield from _list(screen)


def views(screen: Screen) -> str:
    """Write the ways to lay the meetings out, and the clocks by which hours are said."""
    say, asked = screen.language.say, screen.asked
    layouts = {"list": say("List"), "month": say("Month"), "timeline": say("Timeline"), "changes": say("Changes")}
    to_layout = {each: asked.link(view="" if each == "list" else each, page="", month="") for each in layouts}
    clocks = {"place": say("Local time"), "mine": say("My time"), "utc": "UTC"}
    to_clocks = {each: asked.link(clocks="" if each == "place" else each) for each in clocks}
    layout = markup.choices(say("Layout"), layouts, chosen=str(asked.view), links=to_layout)
    hours = markup.choices(say("Time zone"), clocks, chosen=str(asked.clocks), links=to_clocks)
    return f'<div class="sc"><div class="sc-views">{layout}{hours}</div></div>'


def foot(screen: Screen, names: Mapping[str, str], *, desks: Mapping[str, str] | None = None) -> str:
    """Write the ways to the page in other languages: ``names`` are what each calls itself, by its tag.

    ``desks`` are the names of where an editor works, by their addresses.
    """
    links = {tag: screen.asked.link(lang=tag) for tag in names}
    here = next((tag for tag in names if screen.language.tag.split("-")[0] == tag), "en")
    languages = markup.choices(screen.language.say("Language"), names, chosen=here, links=links)
    work = "".join(f'<a href="{escape(address)}">{escape(name)}</a>' for address, name in (desks or {}).items())
    if work:
        work = f'<p class="sc-desks">{work}</p>'
    return f'<div class="sc"><footer class="sc-foot">{languages}{work}</footer></div>'


def names_of(screen: Screen) -> dict[str, str]:
    """Return what those who take part are called, by their ids."""
    return {id_: markup.name_in(each, screen.language) for id_, each in screen.edition.parties.items()}


def feed_address(screen: Screen) -> str:
    """Return the whole address of the feed of what the page is narrowed to."""
    return f"{screen.root}{feed_path(**screen.asked.narrowing)}"


def _notes(screen: Screen) -> Iterator[str]:
    """Say what the visitor must know about what they see: whether it is the newest, and of which moment."""
    reader, asked = screen.reader, screen.asked
    if screen.problems:
        since = _moment_words(screen.edition.loaded, screen)
        text = "The calendar file has been changed and has mistakes. This is its last good state, of {moment}."
        yield markup.note(f"<p>{reader.say(text, moment=since)}</p>", warns=True, details=screen.problems)
    if asked.complaint:
        sorry = reader.say("This is the page as of now.")
        yield markup.note(f"<p>{escape(asked.complaint)} {sorry}</p>", warns=True)
    if asked.moment:
        yield markup.note(f"<p>{' '.join(_as_of(screen))}</p>")
    if asked.meeting and screen.meeting is None:
        text = "There is no meeting {id} in this calendar. Here are all of them."
        yield markup.note(f"<p>{reader.say(text, id=repr(asked.meeting))}</p>", warns=True)


def _as_of(screen: Screen) -> Iterator[str]:
    reader, known = screen.reader, screen.arrangement.known
    yield reader.say("As of {moment}.", moment=_moment_words(screen.asked.now, screen))
    if known.recorded:
        yield reader.say("The facts are those published by then.")
    elif screen.asked.now < screen.edition.loaded:
        yield reader.say("What was known then is not recorded: the facts are today's.")
    if known.later:
        one, many = (
            "One meeting was published later and is left out.",
            "{number} meetings were published later and are left out.",
        )
        yield escape(screen.language.count(one, many, known.later))
    yield f'<a href="{escape(screen.asked.link(now=""))}">{reader.say("Back to now")}</a>'


def _moment_words(moment: dt.datetime, screen: Screen) -> str:
    zone, language = screen.calendar.timezone, screen.language
    local = moment.astimezone(zone)
    hours = f"{language.clock(local.time())} {language.zone(zone)}"
    return language.say("{date}, {hours}", date=language.day(local.date()), hours=hours)


def _hero(screen: Screen) -> str:
    groups, reader = screen.agenda, screen.reader
    still = markup.waiting(groups.undated, reader)
    following = groups.next
    if following:
        return markup.hero(following, reader, eyebrow=_eyebrow(following, groups))
    if latest := groups.latest:
        offer = f"{still}{_offer(screen)}"
        return markup.hero(latest, reader, eyebrow=_eyebrow(latest, groups), offer=offer)
    if screen.asked.is_narrowed:
        return ""
    return markup.note(f"<p>{reader.say('There is no meeting with a day to show.')}</p>{still}")


def _eyebrow(meeting: Meeting, groups: Agenda) -> str:
    """Say why a meeting is the one to see."""
    if meeting in groups.under_way:
        return "Under way"
    if meeting == groups.next:
        return "Next"
    if groups.next is None and meeting == groups.latest:
        return "Nothing is ahead. The latest was"
    return str(meeting.kind)


def _offer(screen: Screen) -> str:
    first = screen.arrangement.first_source_day
    if first is None or screen.asked.moment:
        return ""
    text = screen.reader.say("See this page as of {day}, when these meetings were news", day=screen.language.day(first))
    return f'<p class="sc-offer"><a href="{escape(screen.asked.link(now=first.isoformat()))}">{text}</a></p>'


def _sheet(meeting: Meeting, screen: Screen) -> str:
    whole = whole_id(meeting.id)
    changes = [each for each in screen.edition.history.of(whole) if each.at <= screen.asked.now]
    differing = "".join(markup.row(each, screen.reader) for each in changed_occurrences(meeting))
    return markup.full(
        meeting,
        screen.reader,
        actions=_actions(meeting, screen),
        changes=changes,
        related=screen.arrangement.relatives.of(meeting),
        occurrences=differing,
    )


def _actions(meeting: Meeting, screen: Screen) -> str:
    say = screen.reader.say
    own = f"{screen.path}/meetings/{quote(whole_id(meeting.id))}"
    ways = []
    if meeting.when.dated:
        ways.append(f'<a href="{escape(own)}.ics">{say("Add to my calendar")}</a>')
        ways += [f'<a href="{escape(link)}">{escape(name)}</a>' for name, link in add_links(meeting).items()]
    link = f"{screen.root}/?{urlencode({'meeting': meeting.id})}"
    ways.append(
        f'<button type="button" data-copy="{escape(link)}" data-copied="{say("Copied")}">{say("Copy link")}</button>'
    )
    language = f"?{urlencode({'lang': screen.asked.lang})}" if screen.asked.lang else ""
    ways.append(f'<a href="{escape(own)}{escape(language)}">{say("Printable page")}</a>')
    return "".join(ways)


def _subscribe(screen: Screen, qr: str) -> str:
    asked, say, address = screen.asked, screen.language.say, feed_address(screen)
    links = {client: f"{screen.path}{subscribe_path(client, **asked.narrowing)}" for client in CLIENTS}
    remarks = []
    if _is_local(urlsplit(screen.root).hostname or ""):
        text = "This address works on this machine or network only: Google and Microsoft cannot reach it."
        remarks.append(say(text))
    if asked.status:
        text = "The status is no part of the address: whoever subscribes must hear when a meeting is called off."
        remarks.append(say(text))
    groups = replace(screen, asked=replace(asked, status="")).agenda
    ahead = (*groups.under_way, *groups.upcoming)
    return markup.subscribe_panel(address, links, screen.reader, preview=ahead[:_PREVIEWED], qr=qr, remarks=remarks)


def _narrowing(screen: Screen) -> str:
    asked, calendar, language = screen.asked, screen.calendar, screen.language
    chips = [
        (names_of(screen).get(asked.participant, ""), asked.link(participant="", page="")),
        (language.say(asked.kind) if asked.kind else "", asked.link(kind="", page="")),
        (asked.place, asked.link(place="", page="")),
        (language.say(asked.status) if asked.status else "", asked.link(status="", page="")),
        (f"“{asked.text}”" if asked.text else "", asked.link(q="", page="")),
    ]
    one, many = "{number} of {all} meetings", "{number} of {all} meetings"
    said = language.count(one, many, len(screen.chosen), all=len(calendar.meetings))
    clear = asked.link(participant="", kind="", place="", status="", q="", page="")
    return markup.chosen_filters([each for each in chips if each[0]], screen.reader, said=said, clear=clear)


def _list(screen: Screen) -> Iterator[str]:
    groups, reader, asked = screen.agenda, screen.reader, screen.asked
    pages = markup.pages_of(groups)
    number = min(asked.page, pages)
    if listing := markup.listing(groups, reader, page=number):
        yield listing
    elif screen.asked.is_narrowed:
        text = "No meeting fits all of this. Take something away, or show all."
        yield markup.note(f"<p>{reader.say(text)}</p>")
    elif not screen.calendar.meetings:
        yield markup.note(f"<p>{reader.say('There is no meeting in this calendar yet.')}</p>")
    links = {
        each: asked.link(page=str(each) if each > 1 else "") for each in (number - 1, number + 1) if 1 <= each <= pages
    }
    yield markup.page_links(number, pages, reader, links)


def _changes(screen: Screen) -> str:
    asked, say = screen.asked, screen.language.say
    days = {7: say("Last 7 days"), 30: say("Last 30 days"), None: say("All")}
    spans = {asked.link(since=_day_back(asked.now, back)): name for back, name in days.items()}
    found = updates(screen.edition.history, since=_midnight(screen), most=MOST_CHANGES)
    # As of a moment, nothing is told that came after it.
    known = [each for each in found if each.at <= asked.now and _is_chosen(each.meeting, screen)]
    return markup.changes(known, screen.reader, since=asked.link(), spans=spans, feed=f"{screen.path}{CHANGES}")


def _day_back(now: dt.datetime, days: int | None) -> str:
    return "" if days is None else str(now.astimezone(dt.UTC).date() - dt.timedelta(days=days))


def _midnight(screen: Screen) -> dt.datetime | None:
    day = screen.asked.since
    return dt.datetime.combine(day, dt.time(), dt.UTC) if day else None


def _is_chosen(meeting: Meeting, screen: Screen) -> bool:
    """Whether a meeting, as it was when it changed, is one of those that the address leaves."""
    if not screen.asked.is_narrowed:
        return True
    alone = replace(screen.calendar, meetings=(meeting,))
    statuses = [Status(screen.asked.status)] if screen.asked.status else []
    return bool(narrowed(alone, **screen.asked.narrowing, statuses=statuses).meetings)


def _month(screen: Screen) -> str:
    asked, today = screen.asked, _today(screen)
    month = asked.month or _first_month(screen, today)
    first_weekday, zone = screen.language.first_weekday, screen.reader.chosen_zone
    lay = partial(weeks_of, month=month, first_weekday=first_weekday, zone=zone)
    weeks = _once(screen, ("weeks", month, first_weekday, zone), lay)
    steps = tuple(asked.link(month=f"{month_after(month, step):%Y-%m}") for step in (-1, 1))
    undated = _once(screen, ("undated", month), partial(undated_in, month=month))
    return markup.month_table(weeks, screen.reader, undated=undated, today=today, steps=(steps[0], steps[1]))


def _timeline(screen: Screen) -> str:
    asked, today = screen.asked, _today(screen)
    month = asked.month or _first_month(screen, today)
    steps = tuple(asked.link(month=f"{month_after(month, step):%Y-%m}") for step in (-SEASON, SEASON))
    season = _once(screen, ("season", month), partial(season_of, day=month))
    return markup.season_table(season, screen.reader, today=today, steps=(steps[0], steps[1]))


def _once(screen: Screen, what: Hashable, make: Callable[[tuple[Meeting, ...]], _Made]) -> _Made:
    """Return what is made of the meetings that the address leaves; it is made once for all who ask for the same."""
    asked, chosen = screen.asked, screen.chosen
    key = (what, asked.statuses, *in_one_order(asked.narrowing).values())
    return screen.arrangement.kept(key, lambda: make(chosen))


def _today(screen: Screen) -> dt.date:
    return screen.asked.now.astimezone(screen.reader.zone or screen.calendar.timezone).date()


def _first_month(screen: Screen, today: dt.date) -> dt.date:
    """Return the month to begin with: that of the meeting on top, since one without any shows nothing."""
    groups = screen.agenda
    first = groups.next or groups.latest
    day = first.when.first_day if first else None
    return day or today


def _is_local(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith((".local", ".internal"))
