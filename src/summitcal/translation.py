"""Other languages than English, and English with the dates of another country: catalogues and Babel's CLDR data.

A language is a catalogue in ``translations/``, of messages as gettext keeps them: a new file there is a new language.
"""

import datetime as dt
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import UnknownLocaleError, get_global
from babel.dates import format_date, format_interval, format_skeleton, format_time
from babel.lists import format_list
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from summitcal.language import ENGLISH, Language

_FOLDER = files("summitcal").joinpath("translations")
_CATEGORIES = ("zero", "one", "two", "few", "many", "other")
_HOUSE = {"en", "en_GB", "en_IE"}  # their readers write days and hours as the house does
_LONE_ONE = re.compile(r"(?<!\d)1(?!\d)")


class _Noun(str):
    """A name in a message that may ask for it with its French preposition: ``heure {city:de}``, ``heure d’Oslo``."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        if spec != "de":
            return super().__format__(spec)
        if self.startswith("Le "):
            return f"du {self[3:]}"
        return f"d’{self}" if re.match("[aeiouàâéèêëîïôœ]|h(?!o)", self, re.IGNORECASE) else f"de {self}"


class Translation(Language):
    """A language with its catalogue, and the days, hours and countries as its readers write them (CLDR).

    Numbers are written in Western digits, as those of a running clock are. Without a catalogue messages are English.
    """

    def __init__(self, locale: Locale, catalog: Catalog | None) -> None:
        self.tag = str(locale).replace("_", "-")
        self.direction = locale.text_direction
        self.first_weekday = locale.first_week_day
        self._locale = locale
        self._catalog = catalog
        tags = {*locale.plural_form.tags, "other"}
        categories = [each for each in _CATEGORIES if each in tags]
        # Of millions, which gettext does not tell apart in French, no countdown speaks.
        short = catalog is not None and catalog.num_plurals < len(categories)
        self._categories = [each for each in categories if not (short and each == "many")]
        self._first = self.translated("1st") if catalog is not None else "1"
        self._clock_skeleton = "hm" if "a" in locale.time_formats["short"].pattern else "Hm"

    def say(self, message: str, **values: object) -> str:
        """Say a message; its catalogue may ask for a name as ``_Noun`` has it."""
        nouns = {name: _Noun(value) if isinstance(value, str) else value for name, value in values.items()}
        return super().say(message, **nouns)

    def translated(self, message: str) -> str:
        """Return a message as it stands in the catalogue; where it does not, in English."""
        found = self._catalog.get(message) if self._catalog else None
        return str(found.string) if found and found.string else message

    def forms(self, one: str, many: str) -> dict[str, str]:
        """Return a message about a number for each category that the language tells apart."""
        found = self._catalog.get(one) if self._catalog else None
        if found is None or not isinstance(found.string, tuple) or not all(found.string):
            return ENGLISH.forms(one, many)
        # CLDR and gettext number the forms of a plural in one order.
        return dict(zip(self._categories, found.string, strict=True))

    def category(self, number: int) -> str:
        """Return the category that a number belongs to."""
        return str(self._locale.plural_form(number)) if self._catalog else ENGLISH.category(number)

    def day(self, day: dt.date) -> str:
        """Say a day without its weekday."""
        return self._with_first(day, format_date(day, "long", self._locale))

    def full_day(self, day: dt.date) -> str:
        """Say a day with its weekday."""
        return self._with_first(day, format_date(day, "full", self._locale))

    def day_of_year(self, day: dt.date) -> str:
        """Say a day without its year."""
        return self._with_first(day, format_skeleton("MMMMd", day, locale=self._locale))

    def days(self, first: dt.date, last: dt.date) -> str:
        """Say several days as a range."""
        differs = "y" if first.year != last.year else "M" if first.month != last.month else "d"
        patterns = self._locale.interval_formats["yMMMd"][differs]
        # CLDR has ranges with short names of months alone; the patterns are the same for the long ones.
        long = (pattern.replace("MMM", "MMMM") for pattern in patterns)
        parts = zip((first, last), long, strict=True)
        return "".join(self._with_first(day, format_date(day, each, self._locale)) for day, each in parts)

    def month(self, day: dt.date) -> str:
        """Say the month of a day."""
        return str(format_skeleton("yMMMM", day, locale=self._locale))

    def months(self, first: dt.date, last: dt.date) -> str:
        """Say the months from that of one day to that of another."""
        return str(format_interval(first, last, "yMMMM", locale=self._locale))

    def month_name(self, month: int) -> str:
        """Say a month alone, 1 to 12."""
        return str(self._locale.months["stand-alone"]["wide"][month])

    def weekday(self, number: int) -> str:
        """Say a day of the week, counted from Monday, 0."""
        return str(self._locale.days["stand-alone"]["wide"][number])

    def short_weekday(self, number: int) -> str:
        """Say a day of the week in the head of a narrow column."""
        return str(self._locale.days["stand-alone"]["abbreviated"][number])

    def clock(self, time: dt.time) -> str:
        """Say an hour."""
        return str(format_time(time, "short", locale=self._locale))

    def hours(self, start: dt.time, end: dt.time) -> str:
        """Say the hours from one to another."""
        return str(format_interval(start, end, self._clock_skeleton, locale=self._locale))

    def city(self, zone: ZoneInfo) -> str:
        """Say for which city a zone is named; empty for those named for none."""
        # CLDR keeps the names under which it has known zones first: Europe/Kiev.
        older = (old for old, new in get_global("zone_aliases").items() if new == zone.key)
        known = (self._locale.time_zones.get(name, {}).get("city") for name in (zone.key, *older))
        return next(map(str, filter(None, known)), ENGLISH.city(zone)) if ENGLISH.city(zone) else ""

    def country(self, code: str) -> str:
        """Say a country by its ISO code; empty if it is none, and where the English name will do."""
        return str(self._locale.territories.get(code, "")) if self._catalog is not None else ""

    def listed(self, words: list[str]) -> str:
        """Say several things as one."""
        return str(format_list(words, locale=self._locale))

    def ordinal(self, number: int) -> str:
        """Say a day of the month in a row: its number alone, as dates have it."""
        if self._catalog is None:
            return ENGLISH.ordinal(number)
        return self._first if number == 1 else str(number)

    def _with_first(self, day: dt.date, text: str) -> str:
        """Write the first of a month as the language does, which CLDR does not tell: ``1er janvier``."""
        return _LONE_ONE.sub(self._first, text, count=1) if day.day == 1 else text


def find_language(tags: Iterable[str]) -> Language:
    """Return the language of the first tag (BCP 47) that there is one for; English if there is for none."""
    return next(filter(None, map(_language, tags)), ENGLISH)


def languages() -> tuple[Language, ...]:
    """Return every language there is, English first."""
    return (ENGLISH, *filter(None, map(_language, _tags())))


def own_name(language: Language) -> str:
    """Return what the speakers of a language call it: ``français``."""
    return str(Locale.parse(language.tag, sep="-").language_name)


@cache
def _tags() -> tuple[str, ...]:
    found = _FOLDER.iterdir() if _FOLDER.is_dir() else ()
    return tuple(sorted(each.name.removesuffix(".po") for each in found if each.name.endswith(".po")))


@lru_cache(maxsize=64)
def _language(tag: str) -> Language | None:
    try:
        locale = Locale.parse(tag.strip()[:35], sep="-")
    except (UnknownLocaleError, ValueError):
        return None
    if locale.language == "en":
        return ENGLISH if str(locale) in _HOUSE else Translation(locale, None)
    return Translation(locale, _catalog(locale.language)) if locale.language in _tags() else None


@cache
def _catalog(language: str) -> Catalog:
    with _FOLDER.joinpath(f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)
