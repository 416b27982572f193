"""Views: terminal, Markdown and page of the example, and what no view may do."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser

import pytest
from rich.console import Console

from tests.conftest import ROOT
from variorum.claims import Parser
from variorum.model import Edition, Page
from variorum.pipeline import Methods, collate
from variorum.views.edition import to_html
from variorum.views.markdown import to_markdown
from variorum.views.sheet import letter, spell_days
from variorum.views.terminal import print_edition


def terminal(edition: Edition) -> str:
    out = io.StringIO()
    print_edition(edition, Console(file=out, width=110, no_color=True, highlight=False))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


@pytest.mark.parametrize(("name", "view"), [("ferry.txt", terminal), ("ferry.md", to_markdown)])
def test_golden(name: str, view: object, ferry: Edition, request: pytest.FixtureRequest) -> None:
    made = view(ferry)  # type: ignore[operator]
    golden = ROOT / "tests" / "golden" / name
    if request.config.getoption("--rewrite"):
        golden.write_text(made, encoding="utf-8")
    assert made == golden.read_text(encoding="utf-8"), "pytest --rewrite writes it anew"


class Tags(HTMLParser):
    """Counts open tags, collects ids, links and outside references."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.outside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "br", "hr", "img", "link"):
            self.open.append(tag)
        for key, value in attrs:
            if key == "id":
                self.ids.append(value or "")
            if key in ("href", "src"):
                (self.links if (value or "").startswith("#") else self.outside).append(value or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_whole_and_every_link_opens_a_passage(ferry: Edition) -> None:
    page = to_html(ferry)
    tags = Tags()
    tags.feed(page)
    assert tags.open == []
    assert tags.outside == []
    assert "<script" not in page
    assert len(tags.ids) == len(set(tags.ids))
    assert {link[1:] for link in tags.links} <= set(tags.ids)


def test_hostile_text_stays_text(parser: Parser) -> None:
    text = "<script>alert(1)</script> The mayor said <b onclick=x>the bridge</b> was [closed](javascript:x) & *shut* on Friday."
    edition = collate(
        [Page(f"<i>{n}", "f", text=f"{text} {n} people left.", title="<u>T</u>") for n in "23"], Methods(parser=parser)
    )
    page = to_html(edition)
    assert "<script>alert" not in page
    assert "<b onclick" not in page
    assert "<i>2" not in page
    assert re.search(r"(?<!\\)\[closed\]\(", to_markdown(edition)) is None
    terminal(edition)


def test_letters_and_days() -> None:
    assert [letter(i) for i in (0, 25, 26, 27, 52)] == ["A", "Z", "AA", "AB", "BA"]
    assert spell_days("2023-09-21", "2023-09-21") == "21 September 2023"
    assert spell_days("2023-09-21", "2023-09-22") == "21 September 2023 to 22 September 2023"
    assert spell_days(None, None) == "no date known"
