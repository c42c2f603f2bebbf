import pytest
from tests.extract.asking import Judge, spots

from summitcal.extract import find_meetings
from summitcal.extract.cast import Cast
from summitcal.extract.members import BACK, named, said_where, weighed
from summitcal.extract.weighing import Question, Weigh, weigh


def told(text: str, judge: Weigh) -> Cast:
    """Return who takes part in what the last date of a text tells of."""
    spot = spots(text)[-1]
    return weighed(spot, named(spot), (), judge)


def how(cast: Cast) -> dict[str, str]:
    return {each.participant.name: each.how for each in (*cast.sides.values(), *cast.people.values())}


def test_the_words_of_an_encounter_name_who_takes_part():
    [first, second] = spots("Chile met Peru on 2 January, and Oman will meet Qatar on 12 January.")

    assert (named(first).ids, named(second).ids) == ({"chile", "peru"}, {"oman", "qatar"})


def test_the_bloc_is_the_body_named_before():
    [spot] = spots("ASEAN welcomed Laos. The bloc holds its summit on 12 January.")

    assert named(spot).ids == {"asean"}


def test_those_named_in_the_sentence_before_and_in_the_next_can_take_part():
    text = "French President Jeanne Morel rested. She will meet Adam Nowak on 12 January. Poland agreed."

    assert how(told(text, Judge())) == {
        "France": "named in the sentence before",
        "Jeanne Morel": "named in the sentence before",
        "Adam Nowak": "named with the meeting",
        "Poland": "named in the next sentence",
    }


def test_those_named_long_before_cannot_but_at_the_top():
    near = f"Rain fell. Oman agreed. {'Nobody spoke. ' * (BACK - 1)}Chile and Peru will meet on 12 January."
    far = f"Rain fell. Oman agreed. {'Nobody spoke. ' * BACK}Chile and Peru will meet on 12 January."
    top = f"Oman agreed. {'Nobody spoke. ' * BACK}Chile and Peru will meet on 12 January."

    assert how(told(near, Judge()))["Oman"] == f"named {BACK} sentences before"
    assert "Oman" not in how(told(far, Judge()))
    assert how(told(top, Judge()))["Oman"] == "named at the top"


def test_whose_ministry_gives_a_text_out_can_take_part():
    text = "Ministry of Foreign Affairs of Chile\nThe minister will receive Adam Nowak of Poland on 12 January."

    assert how(told(text, Judge()))["Chile"] in {"named in the sentence before", "whose text it is"}


@pytest.mark.parametrize(
    ("text", "who", "sign"),
    [
        (
            "Norway's envoy, Jan Moe, rested. Ida Berg of Sweden slept. The envoy will meet Chile on 12 January.",
            "Norway",
            "meant True",
        ),
        ("Jan Moe of Norway flew home. He will meet Chile on 12 January.", "Norway", "topic True | subject he"),
        ("Jan Moe of Norway flew home. He will meet Chile on 12 January.", "Norway", "leads back 1 | he"),
        ("Oman met Qatar on 2 January, and Chile will meet Peru on 12 January.", "Peru", "taken 1 | told"),
        ("OSLO - Norway will receive Chile on 12 January in the old fortress by the sea.", "Norway", "home True"),
        ("Oman will meet with Qatar on 12 January.", "Qatar", "behind path with"),
    ],
)
def test_the_story_says_who_is_meant(text: str, who: str, sign: str):
    judge = Judge()
    told(text, judge)

    assert sign in judge.shown[Question.SIDE, who]


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("inside", "named with the meeting"),
        ("left", "named in the same sentence"),
        ("right", "named in the same sentence"),
        ("next", "named in the next sentence"),
        ("back 1", "named in the sentence before"),
        ("back 3", "named 3 sentences before"),
        ("meeting 2", "where the meeting told of before is"),
        ("dateline", "from the dateline"),
    ],
)
def test_where_a_name_stands_is_said_in_words(where: str, words: str):
    assert said_where(where) == words


def test_everyone_is_weighed_by_where_and_how_they_are_named():
    judge = Judge()
    told("Oman agreed. Chile and Peru will hold talks on the war in Syria on 12 January, the Kremlin said.", judge)

    assert judge.names(Question.SIDE) == {"Chile", "Peru", "Syria", "Russia", "Oman"}
    assert {"inside side", "told", "leads"} <= judge.shown[Question.SIDE, "Chile"]
    assert {"inside unlikely", "not told"} <= judge.shown[Question.SIDE, "Syria"]
    assert "inside quoted" in judge.shown[Question.SIDE, "Russia"]
    assert "back 1 side" in judge.shown[Question.SIDE, "Oman"]


def test_a_person_is_weighed_by_whether_their_side_takes_part():
    text = "French President Jeanne Morel will meet Peru's minister on 12 January."
    with_france, without = Judge(), Judge(chances={"France": 0.1, "Peru": 0.9})
    told(text, with_france)
    told(text, without)

    assert "home" in with_france.shown[Question.PERSON, "Jeanne Morel"]
    assert "away" in without.shown[Question.PERSON, "Jeanne Morel"]


def test_only_the_probable_take_part_with_how_probable_they_are():
    cast = told("Chile, Peru and Oman will meet on 12 January.", Judge(0.1, {"Chile": 0.9, "Peru": 0.8}))

    assert [(each.participant.name, each.chance) for each in cast.sides.values()] == [("Chile", 0.9), ("Peru", 0.8)]


@pytest.mark.parametrize(("second", "sides"), [(0.3, {"chile", "peru"}), (0.1, {"chile"})])
def test_the_second_side_may_be_less_probable_as_nobody_meets_alone(second: float, sides: set[str]):
    judge = Judge(0.05, {"Chile": 0.9, "Peru": second})

    assert told("Chile, Peru and Oman will meet on 12 January.", judge).ids == sides


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Chile and Peru will hold talks in Geneva on 12 January.", ["Chile", "Peru"]),
        ("Chile and Peru will hold talks in Geneva on 12 January, the Kremlin said.", ["Chile", "Peru"]),
        ("Chile and Peru will hold talks on the war in Syria in Geneva on 12 January.", ["Chile", "Peru"]),
        ("Iran and the E3 will hold talks in Vienna on 12 January.", ["Iran", "France", "Germany", "United Kingdom"]),
        (
            "French President Jeanne Morel will receive Polish Foreign Minister Adam Nowak in Paris on 12 January.",
            ["France", "Poland", "Jeanne Morel", "Adam Nowak"],
        ),
    ],
)
def test_in_a_plain_sentence_those_at_the_table_are_told_from_those_quoted_or_spoken_of(text: str, sides: list[str]):
    [draft] = find_meetings(text, published=spots(text)[0].story.published)

    assert [each.name for each in draft.meeting.participants] == sides


def test_they_are_those_of_the_sentence_before():
    cast = told("Chile and Peru held talks in Lima on Sunday. They will meet again in Quito on 12 January.", weigh)

    assert how(cast) == dict.fromkeys(["Chile", "Peru"], "named in the sentence before")
