"""Who took what from whom: fingerprints, passages, direction, families, variants, each on texts made up for it."""

from __future__ import annotations

import contextlib
import random
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import cases
from variorum.errors import BadInput
from variorum.model import Passage, Report, Reuse
from variorum.reuse import Store, Trace, open_store, trace
from variorum.reuse.edits import find_changes
from variorum.reuse.fingerprints import BLOCK, GRAM, WINDOW, find_fingerprints
from variorum.reuse.index import ENDS, Index
from variorum.reuse.outlets import is_cited, names_of

FIRE = (
    "A fire destroyed the old grain mill of Aldern on Tuesday night, the fire brigade said.\n"
    "At least 12 people were hurt, two of them badly, when the roof of the silo came down.\n"
    "Sparks from a welding torch may have set the dust alight, an inspector told the council.\n"
    "The mill, built in 1904, had been empty for years and was to be turned into flats.\n"
    "Mayor Ida Berg promised the neighbours that the ruin would be cleared before the winter.\n"
    "The owner, a bank in Hocheck, did not answer questions about the guards whom it had dismissed in May."
)
OWN = "A baker on Canal Street said flames stood higher than the church. Neighbours carried buckets until engines arrived."
WORDS = [f"{a}{b}{c}" for a in "bdfgklmnprst" for b in ("al", "er", "in", "on", "us") for c in ("", "a", "ek", "om")]


def make(name: str, text: str, **known: Any) -> Report:
    return Report(id=name, name=name, text=text, language=known.pop("language", "en"), **known)


def prose(seed: int, sentences: int) -> list[str]:
    draw = random.Random(seed)
    return [" ".join(draw.choices(WORDS, k=14)).capitalize() + "." for _ in range(sentences)]


def families(found: Trace) -> list[tuple[str, ...]]:
    return [f.reports for f in found.families]


def only(found: Trace) -> Reuse:
    assert len(found.reuses) == 1
    return found.reuses[0]


words = st.lists(st.sampled_from(WORDS), min_size=20, max_size=40)


@given(words, words, words, words, st.lists(st.sampled_from(WORDS), min_size=GRAM + WINDOW - 1, max_size=15))
def test_nine_words_that_two_texts_share_in_a_row_yield_a_common_fingerprint(
    a: list[str], b: list[str], c: list[str], d: list[str], shared: list[str]
) -> None:
    prints, owners = find_fingerprints([" ".join(a + shared + b), " ".join(c + shared + d)])
    assert set(prints[owners == 0].tolist()) & set(prints[owners == 1].tolist())


@given(st.lists(st.text(max_size=200), max_size=5))
def test_any_text_has_the_same_fingerprints_alone_and_among_others(texts: list[str]) -> None:
    prints, owners = find_fingerprints(texts)
    for n, text in enumerate(texts):
        assert find_fingerprints([text])[0].tolist() == prints[owners == n].tolist()


def test_fingerprints_do_not_see_spelling_marks_case_and_block() -> None:
    plain = "the dog's owner said: we won't sell the house in the old town of Zurich at any price"
    fancy = "The dog’s owner said: “We won’t sell the house in the old town of Zürich — at any price”"
    texts = [plain, fancy, *([OWN] * BLOCK), plain]
    prints, owners = find_fingerprints(texts)
    names = {int(p) for p in prints[owners == 0]} & {int(p) for p in prints[owners == 1]}
    assert len(names) >= 3
    assert prints[owners == BLOCK + 2].tolist() == prints[owners == 0].tolist()
    assert (
        len(find_fingerprints(["Пожар уничтожил старую мельницу в городе Альдерн во вторник ночью, сообщили пожарные."])[0]) > 0
    )
    assert len(find_fingerprints(["周二晚上，一场大火烧毁了阿尔德恩的旧谷物磨坊，消防队说，至少有十二人受伤。"])[0]) > 0
    assert len(find_fingerprints([])[0]) == 0


def test_the_index_proposes_the_same_pairs_at_once_and_one_by_one() -> None:
    texts = [" ".join(prose(seed % 7, 12)) for seed in range(30)]
    at_once, slowly = Index(), Index()
    pairs = at_once.add(texts)
    assert [p for t in texts for p in slowly.add([t])] == pairs
    assert len(pairs) == sum(1 for i in range(30) for j in range(i) if i % 7 == j % 7)
    again = Index.of(at_once.arrays())
    assert again.add(texts[:2]) == slowly.add(texts[:2])


