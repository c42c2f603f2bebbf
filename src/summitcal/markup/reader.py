"""For whom a fragment is written: in which language, by whose clocks, at which moment, with links that lead where."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from zoneinfo import ZoneInfo

from summitcal.language import ENGLISH, Language
from summitcal.model import UTC, Meeting
from summitcal.when import When


class Clocks(StrEnum):
    """By whose clocks hours are said."""

    PLACE = "place"
    MINE = "mine"
    UTC = "utc"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """For whom a fragment is written, and where its links lead.

    Without ``now`` nothing is said about how far away a meeting is: the ticker says it in the browser. Without
    ``zone``, the visitor's, hours are only said by the clocks of the place, or in UTC.
    """

    to_meeting: Callable[[str], str]
    to_participant: Callable[[str], str] | None = None
    now: dt.datetime | None = None
    zone: ZoneInfo | None = None
    clocks: Clocks = Clocks.PLACE
    language: Language = ENGLISH

    def say(self, message: str, **values: object) -> str:
        """Say a message in the reader's language, as text for HTML."""
        return escape(self.language.say(message, **values))

    def title(self, meeting: Meeting) -> str:
        """Return the title of a meeting in the reader's language, as text for HTML."""
        return escape(meeting.title_in(self.language.tag))

    @property
    def chosen_zone(self) -> ZoneInfo | None:
        """The zone in which all hours are said first; None where it is that of each meeting."""
        return {Clocks.PLACE: None, Clocks.MINE: self.zone, Clocks.UTC: UTC}[self.clocks]

    def main_zone(self, when: When) -> ZoneInfo:
        """Return the zone in which the hours of a meeting are said first."""
        return self.chosen_zone or when.zone

    def hours_beside(self, when: When) -> str:
        """Say the hours of a meeting by the other clocks, where those show another hour: the visitor's or the place's.

        ``09:00–11:30 your time``, ``15:00–17:30 Brussels time``.
        """
        first, language = self.main_zone(when), self.language
        if self.clocks is Clocks.PLACE:
            hours = when.hours_elsewhere(self.zone, language=language, beside=first) if self.zone else ""
            return self.say("{hours} your time", hours=hours) if hours else ""
        hours = when.hours_elsewhere(when.zone, language=language, beside=first)
        return escape(f"{hours} {language.zone(when.zone)}") if hours else ""

    def zone_words(self, when: When) -> str:
        """Say whose clocks the hours that come first are read from: ``Brussels time``, ``your time``, ``UTC``."""
        if self.clocks is Clocks.MINE and self.zone:
            return self.say("your time")
        return escape(self.language.zone(self.main_zone(when)))
