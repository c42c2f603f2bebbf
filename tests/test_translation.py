import datetime as dt
import json
import re
import shutil
import subprocess
from dataclasses import replace
from gettext import c2py
from pathlib import Path
from string import Formatter
from zoneinfo import ZoneInfo, available_timezones

import pytest
from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from summitcal import screen
from summitcal.agenda import Relatives, countdown, phrases, until_its_day
from summitcal.cadence import read_repeat, repeat_words
from summitcal.language import ENGLISH, Language
from summitcal.live import Live
from summitcal.model import Meeting, Participant, Place, Status
from summitcal.screen import screen_of
from summitcal.translation import find_language, languages, own_name
from summitcal.when import UNKNOWN, Point, When, month_of, quarter_of, week_of
from tests.messages import REASONS, Message, messages

FOLDER = Path(__file__).parents[1] / "src" / "summitcal" / "translations"
SEED = Path(__file__).parents[1] / "data" / "events.yaml"
CATALOGUES = sorted(path.stem for path in FOLDER.glob("*.po"))
TAGS = ("en", "en-US", "en-AU", "fr", "fr-CA", "fr-CH", "ar", "ar-EG", "ar-MA")
SPEAKING = st.sampled_from([find_language([tag]) for tag in TAGS])
COUNTED = sorted(each for each in messages() if isinstance(each, tuple))
ZURICH, NEW_YORK, TOKYO = map(ZoneInfo, ("Europe/Zurich", "America/New_York", "Asia/Tokyo"))
SUNDAY = dt.date(2022, 1, 9)
GENEVA = Meeting(id="geneva", title="Talks", start=SUNDAY, end=dt.date(2022, 1, 10), timezone=ZURICH)
DAYS = st.dates(dt.date(1800, 1, 1), dt.date(2199, 12, 31))


def language(tag: str) -> Language:
    return find_language([tag])


def plain(text: str) -> str:
    """Return a text with spaces of all widths as the usual one, which is how people read it."""
    return re.sub(r"\s", " ", text)


def catalogue(name: str) -> Catalog:
    with (FOLDER / f"{name}.po").open("rb") as file:
        return read_po(file, locale=name)


def entries(name: str) -> dict[Message, Entry]:
    return {each.id: each for each in catalogue(name) if each.id}


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def at(day: int, hour: int) -> dt.datetime:
    return dt.datetime(2022, 1, day, hour, tzinfo=ZURICH)


def moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZURICH)


def test_there_are_catalogues():
    assert CATALOGUES == ["ar", "fr"]


@pytest.mark.parametrize("name", CATALOGUES)
def test_every_message_has_its_translation_and_no_other_is_there(name: str):
    found, said = entries(name), messages()

    assert sorted(map(str, said - found.keys())) == []
    assert sorted(map(str, found.keys() - said)) == []
    assert catalogue(name).obsolete == {}
    assert [key for key, each in found.items() if each.fuzzy] == []


@pytest.mark.parametrize("name", CATALOGUES)
def test_a_translation_has_all_forms_and_the_values_of_its_message(name: str):
    number_of_forms = catalogue(name).num_plurals
    for key, each in entries(name).items():
        if isinstance(key, str):
            assert isinstance(each.string, str), key
            assert each.string.strip(), key
            assert fields(each.string) == fields(key), key
        else:
            assert len(each.string) == number_of_forms, key
            values = fields(key[1]) - {"number"}
            assert all(form.strip() and fields(form) - {"number"} == values for form in each.string), key


@pytest.mark.parametrize("name", CATALOGUES)
@pytest.mark.parametrize("pair", COUNTED, ids=str)
def test_a_form_without_its_number_is_for_one_number_alone(name: str, pair: tuple[str, str]):
    speaking = language(name)
    for category, form in speaking.forms(*pair).items():
        numbers = [number for number in range(1000) if speaking.category(number) == category]
        assert "number" in fields(form) or len(numbers) == 1, form


@pytest.mark.parametrize("name", CATALOGUES)
def test_a_translation_begins_and_ends_as_its_message_does(name: str):
    """What is put together by the page comes apart otherwise."""
    for key, each in entries(name).items():
        one = key if isinstance(key, str) else key[0]
        forms = [each.string] if isinstance(each.string, str) else each.string
        assert all(form[-1].isspace() == one[-1].isspace() for form in forms), one
        assert all(form.endswith(".") == one.endswith(".") for form in forms), one


