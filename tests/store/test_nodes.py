import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitcal.store.nodes import MAX_DEPTH, Node, locate, read_nodes, walk


def root(text: str) -> Node:
    node, problems = read_nodes(text, "events.yaml")
    assert problems == []
    assert node is not None
    return node


def said(text: str) -> list[str]:
    return [str(problem) for problem in read_nodes(text, "events.yaml")[1]]


@pytest.mark.parametrize("text", ["NO", "on", "08", "12:30", "1_000", "2022-01-09", "0x1f", "yes", "1e3"])
def test_a_scalar_is_the_text_that_people_wrote(text: str):
    assert locate(root(f"key: {text}"), ("key",)).value == text


@pytest.mark.parametrize("text", ["", "~", "null", ".nan"])
def test_nothing_is_none(text: str):
    assert locate(root(f"key: {text}"), ("key",)).value is None


@pytest.mark.parametrize(
    ("value", "end"),
    [
        ("word  # comment", (1, 10)),
        ("'a word'", (1, 14)),
        ("[a, {b: c}]  # comment", (1, 17)),
        ("{a: [b,\n c],\n  }", (3, 4)),
        ("|\n  two\n  lines\nlast: x", (4, 1)),
    ],
)
def test_a_value_knows_where_it_ends(value: str, end: tuple[int, int]):
    assert locate(root(f"key: {value}"), ("key",)).end == end


def test_quotes_make_a_text_of_anything():
    assert locate(root("key: 'null'"), ("key",)).value == "null"


def test_every_node_knows_its_line_and_column():
    node = root("a:\n  - b: one\n    c: two\n")

    assert [(each.path, each.line, each.column) for each in walk(node)] == [
        ((), 1, 1),
        (("a",), 2, 3),
        (("a", 0), 2, 5),
        (("a", 0, "b"), 2, 8),
        (("a", 0, "c"), 3, 8),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_whatever_ends_them(end: str):
    assert locate(root(f"a: 1{end}b: 2{end}c: 3{end}"), ("c",)).line == 3


def test_a_path_that_leads_nowhere_ends_at_the_nearest_node_above():
    assert locate(root("a:\n  - b: one\n"), ("a", 0, "missing")).path == ("a", 0)


def test_nesting_is_bounded_without_recursion():
    [problem] = said("a: " + "[" * 10_000)

    assert problem.endswith(f"nested more than {MAX_DEPTH} levels deep; delete the stray brackets")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("a: 1\na: 2\n", "duplicate-key"),
        ("a: &x 1\nb: *x\n", "yaml-alias"),
        ("a: !!python/object/apply:os.system [ls]\n", "yaml-tag"),
        ("a: 1\n---\nb: 2\n", "yaml-document"),
        ("? [a]\n: b\n", "yaml-key"),
        ("a: b: c\n", "yaml-syntax"),
        ("a: @b\n", "yaml-syntax"),
        ("a: '\n", "yaml-syntax"),
        ("a: \x07\n", "yaml-syntax"),
        ("a: 1\n\ufeffb: 2\n", "byte-order-mark"),
    ],
)
def test_what_would_be_lost_or_run_is_a_problem(text: str, rule: str):
    [problem] = read_nodes(text, "events.yaml")[1]

    assert problem.rule == rule
    assert problem.line > 0
    assert problem.mend


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: x\n    b: y\n", "2:6: not readable as YAML: this line is indented deeper than the one above; give both"),
        ("a: x\nb:y\nc: z\n", "2:1: not readable as YAML: a blank is missing behind the colon; write `b: y`"),
        ("- a:b\n  c: d\n", "1:3: not readable as YAML: a blank is missing behind the colon; write `a: b`"),
        (
            "a: see: here\n",
            "1:7: not readable as YAML: a colon followed by a space begins a new value; put the text in",
        ),
        ("a: 1\n<<<<<<< ours\nb: 2\n", "2:1: not readable as YAML: a merge has left both versions here, with its"),
        (
            "a: &US Talks\n",
            "1:4: &US names this text for other parts of the file, and is no part of it; put the text",
        ),
    ],
)
def test_what_is_wrong_is_said_in_the_words_of_who_wrote_it(text: str, message: str):
    [problem] = said(text)

    assert problem.startswith(f"events.yaml:{message}")


def test_a_key_that_stands_twice_hides_nothing_else():
    node, problems = read_nodes("a: 1\na: 2\nb: 3\n", "events.yaml")

    assert [problem.rule for problem in problems] == ["duplicate-key"]
    assert node
    assert locate(node, ("b",)).value == "3"


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("a: Talks #2", "'Talks' ends here"),
        ("a: [US #1, x]\n]", "'US' ends here"),
        ("a: Talks # 2", None),
        ("a: Talks#2", None),
        ("a: 'Talks' #2", None),
        ("a: 'Talks #2'", None),
        ("a: #2", None),
        ("# one #2\na: b", None),
        ("a: |\n  Talks #2\n", None),
    ],
)
def test_a_text_that_a_comment_cuts_off_is_told(text: str, cut: str | None):
    _, problems = read_nodes(text, "events.yaml")

    assert [problem.rule for problem in problems] == (["text-cut"] if cut else [])
    assert not cut or cut in problems[0].what


@given(st.text())
def test_no_text_makes_it_crash(text: str):
    node, problems = read_nodes(text, "events.yaml")

    assert node is None or problems == [] or problems[0].line > 0


@given(st.text(alphabet="ab:-[]{} \n'\"#&*!|>%@,?"))
def test_no_yaml_makes_it_crash(text: str):
    _, problems = read_nodes(text, "events.yaml")

    assert all(problem.line > 0 and problem.column > 0 for problem in problems)
