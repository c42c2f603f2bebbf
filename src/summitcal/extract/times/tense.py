"""Which way the verb beside a date looks: the tense decides what a bare weekday means."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from summitcal.extract.anycase import AnyCase
from summitcal.extract.times.reading import Tense

FUTURE = re.compile(
    r"""\b(?: will | shall | won't | would | could | can | may(?=\s[a-z]) | might | should
    | (?:is|are|was|were|be|been|being)\s(?:now\s|still\s|also\s|then\s)?(?: to | due | set | scheduled | slated | expected | planned
        | supposed | meant | going\sto | about\sto | likely | bound | foreseen | pencilled | poised | booked | billed | invited ) (?:\sto\b)?
    | due | slated | scheduled | pencilled | foreseen | upcoming | forthcoming | plans | plan(?=\s(?:to|on|for|an?)\b) | planned | planning | expects? | hopes? | hoped
    | intends? | agreed\s(?:to|on) | aims? | preparing | prepares? | arranging | called\sfor | proposed | proposes
    | (?:is|are)\s(?:\w+ly\s)?[a-z]+ing | (?:is|are)(?=\s(?:\w+\s)?(?:in|at|back)\s)
    | set\sfor | (?<!face\s)to\s(?!the\b|an?\b|his\b|her\b|their\b|its\b|this\b|that\b|do\b|be\b)(?-i:[a-z]{3,}) ) \b""",
    re.IGNORECASE | re.VERBOSE,
)
PRESENT = re.compile(
    r"""\b(?: (?: start | kick | depart | travel | fl(?:y|ie) | leave | arrive | begin | open | hold | meet | convene | gather | receive
        | follow | come | resume | reconvene | return | welcome | sit | confer | join | attend | take | go | wind )(?:s|es)? (?=\s)
    | (?: land | end | close | conclude | last | run | expire | continue | wrap | pay | lapse | finish )s (?=\s)
    | (?: visit | host | chair | address | head )s? (?=\s(?:[A-Z]|the|a|his|her|to)\b) )""",
    re.IGNORECASE | re.VERBOSE,
)
AHEAD = re.compile(
    r"""\b(?: (?:was|were|had\sbeen)\s(?:originally\s|first\s|initially\s|previously\s)?(?:to\s[a-z]+|due|set|scheduled|slated|expected|planned|supposed|meant|foreseen)
    | (?:asked|asks|called|calls|invited|ready|prepar\w+)\s(?:for|to) | ahead\sof | postpon(?:ed|es|ing) | cancel(?:led|ed|s|ling) | call(?:ed|s|ing)\soff | scrap(?:ped|s|ping) | delay(?:ed|s|ing) | put\soff | axed | shelved | set\sfor | planned\sfor ) \b""",
    re.IGNORECASE | re.VERBOSE,
)
PASTS = (
    "was were had met held spoke sat saw told said took began came flew shook dined went left gave made drew brought sent ran"
    " fell kept hit broke found won lost wrote rose got led felt swept became laid heard rang did knew stood paid put struck"
    " ate rode drove wound sought flown spoken bore beat built bought caught chose dealt fled fought grew hung hid sang sank"
    " shot slept sold spent stole stuck swore swung taught tore threw thought understood undertook underwent withdrew overcame"
    " just last ago latest previous earlier"
).split()
"""Words that tell of the past and do not end in "-ed"."""

PAST = re.compile(rf"\b(?:[a-z]{{2,}}ed|{'|'.join(PASTS)})\b", re.IGNORECASE)
NOT_PAST = AnyCase(
    r"""\b(?: will | would | shall | could | may | might | can | should | must | to | be | is | are | being | ['’]ll )
    (?:\s(?:\w+ly|now|again|also|then|be|only|not))* \s+ $""",
    re.VERBOSE,
)
NOUN_BEFORE = AnyCase(r"\b(?:than|as|the|an?|this|that|his|her|their|its|new|of|first|next|annual|formal|'s)\s+$")

SAYING = AnyCase(
    r"""\b(?: said | says | told | tell | announced? | announces | reported | reports | confirmed | confirms | added | wrote | writes
    | noted | stated | disclosed | revealed | insisted | remarked | predicted | declared | conceded | warned | explained
    | according | tweeted | posted | informed | replied | acknowledged | stressed | argued | joked | suggested ) \b""",
    re.VERBOSE,
)
"""Verbs of those who speak about a meeting: the date beside one is the date of the words, not of the meeting."""


_ASIDE = AnyCase(rf"{SAYING.pattern} [^,;:\"]{{0,24}}$ | \bovernight$", re.VERBOSE)


def is_date_of_words(text: str, start: int, end: int) -> bool:
    """Return whether a date from ``start`` to ``end`` of a sentence is the one on which something was said."""
    return _ASIDE.search(text[max(0, start - 40) : end]) is not None


@lru_cache(maxsize=1024)
def is_saying(verb: str) -> bool:
    """Return whether a verb is one of those: there are not many different ones in a text."""
    return SAYING.fullmatch(verb) is not None


PURPOSE = re.compile(
    r"""\b(?: met | gathered | convened | assembled | sat | voted | flew | travell?ed | went | came | arrived | visited | spoke
    | phoned | called | joined | declined | refused | failed | managed | continued | rushed | returned | stopped | left
    | helped | used | acted | moved | worked ) (?:\s[^\s,;:."]+){0,6} \s $""",
    re.IGNORECASE | re.VERBOSE,
)
"""What was done for a purpose was done when its purpose is named: "they met to discuss trade on Friday"."""

DONE_THAT_DAY = re.compile(r"(?:agreed|called|proposed|planned|hoped|set)\b", re.IGNORECASE)
"""Verbs that look ahead, yet are past themselves when a date stands before them: "on Friday agreed to meet"."""

SINCE = re.compile(r"\b(?:since|as\sof)\s(?:[\w']+\s){0,3}$", re.IGNORECASE)
"""What something has been going on from is past, whatever the verbs say."""
_SINCE_INSIDE = re.compile(r"since\b", re.IGNORECASE)

REACH = 4
"""How many verbs on either side of a date are looked at."""

ADJACENT = 24
"""Within so many characters a verb of saying has the date for itself: "told reporters on Monday"."""


@dataclass(frozen=True, slots=True)
class Verbs:
    """The verbs of one sentence that have a tense, in their order."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    tenses: tuple[Tense, ...]

    def nearest(self, start: int, end: int) -> tuple[Tense | None, str]:
        """Return the tense of the verb nearest to a span, and that verb."""
        since = SINCE.search(self.text, max(0, start - 40), start) or _SINCE_INSIDE.match(self.text, start)
        if since:
            return Tense.PAST, since[0].split()[0]
        middle = bisect_left(self.starts, start)
        near = range(max(0, middle - REACH), min(len(self.starts), middle + REACH))
        if self.text.startswith(" that ", end) and middle:  # "told reporters on Friday that": the words were said then
            near = range(middle - 1, middle)
        costs = [(self._cost(each, start, end), each) for each in near]
        if not costs:
            return None, ""
        _, at = min(costs)
        return self._tense(at, start), self.text[self.starts[at] : self.ends[at]]

    def _tense(self, at: int, start: int) -> Tense:
        """Return the tense of one of the verbs, as a date at ``start`` sees it."""
        begins = self.starts[at]
        if begins > start and DONE_THAT_DAY.match(self.text, begins):
            return Tense.PAST
        infinitive = self.text.startswith("to ", begins)
        if begins < start and infinitive and PURPOSE.search(self.text, max(0, begins - 60), begins):
            return Tense.PAST
        return self.tenses[at]

    def _cost(self, each: int, start: int, end: int) -> float:
        saying = is_saying(self.text[self.starts[each] : self.ends[each]])
        if self.starts[each] < start:
            between = self.text[self.ends[each] : start]
            return len(between) + 25 * _stops(between) + 50 * (saying and len(between) > ADJACENT)
        between = self.text[end : self.starts[each]]
        if self.text.startswith("to ", self.starts[each]):  # "rang him on Monday to accept" tells why, not when
            return 1.6 * len(between) + 120
        return (
            1.6 * len(between)
            + 25
            + 40 * (_stops(between) + between.startswith(" and "))
            + 120 * (saying and between != " ")
        )


@lru_cache(maxsize=1024)  # a date is asked for its verb when it is read, when it is judged and when it is told
def verb_at(text: str, start: int, end: int) -> tuple[Tense | None, str]:
    """Return the tense of the verb of a sentence that is nearest to a span, and that verb."""
    return verbs(text).nearest(start, end)


def _forms(stems: str) -> list[str]:
    return [form for stem in stems.split() for form in (stem, f"{stem}s", f"{stem}es")]


_FIRST_WORDS: dict[Tense, list[str]] = {
    Tense.FUTURE: (
        "will shall won would could can may might should is are was were be been being due slated scheduled pencilled foreseen"
        " upcoming forthcoming plan plans planned planning expect expects hope hopes hoped intend intends agreed aim aims"
        " preparing prepare prepares arranging called proposed proposes set to"
    ).split(),
    Tense.AHEAD: (
        "was were had asked asks called calls invited ready prepare prepares prepared preparing preparation preparations ahead"
        " postponed postpones postponing cancel cancelled canceled cancels cancelling call calling scrap scrapped scraps scrapping"
        " delay delayed delays delaying put axed shelved set planned"
    ).split(),
}
_PRESENT_WORDS = _forms(
    "start kick depart land travel fly flie leave arrive begin open hold meet convene gather receive follow come resume reconvene return welcome sit"
    " confer join attend take go wind end close conclude last run expire continue wrap pay lapse finish visit host chair"
    " address head"
)
_ORDER = (
    (PAST, Tense.PAST, frozenset(PASTS)),
    (PRESENT, Tense.AHEAD, frozenset(_PRESENT_WORDS)),
    (FUTURE, Tense.FUTURE, frozenset(_FIRST_WORDS[Tense.FUTURE])),
    (AHEAD, Tense.AHEAD, frozenset(_FIRST_WORDS[Tense.AHEAD])),
)
"""The patterns of verbs with the words they can begin with; where two begin at one word the later one holds."""

_ONLY_PAST = (0,)
_BY_FIRST = {
    word: tuple(
        index
        for index, (pattern, _, words) in enumerate(_ORDER)
        if word in words or (pattern is PAST and word.endswith("ed"))
    )
    for word in frozenset().union(*(words for _, _, words in _ORDER))
}
"""The patterns that can begin with a word: each "-ed" can be a past, and some of them more than that."""
_WORD = re.compile(r"[A-Za-z]+")


@lru_cache(maxsize=1024)  # a sentence is asked for each of its dates, and again by those who join them to meetings
def verbs(text: str) -> Verbs:
    """Find the verbs of a sentence that have a tense."""
    found: dict[int, tuple[int, Tense]] = {}
    done = [0] * len(_ORDER)
    for word in _WORD.finditer(text):
        first = word[0].lower()
        ways = _BY_FIRST.get(first, _ONLY_PAST if first.endswith("ed") else ())
        if not ways:
            continue
        start = word.start()
        for index in ways:
            pattern, tense, _ = _ORDER[index]
            match = pattern.match(text, start) if start >= done[index] else None
            if match:
                done[index] = match.end()
                if _holds(text, match, index):
                    found[start] = match.end(), tense
    order = sorted(found)
    return Verbs(text, tuple(order), tuple(found[at][0] for at in order), tuple(found[at][1] for at in order))


def _holds(text: str, match: re.Match[str], index: int) -> bool:
    pattern = _ORDER[index][0]
    if pattern is PAST:
        return _is_past(text, match)
    return pattern is AHEAD or _looks_ahead(text, match, infinitives=pattern is FUTURE)


def _stops(between: str) -> int:
    return sum(map(between.count, ",;:()")) + 2 * between.count('"')


def _looks_ahead(text: str, match: re.Match[str], *, infinitives: bool) -> bool:
    """Whether words are a verb and no noun; "meet" after "will" has no tense of its own."""
    left = text[max(0, match.start() - 24) : match.start()]
    if match[0][0].isupper() or NOUN_BEFORE.search(left):
        return False
    return infinitives or NOT_PAST.search(left) is None


def _is_past(text: str, match: re.Match[str]) -> bool:
    if match[0][0].isupper() and match.start():
        return False
    return NOT_PAST.search(text[max(0, match.start() - 24) : match.start()]) is None