@pytest.mark.parametrize("name", CATALOGUES)
def test_the_head_of_a_catalogue_names_no_day_no_machine_and_nobody(name: str):
    head = (FOLDER / f"{name}.po").read_text(encoding="utf-8").partition("\n\n")[0]

    assert not re.search(r"\d{4}|@|Translator|Generated", head)


class Heard(Language):
    """English that keeps what it was asked to say."""

    def __init__(self) -> None:
        self.said: set[str] = set()

    def translated(self, message: str) -> str:
        self.said.add(message)
        return message


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"now": "2022-01-05T12:00Z"},
        {"now": "2022-01-09T12:00Z", "clocks": "mine", "view": "month"},
        {"now": "long ago", "kind": "talks", "status": "confirmed", "view": "timeline"},
        {"q": "nothing of the kind", "meeting": "none", "view": "month"},
        {"meeting": "us-russia-geneva"},
    ],
    ids=str,
)
def test_all_that_the_page_says_is_among_the_messages(query: dict[str, str]):
    live, heard, clock = Live(SEED), Heard(), dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
    live.refresh(now=clock)
    assert live.edition is not None
    seen = screen_of(live, live.edition, query, root="http://here", clock=clock, zone=TOKYO, languages=[])
    seen = replace(seen, reader=replace(seen.reader, language=heard), problems=["a mistake"])
    assert all([*screen.top(seen, qr="data:"), screen.views(seen), screen.foot(seen, {"en": "English"})])
    assert [*screen.below(seen)]

    assert heard.said
    assert heard.said - messages() == set()


def test_what_the_browser_counts_down_with_asks_for_no_preposition():
    """It knows names in braces and nothing else."""
    said = [each for name in CATALOGUES for each in phrases(language(name)).values()]
    texts = [text for each in said for text in ([each] if isinstance(each, str) else each.values())]

    assert [text for text in texts if "{" in re.sub(r"\{\w+\}", "", text)] == []


def test_all_reasons_why_meetings_are_related_are_known():
    parties = (Participant(id="a", name="A"), Participant(id="b", name="B"))
    shown = Meeting(id="m", title="M", start=SUNDAY, timezone=ZURICH, participants=parties, replaces="old")
    others = [
        Meeting(id="old", title="O", start=UNKNOWN, timezone=ZURICH),
        Meeting(id="new", title="N", start=UNKNOWN, timezone=ZURICH, replaces="m"),
        Meeting(id="same", title="S", start=dt.date(2022, 2, 1), timezone=ZURICH, participants=parties),
        Meeting(id="beside", title="B", start=SUNDAY, timezone=ZURICH),
    ]

    assert {each.id: why for why, each in Relatives(others).of(shown)} == dict(
        zip(("old", "new", "same", "beside"), REASONS, strict=True)
    )


@pytest.mark.parametrize("name", CATALOGUES)
def test_gettext_and_cldr_agree_on_the_form_for_a_number(name: str):
    speaking, form_of = language(name), c2py(catalogue(name).plural_expr)
    categories = list(speaking.forms("{number} day", "{number} days"))
    for number in range(2000):
        assert categories[form_of(number)] == speaking.category(number), number


@pytest.mark.skipif(not shutil.which("node"), reason="no Node.js; on Debian: apt install nodejs")
@pytest.mark.parametrize("tag", TAGS)
def test_the_browser_agrees_on_the_form_for_a_number(tag: str):
    speaking = language(tag)
    code = (
        "const rules = new Intl.PluralRules(process.argv[1]);"
        "console.log(JSON.stringify([...Array(201).keys()].map((n) => rules.select(n))))"
    )
    told = subprocess.run(["node", "-e", code, speaking.tag], check=True, capture_output=True, text=True).stdout

    assert [speaking.category(number) for number in range(201)] == json.loads(told)


@given(SPEAKING, st.integers(0, 10**7), st.sampled_from(COUNTED))
def test_a_number_of_things_can_always_be_said(speaking: Language, number: int, pair: tuple[str, str]):
    values = dict.fromkeys(fields(pair[1]) - {"number"}, "…")
    said = speaking.count(*pair, number, **values)

    assert "{" not in said
    assert str(number) in said or number in {1, 2}


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "بعد 0 يوم"),
        (1, "بعد يوم واحد"),
        (2, "بعد يومين"),
        (3, "بعد 3 أيام"),
        (11, "بعد 11 يومًا"),
        (100, "بعد 100 يوم"),
        (103, "بعد 103 أيام"),
    ],
)
def test_arabic_has_six_forms(number: int, words: str):
    assert language("ar").count("in {number} day", "in {number} days", number) == words


