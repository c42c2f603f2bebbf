import pytest

from summitcal.extract.cast import Memory, bodies, cast_of, namesakes, remember
from summitcal.extract.parties import find_parties
from summitcal.extract.parties.names import find_names
from summitcal.extract.parties.people import Register, find_people


def cast(text: str, register: Register | None = None):
    names = find_names(text)
    return cast_of(find_parties(text, names, find_people(text, names, register or Register(), None)), 0)


def memory_of(text: str) -> Memory:
    memory = Memory()
    names = find_names(text)
    remember(memory, find_parties(text, names, find_people(text, names, Register(), None)), 0, 0)
    return memory


def test_a_cast_has_sides_and_the_people_who_are_there_for_them():
    found = cast("French President Jeanne Morel will meet the Polish foreign minister.")

    assert set(found.sides) == {"france", "poland"}
    assert set(found.people) == {"jeanne-morel"}


def test_a_group_that_is_only_its_members_is_told_as_its_members():
    assert set(cast("Iran and the E3 will meet.").sides) == {"iran", "france", "germany", "united-kingdom"}


@pytest.mark.parametrize(
    ("before", "words", "body"),
    [
        ("ASEAN welcomed Laos.", "The bloc will meet in June.", "asean"),
        ("The IAEA sent its inspectors.", "The Board of Governors convenes in March.", "iaea"),
    ],
)
def test_the_bloc_and_the_board_mean_the_body_named_last(before: str, words: str, body: str):
    assert set(bodies(words, 0, memory_of(before)).sides) == {body}


def test_she_is_most_likely_the_one_who_was_named_first():
    subject = memory_of("German Foreign Minister Lena Hartwig will receive the Greek prime minister.").subject

    assert subject is not None
    assert (set(subject.sides), set(subject.people)) == ({"germany"}, {"lena-hartwig"})


@pytest.mark.parametrize(
    ("words", "named"),
    [("The leaders of Italy and Albania will meet.", 1), ("Experts of Italy and Albania will meet.", 0)],
)
def test_leaders_who_are_named_elsewhere_are_at_a_meeting_of_leaders(words: str, named: int):
    register = Register()
    cast("Italian Prime Minister Chiara Bianchi confirmed it.", register)

    assert len(list(namesakes(cast(words), words, words.index("meet"), register))) == named
