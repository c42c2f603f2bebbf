"""Who takes part: which of the names in a sentence stand for a side at the table, and which only happen to be there."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from summitcal.extract.anycase import AnyCase
from summitcal.extract.parties.names import Name
from summitcal.extract.parties.people import OFFICE, Person
from summitcal.extract.times.tense import SAYING
from summitcal.extract.venues import Venue
from summitcal.gazetteer import Role, capital, find_participant
from summitcal.model import Participant


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A side at the table, from ``start`` to ``end`` of a sentence.

    ``aside`` marks one that is only quoted: it takes part if nobody else is there to. ``person`` is who is named,
    ``circle`` the office in which the side is there, ``visited`` that it is named as the place one goes to,
    ``mediator`` that others meet through it, ``unlikely`` that it is named as something else than a side.
    """

    start: int
    end: int
    participant: Participant | None
    person: Participant | None = None
    aside: bool = False
    circle: str = ""
    visited: bool = False
    mediator: bool = False
    unlikely: bool = False


_PEOPLE = (
    r"officials?|diplomats?|delegat(?:ion|e)s?|envoys?|negotiators?|leaders?|leadership|sides?|ministers?|ministries|ministry|counterparts?|governments?|cabinets|teams?"
    r"|officers?|experts?|generals?|representatives?|authorities|presidents?|premiers?|president's|chancellors?|kings?|queen|emir|crown\sprince|secretar(?:y|ies)|chiefs?"
    r"|ambassadors?|commissioners?|advis[eo]rs?|heads?|mediators?|parliamentarians|deputies|deputy|delegates|partners?|allies|neighbou?rs?|foes?|rivals?"
    r"|foreign\s(?:office|department)|department|presidency|administration|party|parties|commanders?|military|technocrats|emissar(?:y|ies)|interlocutors?|opposite"
    r"|colleagues?|ones|directors?|chairs?|chairman|defen[cs]e|foreign|trade|finance|energy|prime|heads|man|woman|top|senior|royal|monarch|sultan|strongman|rulers?|visitors?"
    r"|republics|states|countries|nations|powers|members|troika|trio|foreigners|sherpas?|political|intelligence|security|coast|army|naval|national|high|deputy|chief|special|economy|environment|climate|water|irrigation|interior|justice|health|agriculture|transport|commerce|nuclear|atomic"
)
_MEETS = (
    r"summits?|talks|meetings?|sessions?|dialogues?|calls?|councils?|conferences?|consultations?|negotiations?|forums?|commissions?|committees?|rounds?"
    r"|encounters?|gatherings?|visits?|ministerials?|bilaterals?|trilaterals?|board|plenary|assembly|meet|process|track|format|discussions?|conversations?|association|partnership|cooperation|joint|trade|strategic|high-level|leaders'|ministers'|border|peace|prisoner"
)
_HEAD = AnyCase(rf"\b(?:{_PEOPLE}|{_MEETS})\b")
_HEADS = re.compile(r"(?:'s?)?(?P<words>(?:[\s-][A-Za-z\d][\w'-]*){0,4})")
_LINK = re.compile(
    r"(?:'s?)?\s?(?:,|,?\s(?:and|or|as\swell\sas|along\swith|plus|&)|[-–—/])\s?(?:(?:the|its|his|her|their)\s)?"
)
_PLACE_DIRECT = AnyCase(
    r"\b(?:in|at|near|outside|inside|across|around|through|via|throughout|within|into|towards?|off|beyond|to|leaves?|left|leaving|reach(?:es|ed)?)"
    r"\s(?:(?:the|nearby|neighbou?ring|central|downtown|southern|northern|eastern|western)\s)*$",
)
_OF_PEOPLE = AnyCase(
    rf"\b(?:{_PEOPLE}|{_MEETS}|leaders|all|part|council|members?|head|chair|representatives|between|those)\s(?:of|from)\s(?:(?:the|both|all|its|three|two|four|five)\s)*$",
)
_TO_PEOPLE = AnyCase(
    r"\b(?:spoke|speak|speaks|talk(?:s|ed)?|talking|next|ambassador|envoy|offer|invitation)\sto\s(?:the\s)?$|\b(?:carpet|dinner|lunch|reception|banquet|talks|negotiators|delegations?|teams|representatives)\sfor\s(?:the\s)?$",
)
_TOPIC_BEFORE = AnyCase(
    r"\b(?:on|about|over|against|concerning|regarding|for|by|under|despite|without|except|minus|like|than|excluding|behind|of|from|upon|after|since|before)"
    r"\s(?:(?:the|a|an|its|his|her|their|all|how|what|whether|new|fresh|further|alleged|recent|stalled)\s)*$",
)
_BY_PARTY = AnyCase(
    r"\b(?:mediated|chaired|brokered|attended|joined|moderated|facilitated|convened|led|co-hosted|presided\sover|received|represented|met|co-chaired)\s(?:\w+\s)?by\s(?:the\s)?$"
    r"|\bunder\s(?:the\s)?$",
)
_UNDER_AUSPICES = re.compile(r"(?:'s)?\s(?:auspices|mediation|chairmanship|chair)\b")
_NOT_THERE = AnyCase(
    r"^(?:'s?)?(?:\s\w+){0,2}?\s(?:(?:was|were|is|are|has|have|had)\s(?:(?:also|both)\s)?not\s(?:(?:be|been|to\sbe)\s)?(?:invited|present|there|attend\w*|represented|involved|expected|party|joining)|(?:will|would|did|does|do)\s(?:not|n't)\s(?:attend|take\spart|join|be\s(?:there|represented|present)|send|participate)|(?:was|were|is)\s(?:invited\sbut|absent|left\sout|excluded|missing)"
    r"|at\sthe\s(?:top|centre|center|heart)\sof|stayed\saway|boycott|declined|refused|skipped|was\sabsent|won't\s(?:attend|join|take|be))",
)
_HOSTED = AnyCase(r"\bhosted\sby\s(?:the\s)?(?:[\w'-]+\s){0,4}$")
_KEPT_OUT = AnyCase(
    rf"""\b(?: (?:sidelines?|margins?|fringes?|edges?|corridors)\sof\s(?:\w+\s){{0,3}}? | (?:anti|pro|non|ex)-
    | (?:without|but\snot|except|minus|excluding|snubbing|bypassing)\s(?:the\s|any\s)? )$ | {_HOSTED.pattern}""",
    re.VERBOSE,
)
"""What before a name says that others meet beside it, without it or at its house."""
_THING_AFTER = re.compile(
    r"^(?:'s)?[\s-](?:post|mission|headquarters|base|based|building|compound|embassy|consulates?|member|sanctions|borders?|membership|accession|laws?|tribunal|charter|resolution"
    r"|troops|forces|soil|territory|capital|city|resort|exports?|imports|market|goods|proposals?|plans?|drafts?|gas|oil|grain|economy|war|crisis|conflict|front|file|question|issue|backed|aligned|led|held"
    r"|occupied|controlled|dominated|style|brokered|made|news|agency|media|television|newspaper|daily|port|waters|airspace|coast|island|islands|desert|(?-i:Sea|Street|City|Cup|Open)|hosts?|elections?|vote|parliament|cabinet"
    r"|visa|currency|companies|company|firms?|banks?|bonds?|shares|voters|citizens|refugees|hostages|prisoners|journalists|press|public|people|spokes\w+|reporters?|guarantees|support|aid|arms|weapons|missiles?|drones?)\b",
    re.IGNORECASE,
)
_SAYS_AFTER = AnyCase(
    rf"^(?:'s?)?(?:,\s[^,]{{3,40}},)?(?:\s[\w'-]+){{0,5}}?,?\s(?:{SAYING.pattern.removeprefix(chr(92) + 'b')}|(?:was|were|is)\squoted\b)",
    re.VERBOSE,
)


