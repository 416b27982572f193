"""What programs of feeds write under an entry: where it appeared first, and links to the rest of it."""

from __future__ import annotations

import re
from functools import cache

from variorum.text.lexicon import as_written

FOOTER = "footer of a feed"
TITLE = 250  # characters of a title or name within a footer
REST = 90  # characters behind a footer's last word
LONGEST = 700  # characters of a footer
_WITHIN = rf"\s(?-i:[^a-zà-ÿ\s]).{{0,{TITLE}}}?\s"  # a title, which no small letter begins


def find_footer(line: str) -> int | None:
    """Where the footer begins that ends a line; None where none does."""
    tail = max(0, len(line) - LONGEST)
    found = _pattern().search(line.replace("’", "'"), tail)
    return found.start("footer") if found else None


@cache
def _pattern() -> re.Pattern[str]:
    """Any footer from a line's beginning, a sentence's end or the mark of a cut to the line's end."""
    either = "|".join(_one(footer) for footer in as_written("feed_footers"))
    begin = r"(?:^|(?<=[.!?…\]。”\"»)][ \u00a0])|(?<=[.!?…\]。]))"
    footer = rf"[\s→»›(\[>–—…-]{{0,4}}(?:{either})[^\w.!?]*(?:\.\.\.)?[.…→»›>)\]\s]*"
    return re.compile(rf"{begin}(?P<footer>{footer})$", re.IGNORECASE)


def _one(footer: str) -> str:
    body = re.escape(footer.removesuffix(" *")).replace(r"\ \*\ ", _WITHIN).replace(r"\ ", r"\s")
    return body + (rf"\b(?:\s[^!?\n]{{1,{REST}}})" if footer.endswith(" *") else r"(?!\w)")
