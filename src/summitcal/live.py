"""A calendar file that people edit while it is served: its last good state, and what is wrong with a newer one."""

import datetime as dt
import gc
import json
import logging
import os
import threading
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar, Unpack

from summitcal.addresses import Narrowing, feed_path, in_one_order, public_address
from summitcal.agenda import Agenda, Facets, Relatives, at_moment, facets_of, first_source_day, known_places, narrowed
from summitcal.documents import Page, without_script
from summitcal.feed import LOOKS_BACK, find_problems
from summitcal.files import digest, read_text, write_whole
from summitcal.history import History, Known, Published, history_file, read_history, record
from summitcal.model import Calendar, Meeting, Participant, Status
from summitcal.options import AS_IS, Options
from summitcal.plain import from_plain, to_plain
from summitcal.problems import InvalidCalendar, Problem, UnreadableFile
from summitcal.search import choices
from summitcal.site import Pages, feed, known_participants, pages, plain_pages
from summitcal.store.rereading import Reading, read

SETTLING = dt.timedelta(milliseconds=300)
"""A file changed so recently may still be being written: it is read on the next look."""

_FEEDS_KEPT = 64
_MADE_KEPT = 64
_MOMENTS_KEPT = 8
_ROOTS_KEPT = 4
_JOINED = "# A calendar of several files, as it was last good.\n"
_log = logging.getLogger("summitcal")