def test_in_french_none_is_said_as_one_is():
    french = language("fr")

    assert [french.count("in {number} day", "in {number} days", number) for number in (0, 1, 2)] == [
        "dans 0 jour", "dans 1 jour", "dans 2 jours",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("tags", "tag"),
    [
        (["fr"], "fr"),
        (["fr-CA"], "fr-CA"),
        (["FR-ca"], "fr-CA"),
        (["ar-EG", "fr"], "ar-EG"),
        (["de", "fr"], "fr"),
        (["de"], "en"),
        (["de", "en-US", "fr"], "en-US"),
        (["en"], "en"),
        (["en-GB", "fr"], "en"),
        ([], "en"),
        ([""], "en"),
        (["", "fr"], "fr"),
        (["*"], "en"),
        (["klingon", "x-private", "../fr", "fr\0", "fr;q=1"], "en"),
        (["fr" * 10_000], "en"),
        (["\N{ARABIC LETTER ALEF}"], "en"),
    ],
)
def test_the_language_is_the_first_that_there_is_else_english(tags: list[str], tag: str):
    assert find_language(tags).tag == tag


@given(st.text() | st.from_regex(r"[a-z]{2,3}([-_@.][a-zA-Z0-9]{1,8}){0,4}", fullmatch=True))
def test_any_tag_leads_to_a_language(tag: str):
    assert find_language([tag]).day(SUNDAY)


def test_what_is_plain_english_is_the_house_style_itself():
    assert [find_language([tag]) is ENGLISH for tag in ("en", "en-GB", "en-IE", "en-US")] == [True, True, True, False]


def test_a_language_of_another_country_has_its_dates_and_the_words_of_the_language():
    canadian = language("fr-CA")

    assert canadian.say("tomorrow") == "demain"
    assert canadian.first_weekday == 6
    assert plain(canadian.clock(dt.time(15, 5))) == "15 h 05"
    assert language("ar-MA").month(dt.date(2022, 7, 1)) == "يوليوز 2022"


def test_american_english_says_english_messages():
    american = language("en-US")

    assert american.say("tomorrow") == "tomorrow"
    assert american.count("{number} day", "{number} days", 1) == "1 day"
    assert american.ordinal(22) == "22nd"
    assert american.country("CH") == ""


def test_a_message_without_its_translation_is_said_in_english():
    french = language("fr")

    assert french.say("{what} is new", what="All") == "All is new"
    assert french.count("{number} dog", "{number} dogs", 2) == "2 dogs"


def test_every_language_is_listed_by_its_own_name():
    assert {each.tag: own_name(each) for each in languages()} == {"en": "English", "ar": "العربية", "fr": "français"}


def test_arabic_runs_from_right_to_left_and_its_week_begins_as_where_it_is_read():
    assert [(tag, language(tag).direction, language(tag).first_weekday) for tag in ("fr", "ar", "ar-EG", "en-US")] == [
        ("fr", "ltr", 0),
        ("ar", "rtl", 0),
        ("ar-EG", "rtl", 5),
        ("en-US", "ltr", 6),
    ]


@pytest.mark.parametrize(
    ("tag", "day", "full", "of_year", "month"),
    [
        ("en-US", "January 9, 2022", "Sunday, January 9, 2022", "January 9", "January 2022"),
        ("fr", "9 janvier 2022", "dimanche 9 janvier 2022", "9 janvier", "janvier 2022"),
        ("ar", "9 يناير 2022", "الأحد، 9 يناير 2022", "9 يناير", "يناير 2022"),
        ("ar-EG", "9 يناير 2022", "الأحد، 9 يناير 2022", "9 يناير", "يناير 2022"),
    ],
)
def test_a_day_is_said_as_its_readers_write_it(tag: str, day: str, full: str, of_year: str, month: str):
    said = language(tag)

    assert (said.day(SUNDAY), said.full_day(SUNDAY), said.day_of_year(SUNDAY), said.month(SUNDAY)) == (
        day, full, of_year, month,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("tag", "within", "across_months", "across_years"),
    [
        ("en-US", "January 9 – 10, 2022", "January 9 – February 1, 2022", "January 9, 2022 – January 1, 2023"),
        ("fr", "9–10 janvier 2022", "9 janvier – 1er février 2022", "9 janvier 2022 – 1er janvier 2023"),
        ("ar", "9–10 يناير 2022", "9 يناير – 1 فبراير 2022", "9 يناير 2022 – 1 يناير 2023"),
    ],
)
def test_days_are_said_as_a_range(tag: str, within: str, across_months: str, across_years: str):
    lasts = (dt.date(2022, 1, 10), dt.date(2022, 2, 1), dt.date(2023, 1, 1))

    assert [plain(language(tag).days(SUNDAY, last)) for last in lasts] == [within, across_months, across_years]