_OF_HIMSELF = re.compile(r"\s(?:[\w']+\s){0,3}(?:he|she|it|they|his|her|its|their)\b")
"""Who says what he himself will do is not only quoted."""


def settle(
    text: str, names: Sequence[Name], people: Sequence[Person], parties: Sequence[Party], venues: Sequence[Venue]
) -> tuple[Person, ...]:
    """Give people who were named without a state the one the sentence has for them.

    "Presidents A and B of the United States and China" are in the same order; and whom one meets in a capital
    without more words is at home there.
    """
    homeless = [each for each in people if each.side is None]
    sides = [each.participant for each in parties if each.person is None and each.participant]
    ordered = list(dict.fromkeys(_listed_after(text, names, homeless) or sides))
    if len(homeless) > 1 and len(homeless) == len(ordered):
        found = dict(zip((each.start for each in homeless), ordered, strict=True))
    else:
        found = {each.start: state for each in homeless if (state := _at_home(each, venues))}
    return tuple(each.of_side(found[each.start]) if each.start in found else each for each in people)


def _listed_after(text: str, names: Sequence[Name], people: Sequence[Person]) -> list[Participant]:
    """Return the states of "A and B of Chile and Peru"."""
    if not people or not text.startswith(" of ", people[-1].end):
        return []
    return [each.participant for each in names if each.start > people[-1].end and each.participant]


