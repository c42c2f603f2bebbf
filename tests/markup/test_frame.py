from dataclasses import replace

from summitcal.markup import back_link, choices, chosen_filters, masthead, note, page_links
from tests.markup.fragments import READER, WEEK, text_of


def test_the_head_has_a_place_for_the_panel_and_for_what_stands_below_it():
    assert masthead(replace(WEEK, description=None), READER, subscribe="<hr>", below="<br>") == (
        '<div class="sc"><header class="sc-head"><h1 dir="auto">Talks of the week</h1><hr><br></header></div>'
    )
    assert '<p class="sc-quiet" dir="auto">What is on, week by week.</p>' in masthead(WEEK, READER)


def test_only_a_note_that_warns_looks_like_a_warning():
    assert note("No.", warns=True, details=["Line 1"]) == (
        '<div class="sc"><div class="sc-note sc-warn">No.<ul><li>Line 1</li></ul></div></div>'
    )
    assert note("Yes.") == '<div class="sc"><div class="sc-note">Yes.</div></div>'


def test_the_way_back_names_where_it_leads_and_reads_its_arrow_to_nobody():
    html = back_link("?now=2022-01-05&kind=call", "Talks")

    assert '<a href="?now=2022-01-05&amp;kind=call">' in html
    assert 'aria-hidden="true">←</span> Talks</a>' in html


def test_one_of_several_things_is_the_current_one():
    html = choices("Layout", {"a": "List", "b": "Month"}, chosen="b", links={"a": "?", "b": "?view=b"})

    assert 'aria-label="Layout"' in html
    assert '<li><a href="?">List</a></li><li><a href="?view=b" aria-current="true">Month</a></li>' in html


def test_a_list_of_one_page_has_no_ways_to_others():
    assert page_links(1, 1, READER, {}) == ""


def test_the_first_page_leads_on_the_last_leads_back_and_one_between_leads_both_ways():
    first, second, last = (page_links(page, 3, READER, {n: f"?page={n}" for n in range(1, 4)}) for page in (1, 2, 3))

    assert text_of(first) == "Page 1 of 3 More meetings →"
    assert text_of(second) == "← Back Page 2 of 3 More meetings →"
    assert text_of(last) == "← Back Page 3 of 3"
    assert '<a rel="prev" href="?page=1">' in second
    assert '<a rel="next" href="?page=3">' in second


def test_a_filter_that_is_chosen_can_be_taken_away_and_so_can_all():
    html = chosen_filters([("Russia", "?kind=call"), ("call", "?participant=russia")], READER, said="1 of 7", clear="?")

    assert '<p role="status">1 of 7</p>' in html
    assert '<a href="?kind=call" aria-label="Without Russia">Russia <span aria-hidden="true">×</span></a>' in html
    assert '<a class="sc-clear" href="?">Show all</a>' in html
    assert text_of(html) == "1 of 7 Russia × call × Show all"
