"""Inline elements that plain text would lose or read wrongly: quotations, powers, marks of notes, and what is struck out.

``spell_out`` writes them into the tree as characters, and marks what is no text with the reason.
"""

from __future__ import annotations

import re
from itertools import islice

from lxml.html import HtmlElement

BECAUSE = "data-variorum-because"  # the attribute of an element that is left out, with the reason
STRUCK = "struck out on the page"
NOTE_MARK = "mark of a footnote"
CLIMB = 5  # elements around one in which is looked for the text before it
PARTS = 6  # elements inside a raised text: with more it is no mark
REACH = 30  # characters before and behind a raised figure that tell what it means
LONGEST_MARK = 24  # characters of a mark in brackets ("[citation needed]")
_LINE_THROUGH = re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.IGNORECASE)
_STRUCK_CLASS = re.compile(r"(?<![\w-])(?:line-through|strike-?through|struck(?:-out)?|text-strike)(?![\w-])", re.IGNORECASE)
_RAISED = str.maketrans("0123456789+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_FIGURES = re.compile(r"[\d\s,;–-]+")
_BRACKETED = re.compile(rf"\[[^\[\]]{{1,{LONGEST_MARK}}}\]|\(\d{{1,3}}\)")
_SIGNS = re.compile(r"[*†‡§¶#]+")
_LETTER = re.compile(r"[bcfgi-lpquv-z]")  # others are the endings of ordinals ("2e", "1o") or units ("5h")
_MONEY_BEFORE = re.compile(r"[$€£¥₹]\s?\d[\d.,]*$")
_MONEY_AFTER = re.compile(r"\s?(?:[$€£¥₹]|(?:kr|zł|Kč|CHF|EUR|USD)\b)")
_HOUR_BEFORE = re.compile(r"(?<![\d.,])\d{1,2}$")
_HOUR_AFTER = re.compile(r"\s?(?:[ap]\.?m\b|Uhr\b|h\b|o['’]clock\b)", re.IGNORECASE)
_TEN = re.compile(r"[×x*·]\s?10$")
_UNIT = re.compile(  # a length, a time or a variable: what can be squared
    r"(?:^|[^A-Za-zµ])(?:[cdhkmnµ]?m|mi|ft|yd|acre|\d\s?in|[A-Zb-hj-z]|mc|m/s|[cm]?s|sq)\.?$"
)
_QUOTE_BEFORE = re.compile(r"[\"“„«‘]\s*$")
_QUOTED = re.compile(r"\s*[\"“„«‘']")
_RUNS_ON = frozenset(("a", "b", "cite", "em", "font", "i", "q", "small", "span", "strong", "u"))
MARKS = (("“", "”"), ("‘", "’"))


def spell_out(root: HtmlElement) -> None:
    """Write quotation marks and powers as characters, and mark what is struck out or the mark of a note."""
    for element in list(root.iter("q", "sup", "sub", "a")):
        if element.tag == "q":
            _quote(element)
        elif element.tag == "a":
            if _is_bare_mark(element):
                element.set(BECAUSE, NOTE_MARK)
        elif element.get(BECAUSE) is None:
            _write_script(element)
    for element in root.iter():
        if _is_struck(element):
            element.set(BECAUSE, STRUCK)
    for element in list(root.iter("cite")):
        if _closes_quotation(element):
            element.tag = "footer"


def _is_struck(element: HtmlElement) -> bool:
    if element.tag in ("del", "s", "strike"):
        return True
    style, classes = element.get("style"), element.get("class")
    return bool((style and _LINE_THROUGH.search(style)) or (classes and _STRUCK_CLASS.search(classes)))


def _closes_quotation(cite: HtmlElement) -> bool:
    """Does an element name the speaker at the end of a quotation, rather than a work within it?"""
    parent = cite.getparent()
    last = cite.getnext() is None and not (cite.tail or "").strip()
    return last and parent is not None and any(e is not None and e.tag == "blockquote" for e in (parent, parent.getparent()))


def _quote(element: HtmlElement) -> None:
    """Write the marks that a browser draws around a quotation, where the page has none of its own."""
    if _QUOTE_BEFORE.search(_text_before(element)) or _QUOTED.match(next(element.itertext(), "")):
        return
    depth = sum(1 for _ in element.iterancestors("q"))
    first, last = MARKS[depth % len(MARKS)]
    element.text = first + (element.text or "").lstrip()
    if len(element):
        element[-1].tail = (element[-1].tail or "").rstrip() + last
    else:
        element.text = element.text.rstrip() + last


def _is_bare_mark(link: HtmlElement) -> bool:
    """Is a link to a place of the same page the mark of a note that stands at a word without being raised?"""
    if not (link.get("href") or "").startswith("#") or len(link) or link.getparent() is None:
        return False
    text = (link.text or "").strip()
    return bool(_BRACKETED.fullmatch(text)) or (
        bool(re.fullmatch(r"\d{1,3}", text)) and bool(re.search(r"\S$", _text_before(link))) and link.getparent().tag != "sup"
    )


def _write_script(element: HtmlElement) -> None:
    """Write a raised or lowered text as it is to be read, or mark it as the mark of a note."""
    if len(list(islice(element.iter(), PARTS + 1))) > PARTS:
        return
    text = element.text_content().strip()
    if not text or len(text) > LONGEST_MARK:
        return
    linked = next(element.iter("a"), None) is not None or any(e.tag == "a" for e in element.iterancestors())
    after = (element.tail or "")[:REACH]
    if element.tag == "sup":
        written = raised(_text_before(element), text, after, linked=linked)
    else:
        written = lowered(_text_before(element), text)
    if written is None:
        element.set(BECAUSE, NOTE_MARK)
    elif written != text:
        for child in list(element):
            element.remove(child)
        element.text = written


def raised(before: str, text: str, after: str, *, linked: bool = False) -> str | None:
    """How a raised text between two others is read: a power, cents, minutes, an ending; None for the mark of a note."""
    if _BRACKETED.fullmatch(text) or _SIGNS.fullmatch(text):
        return None
    number = bool(re.search(r"\d$", before))
    if re.fullmatch(r"[-−–]?\d+", text):
        return _raised_figure(before, text, after, linked=linked)
    if _FIGURES.fullmatch(text) or (linked and re.fullmatch(r"\w", text)) or (number and _LETTER.fullmatch(text)):
        return None
    return text


def _raised_figure(before: str, text: str, after: str, *, linked: bool) -> str | None:
    number = bool(re.search(r"\d$", before))
    if re.match(r"\s*[/⁄]", after):  # a fraction
        return f" {text}" if number else text
    if linked:
        return None
    if number and len(text) == 2 and (_MONEY_BEFORE.search(before) or _MONEY_AFTER.match(after)):
        return f".{text}"
    if number and len(text) == 2 and _HOUR_BEFORE.search(before) and _HOUR_AFTER.match(after):
        return f":{text}"
    power = _TEN.search(before) or not text.isdigit() or (text in ("2", "3") and _UNIT.search(before))
    isotope = re.match(r"[A-Z]", after) and not re.search(r"[\w.,;:!?\"”’)]$", before)
    return text.translate(_RAISED) if power or isotope else None


def lowered(before: str, text: str) -> str | None:
    """How a lowered text is read: the figure of a formula, the lower part of a fraction; None for the mark of a note."""
    if re.fullmatch(r"\d+", text) and not re.search(r"[/⁄]\s*$", before):
        return None if re.search(r"\d$", before) else text.translate(_LOWERED)
    return None if _BRACKETED.fullmatch(text) or _SIGNS.fullmatch(text) else text


def _text_before(element: HtmlElement) -> str:
    """The last characters before an element, inside its parent or, where it stands first, inside those around it."""
    for _ in range(CLIMB):
        found = ""
        for previous in islice(element.itersiblings(preceding=True), CLIMB):
            own = "" if previous.get(BECAUSE) else "".join(previous.itertext())[-REACH:]
            found = own + (previous.tail or "") + found
        parent = element.getparent()
        found = found or ((parent.text if parent is not None else "") or "")
        if found or parent is None or parent.tag not in _RUNS_ON:
            return found[-REACH:]
        element = parent
    return ""