def test_of_a_text_that_hundreds_print_the_first_and_the_last_prints_are_proposed() -> None:
    text = " ".join(prose(1, 12))
    index = Index()
    index.add([text] * 300)
    assert [earlier for _, earlier in index.add([text])] == [*range(ENDS), *range(301 - ENDS, 300)]
    found = trace([make(f"r{n:03}", text) for n in range(100)])
    assert len(found.families) == 1


def test_a_frequent_paragraph_proposes_no_pair() -> None:
    boiler = " ".join(prose(0, 3))
    index = Index()
    index.add([" ".join([*prose(n, 12), boiler]) for n in range(1, 400)])
    assert index.add([" ".join([*prose(1_000, 12), boiler])]) == []


def test_a_store_is_opened_again_and_goes_on(tmp_path: Path) -> None:
    copy = make("b", "In brief. " + FIRE, published="2031-05-02")
    store = Store()
    trace([make("a", FIRE, published="2031-05-01"), make("own", OWN)], store)
    store.save(tmp_path / "i")
    found = trace([copy], open_store(tmp_path / "i"))
    assert found == trace([copy, make("a", FIRE, published="2031-05-01"), make("own", OWN)])
    assert (only(found).copy, only(found).source) == ("b", "a")


@pytest.mark.parametrize("damage", [b"", b"not an archive", b"PK\x03\x04 half"])
def test_a_damaged_index_is_bad_input(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "i").write_bytes(damage)
    with pytest.raises(BadInput, match="is no index of variorum"):
        open_store(tmp_path / "i")


def test_an_index_cut_short_is_bad_input(tmp_path: Path) -> None:
    store = Store()
    store.add([make("a", FIRE), make("b", FIRE + OWN)])
    store.save(tmp_path / "i")
    whole = (tmp_path / "i").read_bytes()
    for part in (0.2, 0.5, 0.9):
        (tmp_path / "i").write_bytes(whole[: int(part * len(whole))])
        with pytest.raises(BadInput):
            open_store(tmp_path / "i")
    with (tmp_path / "i").open("wb") as out:
        np.savez(out, format=np.array([99]))
    with pytest.raises(BadInput, match="another version"):
        open_store(tmp_path / "i")


@given(st.lists(st.sampled_from("abcd")), st.lists(st.sampled_from("abcd")))
def test_changes_turn_the_source_into_the_copy(copy: list[str], source: list[str]) -> None:
    made: list[str] = []
    at = 0
    for kind, i1, i2, j1, j2 in find_changes(copy, source):
        made += source[at:j1] + copy[i1:i2]
        assert kind == ("replaced" if i1 < i2 and j1 < j2 else "added" if i1 < i2 else "cut")
        at = j2
    assert made + source[at:] == copy


def kept(passage: Passage, side: str, text: str) -> list[str]:
    """The words of one side that no edit touches."""
    spans = [getattr(e, side) for e in passage.edits]
    whole = getattr(passage, side)
    cuts = [whole.start, *(x for s in spans for x in (s.start, s.end)), whole.end]
    return [w for a, b in list(pairwise(cuts))[::2] for w in text[a:b].split()]


def test_passages_are_exact_to_the_word() -> None:
    edited = (
        FIRE.replace("At least 12", "About 12").replace(", two of them badly,", "").replace("the council", "the town council")
    )
    reports = {r.id: r for r in (make("a", FIRE), make("b", OWN + "\n" + edited))}
    reuse = only(trace(list(reports.values())))
    assert {reuse.copy, reuse.other} == {"a", "b"}
    edits = [e for p in reuse.passages for e in p.edits]
    assert sorted(e.kind for e in edits) == ["added", "cut", "replaced"] or len(edits) == 3
    for passage in reuse.passages:
        one = kept(passage, "copy", reports[passage.copy.report].text)
        other = kept(passage, "source", reports[passage.source.report].text)
        assert [w.strip(",.") for w in one if w.strip(",.")] == [w.strip(",.") for w in other if w.strip(",.")]


