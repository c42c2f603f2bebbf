import pytest

from summitcal.cli.talking import chosen_file, count, out, say


def test_data_goes_to_standard_output_and_words_to_standard_error(capsys: pytest.CaptureFixture[str]):
    out("data")
    say("words")

    assert capsys.readouterr() == ("data\n", "words\n")


def test_things_are_counted_in_plain_english():
    assert [count(number, "meeting") for number in range(3)] == ["0 meetings", "1 meeting", "2 meetings"]


def test_the_file_is_the_one_given_else_the_setting_else_the_usual_one(monkeypatch: pytest.MonkeyPatch):
    assert chosen_file(None) == "data/events.yaml"
    monkeypatch.setenv("SUMMITCAL_FILE", "setting.yaml")
    assert chosen_file("") == "setting.yaml"
    assert chosen_file("given.yaml") == "given.yaml"