@pytest.mark.parametrize(
    ("tag", "one", "several", "across_years"),
    [
        ("en-US", "January 2022", "January – March 2022", "January 2022 – January 2023"),
        ("fr", "janvier 2022", "janvier – mars 2022", "janvier 2022 – janvier 2023"),
        ("ar", "يناير 2022", "يناير – مارس 2022", "يناير 2022 – يناير 2023"),
    ],
)
def test_months_are_said_as_a_range(tag: str, one: str, several: str, across_years: str):
    lasts = (dt.date(2022, 1, 31), dt.date(2022, 3, 31), dt.date(2023, 1, 31))

    assert [plain(language(tag).months(SUNDAY, last)) for last in lasts] == [one, several, across_years]


def test_in_french_the_first_of_a_month_and_no_other_day_is_counted():
    french = language("fr")

    assert french.day(dt.date(2022, 1, 1)) == "1er janvier 2022"
    assert french.full_day(dt.date(2022, 1, 1)) == "samedi 1er janvier 2022"
    assert french.day_of_year(dt.date(2022, 1, 1)) == "1er janvier"
    assert french.days(dt.date(2022, 1, 1), dt.date(2022, 1, 11)) == "1er–11 janvier 2022"
    assert french.day(dt.date(2022, 1, 21)) == "21 janvier 2022"


@pytest.mark.parametrize(
    ("tag", "month", "weekday", "short"),
    [("en-US", "April", "Friday", "Fri"), ("fr", "avril", "vendredi", "ven."), ("ar", "أبريل", "الجمعة", "الجمعة")],
)
def test_months_and_weekdays_have_names(tag: str, month: str, weekday: str, short: str):
    said = language(tag)

    assert (said.month_name(4), said.weekday(4), said.short_weekday(4)) == (month, weekday, short)


@pytest.mark.parametrize(
    ("tag", "clock", "hours"),
    [
        ("en-US", "3:05 PM", "9:00 AM – 3:05 PM"),
        ("fr", "15:05", "09:00 – 15:05"),
        ("fr-CA", "15 h 05", "9 h 00 – 15 h 05"),
        ("ar", "3:05 م", "9:00 ص – 3:05 م"),
        ("ar-MA", "15:05", "09:00–15:05"),
    ],
)
def test_hours_are_those_of_the_clock_that_is_read_there(tag: str, clock: str, hours: str):
    assert plain(language(tag).clock(dt.time(15, 5))) == clock
    assert plain(language(tag).hours(dt.time(9), dt.time(15, 5))) == hours


