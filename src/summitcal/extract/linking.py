"""Which date is the date of which encounter: the two are joined by the words between them."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, pairwise

from summitcal.extract.anycase import AnyCase
from summitcal.extract.sentences import Sentence
from summitcal.extract.standing import MOVED, MOVES, OLD, TO_NEW
from summitcal.extract.times import TimeExpression
from summitcal.extract.times.reading import Grain, Reading
from summitcal.extract.times.tense import SAYING, verbs
from summitcal.extract.triggers import Part, Trigger


@dataclass(frozen=True, slots=True, kw_only=True)
class Encounter:
    """A date with the words that may make it a meeting, and the stretch of the sentence that speaks of it.

    ``moved`` says that the meeting was moved to this date, ``old`` that it was moved away from it; ``was`` the day it was moved from; ``cost`` is how
    far the date is from its word of encounter, ``doubt`` what right before it speaks against it: "said".
    """

    time: TimeExpression
    triggers: tuple[Trigger, ...]
    start: int
    end: int
    moved: bool = False
    old: bool = False
    header: bool = False
    cost: float = 0.0
    doubt: str = ""
    was: TimeExpression | None = None


LONGEST_LINK = 30
"""How many words, stops counted for several, may part a date from its word of encounter."""

LONGEST_ATTRIBUTE = 40
"""How far the noun can be that a date belongs to, in characters."""

_ATTRIBUTE = re.compile(
    r"\s(?:(?!(?:that|the|an?|of|in|at|for|and|with|to|on|by|as|where|when|who|which)\b)[\w'-]+\s){0,3}"
)
STOP = AnyCase(
    r"""; | \s[-–—]\s | ["] | : | ,\s(?:he|she|it|they)\s | \b(?: after | before | ahead\sof | following | while | although | though | because | but | followed\sby | since | until | when | where | which
    | who(?:se)? | that | as | if | unless | despite | in\sreturn | whereas | upon | and\sthen ) \b""",
    re.VERBOSE,
)
OTHER_VERB = re.compile(
    r"""\b(?: [a-z]{3,}ed | was | were | had | took | began | came | fell | rose | made | gave | lasts? | lasted | runs? | ran | expires? | lapses? | enters? | entered | takes\seffect | is\sdue
    | votes? | came | starts? | ends? | ended | led | left | won | lost | hit | broke | set\sup | wants? | wanted | adopt(?:s|ed)? ) \b""",
    re.VERBOSE,
)
_BENIGN = AnyCase(
    r"""\b(?: scheduled | planned | expected | due | set | slated | foreseen | pencilled | held | convened | opened | opens? | starts? | started | begins? | began | hosted | will | would | to\sbe
    | announced\sfor | called | arranged | agreed | fixed | booked | billed | timed | supposed | invited | organi[sz]ed | proposed | takes?\splace | took\splace | follows? | followed | comes? | closed
    | attended | joined | chaired | led | had\sbeen | was | were | originally | concluded | ended | lasted | wrapped | cancelled | postponed | scrapped | moved | delayed | rescheduled ) \b""",
    re.VERBOSE,
)
OTHER_EVENT = AnyCase(
    r"""\b(?: (?:in|into)\sforce | (?:takes?|took|into)\seffect | deadline | elections? | polls? | referendum | vote | expir(?:es?|y) | anniversary | launch(?:ed)? | inaugurat\w+
    | strikes?\son | attack(?:ed)? | missile | ceasefire\s(?:began|begins) | bound\sfor | en\sroute | on\s(?:his|her|their|the)\sway | to\sprepare | takes?\sover | took\soffice | assume[sd]? | adopted | extended | signed | published | released ) \b""",
    re.VERBOSE,
)
_NOT_ITS_DATE = AnyCase(
    r"""\b(?: until | till | since | by | before | after | from\sbefore | deadline\s(?:of|is|for) | expir(?:es?|ed|ing)\s(?:on)? | dated | as\sof | (?:in|into)\sforce\s(?:on|from)? | effective | no\slater\sthan
    | deadline | prior\sto | not\s(?:expected\s)?before | ahead\sof ) \s (?:(?:the|on|late|early|end\sof|next|last|this)\s)* $""",
    re.VERBOSE,
)
_INSIDE_NOT = re.compile(r"^(?:until|till|since|by|before|of|throughout)\b", re.IGNORECASE)
_PERIOD_DEADLINE = re.compile(r"^(?:by|before)\b", re.IGNORECASE)
_ATTRIBUTED = AnyCase(rf"(?:{SAYING.pattern})(?P<rest>[^,;:\"]{{0,40}})$", re.VERBOSE)
_ENDING = AnyCase(
    r"\b(?:wrap(?:s|ped)?\sup|ends?|ended|ending|conclud(?:e|es|ed)|clos(?:e|es|ed)|finish(?:es|ed)?|lasts?|runs)\s(?:until\s|on\s|late\s|here\s)?$",
)
_LED_BY_SAYING = AnyCase(rf"^,?\s(?:[\w']+\s){{0,4}}?(?:{SAYING.pattern})", re.VERBOSE)


_WHERE = re.compile(r"^,\s(?:where|when)\b[^,;]{0,60}$", re.IGNORECASE)
_AND_THERE = re.compile(
    r"^,?\s(?:and\s|then\s|before\s){0,2}(?:on\s)?(?:to|in|at)\s(?=[A-Z])[^,;]{0,60}$|^[^,;]{0,60}?,?\sand\s(?:to|in|at)\s(?=[A-Z])[^,;]{0,60}$|^,?\s(?:and|then|before)\s(?:[\w'-]+\s){0,9}$"
)
"""What stands between two dates that share one verb: "in Cairo on Monday, in Amman on Tuesday"."""


_OF_WHAT_FOLLOWS = re.compile(r"\s(?:after|before)\s\w$", re.IGNORECASE)
"""How a date ends that is the day of what is told next: "a day before she flies to Oslo"."""


Pair = tuple[tuple[TimeExpression, bool, bool], tuple[Trigger, ...]]
Shift = tuple[TimeExpression | None, TimeExpression | None]


def link(sentence: Sentence, times: Sequence[TimeExpression], triggers: Sequence[Trigger]) -> tuple[Encounter, ...]:
    """Join the dates and the words of encounter of one sentence, and share the sentence out among the pairs."""
    triggers = [each for each in triggers if not each.denied]
    doubts = [_doubt(sentence, each, triggers) for each in times]
    shift = _shift(sentence, times)
    usable = [each for each, doubt in zip(times, doubts, strict=True) if not doubt or each in shift]
    chosen: dict[int, list[tuple[float, Trigger]]] = {}
    for trigger in triggers:
        costs = [(_cost(sentence, trigger, each, times), index) for index, each in enumerate(usable)]
        best = min(costs, default=(LONGEST_LINK + 1.0, 0))
        if best[0] <= LONGEST_LINK:
            chosen.setdefault(best[1], []).append((best[0], trigger))
    pairs = []
    for index in sorted(chosen):
        ranked = tuple(trigger for _, trigger in sorted(chosen[index], key=lambda each: each[0]))
        ranked = tuple(each for each in ranked if each is ranked[0] or not _is_apart(sentence, usable[index], each))
        pairs.append((_moved(sentence, usable[index], shift), ranked))
    pairs = _without_old(sentence, pairs, usable, shift)
    linked = {trigger for _, ranked in pairs for trigger in ranked}
    others = [each for each in triggers if each not in linked]
    pairs = _with_gaps(sentence, pairs, usable)
    found = [_apart(sentence, each, others) for each in _shared_out(sentence, pairs)]
    found = [replace(each, cost=_cost(sentence, each.triggers[0], each.time, times)) for each in found]
    dated = {time.start for (time, _, _), _ in pairs}
    bare = [each for each in times if each.start not in dated]
    found = [_trimmed(sentence, each, bare) for each in found]
    for time, doubt in zip(times, doubts, strict=True):
        if time.start not in dated:
            found.append(_bare(sentence, time, pairs, doubt, shift))
    return tuple(sorted((_with_old(each, shift, times) for each in found), key=lambda each: each.time.start))


def _with_old(encounter: Encounter, shift: Shift, times: Sequence[TimeExpression]) -> Encounter:
    """Return an encounter with the day that it was moved away from."""
    if not encounter.moved:
        return encounter
    if encounter.time == shift[1] and shift[0]:
        return replace(encounter, was=shift[0])
    both = next((each for each in times if each.start == encounter.time.start), None)
    if both is None or both.reading.first == encounter.time.reading.first:
        return encounter
    return replace(encounter, was=replace(both, reading=replace(both.reading, last=both.reading.first)))


def _bare(sentence: Sentence, time: TimeExpression, pairs: Sequence[Pair], doubt: str, shift: Shift) -> Encounter:
    """Return a date that has no word of encounter, with the stretch of the sentence that is left to it."""
    alone: Pair = (_moved(sentence, time, shift), ())
    among = sorted([*pairs, alone], key=lambda each: each[0][0].start)
    found = _shared_out(sentence, among)[among.index(alone)]
    start, end = time.start - sentence.start, time.end - sentence.start  # it may stand among another one's words
    start, end = min(found.start, start), max(found.end, end)
    return replace(found, start=start, end=end, doubt=doubt, cost=float(LONGEST_LINK))


def _is_apart(sentence: Sentence, time: TimeExpression, trigger: Trigger) -> bool:
    """Whether a word of encounter only stands before or after the date in time: "the call ahead of the 9 January"."""
    start, end = time.start - sentence.start, time.end - sentence.start
    left, right = (trigger.end, start) if trigger.end <= start else (end, trigger.start)
    return _BESIDE_IN_TIME.search(sentence.text, left, right) is not None


def _apart(sentence: Sentence, encounter: Encounter, others: Sequence[Trigger]) -> Encounter:
    """Leave out the words of an encounter without a date: "the call comes ahead of the 9 January meeting"."""
    time = encounter.time
    left, right = _extent(sentence, time, encounter.triggers)
    before = [each.end for each in others if encounter.start <= each.start and each.end <= left]
    after = [each.start for each in others if right <= each.start and each.end <= encounter.end]
    start = [match.end() for end in before[-1:] for match in _BESIDE_IN_TIME.finditer(sentence.text, end, left)]
    end = [match.start() for begin in after[:1] for match in _BESIDE_IN_TIME.finditer(sentence.text, right, begin)]
    if not start and not end:
        return encounter
    return replace(encounter, start=max([encounter.start, *start]), end=min([encounter.end, *end]))


_BESIDE_IN_TIME = re.compile(r"\b(?:ahead\sof|before|after(?!\sall)|following|since)\b", re.IGNORECASE)


def _trimmed(sentence: Sentence, encounter: Encounter, bare: Sequence[TimeExpression]) -> Encounter:
    """Leave to a date without a word of encounter its own clause: "they met on Friday, and Chile votes on Monday"."""
    left, right = _extent(sentence, encounter.time, encounter.triggers)
    start, end = encounter.start, encounter.end
    for time in bare:
        first, last = time.start - sentence.start, time.end - sentence.start
        if right <= first < end:
            cuts = [match.start() for each in _CUTS[:2] for match in each.finditer(sentence.text, right, first)]
            end = min([end, *cuts[-1:]])
        elif start < last <= left:
            cuts = [match.end() for each in _CUTS[:2] for match in each.finditer(sentence.text, last, left)]
            start = max([start, *cuts[-1:]])
    return encounter if (start, end) == (encounter.start, encounter.end) else replace(encounter, start=start, end=end)


def _without_old(
    sentence: Sentence, pairs: Sequence[Pair], usable: Sequence[TimeExpression], shift: Shift
) -> list[Pair]:
    """Let a meeting that was moved from one day to another be on the other."""
    dated = {time.start for (time, _, _), _ in pairs}
    free = [moved for each in usable if each.start not in dated and not (moved := _moved(sentence, each, shift))[2]]
    free.sort(key=lambda each: not each[1])
    return [
        (free[0], triggers) if old and free and not moved else ((time, moved, old), triggers)
        for (time, moved, old), triggers in pairs
    ]


def _with_gaps(sentence: Sentence, pairs: Sequence[Pair], usable: Sequence[TimeExpression]) -> list[Pair]:
    """Add the dates that share the verb of the date before: "to Oslo on Tuesday and to Bergen on Friday"."""
    if len(usable) < 2:
        return list(pairs)
    by_date = {time: (flags, triggers) for (time, *flags), triggers in pairs}
    for before, time in pairwise(usable):
        between = sentence.text[before.end - sentence.start : time.start - sentence.start]
        if (
            before in by_date
            and time not in by_date
            and time.reading.first > before.reading.first - _WEEK
            and _AND_THERE.match(between)
            and not verbs(between).starts
        ):
            by_date[time] = ([False, False], by_date[before][1])
    ordered = sorted(by_date, key=lambda each: each.start)
    return [((each, by_date[each][0][0], by_date[each][0][1]), by_date[each][1]) for each in ordered]


_WEEK = dt.timedelta(days=7)


def _doubt(sentence: Sentence, time: TimeExpression, triggers: Sequence[Trigger]) -> str:
    """Return what the words right before a date say against its being the day of a meeting."""
    start, end = time.start - sentence.start, time.end - sentence.start
    left, words = sentence.text[max(0, start - 60) : start], sentence.text[start:end]
    if _names_a_meeting(sentence, end, triggers):
        return ""
    if (words.startswith(("to ", "until ", "for ", "by ")) or TO_NEW.search(left)) and MOVED.search(left):
        return ""
    if _NOT_ITS_DATE.search(left) or _ENDING.search(left):
        return "limit"
    if words.casefold().startswith("before") and re.search(r"\bnot\b[^,.;]*$", left):
        return "limit"
    if _INSIDE_NOT.match(words) and not (_PERIOD_DEADLINE.match(words) and time.reading.grain is not Grain.DAY):
        return "limit"
    said = _ATTRIBUTED.search(left)
    if said:
        rest = start - len(said["rest"])
        return "" if any(rest <= each.start < start for each in triggers) else "said"
    return ""


def _names_a_meeting(sentence: Sentence, end: int, triggers: Sequence[Trigger]) -> bool:
    """Whether a date belongs to the noun after it: "ahead of the 9 January security meeting"."""
    nouns = (each for each in triggers if each.part is Part.NOUN and 0 < each.start - end <= LONGEST_ATTRIBUTE)
    return any(_ATTRIBUTE.fullmatch(sentence.text, end, each.start) for each in nouns)


def _cost(sentence: Sentence, trigger: Trigger, time: TimeExpression, times: Sequence[TimeExpression]) -> float:
    """Return how far a date is from a word of encounter; a sentence's stops and other verbs make it farther."""
    start, end = time.start - sentence.start, time.end - sentence.start
    if trigger.start < end and start < trigger.end:
        return 0.0
    left, right = (trigger.end, start) if trigger.end <= start else (end, trigger.start)
    between = sentence.text[left:right]
    if trigger.end <= start and _OF_WHAT_FOLLOWS.search(sentence.text, start, end + 2):
        return LONGEST_LINK + 1.0
    if _WHERE.match(between):  # "in Paris on Monday, where he met": a clause of this very date
        return 3.0
    words = len(between.split())
    if words > LONGEST_LINK:
        return float(words)
    cost = words + _hindrance(between) + (trigger.start > start) * 2
    cost += 12 * sum(left <= each.start - sentence.start and each.end - sentence.start <= right for each in times)
    if trigger.start > start and _LED_BY_SAYING.match(sentence.text[end:]) and not trigger.start - end < 3:
        cost += LONGEST_LINK
    return cost + 2 * (trigger.part in {Part.TRAVEL, Part.WEAK})