def test_a_fifth_of_a_text_in_another_order_is_found() -> None:
    source, own = prose(1, 20), prose(2, 16)
    mixed = [*own[:5], source[11], *own[5:9], source[3], source[17], *own[9:], source[6]]
    reuse = only(trace([make("a", " ".join(source)), make("b", " ".join(mixed))]))
    assert reuse.share == pytest.approx(0.2, abs=0.03)
    assert reuse.certainty == "sure"


def test_what_both_only_quote_is_no_copy() -> None:
    said = (
        "“We have counted every sack in that mill since my grandfather's day and never once did the dust catch fire, not in war”"
    )
    one = f"{said}, old Tomas Reck told this paper at his kitchen table on Wednesday. He kept the books for forty years. {OWN}"
    two = (
        f"At a meeting in the town hall the miller's son spoke up. {said}, he cried. The meeting ended in uproar after midnight."
    )
    assert trace([make("a", one), make("b", two)]).reuses == ()
    post = "The mill was our home and our school and we will build it up again stone by stone with our own hands before spring"
    one, two = (
        f"{lead}\n{post}\n— Ida Berg (@idaberg) May 2, 2031\n{tail}"
        for lead, tail in ((OWN, "Rain fell."), ("Late news.", "So it goes."))
    )
    assert trace([make("a", one), make("b", two)]).reuses == ()


def test_a_translation_is_found_by_names_and_numbers_in_their_order_and_an_own_text_is_not() -> None:
    english = (
        "The mayor of Tarvela, Ilmar Kessendi, sent 1,240 residents away after a depot of Brovan Industries caught fire.\n"
        "At least 14 people were treated at Saint Orin hospital, director Melda Harvost told reporters.\n"
        "The fire began at 4.20 a.m. in hall 7, where 36 tonnes of nitrate lay, according to the brigade.\n"
        "In 2019 the firm was fined 85,000 crowns for faults at its plant in Dremmen.\n"
        "Pavla Sorrenti of the Dremmen council asked Jarek Vollmann for an independent inquiry."
    )
    german = (
        "Der Bürgermeister von Tarvela, Ilmar Kessendi, schickte 1.240 Bewohner fort, als bei Brovan Industries Feuer ausbrach.\n"
        "Mindestens 14 Menschen kamen in das Krankenhaus Saint Orin, sagte die Leiterin Melda Harvost.\n"
        "Das Feuer begann um 4.20 Uhr in Halle 7, wo nach Angaben der Feuerwehr 63 Tonnen Nitrat lagen.\n"
        "2019 musste die Firma wegen Fehlern in ihrem Werk in Dremmen 85.000 Kronen zahlen.\n"
        "Pavla Sorrenti vom Rat in Dremmen bat Jarek Vollmann um eine unabhängige Untersuchung."
    )
    own = (
        "Dichter Rauch lag gestern über dem Hafen von Tarvela, und 200 Nachbarn warteten in der Turnhalle auf Nachricht.\n"
        "Der Bürgermeister Ilmar Kessendi ging von Lager zu Lager und versprach den Familien Geld.\n"
        "Im Krankenhaus Saint Orin lagen am Abend noch drei Verletzte."
    )
    reports = [make("a", english), make("b", german, language="de"), make("c", own, language="de")]
    found = trace(reports)
    reuse = only(found)
    assert {reuse.copy, reuse.other} == {"a", "b"}
    assert (reuse.kind, reuse.certainty) == ("translated", "likely")
    assert families(found) == [("a", "b"), ("c",)]
    assert [(v.kind, {v.was, v.became}) for v in found.variants] == [("number", {"36", "63"})]


