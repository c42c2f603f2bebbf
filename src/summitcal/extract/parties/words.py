"""A sentence as words, each with what it is to the name of a person: part of it, a title before it, or its end."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from summitcal.extract.parties.names import Name
from summitcal.gazetteer import Role, known_people


class Kind(Enum):
    """What a word is to a name."""

    NAME = "part of a name: Merkel"
    INITIAL = "W."
    NUMERAL = "II"
    CAPITALS = "MACRON, or an abbreviation"
    PARTICLE = "bin, von der"
    TITLE = "Mr, H.E., Sheikh"
    ROYAL = "King, Pope"
    NOBLE = "Lord, Sheikh: kept before a single name"
    HEAD = "minister, envoy"
    RANK = "foreign, deputy: may stand before a head"
    BODY = "Council, Hotel: no person has it in a name"
    STOP = "The, Monday: ends a name"
    KNOWN = "a name of the gazetteer"
    OTHER = "any other word"
    MARK = "a comma, a stop"


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


HEADS = _set(
    """
    president presidents premier premiers chancellor chancellors minister ministers secretary secretaries
    secretary-general secretaries-general undersecretary under-secretary under-secretary-general representative
    representatives envoy envoys ambassador ambassadors negotiator negotiators mediator mediators commissioner
    commissioners director directors director-general chairman chairmen chairwoman chair chairs chairperson chief chiefs
    head heads adviser advisers advisor advisors diplomat diplomats counterpart counterparts colleague colleagues
    number numbers leader leaders ruler rulers general generals admiral admirals marshal colonel colonels commander
    commanders commodore brigadier major captain governor governors official officials deputy deputies pm fm statesman
    host hosts guest guests patriarch archbishop cardinal taoiseach tanaiste speaker senator senators congressman
    congresswoman lawmaker councillor councilor counsellor delegate delegates member members facilitator coordinator
    co-ordinator emissary emissaries boss monarch strongman mayor vice-president vice-presidents vice-chancellor
    vice-premier vice-minister co-chair co-chairs attorney-general governor-general crown-prince vp hr/vp hrvp
    king kings queen emir emirs amir sultan pope prince princess monarch man woman
    rapporteur inspector interlocutor successor predecessor veteran aide aides commissioner-general dictator nominee
    """
)
"""The last words of an office."""
RANKS = _set(
    """
    prime deputy vice first second third chief special acting interim senior top lead leading assistant under permanent presidential
    federal incoming veteran new main caretaker outgoing national state supreme foreign external finance financial
    defence defense trade energy interior economy economic treasury security nuclear atomic climate environment
    environmental oil water irrigation agriculture transport health justice home political policy affairs commerce
    peace european army military intelligence migration industry fisheries culture labour labor development
    humanitarian relief aid government opposition central bank spy coast guard navy air force armed forces crown head
    resident party rebel separatist opposite high general executive parliamentary union privy personal staff
    planning education tourism resources petroleum infrastructure immigration investment business digital technology
    joint relations cooperation international public administration social cabinet planning maritime border
    cultural science regional strategic arms disarmament human rights refugee refugees sanctions hostage
    principal ranking elected president-elect co-operation mission delegation junta council secretariat commission
    """
)
"""Words that stand in an office before its last word, or in "minister of foreign affairs" after it."""
PLURALS = frozenset(each for each in HEADS if each.endswith(("s", "men"))) - {"boss"}
BYSTANDERS = _set(
    """
    spokesman spokeswoman spokesperson spokesmen spokespeople analyst analysts professor editor reporter correspondent
    journalist columnist economist expert researcher historian author lawyer columnist activist academic anchor
    """
)
"""What people are who tell of meetings and are at none."""

_TITLES = _set(
    """
    Mr Mr. Mrs Mrs. Ms Ms. Miss Dr Dr. Sir Dame Smt Smt. Shri Sri H.E. HE H.E Hon Hon. Hon'ble Honourable Honorable
    Excellency Sheikh Shaikh Sheikha Shaikha Datuk Dato Dato' Seri Tun Prof Prof. Professor Rev Rev. Gen Gen. Lt Lt. Col
    Col. Maj Maj. Adm Adm. Brig Brig. Capt Capt. Cmdr Cmdr. Amb Amb. Sen. Rep. Gov. Eng. Engr Comrade
    Ayatollah Maulana Mullah Mawlawi Mawlavi Alhaji Haji HRH HM Majesty Highness Daw Ibu Hajah Minister-Counsellor
    Lord Baroness Lady Imam Mufti Mme Mme. M. Monsieur Madame Madam Herr Frau Monsignor Msgr
    """
)
_ROYALS = _set("King Queen Prince Princess Emir Sultan Pope Emperor Empress")
_NOBLES = _set("Sheikh Sheikha Baroness Lord Lady Dalai Panchen")
_PARTICLES = _set(
    "bin bint ibn al el de da do dos das del della di du des van von der den ter la le ben abu ul zu af av ould binti y"
)
LEADING = _set("bin ibn al el de da dos van von der den di du del ben")
"""Particles that a surname alone can start with."""

_BODIES = _set(
    """
    Council Councils Ministry Ministries Committee Commission Summit Conference Hotel Palace Forum Initiative Agreement
    Treaty Convention Accord Accords Protocol Pact Process Dialogue Talks Meeting Session Assembly Parliament Senate
    Congress Court Tribunal Bank Fund Group Union Alliance Coalition Front Movement Party League Brigade Brigades Army
    Forces Force Navy Guard Guards Police Corps Command University College Institute Institution Academy School Center
    Centre Foundation Museum Library Hall House Castle Tower Towers Building Residence Villa Mansion Station Airport
    Port Harbour Harbor Base Camp Street Avenue Road Square Boulevard Bridge Park Gardens Garden Island Islands Sea
    Ocean River Lake Mount Mountain Mountains Valley Strait Straits Gulf Bay Cape Peninsula Desert Canal Coast Shrine Temple
    Church Cathedral Mosque Abbey Monastery Basilica Ministerial Chamber Chambers Secretariat Agency Authority Bureau
    Department Office Offices Directorate Administration Government Cabinet Presidency Embassy Consulate Mission Delegation Board Panel
    Organisation Organization Association Society Federation Confederation Community Commonwealth Network Partnership
    Programme Program Project Plan Strategy Agenda Declaration Communique Statement Resolution Charter Constitution Act
    Law Bill Report Review Award Prize Cup Games Olympics Festival Fair Expo Exhibition Week Day Days Eve Year Month
    Decade Century War Wars Peace Security Defence Defense Trade Economic Economy Energy Climate Health Nuclear Human
    Rights Nations National International European African Asian American Americas Latin Arab Arabic Islamic Muslim
    Christian Jewish Kurdish Shia Sunni Regional Global World Central Northern Southern Eastern Western North South
    East West Middle Pacific Atlantic Caribbean Mediterranean Baltic Nordic Balkan Black Red White Yellow Great Grand
    New Old Upper Lower Free Open Joint Special Supreme High Permanent Standing Strategic Working Contact Support Rapid
    Political Social Democratic Republican Liberal Conservative Labour Socialist Communist Nationalist Popular People
    Peoples People's Public Republic Republics State States Kingdom Emirate Sultanate Province Region District County
    City Town Village Capital Territory Territories Zone Area Corridor Belt Bloc Line Wall Crossing Checkpoint Terminal
    Radio Television TV News Times Post Daily Journal Press Media Agency Guardian Telegraph Herald Tribune Monde Figaro
    Spiegel Welt Jazeera Arabiya Reuters Xinhua Bloomberg Politico Axios Kommersant Company Corporation Corp Inc Ltd Plc
    Group Industries Airlines Airways Railway Railways Motors Holdings Partners Capital Markets Exchange Stock Oil Gas
    Petroleum Aramco Gazprom Boko Haram Shabaab Qaeda Qaida Hezbollah Hizbullah Allah Hamas Taliban Likud Fatah Duma Rada Knesset Majlis
    Bundestag Bundesrat Riksdag Storting Sejm Saeima Seimas Riigikogu Diet Politburo Kuomintang Secretariat Consultations Negotiations Working Observatory Watch
    Rural Urban Foreign Affairs Finance Interior Justice Culture Education Science Technology Development Cooperation
    Operation Exercise Mechanism Framework Format Roadmap Package Fund Facility Compact Quartet Troika Trio Sherpa
    Business Investment Ministerial Roundtable Symposium Seminar Workshop Colloquium Retreat Ceremony Visit Visits Call Calls
    Royal Imperial Holy See Restaurant Club Cafe Theatre Theater Opera Stadium Arena Cathedral Wisma Istana Casa
    Quai Rue Via Piazza Plaza Platz Strasse Palazzo Chateau Kasteel Schloss Hof Fort Golf Resort Spa Inn Lodge Estate
    Ramadan Easter Christmas Eid Diwali Nowruz Passover Hanukkah Safar Rajab Shaban Shawwal Muharram Hijri
    Brexit Covid Coronavirus Ebola Twitter Facebook Telegram Zoom Google Internet Airbus Boeing Nobel Women Youth Children
    Cyclone Hurricane Typhoon Storm Tropical Severe Heavy Stade Debate Rangers Twin Royal Nord Super Mega
    Freedom Liberty Independence Victory Unity Friendship Solidarity Sovereignty Democracy Liberation Resistance
    Reform Renewal Future Present Vision Charter Green Blue Silk Road Belt Grain Food Water Border Customs Tariff
    Service Services Staff Chief Chiefs Sanctions Refugee Refugees Migration Deal Track Troops Veterans Workers Brotherhood Brothers
    Ballroom Room Floor Gate Garden Lounge Pavilion Auditorium Annex Wing Quarter Headquarters HQ Point Beach Hill Hills Heights
    Memorial Monument Cemetery Hospital Clinic Prison Market Markets Mall Tunnel Dam Pipeline Stream Reactor Plant Mine
    Constitutional Electoral Election Elections Referendum Interim Transitional Provisional Federal Municipal Bilateral Trilateral Multilateral
    Advisory Steering Executive Legislative Judicial Secret Intelligence Military Naval Maritime Coast Airborne Air Space
    Ceasefire Truce Armistice Settlement Compromise Proposal Offer Message Letter Note Speech Address Remarks Interview
    Questions Answers Latest Live Updates Update Briefing Readout Transcript Photo Video Source Sources Editor Editors Editing Reporting Writing
    """
)
_STOPS = _set(
    """
    The A An And Or But Nor So Yet In On At For From With Without Within By To Of Off Over Under Up Down Out About
    Above Across After Against Along Amid Among Around As Before Behind Below Beside Besides Between Beyond During Except Inside
    Into Like Near Onto Outside Past Per Since Than Through Throughout Toward Towards Until Upon Via When While Where
    Whereas Whether Which Who Whom Whose Why How What If Unless Because Although Though Once Both Either Neither Each
    Every Any All Some Such Many Most More Much Few Several Other Another Same No Not Only Just Even Also Too Very Then
    There Here Now Today Tomorrow Yesterday Tonight Later Earlier Soon Still Again Already Always Never Ever Often
    Meanwhile Moreover However Nevertheless Nonetheless Therefore Thus Hence Otherwise Instead Indeed Perhaps Maybe
    Asked I He She It We You They Me Him Her Us Them My His Its Our Your Their Mine Ours This That These Those
    One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Dozens Hundreds Thousands Last Next Late Early Half
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun
    January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug
    Sep Sept Oct Nov Dec Is Are Was Were Be Been Being Has Have Had Having Do Does Did Will Would Shall Should Can
    Could May Might Must Let Says Said Tells Told Meets Met Meet Visits Visited Holds Held Hold Hosts Hosted Receives
    Received Arrives Arrived Leaves Left Travels Travelled Flies Flew Flying Heads Calls Called Speaks Spoke Discuss
    Discusses Discussed Wants Seeks Urges Vows Warns Backs Hails Signs Signed Joins Joined Opens Opened Ends Begins
    Starts Plans Agrees Agree Agreed Set Sets Due Date Dates Time Times Place Venue Location When Note Notes Press Local Central Eastern
    Delegations Experts Sources
    Asean Earlier Finally First Second Third Fourth Fifth Former Ex Visiting Meeting Speaking Asked According Ahead Despite Regarding
    Following Welcoming Hosting Addressing Including Concerning Given Based Born Reached Contacted Under Talks Separately Recently
    Thank Thanks Please Dear Yes Good Best Kind Sincerely Yours Tel Email Contact Contacts Issued Published Updated Posted
    AM PM am GMT UTC CET CEST EST EDT BST Noon Midnight Morning Afternoon Evening Night Lunch Dinner Breakfast Reception
    Nobody Everybody Somebody Someone Anyone Everyone Nothing Everything Something Rather Quite Almost Nearly Barely
    Hours Days Weeks Months Years Ask Read See Watch Listen Follow Click Sign Subscribe Share Related Topic Topics Item Items
    Chair Chaired Host Hosted Participants Participation Attendance Present Absent Agenda Programme Schedule Departure Departures Arrival Arrivals
    Welcome Tour Opening Closing Doorstep Photo Courtesy Working Bilateral Engagements Official State Side Sides Round
    """
)
VERBS = _set(
    """
    say tell meet visit arrive land fly travel leave depart return receive host hold attend join lead head chair call phone
    telephone speak talk confer welcome greet thank invite open address sign agree discuss urge warn reiterate stress
    announce confirm declare promise pledge vow insist argue accuse deny reject accept offer propose want hope expect
    begin start sit stand shake dine lunch brief see go come head depart add ask repeat remark note recall explain express convey
    acknowledge describe reply answer write declare decline refuse cancel postpone stay spend mediate represent stop
    step succeed take give make make bring send follow underline emphasise emphasize highlight congratulate praise
    criticise criticize condemn appeal demand request resign win lose face seek plan intend aim work serve preside co-chair
    reassure persuade convene summon prepare look smile wave nod laugh appear emerge surface walk drive confirm conduct undertake
    fill play rule govern raise press put set hand present launch inaugurate assure question consult concur commend
    clear miss skip boycott settle handle negotiate
    """
)
_PAST = _set(
    """
    said told met flew left held led spoke spent saw sat stood shook went came began took gave made brought sent won lost faced
    sought rode drove rang wrote set put found drew chose broke fell got had has was is
    """
)


def _forms(verb: str) -> tuple[str, ...]:
    stem = verb.removesuffix("e")
    doubled = verb + verb[-1]
    return (
        verb,
        f"{verb}s",
        f"{verb}es",
        f"{stem}ed",
        f"{stem}ing",
        f"{doubled}ed",
        f"{doubled}ing",
        f"{verb[:-1]}ies",
        f"{verb[:-1]}ied",
    )


DOING = frozenset(form for verb in VERBS for form in _forms(verb)) | _PAST - {"had", "has", "was", "is"}
"""What people do, in every form."""
HELPING = _set(
    "will would is are was were has have had to be been also then later now both due expected not only may might can could should must scheduled set himself herself"
)
"""Words that stand between a person and what the person does."""

_TOKEN = re.compile(
    r"[A-Z]\.(?:(?:[A-Z]\.)+|(?=\s?[A-Z]))"
    r"|(?:Mr|Mrs|Ms|Dr|Prof|Hon|Gen|Lt|Col|Maj|Adm|Sen|Rep|Gov|Amb|Smt|Jr|Sr|Rev|Brig|Capt|Cmdr|Eng|M|Mme|Ma|Md|Mohd)\.(?=\s)"
    r"|HR/VP|[^\W\d_](?:[\w-]*\w)?(?:'(?!s\b)\w[\w-]*)*|'s|\d[\w:.,-]*\w|\S"
)
_NUMERAL = re.compile(r"(?:I{2,3}|I?V|VI{1,3}|I?X|X[IV]+|Jr\.?|Sr\.?)")
_COMPOUND_ENDS = _set(
    """
    led based backed appointed held style run born made brokered sponsored controlled era wide elect general minister
    president day year hour old term range level century north east south west speaking language friendly facing aligned
    occupied dominated bound funded supported trained registered listed owned mediated hosted imposed
    """
)
_SHAPE = re.compile(
    r"[A-Z][a-z]+(?:[A-Z][a-z]+)*(?:['-]?[A-Za-z]?[a-z]*)*|[A-Z]'[A-Z][\w-]+|(?:al|el|as|ad|an|ar|ash|at|az|ul)-[A-Z]\w+"
)


@lru_cache(maxsize=1 << 15)
def kind_of(word: str) -> Kind:
    """Return what a word is by itself."""
    if not (word[0].isalpha() or word[0] == "'"):
        return Kind.MARK
    for kind, words in _LISTED:
        if word in words:
            return kind
    low = word.lower()
    if low in HEADS or low in BYSTANDERS or _joined_head(low):
        return Kind.HEAD
    if low in RANKS:
        return Kind.RANK
    if not word[0].isupper() and not _SHAPE.fullmatch(word):
        return Kind.OTHER
    return _shape(word)


_LISTED = (
    (Kind.TITLE, _TITLES - _NOBLES),
    (Kind.ROYAL, _ROYALS),
    (Kind.NOBLE, _NOBLES),
    (Kind.PARTICLE, _PARTICLES),
    (Kind.STOP, _STOPS - {"Chair", "Host", "Heads", "State", "Official", "PM"}),
    (Kind.BODY, frozenset(each for each in _BODIES if each.lower() not in HEADS | RANKS)),
)


def _joined_head(low: str) -> bool:
    first, _, last = low.partition("-")
    return bool(last) and (last in HEADS or (first in HEADS and last in _AFTER_HEADS))


_AFTER_HEADS = _set("elect general designate in-office in-chief at-large")


def _shape(word: str) -> Kind:
    if word in {"Ma.", "Md.", "Mohd."}:
        return Kind.NAME
    if word.endswith(".") and len(word) in (2, 4) and word[1] == ".":
        return Kind.INITIAL
    if _NUMERAL.fullmatch(word):
        return Kind.NUMERAL
    if len(word) > 1 and word.isupper():
        return Kind.CAPITALS
    end = word.rpartition("-")[2]
    if end != word and (end in _COMPOUND_ENDS or (end.islower() and len(end) > 5)):
        return Kind.OTHER
    return Kind.NAME if _SHAPE.fullmatch(word) else Kind.OTHER


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a sentence: where each starts and ends, what it is, and the known name it belongs to."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    kinds: list[Kind]
    names: list[Name | None]

    def __len__(self) -> int:
        return len(self.words)

    def at(self, index: int) -> str:
        """Return the word there, or nothing where there is none."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def kind(self, index: int) -> Kind:
        """Return what the word there is; outside the sentence is a mark."""
        return self.kinds[index] if 0 <= index < len(self.kinds) else Kind.MARK

    def name(self, index: int) -> Name | None:
        """Return the known name that the word there belongs to."""
        return self.names[index] if 0 <= index < len(self.names) else None

    def is_heading(self) -> bool:
        """Whether all its longer words are capitals, so that a capital says nothing."""
        if len(self.words) < 5 or self.words[-1] == ".":
            return False
        return not any(each.islower() and len(each) > 3 for each in self.words)