@lru_cache(maxsize=512)  # the words between are asked for when a date is chosen and when it has been
def _hindrance(between: str) -> float:
    """Return how much the words between a date and a word of encounter part them."""
    others = [verb for verb in OTHER_VERB.findall(between) if not _BENIGN.search(verb)]
    cost = 2.0 * between.count(",") + 9 * STOP.count(between) + 14 * SAYING.count(between)
    return cost + 24 * OTHER_EVENT.count(between) + 8 * len(others)


@lru_cache(maxsize=512)  # asked for again for the dates that are left, and for those without a word of encounter
def _says_moved(left: str) -> tuple[bool, bool]:
    """Return whether the words before a date say that the meeting was moved, and that the date is an old one."""
    return MOVED.search(left) is not None, OLD.search(left) is not None


def _shift(sentence: Sentence, times: Sequence[TimeExpression]) -> Shift:
    """Return the day that a sentence takes a meeting from, and the day that it takes it to: "from Thursday to the 19th"."""
    moves = MOVES.search(sentence.text)
    if not moves:
        return None, None
    days = [each for each in times if each.reading.grain is Grain.DAY]
    at = sentence.start + moves.end()
    new = next((each for each in days if each.start >= at and _is_led(sentence, each, TO_NEW)), None)
    if new is None:
        return None, None
    before = [each for each in days if each.end <= at or (each.end <= new.start and _is_led(sentence, each, _FROM))]
    return (before[-1] if before else None), new


