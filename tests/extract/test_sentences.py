import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitcal.extract.sentences import LONGEST, sentences


def texts(article: str) -> list[str]:
    return [each.text for each in sentences(article)]


def test_an_article_is_cut_into_sentences():
    assert texts("They met. Nobody spoke. Will they meet again?") == [
        "They met.",
        "Nobody spoke.",
        "Will they meet again?",
    ]


@pytest.mark.parametrize("name", ["Mr. Kovac", "Gen. Moreau", "U.S. envoys", "Feb. 14"])
def test_a_stop_within_a_name_ends_no_sentence(name: str):
    assert len(texts(f"They saw {name} in Oslo today.")) == 1


@pytest.mark.parametrize(
    "line",
    [
        "The cup final is on the 14th and everybody... Read More",
        "Related: five lakes to visit in March",
        "This website uses cookies.",
        "Sign up for our newsletter on Friday",
        "© 2022 Example News",
    ],
)
def test_a_teaser_is_no_part_of_an_article(line: str):
    assert texts(f"They met.\n{line}\nThey left.") == ["They met.", "They left."]


def test_what_stands_under_a_heading_of_teasers_is_left_out():
    article = "They met.\nMORE FROM OUR SITE\nA film opens on Friday\nA match on Sunday\n"

    assert texts(article) == ["They met."]


def test_a_dateline_is_kept_apart():
    [sentence] = sentences("WARSAW, March 3 - The two foreign ministers met here on Thursday for long talks.")

    assert sentence.dateline == "Warsaw"
    assert sentence.text.startswith("The two foreign ministers")


def test_lines_that_were_only_wrapped_are_one_sentence():
    line = "The foreign ministers of both countries are expected to meet again next"

    assert len(texts(f"{line}\nweek in Oslo.")) == 1


@given(st.text(max_size=500))
def test_every_character_stays_at_its_own_offset(article: str):
    for sentence in sentences(article):
        assert len(sentence.text) == sentence.end - sentence.start <= LONGEST
        assert 0 <= sentence.start < sentence.end <= len(article)


def test_an_hour_and_the_same_hour_in_brackets_stay_together():
    [only] = sentences("The call is at 8:30 a.m. (0430 GMT) on Monday.")

    assert only.text.endswith("on Monday.")


@pytest.mark.parametrize(
    ("dateline", "city"),
    [
        ("NEW DELHI, Jun 11 (PTI) ", "New Delhi"),
        ("RIGA, Dec 17, BNS - ", "Riga"),
        ("OSLO (Agency) -- ", "Oslo"),
        ("OSLO, 3 May 2024 - ", "Oslo"),
    ],
)
def test_a_dateline_can_end_with_an_agency_and_no_dash(dateline: str, city: str):
    [sentence] = sentences(f"{dateline}The prime ministers of Chile and Peru will dine with their guests in a hotel.")

    assert (sentence.dateline, sentence.text[:9]) == (city, "The prime")


def test_capitals_and_a_date_are_no_dateline_without_an_agency_or_a_dash():
    [sentence] = sentences("OSLO, May 3 The prime ministers of Chile and Peru will dine with guests in a hotel there.")

    assert sentence.dateline is None
