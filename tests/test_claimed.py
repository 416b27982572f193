"""``variorum claims --show`` on every input: each claim's words, voice, figures and times, and never a traceback."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from tests.conftest import ROOT
from tests.test_stages import claims_of, make
from variorum.claims import Parser
from variorum.cli.main import main
from variorum.model import Attribution, Claim, Figure, Span
from variorum.views.claimed import print_claims

ASIDE = {"rows.toml", "gold.json"}
INPUTS = sorted(
    p for folder in ("tests/faults", "examples") for p in (ROOT / folder).rglob("*") if p.is_file() and p.name not in ASIDE
)


def run(*words: str) -> Result:
    result = CliRunner().invoke(main, list(words))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def shown(text: str, claims: list[Claim], *, width: int = 80, terminal: bool = False) -> str:
    out = io.StringIO()
    console = Console(file=out, soft_wrap=not terminal, width=width, force_terminal=terminal, color_system=None)
    print_claims(make("r", text), claims, console)
    return out.getvalue()


@pytest.mark.parametrize("path", INPUTS, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_input_is_shown_with_all_its_claims(path: Path) -> None:
    if not run("claims", "-q", "--json", str(path)).stdout.startswith("{"):
        pytest.skip("holds no report")
    told: dict[str, Any] = json.loads(run("claims", "-q", "--json", str(path)).stdout)
    page = run("claims", "-q", "--show", str(path)).stdout
    for claim in told["claims"]:
        assert " ".join(claim["says"].split()) in " ".join(page.split())
        for link in claim["attribution"][-1:]:
            assert " ".join(link["speaker"].split()) in page
    assert page.count("  · ") >= len(told["claims"])


def test_a_claim_of_the_reports_own_has_no_voice_before_it() -> None:
    claim = Claim("1", Span("r", 0, 22), "The bridge was closed.")
    assert "  · The bridge was closed." in shown("The bridge was closed.", [claim])


def test_voices_figures_and_times_stand_with_their_claim(parser: Parser) -> None:
    text = "200 miners were killed in Velda on Monday, Tass said, citing the Kremlin."
    page = shown(text, claims_of(parser, text))
    assert "the Kremlin (citing Tass): 200 miners were killed in Velda on Monday" in page
    assert "200 miner killed; 2023-09-18; in Velda" in page


@pytest.mark.parametrize("terminal", [False, True])
@pytest.mark.parametrize(
    "text",
    ["", "\n\n", "a" * 5_000, "Bad \x1b[31m bytes \x00 here.", "Half a \ud83d character.", "[red]No markup[/red] :smile:"],
)
def test_odd_texts_are_shown_as_they_stand(text: str, terminal: bool) -> None:
    claims = [Claim("1", Span("r", 0, len(text)), text)] if text.strip() else []
    page = shown(text, claims, terminal=terminal)
    page.encode("utf-8")
    assert "\x1b[31m" not in page
    assert "[red]No markup[/red]" in page or "red" not in text


def test_claims_that_overlap_and_figures_that_reach_beyond_them_are_shown() -> None:
    text = "Nine people were killed and two were hurt."
    figure = Figure(9, 9, "", "people", Span("r", 0, 60))
    voice = Attribution("police", None, "said", "say")
    claims = [
        Claim("1", Span("r", 0, 42), text, (voice, voice), (figure,)),
        Claim("2", Span("r", 0, 23), text[:23], withdrawn=True),
        Claim("3", Span("r", 28, 41), text[28:41], denied=True),
    ]
    page = shown(text, claims)
    assert page.count("  · ") == 3
    assert "withdrawn" in page
    assert "denied" in page