_FROM = AnyCase(r"\bfrom\s(?:\w+\s)?$")


def _is_led(sentence: Sentence, time: TimeExpression, by: AnyCase) -> bool:
    """Whether a date has a word such as "to" before it, or as its own first word."""
    start = time.start - sentence.start
    first = sentence.text[start : time.end - sentence.start].split(" ", 1)[0]
    return by.search(f"{sentence.text[max(0, start - 24) : start]}") is not None or by.search(f"{first} ") is not None


def _moved(sentence: Sentence, time: TimeExpression, shift: Shift = (None, None)) -> tuple[TimeExpression, bool, bool]:
    """Return a date with whether the meeting was moved to it or away from it."""
    start = time.start - sentence.start
    left, words = sentence.text[max(0, start - 70) : start], sentence.text[start : time.end - sentence.start]
    moved, old = _says_moved(left)
    reading = time.reading
    if moved and words.casefold().startswith("from") and reading.grain is Grain.DAY and reading.first != reading.last:
        last = Reading(first=reading.last, last=reading.last, inferred=reading.inferred)
        return replace(time, reading=last), True, False
    if time in shift:
        return time, time is shift[1], time is shift[0]
    old = old or (moved and words.casefold().startswith("from"))
    return time, moved and not old and bool(TO_NEW.search(left) or re.match(r"(?:to|until|for|by)\b", words)), old