def words_of(text: str, names: Sequence[Name]) -> Words:
    """Take a folded sentence apart."""
    found = list(_TOKEN.finditer(text))
    words = [each[0] for each in found]
    ws = Words(
        text, words, [each.start() for each in found], [each.end() for each in found],
        [kind_of(each) for each in words], [None] * len(words),
    )  # fmt: skip
    _mark_known(ws, names)
    return ws


def _mark_known(ws: Words, names: Sequence[Name]) -> None:
    at, size = 0, len(ws)
    for name in names:
        at = bisect_right(ws.ends, name.start, at)
        while at < size and ws.starts[at] < name.end:
            ws.names[at] = name
            if not (
                ws.kinds[at] is Kind.NAME
                and ws.ends[at] > name.end
                and ws.words[at][0].isupper()
                and ws.text[name.end] == "-"
            ):
                ws.kinds[at] = Kind.KNOWN
            at += 1


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words that can be the name of a person: from the first to before ``end``; ``bare`` starts with a particle."""

    first: int
    end: int
    bare: bool = False


_NO_BEGINNING = (Kind.OTHER, Kind.MARK, Kind.TITLE, Kind.RANK, Kind.NUMERAL)
"""What most words are, and no name begins with; a tuple, as an enumeration is found in it by what it is."""


def chunks(ws: Words) -> Iterable[Chunk]:
    """Yield the stretches of a sentence that can be names of persons, in its order."""
    at, size = 0, len(ws)
    while at < size:
        if ws.kinds[at] in _NO_BEGINNING:
            at += 1
            continue
        first = at
        bare = ws.kinds[at] is Kind.PARTICLE and ws.words[at] in LEADING
        if bare:
            at = _past_particles(ws, at)
        if at < size and _is_name(ws, at, first if not bare else at):
            end = _end(ws, at)
            yield Chunk(first, end, bare)
            at = end
        else:
            at = first + 1


def _past_particles(ws: Words, at: int) -> int:
    last = at + 3
    while at < last and ws.kind(at) is Kind.PARTICLE:
        at += 1
    return at


def _end(ws: Words, at: int) -> int:
    first, at = at, at + 1
    while at < len(ws) and at - first < 8:
        if ws.kinds[at] in (Kind.CAPITALS, Kind.NUMERAL) or _is_name(ws, at, first):
            at += 1
            continue
        past = _past_particles(ws, at)
        if past == at or not _is_name(ws, past, first):
            break
        at = past + 1
    return at


_UNSURE = (Kind.STOP, Kind.BODY, Kind.ROYAL, Kind.HEAD)
_GIVEN = _set(
    "Jordan Chad Georgia Israel Paris Florence Sofia Victoria Santiago Salvador Sydney Charlotte Lima Kingston Austin Lourdes Milan Carolina Holland India Asuncion Cairo Kent Chester Lincoln Jackson Madison Regina"
)
"""Names of places that people are called by."""


_GOES_ON_AS_NAME = _set("Said Amir Jan April June August Christian Park Sun Mark Wang")
"""Words that are names where another part of a name follows: "Jan Egeland"."""
_DOUBTFUL = _set(
    "Park Hill Law White Green Day West May Hall Young Church Black Castle Bay Banks Price Grand King Major Prince"
)
"""Words that are surnames only of people with a title, and of whom everyone knows."""


_SHORT_NAMES = frozenset(("He", "To", "An"))
_NAMES_AT_TIMES = _SHORT_NAMES | _GOES_ON_AS_NAME | _DOUBTFUL


def _is_doubtful_name(ws: Words, at: int, first: int) -> bool:
    word, follows = ws.words[at], ws.kind(at + 1) is Kind.NAME
    titled = ws.kind(first - 1) in (Kind.HEAD, Kind.TITLE)
    if at == first and follows and word in _SHORT_NAMES:  # Vice Premier He Lifeng
        return f"{word} {ws.words[at + 1]}" in known_people() or (word == "He" and ws.kind(at - 1) is Kind.HEAD)
    if at == first and word in _GOES_ON_AS_NAME and follows:
        return word != "Park" or titled or "-" in ws.at(at + 1)
    if word not in _DOUBTFUL:
        return word == "Said" and ws.kind(at - 1) is Kind.PARTICLE
    return (titled and not ws.at(at + 1)[:1].isdigit()) or f"{ws.words[at - 1]} {word}" in known_people()


def _is_name(ws: Words, at: int, first: int) -> bool:
    kind = ws.kind(at)
    if kind in _UNSURE and ws.words[at] in _NAMES_AT_TIMES and _is_doubtful_name(ws, at, first):
        return True
    if kind is Kind.CAPITALS and at == first:  # "Mr TACHIBANA Ryo"
        return ws.kind(at - 1) is Kind.TITLE or (ws.kind(at - 1) is Kind.HEAD and ws.kind(at + 1) is Kind.NAME)
    if at > first and ws.words[at] == "M.":
        return ws.kind(at + 1) is Kind.NAME
    if kind is Kind.NOBLE and at > first:  # "Hassan Sheikh Mohamud"
        return ws.kind(at + 1) is Kind.NAME
    if kind is Kind.NAME or (kind is Kind.INITIAL and (first < at or ws.kind(at + 1) in (Kind.NAME, Kind.INITIAL))):
        return True
    name = ws.name(at)
    if kind is not Kind.KNOWN or name is None or " " in name.text or name.role in (Role.DEMONYM, Role.METONYM):
        return False
    if at == first:
        titled = ws.kind(at - 1) in (Kind.HEAD, Kind.TITLE) or name.text in _GIVEN
        return titled and (
            ws.kind(at + 1) is Kind.NAME
            or (ws.kind(at + 1) is Kind.KNOWN and ws.names[at + 1] is not name and name.text in _GIVEN)
        )
    # "Michael Jordan" is a man, and "Visit Jordan" is none: what follows decides.
    return ws.kind(at - 1) in (Kind.NAME, Kind.INITIAL, Kind.PARTICLE) and (ws.at(at + 1) != "," or not ws.name(at + 2))
