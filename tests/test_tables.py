"""Ledgers, coverage, names of a party, and the order of events."""

from __future__ import annotations

from tests.test_stages import make
from variorum.claims import Parser, find_claims
from variorum.model import Collation, Report, Story
from variorum.pipeline import Methods, collate_story
from variorum.views.chart import draw
from variorum.views.tables import lay_out_ledgers

MORNING = make(
    "a",
    "A landslide buried a quarry near Tolmin on Monday. At least 12 workers were killed, the fire brigade said. "
    "Local fighters agreed to clear the road. The captain rang the bell before the ship began to list. "
    "A dog named Bruno dug up the first survivor under a steel beam.",
    published="2031-05-05T08:00:00Z",
    outlet="Morning Post",
)
NOON = make(
    "b",
    "Rescuers from the Armenian side dug with bare hands after a landslide at a quarry. 17 workers were killed near "
    "Tolmin on Monday, according to the mayor. Armenian separatists agreed to clear the road. "
    "The owner, a firm from Graz, went bankrupt in March.",
    published="2031-05-05T12:00:00Z",
    outlet="Noon Herald",
)
EVENING = make(
    "c",
    "The quarry of Tolmin was buried under rock on Monday when the mountain gave way. "
    "A survivor said the ship began to list before the captain rang the bell.",
    published="2031-05-06T09:00:00Z",
    outlet="Evening Star",
)
FIREMEN = make(
    "d",
    "On Monday a landslide buried a quarry near Tolmin. The owner of the quarry, a firm from Graz, went bankrupt in March.",
    published="2031-05-05T13:00:00Z",
    outlet="Noon Echo",
)


def told(parser: Parser, *reports: Report) -> Collation:
    return collate_story(Story("s", "Landslide", None, None, reports), Methods(parser=parser))


def says(collation: Collation, ids: tuple[str, ...]) -> list[str]:
    return [c.says for c in collation.claims if c.id in ids]


def test_a_ledger_has_all_figures_of_one_thing_in_order_of_time(parser: Parser) -> None:
    ledger = told(parser, NOON, MORNING).ledgers[0]
    assert [(c.text, c.low, c.high) for c in ledger.counts] == [
        ("At least 12 workers killed", 12.0, None),
        ("17 workers killed", 17.0, 17.0),
    ]
    assert [c.as_of for c in ledger.counts] == ["2031-05-05T08:00:00Z", "2031-05-05T12:00:00Z"]  # not when they died
    assert {c.voice for c in ledger.counts} == {"the fire brigade", "the mayor"}


def test_a_ledger_is_drawn_where_its_figures_differ(parser: Parser) -> None:
    collation = told(parser, NOON, MORNING)
    letters = {"b": "A", "a": "B"}
    figures = lay_out_ledgers(collation, letters)[0]
    chart = draw(figures)
    assert chart is not None
    assert {m.letters for m in chart.marks} == {"A", "B"}
    higher, lower = (next(m for m in chart.marks if m.letters == x) for x in ("A", "B"))
    assert higher.y < lower.y
    assert lower.open
    assert not higher.open
    twice = told(parser, make("x", MORNING.text, published="2031-05-05"), make("y", MORNING.text, published="2031-05-06"))
    assert all(draw(f) is None for f in lay_out_ledgers(twice, {"x": "A", "y": "B"}))


def test_what_a_report_has_alone_is_added_and_what_two_others_knew_before_is_left_out(parser: Parser) -> None:
    collation = told(parser, MORNING, NOON, FIREMEN, EVENING)
    by_report = {c.report: c for c in collation.coverage}
    about = {p.id: p.about for p in collation.points}
    assert [x for x in says(collation, by_report["a"].adds) if "Bruno" in x]
    assert not [x for x in says(collation, by_report["b"].adds) if "bankrupt" in x]  # another has it too
    assert any("bankrupt" in about[i] for i in by_report["c"].omits)
    assert not any("bankrupt" in about[i] for i in by_report["a"].omits)  # it is older


def test_nothing_is_left_out_where_dates_do_not_tell(parser: Parser) -> None:
    undated = make("e", EVENING.text)
    collation = told(parser, MORNING, NOON, FIREMEN, undated)
    assert next(c for c in collation.coverage if c.report == "e").omits == ()


def test_what_reports_call_one_party_stands_together(parser: Parser) -> None:
    naming = told(parser, MORNING, NOON).namings[0]
    assert {n.text for n in naming.names} == {"local fighters", "Armenian separatists"}
    for name in naming.names:
        for span in name.cites:
            text = {"a": MORNING, "b": NOON}[span.report].text
            assert text[span.start : span.end].casefold() == name.text.casefold()


def test_events_told_the_other_way_round_are_a_conflict(parser: Parser) -> None:
    points = told(parser, MORNING, EVENING).points
    assert [p.status for p in points if "first" in p.because] == ["conflict"]
    straight = make("f", "The captain rang the bell before the ship began to list, a survivor said.", published="2031-05-06")
    assert not [p for p in told(parser, MORNING, straight).points if "first" in p.because]


def test_a_verb_that_lists_no_one_is_no_saying(parser: Parser) -> None:
    claims = find_claims(make("g", "The captain rang the bell before the ship began to list."), parser)
    assert [c.attribution for c in claims] == [()]


def test_a_timeline_cites_what_dates_an_event_otherwise(parser: Parser) -> None:
    one = make("h", "The old bridge of Varn collapsed on Monday after weeks of rain.", published="2031-05-07")
    two = make(
        "i",
        "Engineers had warned the council. The old bridge of Varn collapsed on Tuesday after weeks of rain.",
        published="2031-05-07",
    )
    moments = [m for m in told(parser, one, two).timeline if "collapsed" in m.text]
    assert [(m.period.first, [s.report for s in m.cites], [s.report for s in m.against]) for m in moments] == [
        ("2031-05-05", ["h"], ["i"]),
        ("2031-05-06", ["i"], ["h"]),
    ]


def test_lengths_that_convert_into_each_other_do_not_differ(parser: Parser) -> None:
    text = "Waves of {} broke over the breakwater of Kell on Monday, and seas of {} were measured off the cape at night."
    one = make("j", text.format("35 feet", "20 feet"), published="2031-05-06")
    two = make("k", text.format("11 meters", "12 meters"), published="2031-05-06")
    ledgers = told(parser, one, two).ledgers
    assert {tuple(sorted(c.text for c in g.counts)): g.differ for g in ledgers} == {
        ("11 meters", "35 feet"): False,
        ("12 meters", "20 feet"): True,
    }
    chart = draw(next(f for f in lay_out_ledgers(told(parser, one, two), {"j": "A", "k": "B"}) if f.parts))
    assert chart is not None
    metric, feet = (next(m for m in chart.marks if m.letters == x) for x in ("B", "A"))
    assert metric.y < feet.y  # twelve metres are more than twenty feet
