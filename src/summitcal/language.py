"""The words for readers: in which language a page speaks, and how that language says days, hours and numbers."""

import datetime as dt
from zoneinfo import ZoneInfo

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ORDINALS = ("first", "second", "third", "fourth", "fifth")


class Language:
    """Plain English as the feed, the command line and the plain pages speak it: day before month, 24 hours.

    Other languages are made by ``translation.find_language``; each of them answers the same questions. ``tag`` is a
    BCP 47 tag, ``direction`` is ``ltr`` or ``rtl``.
    """

    tag: str = "en"
    direction: str = "ltr"
    first_weekday: int = 0
    """The day on which a week begins, counted from Monday, 0."""

    def say(self, message: str, **values: object) -> str:
        """Say a message, which is English with names in braces for its values."""
        return self.translated(message).format_map(values) if values else self.translated(message)

    def count(self, one: str, many: str, number: int, **values: object) -> str:
        """Say a message about a number of things; the number stands in it as ``{number}``."""
        forms = self.forms(one, many)
        return forms.get(self.category(number), forms["other"]).format(number=number, **values)

    def translated(self, message: str) -> str:
        """Return a message as it stands in the catalogue of the language."""
        return message

    def forms(self, one: str, many: str) -> dict[str, str]:
        """Return a message about a number for each category that the language tells apart (CLDR plural rules)."""
        return {"one": one, "other": many}

    def category(self, number: int) -> str:
        """Return the category that a number belongs to: ``one``, ``few``, ``other``."""
        return "one" if number == 1 else "other"

    def day(self, day: dt.date) -> str:
        """Say a day without its weekday: ``9 January 2022``."""
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"

    def full_day(self, day: dt.date) -> str:
        """Say a day with its weekday: ``Sunday 9 January 2022``."""
        return f"{WEEKDAYS[day.weekday()]} {self.day(day)}"

    def day_of_year(self, day: dt.date) -> str:
        """Say a day without its year: ``9 January``."""
        return f"{day.day} {MONTHS[day.month - 1]}"

    def days(self, first: dt.date, last: dt.date) -> str:
        """Say several days as a range: ``9–10 January 2022``, ``30 June – 2 July 2022``."""
        if first.year != last.year:
            return f"{self.day(first)} – {self.day(last)}"
        if first.month != last.month:
            return f"{self.day_of_year(first)} – {self.day(last)}"
        return f"{first.day}–{self.day(last)}"

    def month(self, day: dt.date) -> str:
        """Say the month of a day: ``January 2022``."""
        return f"{MONTHS[day.month - 1]} {day.year}"

    def months(self, first: dt.date, last: dt.date) -> str:
        """Say the months from that of one day to that of another: ``January–March 2022``."""
        if (first.year, first.month) == (last.year, last.month):
            return self.month(first)
        start = MONTHS[first.month - 1] if first.year == last.year else self.month(first)
        return f"{start}–{self.month(last)}"

    def month_name(self, month: int) -> str:
        """Say a month alone, 1 to 12: ``January``."""
        return MONTHS[month - 1]

    def weekday(self, number: int) -> str:
        """Say a day of the week, counted from Monday, 0: ``Monday``."""
        return WEEKDAYS[number]

    def short_weekday(self, number: int) -> str:
        """Say a day of the week in the head of a narrow column: ``Mon``."""
        return WEEKDAYS[number][:3]

    def clock(self, time: dt.time) -> str:
        """Say an hour: ``15:00``."""
        return f"{time:%H:%M}"

    def hours(self, start: dt.time, end: dt.time) -> str:
        """Say the hours from one to another: ``15:00–17:30``."""
        return f"{self.clock(start)}–{self.clock(end)}"

    def city(self, zone: ZoneInfo) -> str:
        """Say for which city a zone is named; empty for those named for none, as UTC."""
        region, _, city = zone.key.rpartition("/")
        return city.replace("_", " ") if region and region != "Etc" else ""

    def zone(self, zone: ZoneInfo) -> str:
        """Say whose clocks a zone's hours are read from: ``Zurich time``, ``UTC``."""
        city = self.city(zone)
        return self.say("{city} time", city=city) if city else zone.key.removeprefix("Etc/")

    def country(self, code: str) -> str:  # noqa: ARG002 - English names are the gazetteer's
        """Say a country by its ISO code; empty where the English name will do."""
        return ""

    def listed(self, words: list[str]) -> str:
        """Say several things as one: ``Monday, Tuesday and Friday``."""
        return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))

    def ordinal(self, number: int) -> str:
        """Say a day of the month in a row: ``1st``."""
        teen = number % 100 in {11, 12, 13}
        return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


ENGLISH = Language()