def _at_home(person: Person, venues: Sequence[Venue]) -> Participant | None:
    if person.circle == "other":
        return None
    before = [each.place for each in venues if each.start < person.start and each.rank <= 2]
    state = find_participant(before[-1].country or "") if before else None
    return state if state and capital(state) == before[-1] else None


def find_parties(text: str, names: Sequence[Name], people: Sequence[Person]) -> tuple[Party, ...]:
    """Return the sides at the table that a folded sentence names, in its order."""
    there = [each for each in people if not _HOSTED.search(text[max(0, each.start - 60) : each.start])]
    parties = [_of_person(text, each) for each in there]
    before: tuple[Name, Party | None] | None = None
    for name in names:
        if name.participant is None or any(each.start <= name.start < each.end for each in people):
            continue
        party = _judged(text, name, names, before)
        before = (name, party)
        if party:
            parties.append(party)
    return tuple(sorted(parties, key=lambda each: each.start))


def _of_person(text: str, person: Person) -> Party:
    return Party(
        start=person.start,
        end=person.end,
        participant=person.side,
        person=person.participant,
        aside=_is_quoted(text, person.end),
        circle=person.circle,
    )


def _judged(text: str, name: Name, names: Sequence[Name], before: tuple[Name, Party | None] | None) -> Party | None:
    left, right = text[max(0, name.start - 60) : name.start], text[name.end : name.end + 90]
    if _KEPT_OUT.search(left) or _NOT_THERE.search(right):
        return None
    party = _plain(text, name)
    if _is_compound(text, name, names):
        return party
    if name.text.casefold().endswith(" format") and not re.search(r"\b(?:in|of|under)\sthe\s$", left):
        return None
    if _is_address(text, name, names):
        return None
    if before and _joins(text, before[0], name, right) and not _is_modifier(name, right):
        # "Paris, London and Berlin": a list stands or falls together.
        return party if before[1] else None
    if _THING_AFTER.search(right):
        return None
    if _is_modifier(name, right) or (name.text.isupper() and _OF_PEOPLE_AFTER.match(right)):
        return _with_head(text, name, names, left, party)
    return _as_noun(name, left, right, party)


_OF_PEOPLE_AFTER = re.compile(rf"(?:\sand\s[A-Z]\w+)?(?:\s[a-z-]+){{0,2}}?\s(?:{_PEOPLE})\b")
"""What follows an abbreviation that is said of people: "US and Chinese leaders"."""

_BETWEEN_SIDES = re.compile(r"\s?[-–—/]\s?")
_COMPOUND_HEAD = re.compile(rf"\s(?:[\w'-]+\s){{0,2}}?(?:{_MEETS})\b", re.IGNORECASE)


def _is_compound(text: str, name: Name, names: Sequence[Name]) -> bool:
    """Whether a name is one of the sides that a meeting is called by: "a NATO – Russia session"."""
    at = next(index for index, each in enumerate(names) if each is name)
    first = last = at
    while first and _BETWEEN_SIDES.fullmatch(text, names[first - 1].end, names[first].start):
        first -= 1
    while last + 1 < len(names) and _BETWEEN_SIDES.fullmatch(text, names[last].end, names[last + 1].start):
        last += 1
    return first < last and _COMPOUND_HEAD.match(text, names[last].end) is not None


def _is_address(text: str, name: Name, names: Sequence[Name]) -> bool:
    """Whether a state only says where a city is: "Busan, South Korea"."""
    city = next((each.place for each in names if each.end == name.start - 2 and text.startswith(", ", each.end)), None)
    who = name.participant
    return bool(city and who and who.country and city.country == who.country)


def _plain(text: str, name: Name) -> Party:
    return Party(
        start=name.start,
        end=name.end,
        participant=name.participant,
        aside=_is_quoted(text, name.end),
    )


def _joins(text: str, before: Name, name: Name, right: str) -> bool:
    link = _LINK.fullmatch(text, before.end, name.start)
    if link and link[0].strip(" the") == ",":  # "At the request of Algeria, the Security Council" is no list
        return re.match(r"(?:'s)?(?:,\s(?:the\s)?[A-Z][\w\s'-]{2,30})*,?\sand\s(?:the\s)?[A-Z]", right) is not None
    return link is not None