_CUTS = (
    re.compile(r";\s"),
    re.compile(
        r",?\s(?:followed\sby|while|but|whereas|before|after|ahead\sof)\b|,\s(?:and|when|where|who|whose|which|with|then)\b|\s[-–—]\s"
    ),
    re.compile(r",\s|\sand\s"),
    re.compile(r"\s"),
)
_RELATIVE = re.compile(r",\s(?:who|whose|which)\b")


def _shared_out(sentence: Sentence, pairs: Sequence[Pair]) -> tuple[Encounter, ...]:
    extents = [_extent(sentence, time, triggers) for (time, _, _), triggers in pairs]
    for index in range(1, len(pairs)):
        if pairs[index][1] and pairs[index][1] == pairs[index - 1][1]:  # one verb, two dates
            time = pairs[index][0][0]
            extents[index] = time.start - sentence.start, time.end - sentence.start
    cuts = [_cut(sentence.text, left[1], right[0]) for left, right in pairwise(extents)]
    edges = [0, *accumulate(cuts, max), len(sentence.text)]
    return tuple(
        Encounter(time=time, triggers=triggers, start=edges[index], end=edges[index + 1], moved=moved, old=old)
        for index, ((time, moved, old), triggers) in enumerate(pairs)
    )


def _extent(sentence: Sentence, time: TimeExpression, triggers: Sequence[Trigger]) -> tuple[int, int]:
    start, end = time.start - sentence.start, time.end - sentence.start
    return (min(start, triggers[0].start), max(end, triggers[0].end)) if triggers else (start, end)


def _cut(text: str, left: int, right: int) -> int:
    """Return where one encounter's words end and the next one's begin."""
    if left >= right:
        return right
    for cuts in _CUTS:
        found = [match for match in cuts.finditer(text, left, right + 1) if match.start() >= left]
        if found:
            cut = found[-1]
            if _RELATIVE.match(text, cut.start()):  # "stunning Somalia, whose leader": its antecedent goes along
                return max(left, text.rfind(" ", left, max(left, cut.start() - 1)))
            return cut.start()
    return right
