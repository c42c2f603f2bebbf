"""Whether a meeting stands: the words that say it is off, put off, not yet sure, or moved from another day."""

import re

from summitcal.extract.anycase import AnyCase
from summitcal.extract.times.tense import SAYING
from summitcal.model import Status

CUES: tuple[tuple[Status, AnyCase | re.Pattern[str]], ...] = (
    (
        Status.CANCELLED,
        AnyCase(
            r"""\b(?: call(?:s|ed|ing)?\s(?:it\s|them\s)?off | cancel(?:s|led|ed|lation|ling)? | scrap(?:s|ped|ping)? | axed | abandon(?:s|ed)
            | (?:will|would|does|did)\s(?:now\s|no\slonger\s)?not?\s?(?:now\s)?(?:longer\s)?(?:take\splace|go\sahead|happen|be\sheld|proceed)
            | won't\s(?:take\splace|go\sahead|happen|be\sheld) | not\s(?:be\s)?(?:going\sahead|taking\splace) | call\s(?:it\s)?off | dropped | ditched | is\soff\b | will\snot\s(?:now\s)?(?:be\s)?(?:meet|meeting|held|going\sahead)
            | pull(?:s|ed)\sout\sof | withdr[ae]wn?\sfrom | no\slonger\s(?:take\splace|be\sheld|meet) | shelved\sfor\sgood ) \b""",
            re.VERBOSE,
        ),
    ),
    (
        Status.POSTPONED,
        AnyCase(
            r"""\b(?: postpon(?:e|es|ed|ing|ement) | put(?:ting)?\s(?:it\s|them\s)?off | (?:put|pushed|set|moved)\sback | delay(?:s|ed|ing)? | defer(?:s|red|ring)?
            | shelv(?:e|ed|ing) | (?:put\s)?on\s(?:hold|ice) | adjourn(?:s|ed) | suspend(?:s|ed) | no\snew\sdate | without\sa\snew\sdate | without\s(?:setting|naming)\sa\s(?:new\s)?date ) \b""",
            re.VERBOSE,
        ),
    ),
    (
        Status.TENTATIVE,
        re.compile(
            r"""\b(?: could | (?-i:may)(?=\s[a-z]) | might | pencil(?:l)?ed | tentative(?:ly)? | possibl[ey] | provisional(?:ly)? | if\sall\sgoes\s(?:well|to\splan)
            | not\s(?:yet\s)?(?:been\s)?(?:final|fixed|confirmed|set|agreed|finali[sz]ed|certain|decided) | no\s(?:day|date)\s(?:has\s(?:yet\s)?been|was|is|had\sbeen)
            | (?:is|are)\sbeing\s(?:prepared|planned|considered|discussed|explored|arranged) | unconfirmed | would\s(?:come|be\sheld|take\splace|follow)
            | under\sdiscussion | mooted | floated | subject\sto | yet\sto\s(?:be\s)?(?:confirm|agree|sign|set|approve|finali)\w* | awaiting\sconfirmation | likely
            | perhaps | maybe | hop(?:es|ed|ing)\sto\s(?:hold|host|meet|convene) | working\s(?:on|towards) | consider(?:s|ing)\s(?:holding|hosting|meeting)
            | weigh(?:s|ing)\sa | proposed | offered\sto | provided\s(?:that|both) | depending\son | to\sbe\sconfirmed | tbc | in\sprinciple | aims?\sto ) \b""",
            re.IGNORECASE | re.VERBOSE,
        ),
    ),
)


MOVES = AnyCase(
    r"""\b(?: moved? | moves | postpone[sd]? | push(?:ed|es)?\sback | delay(?:ed|s)? | brought\sforward | br(?:ing|ings)\sforward | reschedule[sd]?
    | shift(?:ed|s)? | puts?\s(?:off|back) | defer(?:red|s)? | adjourned ) \b""",
    re.VERBOSE,
)
"""Verbs that take a meeting from one day to another."""

MOVED = AnyCase(
    r"""\b(?: moved | postponed | pushed | delayed | brought\sforward | rescheduled | shifted | put\s(?:off|back) | deferred | advanced | adjourned ) \b [^.;]{0,40}$""",
    re.VERBOSE,
)
"""What before a date, on the way to it, says that the meeting was moved there."""

TO_NEW = AnyCase(r"\b(?:to|until|till|for)\s(?:\w+\s)?$")

OLD = AnyCase(
    r"""\b(?: (?:originally|first|initially|previously|earlier|once|provisionally)\s(?:been\s)?(?:\w+ly\s)?(?:set|planned|scheduled|due|slated|foreseen|meant|fixed|expected|pencilled\sin|announced)
    \s(?:to\s\w+\s(?:\w+\s){0,3})?(?:for\s|in\s\w+\s)? | instead\sof\s | rather\sthan\s | not\s(?:on\s)? | (?:forward|back|moved|it|them|meeting|talks|summit|session)\sfrom\s | (?:to|until|for)\s[^,.;]{4,30}\sfrom\s
    | (?:had\sbeen|was|were)\s(?:originally|initially|first|previously)\s\w+\s(?:\w+\s){0,4}(?:for\s)? | original\sdate\sof\s | replac(?:es|ing)\s(?:the\s)?(?:one\s)?\w*\s? ) (?:on\s|the\s)?$""",
    re.VERBOSE,
)
"""What before a date says that it no longer holds, because the meeting has another one."""


_REPORTED = AnyCase(rf"(?:{SAYING.pattern}) [^.;]*$", re.VERBOSE)
"""What before "would be held" makes it mere reported speech."""


def is_reported(text: str, cue: re.Match[str]) -> bool:
    """Return whether a "would" only reports what somebody said, so that nothing is doubtful."""
    return text.startswith("would", cue.start()) and _REPORTED.search(text[: cue.start()]) is not None