@pytest.mark.parametrize(
    ("one", "other", "because"),
    [
        ({"published": "2031-05-02"}, {"published": "2031-05-01"}, "published 1 day later"),
        ({"published": "2031-05-01T14:00:00Z"}, {"published": "2031-05-01T12:00:00+01:00"}, "published 3 hours later"),
        ({"outlet": "Aldern Post", "credits": ("Hocheck Radio",)}, {"outlet": "Hocheck Radio"}, "it credits Hocheck Radio"),
        (
            {"outlet": "Aldern Post", "text": FIRE + "\nAccording to Hocheck Radio, rain helped the engines on Wednesday."},
            {"outlet": "Hocheck Radio"},
            "it cites Hocheck Radio",
        ),
    ],
)
def test_direction_goes_by_evidence(one: dict[str, Any], other: dict[str, Any], because: str) -> None:
    text = one.pop("text", FIRE)
    for names in (("a", "b"), ("b", "a")):
        reuse = only(trace([make(names[0], text, **one), make(names[1], FIRE, **other)]))
        assert (reuse.copy, reuse.source) == names
        assert because in reuse.because


def test_who_copied_is_left_open_where_nothing_tells() -> None:
    reuse = only(trace([make("a", FIRE), make("b", FIRE.replace("old ", ""))]))
    assert reuse.source is None
    assert "who copied is not known" in reuse.because
    agency = {"credits": ("AP",)}
    both = only(trace([make("a", FIRE, published="2031-05-01", **agency), make("b", FIRE, published="2031-05-03", **agency)]))
    assert both.source is None
    assert "both credit AP" in both.because


def test_a_doubtful_date_tells_nothing_of_who_copied() -> None:
    found = trace([make("a", FIRE, published="2023-09-20"), make("b", FIRE, published="2025-04-09")])
    assert found.reports[0].doubt is None
    assert found.reports[1].doubt == "page date 2025-04-09, but the same text was out on 2023-09-20"
    assert found.reports[1].day is None
    assert only(found).source is None


def test_the_report_between_several_is_their_source_and_siblings_are_told_apart() -> None:
    source = prose(1, 20)
    copies = [" ".join([*prose(10 + n, 6), *(s for k, s in enumerate(source) if k % 5 != n)]) for n in range(4)]
    reports = [make("source", " ".join(source)), *(make(f"c{n}", text) for n, text in enumerate(copies))]
    found = trace(reports)
    for reuse in found.reuses:
        if "source" in (reuse.copy, reuse.other):
            assert reuse.source == "source"
        else:
            assert (reuse.source, reuse.common) == (None, "source")
    assert trace(reports[::-1]).reuses == found.reuses


def test_no_chain_makes_a_family_and_no_shared_paragraph() -> None:
    a, b, c = prose(1, 20), prose(2, 20), prose(3, 20)
    chained = [make("a", " ".join(a)), make("b", " ".join(a[:9] + b[:11])), make("c", " ".join(b[2:11] + c[:11]))]
    assert ("a", "b", "c") not in families(trace(chained))
    boiler = prose(9, 2)
    apart = trace([make("a", " ".join(a + boiler)), make("b", " ".join(b + boiler))])
    assert families(apart) == [("a",), ("b",)]
    assert len(apart.reuses) == 1


def test_a_round_up_is_marked_and_joins_no_family() -> None:
    a, b, own = prose(1, 12), prose(2, 12), prose(3, 3)
    mixed = " ".join(a[:5] + own + b[:5])
    found = trace(
        [
            make("a", " ".join(a), published="2031-05-01"),
            make("b", " ".join(b), published="2031-05-01"),
            make("mix", mixed, published="2031-05-02"),
        ]
    )
    assert families(found) == [("a",), ("b",), ("mix",)]
    mix = found.families[-1]
    assert mix.round_up
    assert mix.partly_from == ("a", "b")
    assert not found.families[0].round_up, "who was copied is no round-up"


@pytest.mark.parametrize("case", cases("variants"), ids=lambda c: c["copy"][:50])
def test_variants(case: dict[str, Any]) -> None:
    found = trace(
        [
            make("a", f"{case['source']}\n{FIRE}", published="2031-05-01"),
            make("b", f"{case['copy']}\n{FIRE}", published="2031-05-02"),
        ]
    )
    assert [[v.kind, v.was, v.became] for v in found.variants] == case["want"]
    for variant in found.variants:
        assert (variant.copy.report, variant.source.report) == ("b", "a")