def _is_modifier(name: Name, right: str) -> bool:
    """Whether a name only says whose something is: "Turkish", "Egypt's"."""
    return name.role is Role.DEMONYM or right.startswith(("'s", "' "))


_POSSESSIVE_END = re.compile(r"'s(?:\s(?:on|the|a|yesterday|today|tomorrow)\b|[,.])")
"""What follows where a head is left out: "Nigeria's president on Tuesday and South Africa's the day before"."""


def _with_head(text: str, name: Name, names: Sequence[Name], left: str, party: Party) -> Party | None:
    end = name.end
    for other in names:  # "Russian and Ukrainian negotiators": the head is the last one's
        if (
            other.start > name.start
            and _LINK.fullmatch(text, end, other.start)
            and other.role in {name.role, Role.DEMONYM}
        ):
            end = other.end
    words = _HEADS.match(text, end)
    if words and not words["words"] and _POSSESSIVE_END.match(text, name.end):
        return party
    if words is None or not (_HEAD.search(words["words"]) or _named(text, name, words["words"])):
        return None
    if _MEETS_SOON.match(words["words"]):
        return party  # "the Indo-Canadian dialogue"
    if _TOPIC_BEFORE.search(left) and not (
        _OF_PEOPLE.search(left) or _BY_PARTY.search(left) or OFFICE.search(words["words"])
    ):
        return None
    return party


_MEETS_NEXT = re.compile(rf"\s(?:{_MEETS})\b")
_MEETS_SOON = re.compile(rf"(?:\s[\w-]+){{0,2}}?\s(?:{_MEETS})\b")
_UNDER = re.compile(r"\bunder\s(?:the\s)?$")
_VERB_NEXT = re.compile(
    r"\s(?:will|would|is|are|was|were|has|have|had|and|may|could|might|did|also|met|then|later|flew|spoke)\b"
)


def _named(text: str, name: Name, words: str) -> bool:
    """Whether "Russia's Sergei Orlov" follows, or a plural that is people itself, as "the Turks"."""
    if re.match(r"\s[A-Z][a-z]+\s[A-Z]", words):
        return True
    if name.role is not Role.DEMONYM:
        return False
    alone = not words or _VERB_NEXT.match(words)
    return bool(alone) and (name.text.endswith("s") or text[max(0, name.start - 4) : name.start].casefold() == "the ")


_CALLED_BY = re.compile(
    r"\s(?:summit|meeting|talks|session|conference|council|ministerial|consultations|dialogue|leaders'|ministers')\b",
    re.IGNORECASE,
)
"""What follows a name that a meeting is called by: "before the SCO summit"."""


def _as_noun(name: Name, left: str, right: str, party: Party) -> Party | None:
    if _OF_PEOPLE.search(left) or _TO_PEOPLE.search(left) or (name.role is Role.NAME and _CALLED_BY.match(right)):
        return party
    if name.role is Role.CAPITAL and (_MEETS_NEXT.match(right) or _ends_list(left, right)):
        return None  # "the Vienna talks" are in Vienna
    if _PLACE_DIRECT.search(left):
        visited = re.search(
            r"\b(?:visits?|trips?|tours?|travels?|goes|go|fl(?:y|ies)|flew|flying|head(?:s|ed|ing)?|travel(?:s|ling|ing)|going|on|back)\s(?:\w+\s)?to\s(?:the\s)?$",
            left,
        )
        if not visited or name.role is not Role.NAME:
            return None
        return Party(start=party.start, end=party.end, participant=party.participant, visited=True)
    if _TOPIC_BEFORE.search(left) and not _BY_PARTY.search(left):
        return None
    under = _UNDER.search(left)
    if under and not _UNDER_AUSPICES.match(right):
        return None
    return replace(party, mediator=True) if under else party


def _ends_list(left: str, right: str) -> bool:
    """Whether a city only closes a line, as its place: "Joint commission, Oslo"."""
    return left.endswith((", ", "- ", ": ", "(")) and re.match(r"\s*(?:$|[.)]|,?\s\d)", right) is not None


def _is_quoted(text: str, end: int) -> bool:
    """Whether somebody is there only to be quoted: "the Kremlin said"."""
    says = _SAYS_AFTER.match(text[end : end + 110])
    return says is not None and not _OF_HIMSELF.match(text, end + says.end())