@pytest.mark.parametrize(
    ("zone", "english", "french", "arabic"),
    [
        ("Europe/Zurich", "Zurich time", "heure de Zurich", "بتوقيت زيورخ"),
        ("Europe/Oslo", "Oslo time", "heure d’Oslo", "بتوقيت أوسلو"),
        ("Africa/Cairo", "Cairo time", "heure du Caire", "بتوقيت القاهرة"),
        ("Asia/Hong_Kong", "Hong Kong time", "heure de Hong Kong", "بتوقيت هونغ كونغ"),
        ("Europe/Kyiv", "Kyiv time", "heure de Kiev", "بتوقيت كييف"),
        ("Europe/Kiev", "Kyiv time", "heure de Kiev", "بتوقيت كييف"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires time", "heure de Buenos Aires", "بتوقيت بوينوس أيرس"),
        ("UTC", "UTC", "UTC", "UTC"),
        ("Etc/UTC", "UTC", "UTC", "UTC"),
    ],
)
def test_a_zone_is_named_for_its_city(zone: str, english: str, french: str, arabic: str):
    assert [language(tag).zone(ZoneInfo(zone)) for tag in ("en-US", "fr", "ar")] == [english, french, arabic]


def test_every_zone_has_a_name_in_every_language():
    zones = [ZoneInfo(key) for key in sorted(available_timezones())]

    assert [zone.key for zone in zones for tag in TAGS if not language(tag).zone(zone).strip()] == []


def test_countries_are_named_and_what_is_none_is_not():
    assert [language(tag).country("CH") for tag in ("fr", "ar")] == ["Suisse", "سويسرا"]
    assert [language(tag).country("XX") for tag in ("fr", "ar")] == ["", ""]


@pytest.mark.parametrize(
    ("tag", "said"),
    [("en-US", "Oslo, Geneva, and Cairo"), ("fr", "Oslo, Geneva et Cairo"), ("ar", "Oslo وGeneva وCairo")],
)
def test_several_things_are_listed_as_one(tag: str, said: str):
    assert language(tag).listed(["Oslo", "Geneva", "Cairo"]) == said
    assert language(tag).listed(["Oslo"]) == "Oslo"
    assert language(tag).listed([]) == ""


@given(SPEAKING, DAYS, st.integers(0, 800))
def test_days_can_always_be_said_and_in_western_digits(speaking: Language, first: dt.date, length: int):
    last = min(first + dt.timedelta(days=length), dt.date(2199, 12, 31))
    for words in (speaking.day(last), speaking.full_day(last), speaking.days(first, last)):
        assert {int(number) for number in re.findall(r"[0-9]+", words)} >= {last.day, last.year}
    assert str(last.year) in speaking.months(first, last)
    assert all(each.isascii() for each in speaking.days(first, last) if each.isdigit())


@given(SPEAKING, st.times(), st.times())
def test_hours_can_always_be_said_and_in_western_digits(speaking: Language, start: dt.time, end: dt.time):
    words = speaking.hours(start, end)

    assert f"{start:%M}" in words
    assert f"{end:%M}" in words
    assert all(each.isascii() for each in words if each.isdigit())


@pytest.mark.parametrize(
    ("start", "end", "american", "french", "arabic"),
    [
        (
            dt.date(2022, 1, 12), None,
            "Wednesday, January 12, 2022", "mercredi 12 janvier 2022", "الأربعاء، 12 يناير 2022",
        ),
        (
            SUNDAY, dt.date(2022, 1, 10),
            "January 9 – 10, 2022", "9–10 janvier 2022", "9–10 يناير 2022",
        ),
        (
            at(12, 15), at(12, 17),
            "Wednesday, January 12, 2022, 3:00 – 5:00 PM",
            "mercredi 12 janvier 2022, 15:00 – 17:00",
            "الأربعاء، 12 يناير 2022، 3:00–5:00 م",
        ),
        (
            at(12, 15), at(13, 1),
            "Wednesday, January 12, 2022, 3:00 PM – Thursday, January 13, 2022, 1:00 AM",
            "mercredi 12 janvier 2022, 15:00 – jeudi 13 janvier 2022, 01:00",
            "الأربعاء، 12 يناير 2022، 3:00 م – الخميس، 13 يناير 2022، 1:00 ص",
        ),
        (
            month_of(SUNDAY), None,
            "January 2022, day not set", "janvier 2022, jour non fixé", "يناير 2022، اليوم غير محدد",
        ),
        (
            quarter_of(SUNDAY), None,
            "January – March 2022, day not set",
            "janvier – mars 2022, jour non fixé",
            "يناير – مارس 2022، اليوم غير محدد",
        ),
        (
            week_of(dt.date(2022, 1, 12)), None,
            "week of January 10 – 16, 2022, day not set",
            "semaine du 10–16 janvier 2022, jour non fixé",
            "أسبوع 10–16 يناير 2022، اليوم غير محدد",
        ),
        (UNKNOWN, None, "date not set", "date non fixée", "التاريخ غير محدد"),
    ],
)  # fmt: skip
def test_when_a_meeting_is_is_said_in_words(start: Point, end: Point | None, american: str, french: str, arabic: str):
    when = When(start, end, ZURICH)

    assert [plain(when.in_words(language=language(tag))) for tag in ("en-US", "fr", "ar")] == [american, french, arabic]


@pytest.mark.parametrize(
    ("start", "end", "american", "french", "arabic"),
    [
        (at(12, 15), None, "Wednesday, 3:00 PM", "mercredi, 15:00", "الأربعاء، 3:00 م"),
        (SUNDAY, dt.date(2022, 1, 10), "Sunday–Monday", "dimanche–lundi", "الأحد–الاثنين"),
        (SUNDAY, dt.date(2022, 1, 19), "11 days", "11 jours", "11 يومًا"),
        (
            at(12, 15), at(14, 9),
            "Wednesday 3:00 PM – Friday 9:00 AM", "mercredi 15:00 – vendredi 09:00", "الأربعاء 3:00 م – الجمعة 9:00 ص",
        ),
        (UNKNOWN, None, "", "", ""),
    ],
)  # fmt: skip
def test_the_second_line_of_when_says_what_the_date_does_not(
    start: Point, end: Point | None, american: str, french: str, arabic: str
):
    when = When(start, end, ZURICH)
    lines = [when.in_two_lines(language=language(tag)) for tag in ("en-US", "fr", "ar")]

    assert [plain(rest) for _, rest in lines] == [american, french, arabic]


@pytest.mark.parametrize(
    ("start", "zone", "american", "french", "arabic"),
    [
        (at(12, 15), NEW_YORK, "9:00 AM", "09:00", "9:00 ص"),
        (
            at(12, 20), TOKYO,
            "Thursday, January 13, 2022, 4:00 AM", "jeudi 13 janvier 2022, 04:00", "الخميس، 13 يناير 2022، 4:00 ص",
        ),
        (at(12, 15), ZoneInfo("Europe/Paris"), "", "", ""),
        (SUNDAY, TOKYO, "", "", ""),
    ],
)  # fmt: skip
def test_hours_elsewhere_are_said_with_their_day_where_it_is_another(
    start: Point, zone: ZoneInfo, american: str, french: str, arabic: str
):
    when = When(start, None, ZURICH)

    assert [plain(when.hours_elsewhere(zone, language=language(tag))) for tag in ("en-US", "fr", "ar")] == [
        american, french, arabic,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("now", "french", "arabic"),
    [
        ("2021-12-24T12:00", "dans 16 jours", "بعد 16 يومًا"),
        ("2022-01-07T12:00", "dans 2 jours", "بعد يومين"),
        ("2022-01-08T12:00", "demain", "غدًا"),
        ("2022-01-09T12:00", "en cours, jour 1 sur 2", "جارٍ الآن، اليوم 1 من 2"),
        ("2022-01-11T12:00", "hier", "أمس"),
        ("2022-01-13T12:00", "il y a 3 jours", "قبل 3 أيام"),
        ("2022-06-13T12:00", "il y a 5 mois", "قبل 5 أشهر"),
        ("2023-02-01T12:00", "il y a 12 mois", "قبل 12 شهرًا"),
        ("2024-06-13T12:00", "il y a 2 ans", "قبل عامين"),
    ],
)
def test_days_are_counted_down(now: str, french: str, arabic: str):
    assert [countdown(GENEVA, now=moment(now), language=language(tag)) for tag in ("fr", "ar")] == [french, arabic]


@pytest.mark.parametrize(
    ("now", "french", "arabic"),
    [
        ("2022-01-07T12:01", "dans 47 h 59 min", "بعد 47 س 59 د"),
        ("2022-01-09T11:58", "dans 2 min", "بعد 2 د"),
        ("2022-01-09T11:59:30", "dans moins d’une minute", "بعد أقل من دقيقة"),
        ("2022-01-09T12:30", "en cours", "جارٍ الآن"),
        ("2022-01-09T14:00", "plus tôt aujourd’hui", "في وقت سابق اليوم"),
    ],
)
def test_hours_are_counted_down(now: str, french: str, arabic: str):
    call = Meeting(id="call", title="Call", start=at(9, 12), end=at(9, 13), timezone=ZURICH)

    assert [countdown(call, now=moment(now), language=language(tag)) for tag in ("fr", "ar")] == [french, arabic]


@pytest.mark.parametrize(
    ("now", "french", "arabic"),
    [
        ("2022-01-05T12:00", "dans 4 jours 00:00:00", "بعد 4 أيام 00:00:00"),
        ("2022-01-07T11:00", "dans 2 jours 01:00:00", "بعد يومين 01:00:00"),
        ("2022-01-08T11:00", "dans 1 jour 01:00:00", "بعد يوم واحد 01:00:00"),
        ("2022-01-09T11:59:30", "dans 00:00:30", "بعد 00:00:30"),
        ("2022-01-09T12:30", "en cours, fin dans 00:30:00", "جارٍ الآن، ينتهي بعد 00:30:00"),
    ],
)
def test_the_clock_is_counted_down_to_the_second(now: str, french: str, arabic: str):
    call = Meeting(id="call", title="Call", start=at(9, 12), end=at(9, 13), timezone=ZURICH)
    said = [countdown(call, now=moment(now), to_the_second=True, language=language(tag)) for tag in ("fr", "ar")]

    assert said == [french, arabic]


@pytest.mark.parametrize(
    ("meeting", "french", "arabic"),
    [
        (Meeting(id="a", title="A", start=UNKNOWN, timezone=ZURICH), "jour non fixé", "اليوم غير محدد"),
        (Meeting(id="a", title="A", start=month_of(dt.date(2021, 12, 1)), timezone=ZURICH), "terminé", "انتهى"),
        (Meeting(id="a", title="A", start=dt.date(2022, 1, 5), timezone=ZURICH), "aujourd’hui", "اليوم"),
        (Meeting(id="a", title="A", start=SUNDAY, timezone=ZURICH, status=Status.POSTPONED), "reporté", "مؤجل"),
        (Meeting(id="a", title="A", start=SUNDAY, timezone=ZURICH, status=Status.CANCELLED), "annulé", "ملغى"),
    ],
)
def test_what_has_nothing_to_count_to_is_said_in_words(meeting: Meeting, french: str, arabic: str):
    now = moment("2022-01-05T12:00")

    assert [countdown(meeting, now=now, language=language(tag)) for tag in ("fr", "ar")] == [french, arabic]


def test_a_running_clock_is_introduced():
    there = Meeting(id="a", title="A", start=dt.date(2022, 1, 1), timezone=ZURICH, place=Place(name="Geneva"))
    nowhere = Meeting(id="a", title="A", start=dt.date(2022, 1, 1), timezone=ZURICH)
    said = [
        tuple(map(plain, until_its_day(each, now=moment("2021-12-29T12:00"), language=language(tag))))
        for tag in ("fr", "ar")
        for each in (there, nowhere)
    ]

    assert said == [
        ("Geneva : le 1er janvier commence dans", "2 jours 12:00:00"),
        ("Le 1er janvier (heure de Zurich) commence dans", "2 jours 12:00:00"),
        ("Geneva: يبدأ يوم 1 يناير بعد", "يومين 12:00:00"),
        ("يبدأ يوم 1 يناير بتوقيت زيورخ بعد", "يومين 12:00:00"),
    ]


@pytest.mark.parametrize(
    ("rule", "french", "arabic"),
    [
        ("every day, 1 time", "Tous les jours, 1 fois", "كل يوم، مرة واحدة"),
        ("every 4 days, 2 times", "Tous les 4 jours, 2 fois", "كل 4 أيام، مرتين"),
        ("every week", "Toutes les semaines, mercredi", "كل أسبوع، الأربعاء"),
        (
            "every 2 weeks on tuesday and thursday until 2022-06-30",
            "Toutes les deux semaines, mardi et jeudi, jusqu’au 30 juin 2022",
            "كل أسبوعين، الثلاثاء والخميس حتى 30 يونيو 2022",
        ),
        (
            "every 3 months on the 1st and the last day, 10 times",
            "Tous les trois mois, le 1er et le dernier jour, 10 fois",
            "كل ثلاثة أشهر، اليوم 1 واليوم الأخير، 10 مرات",
        ),
        (
            "every month on the first and third friday",
            "Tous les mois, le premier et troisième vendredi",
            "كل شهر، يوم الجمعة الأول والثالث",
        ),
        (
            "every month on the first monday and the last friday",
            "Tous les mois, le premier lundi et le dernier vendredi",
            "كل شهر، يوم الاثنين الأول ويوم الجمعة الأخير",
        ),
        ("every year", "Tous les ans, 6 avril", "كل عام، 6 أبريل"),
        (
            "every 12 years on the first monday",
            "Tous les 12 ans, le premier lundi d’avril",
            "كل 12 عامًا، يوم الاثنين الأول من شهر أبريل",
        ),
    ],
)
def test_how_a_meeting_repeats_is_said(rule: str, french: str, arabic: str):
    repeat, start = read_repeat(rule), dt.date(2022, 4, 6)

    assert [repeat_words(repeat, start, language=language(tag)) for tag in ("fr", "ar")] == [french, arabic]