def test_outlets_are_known_by_their_forms() -> None:
    assert {"ap", "associated press"} <= names_of("Associated Press")
    assert "npa" in names_of("Norland Press Agency")
    assert "washington post" in names_of("washingtonpost.com")
    assert is_cited(names_of("Associated Press"), "The minister told the AP that he would stay.")
    assert is_cited(names_of("washingtonpost.com"), "The Washington Post reported on Monday that he would go.")
    assert not is_cited(names_of("Associated Press"), "The map was ap plied. Associates said so.")
    assert names_of(None) == frozenset()


@given(st.lists(st.text(max_size=300), max_size=4))
def test_arbitrary_texts_never_crash(texts: list[str]) -> None:
    reports = [make(f"r{n}", text) for n, text in enumerate(texts)]
    found = trace(reports)
    assert sorted(i for f in found.families for i in f.reports) == sorted(r.id for r in reports)


def test_a_text_that_a_thousand_print_stays_one_text_and_near_prints_of_it_too() -> None:
    text = " ".join(prose(1, 9))
    near = [text.replace(text.split()[5], f"{a}{b}") for a in WORDS[:30] for b in WORDS[:30]]
    assert len(trace([make(f"r{n:04}", t) for n, t in enumerate(near)]).families) == 1


def test_a_source_that_was_updated_is_told_from_its_first_version() -> None:
    first = FIRE
    second = FIRE.replace("12 people", "15 people") + "\nOn Wednesday divers looked for two children who had played by the weir."
    found = trace(
        [
            make("first", first, published="2031-05-01T08:00Z", outlet="Hocheck Wire"),
            make("second", second, published="2031-05-01T18:00Z", outlet="Hocheck Wire"),
            make("copy", second, published="2031-05-01T19:30Z", outlet="Aldern Post"),
        ]
    )
    assert next(r.source for r in found.reuses if {r.copy, r.other} == {"copy", "second"}) == "second"
    assert {v.copy.report for v in found.variants} == {"second"}, "the copy changed nothing"


def test_repeated_lines_and_runs_of_capitals_take_no_time(tmp_path: Path) -> None:
    line = "The tram to the harbour was late again on Monday because of snow on the rails near the old mill.\n"
    found = trace([make("a", line * 3_000), make("b", line * 3_000 + "A.B." * 20_000), make("c", "X" * 60_000)])
    assert len(found.reports) == 3


def test_a_byte_turned_in_an_index_is_bad_input(tmp_path: Path) -> None:
    store = Store()
    store.add([make("a", FIRE), make("b", FIRE + OWN)])
    store.save(tmp_path / "i")
    whole = bytearray((tmp_path / "i").read_bytes())
    for at in range(0, len(whole), max(1, len(whole) // 60)):
        turned = whole.copy()
        turned[at] ^= 0xFF
        (tmp_path / "i").write_bytes(bytes(turned))
        with contextlib.suppress(BadInput):
            open_store(tmp_path / "i")


def test_only_what_concerns_new_reports_is_told() -> None:
    store = Store()
    trace([make("a", FIRE), make("b", FIRE), make("own", OWN)], store)
    told = trace([make("c", " ".join(prose(1, 9)))], store).of({"c"})
    assert [r.id for r in told.reports] == ["c"]
    assert told.reuses == ()


def test_versions_of_one_page_stand_in_their_order() -> None:
    text = " ".join(f"Sentence {n} tells of the dam at Korrin and of who built it in which year." for n in range(9))
    pages = [
        make(
            "late",
            f"{text} Eleven died.",
            outlet="Korrin Post",
            url="https://korrinpost.example/dam",
            updated="2031-03-02T18:00:00Z",
        ),
        make(
            "early",
            f"{text} Nine died.",
            outlet="Korrin Post",
            url="https://korrinpost.example/dam",
            published="2031-03-02T09:00:00Z",
        ),
        make(
            "other",
            f"{text} Nine died.",
            outlet="Velmore Ledger",
            url="https://velmore.example/dam",
            published="2031-03-02T10:00:00Z",
        ),
    ]
    found = trace(pages)
    assert [r.versions for r in found.reports] == [("early", "late"), ("early", "late"), ()]
    changed = next(r for r in found.reuses if {r.copy, r.other} == {"early", "late"})
    assert (changed.copy, changed.source) == ("late", "early")
    assert "a later version of the same page" in changed.because