_Made = TypeVar("_Made")
Signature = tuple[tuple[int, int, int] | None, ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class Arrangement:
    """A calendar as it was known at some moment, narrowed and sorted as visitors ask; what many want is made once."""

    known: Known
    _kept: dict[Hashable, Any] = field(default_factory=dict)
    _agendas: dict[Hashable, tuple[dt.datetime, Agenda]] = field(default_factory=dict)

    @property
    def calendar(self) -> Calendar:
        """The calendar with all its meetings."""
        return self.known.calendar

    @cached_property
    def relatives(self) -> Relatives:
        """Which of its meetings are related to one."""
        return Relatives(self.calendar.meetings)

    @cached_property
    def first_source_day(self) -> dt.date | None:
        """The day on which the first source was published."""
        return first_source_day(self.calendar)

    def kept(self, key: Hashable, make: Callable[[], _Made]) -> _Made:
        """Return what is made of the calendar alone and named by a key; the latest asked for are kept."""
        if key not in self._kept:
            if len(self._kept) >= _MADE_KEPT:
                self._kept.clear()
            self._kept[key] = make()
        made: _Made = self._kept[key]
        return made

    def chosen(self, *, statuses: Collection[Status] = (), **narrowing: Unpack[Narrowing]) -> tuple[Meeting, ...]:
        """Return the meetings of these statuses that a narrowing leaves."""
        ordered = in_one_order(narrowing)
        key = (tuple(statuses), *ordered.values())
        if not any(key):
            return self.calendar.meetings
        return self.kept(key, lambda: narrowed(self.calendar, statuses=statuses, **ordered).meetings)

    def agenda(self, *, now: dt.datetime, statuses: Collection[Status] = (), **narrowing: Unpack[Narrowing]) -> Agenda:
        """Return where the meetings stand at ``now``; one that holds for many visitors is made once."""
        key = (tuple(statuses), *in_one_order(narrowing).values())
        since, kept = self._agendas.get(key, (now, None))
        if kept is None or now < since or (kept.until and now >= kept.until):
            if len(self._agendas) >= _MADE_KEPT:
                self._agendas.clear()
            kept = at_moment(self.chosen(statuses=statuses, **narrowing), now=now)
            self._agendas[key] = now, kept
        return kept


@dataclass(frozen=True, kw_only=True, eq=False)
class Edition:
    """One good state of the calendar file, with everything that is served of it ready made.

    ``digest`` is of the bytes of the file, ``loaded`` is when they were read, ``modified`` when what is served became
    what it is. ``is_cut`` says that the feed is without what is long over, as it would be too big. ``base_url`` is the
    public address with which the links of its pages begin; empty if none is set.
    """

    published: Published
    pages: Pages
    digest: str
    modified: dt.datetime
    loaded: dt.datetime
    is_cut: bool
    base_url: str = ""
    _as_of: dict[dt.datetime, Arrangement] = field(default_factory=dict)
    _without_script: dict[str, str] = field(default_factory=dict)
    _feeds: dict[tuple[object, ...], Page] = field(default_factory=dict)
    _under: dict[str, Pages] = field(default_factory=dict)

    @cached_property
    def participants(self) -> frozenset[str]:
        """The ids of whoever has a feed."""
        return frozenset(each.id for each in known_participants(self.published.whole, self.published.former))

    @cached_property
    def places(self) -> tuple[str, ...]:
        """By what places can be chosen, those of former meetings too: who subscribed to one must be answered."""
        return tuple(sorted({*known_places(self.published.whole), *choices(self.published.former_places)}))

    @property
    def history(self) -> History:
        """What was published when."""
        return self.published.history or History()

    @cached_property
    def parties(self) -> dict[str, Participant]:
        """Those who take part, by their ids, in the order of their names."""
        return {each.id: each for each in self.calendar.everyone()}

    @cached_property
    def facets(self) -> Facets:
        """By what its meetings can be told apart, with how many have it."""
        return facets_of(self.calendar)

    @cached_property
    def arrangement(self) -> Arrangement:
        """The calendar as it is known."""
        return Arrangement(known=Known(calendar=self.calendar))

    def agenda(self, *, now: dt.datetime, **narrowing: Unpack[Narrowing]) -> Agenda:
        """Return where the meetings stand at ``now``, as they are known."""
        return self.arrangement.agenda(now=now, **narrowing)

    def as_of(self, moment: dt.datetime) -> Arrangement:
        """Return the calendar as it was known at a moment; the latest asked for are kept."""
        if moment not in self._as_of:
            if len(self._as_of) >= _MOMENTS_KEPT:
                self._as_of.clear()
            self._as_of[moment] = Arrangement(known=self.history.known_at(self.calendar, moment))
        return self._as_of[moment]

    def without_script(self, base_url: str) -> str:
        """Return what the front page shows where no scripts run; the same for all who come by one address."""
        if base_url not in self._without_script:
            if len(self._without_script) >= _ROOTS_KEPT:
                self._without_script.clear()
            self._without_script[base_url] = without_script(self.calendar, base_url=base_url)
        return self._without_script[base_url]

    @property
    def calendar(self) -> Calendar:
        """The calendar as it stands in the file."""
        return self.published.calendar

    def under(self, base_url: str) -> Pages:
        """Return what stands at each address where the links of its pages begin with ``base_url``.

        That is another only for those who come by a proxy that puts something before our addresses.
        """
        if base_url == self.base_url:
            return self.pages
        if base_url not in self._under:
            if len(self._under) >= _ROOTS_KEPT:
                self._under.clear()
            self._under[base_url] = self.pages.replaced(plain_pages(self.published, base_url=base_url))
        return self._under[base_url]

    def feed(self, *, options: Options = AS_IS, **narrowing: Unpack[Narrowing]) -> Page:
        """Return the feed of the meetings that a narrowing leaves; the latest asked for are kept."""
        ordered = in_one_order(narrowing)
        key = (*ordered.values(), options)
        if key not in self._feeds:
            if len(self._feeds) >= _FEEDS_KEPT:
                self._feeds.clear()
            self._feeds[key] = feed(self.published, ordered, options=options)
        return self._feeds[key]


class Live:
    """Watches one calendar file. ``edition`` is its last good state, None until there was one.

    ``problems`` says why a newer state is being held back; it is empty while the edition is what the file says.
    ``notes`` says what else whoever runs the server should know; nothing is held back for it.
    ``keep`` is where the text of the last good state is kept, for a start at which the file is broken. ``base_url`` is
    the public address that whoever runs the server gives; it goes before the one in the file.
    """

    def __init__(self, file: Path, *, base_url: str = "", keep: Path | None = None) -> None:
        self.file = file
        self.notes: tuple[str, ...] = ()
        self._history = History()
        self.keep = keep
        self._base_url = base_url
        self.edition: Edition | None = None
        self.problems: tuple[str, ...] = ()
        self._seen: Signature | None = None
        self._reading: Reading | None = None
        self._included: tuple[Path, ...] = ()
        self._lock = threading.Lock()

    @property
    def base_url(self) -> str:
        """The public address of the site, without a slash at its end; empty if none is set."""
        return self._base_url or (self.edition.base_url if self.edition else "")

    @property
    def status(self) -> str:
        """How things stand, in a word or two: ``ok``, ``holding back`` or ``no calendar``."""
        if self.edition is None:
            return "no calendar"
        return "holding back" if self.problems else "ok"

    def refresh(self, *, now: dt.datetime) -> None:
        """Look at the file, and read it if it is not the one last read. Whoever comes meanwhile does not wait."""
        if not self._lock.acquire(blocking=False):
            return
        try:
            with _collecting_nothing():
                self._look(now)
        finally:
            self._lock.release()

    def _look(self, now: dt.datetime) -> None:
        signature, modified = _signature(self.file, *self._included)
        settling = dt.timedelta() <= now - modified < SETTLING
        seen = signature == self._seen and signature[0] is not None
        outdated = not self.problems and self._is_outdated(now)
        if (seen and not outdated) or (settling and self.edition):
            return
        try:
            text = read_text(self.file)
            edition = self._edition(text, modified, now)
        except InvalidCalendar as error:
            self._hold_back(map(str, error.problems), now)
        except UnreadableFile as error:
            self._hold_back([str(error)], now)
        except Exception as error:  # noqa: BLE001 - it is told; who reads the last good state must not feel it
            _log.exception("could not make a calendar of %s", self.file)
            self._hold_back([f"{self.file.name}: summitcal fails at this file ({error!r}); please report it"], now)
        else:
            self.edition, self.problems = edition, ()
            _log.info("loaded %s: %d meetings, digest %s", self.file, len(edition.calendar.meetings), edition.digest)
            self._store(text, edition.calendar)
        # Read after the signature was taken: if it was written in between, the next look sees another one.
        self._seen = signature if len(signature) == 1 + len(self._included) else None

    def _edition(self, text: str, modified: dt.datetime, now: dt.datetime) -> Edition:
        self._reading = read(text, file=str(self.file), before=self._reading)
        found = self._reading.found
        self._included = found.included
        if found.problems:
            raise InvalidCalendar(found.problems)
        return self._made(found.calendar, text, modified, now)

    def _made(self, calendar: Calendar, text: str, modified: dt.datetime, now: dt.datetime) -> Edition:
        published = self._recorded(calendar, modified, now)
        too_big = self._too_big(published)
        self.notes += tuple(f"{each.what}; {each.mend}" for each in too_big)
        base_url = self._base_url or public_address(calendar)
        ready = pages(published, base_url=base_url)
        _ = ready[feed_path()].etag  # what everyone asks for is made before it replaces the last state
        return Edition(
            published=published,
            pages=ready,
            digest=digest(text),
            modified=self._last_modified(modified, published, is_cut=bool(too_big)),
            loaded=now,
            is_cut=bool(too_big),
            base_url=base_url,
        )

    def _last_modified(self, modified: dt.datetime, published: Published, *, is_cut: bool) -> dt.datetime:
        """Return when what is served became what it is, in whole seconds: never the moment of another edition."""
        moments = [modified.replace(microsecond=0), published.changed or modified.replace(microsecond=0)]
        if is_cut and published.today:
            moments.append(dt.datetime.combine(published.today, dt.time(), dt.UTC))
        if self.edition:
            moments.append(self.edition.modified + dt.timedelta(seconds=1))
        return max(moments)

    def _recorded(self, calendar: Calendar, modified: dt.datetime, now: dt.datetime) -> Published:
        """Take down what has changed since it was last published; if that cannot be kept, for this process only."""
        try:
            self._history = record(history_file(self.file), calendar, now=now, known=self._history)
            self.notes = self._history.faults
        except UnreadableFile as error:
            if not len(self._history):
                self._history = self._readable_history()
            self._history = self._history.plus(self._history.pending(calendar, now=modified))
            self.notes = (f"the history is not kept, and counted anew at the next start: {error}",)
            _log.warning(self.notes[0])
        return self._history.published(calendar, now=now)

    def _readable_history(self) -> History:
        try:
            return read_history(history_file(self.file))
        except UnreadableFile:
            return History()

    def _too_big(self, published: Published) -> list[Problem]:
        today = published.today or dt.date.min
        return find_problems(published.whole, file="", today=today, revisions=published.revisions)

    def _is_outdated(self, now: dt.datetime) -> bool:
        """Whether what is served would be another by now, although the file is the same."""
        if self.edition is None:
            return False
        published = self.edition.published
        if published.until is not None and now >= published.until:
            return True
        today = now.astimezone(dt.UTC).date()
        if published.today is None or today == published.today:
            return False
        return self.edition.is_cut or (today - LOOKS_BACK).year != (published.today - LOOKS_BACK).year

    def _store(self, text: str, calendar: Calendar) -> None:
        if self.keep:
            if self._included:
                # The files beside it may be the ones that are broken at the next start.
                text = f"{_JOINED}{json.dumps(to_plain(calendar), ensure_ascii=False)}\n"
            try:
                write_whole(self.keep, text.encode())
            except UnreadableFile as error:
                _log.warning("the last good calendar cannot be kept: %s", error)

    def _fetch_kept(self, now: dt.datetime) -> None:
        """Take up the state that was kept by an earlier process."""
        if self.edition or not self.keep or not self.keep.exists():
            return
        try:
            text, modified = read_text(self.keep), _signature(self.keep)[1]
            if text.startswith(_JOINED):
                values = json.loads(text.removeprefix(_JOINED))
                # Without meetings it would take everything from every subscriber.
                self.edition = (
                    self._made(from_plain(Calendar, values), text, modified, now) if values["meetings"] else None
                )
            else:
                self.edition = self._edition(text, modified, now)
        except (InvalidCalendar, UnreadableFile, ValueError, TypeError, KeyError, AttributeError) as error:
            _log.warning("the last good calendar that was kept is of no use: %s", error)

    def _hold_back(self, lines: Iterable[str], now: dt.datetime) -> None:
        self._fetch_kept(now)
        problems = tuple(line.replace(f"{self.file.parent}{os.sep}", "") for line in lines)
        if problems != self.problems:
            kept = "serving the last good calendar" if self.edition else "no good calendar to serve yet"
            _log.warning("held back %s, %s: %s", self.file, kept, "; ".join(problems))
        self.problems = problems


@contextmanager
def _collecting_nothing() -> Iterator[None]:
    """Let no garbage be looked for meanwhile: of a calendar that is being made all is in use, and all is looked at."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _signature(*files: Path) -> tuple[Signature, dt.datetime]:
    """Tell one state of some files from another without reading them, wherever they are mounted.

    Returns the signature, and when the latest of them was changed.
    """
    stats = [_stat(file) for file in files]
    latest = max((stat.st_mtime for stat in stats if stat), default=0.0)
    signature = tuple((stat.st_mtime_ns, stat.st_size, stat.st_ino) if stat else None for stat in stats)
    return signature, dt.datetime.fromtimestamp(latest, dt.UTC)


def _stat(file: Path) -> os.stat_result | None:
    try:
        return file.stat()
    except OSError:
        return None
