from summitcal.problems import InvalidCalendar, Problem, guess, path_words


def test_a_problem_is_one_line_that_editors_can_jump_to():
    problem = Problem(
        rule="end-before-start",
        path=("meetings", 1, "end"),
        what="2022-01-08 is before start 2022-01-09",
        mend="the end is the last day of the meeting",
        file="data/events.yaml",
        line=14,
        column=12,
    )

    assert str(problem) == (
        "data/events.yaml:14:12: meetings[1].end: 2022-01-08 is before start 2022-01-09; "
        "the end is the last day of the meeting"
    )


def test_a_problem_without_a_place_in_a_file_says_its_path():
    assert str(Problem(rule="any", path=("calendar", "title"), what="is empty")) == "calendar.title: is empty"


def test_an_invalid_calendar_says_all_its_problems():
    problems = [Problem(rule="any", path=("meetings", index), what="is wrong") for index in range(2)]

    assert str(InvalidCalendar(problems)) == "meetings[0]: is wrong\nmeetings[1]: is wrong"


def test_a_path_is_written_the_way_people_read_it():
    assert path_words(("meetings", 3, "agenda", 0, "at")) == "meetings[3].agenda[0].at"


def test_the_nearest_known_word_is_guessed_whatever_its_case():
    assert guess("Titel", ["title", "start"]) == "did you mean 'title'?"
    assert guess("TITLE", ["title", "start"]) == "did you mean 'title'?"


def test_a_word_like_no_other_is_not_guessed():
    assert guess("banana", ["title", "start"]) == ""
