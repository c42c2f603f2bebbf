"""Words that make a meeting of a date: nouns and verbs of encounter, each with its kind, and what only looks like one."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from summitcal.model import Kind


class Part(StrEnum):
    """What sort of word a trigger is; a noun says the kind of a meeting better than a verb, and a weak one least."""

    NOUN = "noun"
    VERB = "verb"
    TRAVEL = "travel"
    WEAK = "weak"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """Words of encounter from ``start`` to ``end`` of a sentence; ``denied`` that there is no such meeting."""

    start: int
    end: int
    kind: Kind
    part: Part
    text: str
    denied: bool = False


_PHONE = (
    r"(?:by|over\sthe|via|on\sthe)\s(?:\w+\s)?(?:phone|telephone|hotline|video(?:\s?link|conference)?|videolink|zoom|teleconference)"
    r"|virtually|remotely|online"
)
_TABLE: tuple[tuple[str, Kind, Part], ...] = (
    (r"summits?", Kind.SUMMIT, Part.NOUN),
    (
        (
            r"talks(?!\s(?:up|down|about\sthe|of\s(?:a|the)\s(?:new|possible)))|negotiations|consultations?|discussions|dialogues?|deliberations"
            r"|(?:negotiating|peace|further|second|third|fourth|fifth|sixth|first|next|final|latest|new|fresh|another|last|ministerial"
            r"|this|that|previous)\srounds?|rounds?\s(?:of|in)\s(?:the\s)?(?:\w+\s){0,2}(?:talks|negotiations|consultations|dialogue)"
            r"|(?-i:[A-Z])[a-z]+\sround(?=\s(?:on|in|of|at)\b)|rounds?(?=\s(?:first|is|was|will|in|has|had|originally|at)\b)|negotiating\stable|(?:first|second|last|next|further|frank|new|latest)\sexchanges?(?=\s(?:at|on|between|with|in|of)\b)|exchange(?=\sat\b)"
            r"|the\s(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|last|previous|next|latest)(?=\s(?:was|took|is|will|had|followed|comes)\b)|(?:another|one)(?=\s(?:could|may|might|will|is|was|took)\b)"
        ),
        Kind.TALKS,
        Part.NOUN,
    ),
    (
        (
            r"(?:phone|telephone|video|conference|joint|follow-up)\s(?:calls?|conversations?|conferences?|discussions?)"
            r"|calls?(?=\s(?:between|with|on|is|was|will|comes|came|took|lasted|has|had|scheduled|of|due|at|to)\b|\.|,)|calls(?=\sare\b)"
            r"|conversations?|video-?conference(?:s|d)?|teleconference|virtual\s(?:summit|meeting)s?|phone-in"
        ),
        Kind.CALL,
        Part.NOUN,
    ),
    (
        (
            r"(?:plenary|ministerial|special|extraordinary|emergency|formal|annual|closing|opening|regular|working|bilateral|next|\w+th|this)"
            r"\ssessions?|sessions?|(?:association|cooperation|partnership|joint(?:\s[a-z]+)?|intergovernmental|ministerial|governing|permanent|executive"
            r"|general)\s(?:council|commission|committee|assembly)|general\sassembly|board\sof\sgovernors|plenary|council\smeetings?"
            r"|assembly(?=\s(?:opens|convenes|meets))"
        ),
        Kind.SESSION,
        Part.NOUN,
    ),
    (
        (
            r"meetings?|encounters?|gatherings?|get-togethers?|audiences?(?=\s(?:with|at|in|of|on)\b)|sit-downs?|t[e]te-a-t[e]te|huddle"
            r"|(?:working\s)?(?:dinners?|lunch(?:es|eon)?|breakfasts?|supper)|rendezvous|appointment|reunion|follow-up|retreat|get\stogether"
            r"|face-to-face|one-on-one|bilaterals?|trilaterals?|ministerial(?=\s(?:in|on|at|from)\b)|contacts?(?=\s(?:group|between|since)\b)"
            r"|reception(?=\swith\b)|exchange\sof\sviews"
            r"|(?:first|second|third|fourth|fifth|sixth|\w+th|latest|last|previous)\s(?:such\s)?(?:engagements?|contacts?)"
        ),
        Kind.MEETING,
        Part.NOUN,
    ),
    (
        (
            r"(?:state|official|working|two-day|three-day|one-day|four-day|day-long|brief|first|return|landmark|rare|surprise)\s(?:visits?|trips?|tours?)"
            r"|visits?(?=\s(?:to|by|of|from|on|in|is|was|will|starts|begins)\b)|stopovers?"
        ),
        Kind.VISIT,
        Part.NOUN,
    ),
    (
        r"conferences?(?!\s(?:room|centre|center|call|league|final))|congress(?=\sof\b)|forum(?!\.)",
        Kind.CONFERENCE,
        Part.NOUN,
    ),
    (
        (
            rf"(?:spoke|spoken|speak|speaks|speaking|talk|talked|confer(?:red)?|conversed|discussed)(?:\s[\w']+){{0,6}}?\s(?:{_PHONE})"
            r"|(?:telephoned|phoned|rang)|(?:speak|speaks|spoke|spoken|talk|talked)\s(?:with|to)(?=\s(?:his|her|[A-Z]|the\s(?:[\w-]+\s){0,2}(?:presidents?|prime|foreign|king|leaders?|ministers?|chancellor|premier|emir|sultan|pope|[A-Z])))|called(?=\s(?:his|her|their|[A-Z]))(?!\sfor)|(?:picked\sup|pick\sup)\sthe\sphone|on\sthe\sphone"
            r"|by\s(?:video\slink|video|phone|telephone|videoconference)|over\sthe\sphone"
        ),
        Kind.CALL,
        Part.VERB,
    ),
    (
        (
            r"(?:hold|holds|held|holding|host|hosts|hosted|hosting|opened|open|opens|resumed?|resumes|begin|began|begins|continue|continued)"
            r"\s(?:\w+\s){0,3}?(?:talks|negotiations|consultations)"
        ),
        Kind.TALKS,
        Part.VERB,
    ),
    (
        (
            r"(?:to|will|and|would)\stalk(?=\s(?:in|at|face|again|behind|on\s[A-Z])\b)|(?:negotiat(?:e|es|ed|ing)|confer(?:s|red)?|consult(?:s|ed)?|(?:return|returns|returned|back)\s(?:to|at)\sthe\s(?:negotiating\s)?table"
            r"|(?:go|went|going)\s(?:back\s)?to\sthe\stable|resume(?:s|d)?|continue(?=\s(?:by|in|on|at)\b)|(?:be|are|were|is)\sback\sin|pick\sup)"
        ),
        Kind.TALKS,
        Part.VERB,
    ),
    (
        (
            r"(?:meet|meets|met|meeting)(?!\s(?:(?:its|their|his|her|our|your)\s(?:\w+\s){0,2}?(?:targets?|goals?|deadlines?|commitments?|obligations?|promises?|pledges?|needs?|demands?|ends?|death|fate|budgets?|quotas?|criteria|objectives?|match)\b|our\b|your\b|the\s(?:\d|target|goal|deadline|condition|demand|need|criteri|standard"
            r"|requirement|challenge|threshold|bar)|targets?|goals?|demand|needs|commitments|all\b|conditions|requirements|standards|obligations|with\s(?:anger|criticism"
            r"|scepticism|skepticism|silence|protest|resistance|approval|applause|disbelief|dismay|outrage)))"
            r"|(?:re)?conven(?:e|es|ed|ing)|gather(?:s|ed|ing)?(?!\s(?:thousands|evidence|data|information|pace|dust|troops|signatures|support))|(?:sit|sits|sat|sitting)\sdown"
            r"|(?:come|comes|came|coming)\s(?:together|face\sto\sface)|(?:see|saw|seen)\seach\sother|(?:get|gets|got)\stogether"
            r"|(?:dine|dines|dined|lunch(?:ed)?)(?=\s(?:with|together|in|at)\b)|sha(?:ke|kes|ken)\shands|shook\shands|assembl(?:e|es|ed)(?=\s(?:in|at|on|for)\b)"
            r"|(?:(?:to|will|would)\ssee|saw|sees|seeing|seen\sby)(?=\s(?:his|her|[A-Z]|the\s(?:[\w-]+\s){0,3}(?:[A-Z]|presidents?|prime|foreign|king|chairs?|co-chairs|leaders?|ministers?|head|chief|envoys?|secretary|chancellor|premier|emir|sultan|pope|delegation)))|reunite(?:s|d)?|mend(?:s|ed)?\sfences|(?:come|came|be|are|were|brought)\sface[\s-]to[\s-]face|parley(?:s|ed)?|rub(?:s|bed)?\sshoulders|clink(?:s|ed)?\sglasses|break\sbread|broke\sbread"
            r"|br(?:ing(?:s|ing)?|ought)\s(?:representatives|delegations|envoys|negotiators|leaders|ministers|officials)\b|bring(?:s|ing)?\s(?:\w+\s){1,4}?(?:together|back\sto)|brought\s(?:\w+\s){1,4}?together|bring\stogether|sat\s(?:opposite|across|with)|huddled?"
        ),
        Kind.MEETING,
        Part.VERB,
    ),
    (
        (
            r"receiv(?:e|es|ed|ing)(?=\s(?:his|her|the\s(?:\w+\s)?(?:foreign|prime|president|king|premier|head|leader|chancellor|minister|envoy|delegation|secretary|[A-Z])"
            r"|[A-Z]|a\s(?:\w+\s)?delegation))|(?:be|been|was|is)\sreceived\s(?:by|in|at)|welcom(?:e|es|ed)(?=\s(?:his|her|[A-Z]|the\s(?:\w+\s)?(?:president|prime|foreign|leaders?)))"
            r"|host(?:s|ed|ing)?(?=\s(?:his|her|[A-Z]|the\s(?:\w+\s)?(?:leaders?|presidents?|prime|foreign|ministers?|delegations?|[A-Z])|an?\s(?:\w+\s)?(?:summit|meeting|conference|talks)|talks|leaders))"
            r"|(?:was|were|be|been)\shosted|behind\sclosed\sdoors|spen(?:d|ds|t)\s(?:[\w-]+\s){1,3}(?:hours?|minutes)\s(?:together|with|closeted|in\stalks|face)|(?:sat|sit)\s(?:with|opposite|across)"
        ),
        Kind.MEETING,
        Part.VERB,
    ),
    (
        r"visit(?:s|ed|ing)?(?=\s[A-Z])|pa(?:y|ys|id)\s(?:an?\s)?(?:\w+\s){0,2}visit",
        Kind.VISIT,
        Part.VERB,
    ),
    (
        (
            r"(?:travel(?:s|led|ed|ling|ing)?|fly|flies|flew|flown|flying|head(?:s|ed|ing)?|go|goes|went|going|come|comes|came|coming|arriv(?:e|es|ed|ing)|sent?|dispatch(?:ed)?|journey(?:s|ed)?|land(?:s|ed)?|jet(?:s|ted)?|touch(?:es|ed)?\sdown|wing(?:s|ed)?|mov(?:es|ed)\son|(?:expected|due|awaited|welcomed))"
            r"\s(?:back\s|on\s|onwards?\s)?(?:to|in|for|at)(?=\s(?:the\s)?[A-Z])|sets?\soff\sfor|spen(?:d|ds|t)\s(?:[\w-]+\s){1,3}(?:hours?|days?)\sin(?=\s[A-Z])|(?:be|is|was)\sin(?=\s[A-Z][\w-]+(?:\s\w+){0,4}\sto\ssee)|in\stown"
        ),
        Kind.VISIT,
        Part.TRAVEL,
    ),
    (
        r"(?:be|been|was|were)\ssigned|put\stheir\ssignatures|sign(?:ed|s)?(?=\s(?:an?|the|their)\s(?:\w+\s){0,3}?(?:memorandum|agreement|deal|accord|treaty|pact|declaration))",
        Kind.MEETING,
        Part.WEAK,
    ),
    (
        r"(?i:foreign\saffairs|general\saffairs|european|agriculture\sand\sfisheries)\s[cC]ouncil(?!\spresident|'s|\schief)|(?i:committee\sof\sministers|ministerial\scouncil)",
        Kind.SESSION,
        Part.WEAK,
    ),
    (r"brief(?:s|ed)?(?=\s(?:the|his|her|[A-Z]))|address(?:es|ed)?(?=\s(?:the|[A-Z]))", Kind.MEETING, Part.WEAK),
    (r"takes?\sup|took\sup", Kind.SESSION, Part.WEAK),
    (
        r"attend(?:s|ed)?|join(?:s|ed)?(?=\s(?:his|her|him|them|on\s[A-Z]|[A-Z][a-z]+(?:day|morrow)'s|(?:the|other)\s(?:[\w-]+\s){0,3}(?:leaders|talks|ministers|meeting|summit|session|call|president|chancellor|premier)|[A-Z][a-z]+\s[A-Z][a-z]+\s(?:for|in|at)))",
        Kind.MEETING,
        Part.WEAK,
    ),
)
_PATTERNS = tuple(
    (re.compile(rf"\b(?:{pattern})(?!\w)", re.IGNORECASE if part is Part.NOUN else 0), kind, part)
    for pattern, kind, part in _TABLE
)

NOT_HERE = re.compile(
    r"""\b(?: (?:no|nor|without|neither)\s(?:\w+\s){0,2}? | not\s(?:yet\s)?(?:to\s)? | never\s(?:to\s)? | (?:do|does|did|would|will|could|can)\s?n(?:o|')t\s
    | (?:if|whether)\s(?:\w+\s){0,7}? | (?:^|[.,]\s|\b)(?:were|should|would)\s(?:they|he|she|it|the\s(?:\w+\s){1,2}|both|(?-i:[A-Z])\w+\s(?:and\s(?-i:[A-Z])\w+\s)?)\s?(?:to\s)? | nobody\s | refus(?:e|es|ed)\sto\s | declin(?:e|es|ed)\sto\s
    | (?:call(?:s|ed|ing)?\sfor|urg(?:es|ed)|demand(?:s|ed))\s(?:\w+\s){0,2}? | den(?:y|ies|ied)\s(?:that\s)?(?:\w+\s){0,6}? | ruled\sout\s(?:\w+\s){0,2}? | rejected\s(?:\w+\s){0,2}? | could\simagine\s ) $""",
    re.IGNORECASE | re.VERBOSE,
)
"""What before a trigger says that there is no such meeting."""

NOT_A_MEETING = re.compile(
    r"""\b(?: call(?:s|ed)?\s(?:for|on(?!\s(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d|the\s\d|(?-i:[A-Z])[a-z]+\s\d))|off|into|to\saction|it)\b | so-called | by\sall\saccounts | talks?\sup | meeting\sroom | conference\s(?:room|call\s centre)
    | press\sconferences? | news\sconferences? | joint\spress | round\s(?:the|up|trip|table) | visiting\s | in\ssession | summit\s(?:of|fever\sof)\s(?:mount|the\smountain|everest)
    | meeting\spoint | roll\scall | wake-up\scall | close\scall | curtain\scall | jury\s | training\ssession | question\ssession | trading\ssessions? | photo\ssession
    | annual\sgeneral\smeeting | shareholders?'?\smeeting | board\smeeting | cabinet\s(?:meeting|session) | town\shall\smeeting | rally | closing\ssummit
    | party\s(?:conference|congress) | security\scabinet | summit\sepisode | parliamentary\ssession | court\ssession )""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words of encounter in another sense, or of an encounter that is not one of states."""


def find_triggers(text: str) -> tuple[Trigger, ...]:
    """Find the words of encounter in a folded sentence; where two overlap, the earlier and longer one."""
    blocked = [match.span() for match in NOT_A_MEETING.finditer(text)]
    found = [
        Trigger(start=match.start(), end=match.end(), kind=kind, part=part, text=match[0])
        for pattern, kind, part in _PATTERNS
        for match in pattern.finditer(text)
        if not any(left < match.end() and match.start() < right for left, right in blocked)
    ]
    kept: list[Trigger] = []
    for each in sorted(found, key=lambda trigger: (trigger.start, -trigger.end)):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return tuple(
        replace(each, denied=True) if NOT_HERE.search(text[max(0, each.start - 48) : each.start]) else each
        for each in kept
    )
