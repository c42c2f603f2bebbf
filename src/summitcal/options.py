"""How somebody wants a feed: for which program, with which alarms, with or without what has no day."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

import icalendar

from summitcal.problems import SummitcalError

LONGEST_ALARM = dt.timedelta(days=28)
"""How long before a meeting an alarm can ring."""


class Client(StrEnum):
    """A calendar program that wants something of its own; ``rfc9073`` is whatever reads that RFC."""

    GOOGLE = "google"
    OUTLOOK = "outlook"
    APPLE = "apple"
    RFC9073 = "rfc9073"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How somebody wants a feed.

    ``client`` is the program that will read it; ``alarm`` how long before each meeting it should ring; ``undated``
    asks for meetings without a day, too, as entries that last as long as it is not known on which day they are.
    """

    client: Client | None = None
    alarm: dt.timedelta | None = None
    undated: bool = False


AS_IS = Options()


def read_options(*, client: str = "", alarm: str = "", undated: str = "") -> Options:
    """Read how somebody wants a feed, as addresses and commands say it; an empty text wants nothing of its own.

    ``client`` is one of ``Client``, ``alarm`` a duration as ``PT30M`` (RFC 5545 §3.3.6), ``undated`` is ``span``.

    Raises:
        SummitcalError: one of them means nothing.
    """
    if client and client not in set(Client):
        raise SummitcalError(f"there is no client {client!r}; use one of {', '.join(Client)}")
    if undated not in {"", "span"}:
        raise SummitcalError(f"undated cannot be {undated!r}; say undated=span, or leave it out")
    return Options(
        client=Client(client) if client else None, alarm=_duration(alarm) if alarm else None, undated=bool(undated)
    )


def _duration(text: str) -> dt.timedelta:
    try:
        length = icalendar.vDuration.from_ical(text)  # type: ignore[no-untyped-call]  # the library's own
    except ValueError:
        length = None
    named = any(map(str.isdigit, text))  # "P" alone is read as no time at all
    if not isinstance(length, dt.timedelta) or not named or not dt.timedelta() <= length <= LONGEST_ALARM:
        mend = f"write it as PT30M, PT2H or P1D, at most P{LONGEST_ALARM.days}D"
        raise SummitcalError(f"alarm cannot be {text!r}; {mend}")
    return length
