"""What a reader sees around the headline of a page: who wrote the report, and when it came out.

Pages show dates and authors of many other things. Believed is what stands between the headline and the text, or in the
same article with one voice, and is no teaser's, comment's or footer's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from lxml import etree

from variorum.cleaning.blocks import INLINE, Block
from variorum.cleaning.bylines import find_byline
from variorum.cleaning.linked_data import head_titles
from variorum.cleaning.metadata import find_iso
from variorum.cleaning.region import Region, find_region
from variorum.model import Candidate
from variorum.text.lexicon import classes
from variorum.text.stamps import find_stamps

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SHORT_LINE = 160  # characters of a line that tells date or author and nothing else
MARKED_WORDS = 14  # of an element that is marked as a date or as an author
OTHER_WORDS = 3  # small words of a stamp's line that are neither date nor label
LABEL_CHARS = 40  # before a date that are searched for what it is the date of
MAX_AUTHORS = 6
MAX_MARKED = 100  # elements marked as dates, or as authors, that are looked at by the headline, and elsewhere
_DATE_MARK = re.compile(
    r"(?<![a-z])(?:date|datetime|dateline|time|timestamp|published|publish|publication|pubdate|posted|updated|modified|when|datum|fecha)"
    r"(?![a-z])"
)
_AUTHOR_MARK = re.compile(r"(?<![a-z])(?:author|byline|autor|auteur|writer|contributor|reporter)s?(?![a-z])")
_NO_NAME = re.compile(r"(?<![a-z])(?:bio|biography|avatar|image|photo|social|share|follow|role|title|desc|description)(?![a-z])")
_NO_MARKS = frozenset(("body", "html", "img", "input", "link", "meta", "script", "svg"))  # elements whose class tells nothing
_MOMENTS = ("data-datetime", "data-published", "data-timestamp")  # attributes that hold nothing but a moment
_VALUES = ("content", "datetime", "data-datetime", "data-date", "data-published", "data-time", "data-timestamp", "title")
_BYLINE = re.compile(r"^(?:(?:Written|Reported|Story|Words)\s+)?(?:by|von|por|par)\b:?\s+(?=\w)", re.IGNORECASE)
_ITEMPROPS = {"datepublished": "published", "datecreated": "published", "uploaddate": "published", "datemodified": "updated"}


def find_near_headline(root: HtmlElement, blocks: Sequence[Block]) -> list[Candidate]:
    """Dates and authors that a page shows by its headline, the surest places first."""
    region = find_region(root, blocks, head_titles(root))
    return [*_dates(region), *_authors(region)]


def _dates(region: Region) -> Iterator[Candidate]:
    by_headline, elsewhere = _own(region, _is_marked)
    near = [c for element in by_headline for c in _read_element(element)]
    yield from sorted(near, key=lambda c: c.found != "itemprop")
    for block in region.blocks:
        if not region.is_foreign(block.element) and _is_stamp_line(block.text):
            yield from _stamps(block.text, "line by the headline")
    yield from _of_one_voice([c for element in elsewhere for c in _read_element(element)])


def _own(region: Region, is_marked: Callable[[HtmlElement], bool]) -> tuple[list[HtmlElement], list[HtmlElement]]:
    """The marked elements of the report: those by the headline, and the others of its article."""
    near: list[HtmlElement] = []
    elsewhere: list[HtmlElement] = []
    for element in region.elements:
        if is_marked(element):
            (near if element in region.near else elsewhere).append(element)
    own = [e for e in elsewhere[:MAX_MARKED] if region.is_beside(e) and not region.is_foreign(e)]
    return [e for e in near[:MAX_MARKED] if not region.is_foreign(e)], own


def _of_one_voice(candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """Those marked away from the headline, where all of a field name one day."""
    for field in ("published", "updated"):
        same = [c for c in candidates if c.field == field]
        days = {(find_iso(c.value) or c.value)[:10] for c in same}
        if len(days) == 1:
            yield same[0]


def _is_marked(element: HtmlElement) -> bool:
    """Is it marked as a date, by its name, its property or its class?"""
    attributes = element.attrib
    if element.tag == "time" or attributes.get("itemprop", "").lower() in _ITEMPROPS:
        return True
    if element.tag in _NO_MARKS or not attributes:
        return False
    named = _marks(attributes.get("class", ""), attributes.get("id", ""))
    return "date" in named or any(attributes.get(key) for key in _MOMENTS)


@lru_cache(maxsize=4096)
def _marks(classes: str, name: str) -> frozenset[str]:
    """Whether class and id say "date" or "author"."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", f"{classes} {name}").lower()
    author = _AUTHOR_MARK.search(spaced) and not _NO_NAME.search(spaced)
    return frozenset(mark for mark, is_so in (("date", _DATE_MARK.search(spaced)), ("author", author)) if is_so)


def _read_element(element: HtmlElement) -> Iterator[Candidate]:
    """The dates of a marked element: in an attribute, else in its text; none where it is the date of something else."""
    role = element.get("itemprop", "").lower()
    label = _ITEMPROPS.get(role, "other") if role else _label(_before(element)) or _of_class(element)
    if label == "other":
        return
    found = "itemprop" if role else "time element" if element.tag == "time" else "date element"
    values = [value for key in _VALUES if _holds_date(value := element.get(key, ""))]
    if values:
        yield Candidate(label or "published", values[0], found)
    else:
        yield from _stamps(_short_text(element), found, label)


def _short_text(element: HtmlElement) -> str:
    """The text of an element, empty where it is long for a mark."""
    text = " ".join(element.text_content()[: 2 * SHORT_LINE].split())
    return text if len(text.split()) <= MARKED_WORDS else ""


def _of_class(element: HtmlElement) -> str | None:
    """ "updated" where the class says so, and does not call it published, too."""
    named = element.get("class", "").lower()
    return "updated" if re.search("modif|updat", named) and "publi" not in named else None


def _holds_date(value: str) -> bool:
    return len(value) < SHORT_LINE and find_iso(value, month_first=True) is not None


def _before(element: HtmlElement) -> str:
    """The text just before an element, which may be its label."""
    previous, parent = element.getprevious(), element.getparent()
    if previous is None:
        return (parent.text or "") if parent is not None else ""
    tail: str = previous.tail or ""
    return tail if tail.strip() or not isinstance(previous.tag, str) else previous.text_content()[-LABEL_CHARS:]


def _stamps(text: str, found: str, label: str | None = None) -> Iterator[Candidate]:
    """The dates of a line, each as what its label says; without a label the first is that of publication."""
    stamps = find_stamps(text, month_first=True)
    edges = [0, *(s.end for s in stamps)]
    follows = [*(s.start for s in stamps[1:]), len(text)]
    for number, (stamp, start, end) in enumerate(zip(stamps, edges, follows, strict=False)):
        said = _label(text[start : stamp.start]) or (label if number == 0 else None)
        if said is None and number > 0:
            continue
        if said != "other":
            yield Candidate(said or "published", text[start:end].strip(), found)


def _label(text: str) -> str | None:
    """What a date is the date of, by the last label before it."""
    labels = _labels().findall(text[-LABEL_CHARS:])
    return classes("date_labels")[labels[-1].casefold()] if labels else None


@cache
def _labels() -> re.Pattern[str]:
    forms = sorted(classes("date_labels"), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)", re.IGNORECASE)


def _is_stamp_line(text: str) -> bool:
    """Does a line tell a date, perhaps an author and a place, and nothing in a sentence?"""
    stamps = find_stamps(text, month_first=True) if len(text) <= SHORT_LINE else []
    if not stamps:
        return False
    edges = [0, *(edge for s in stamps for edge in (s.start, s.end)), len(text)]
    rest = _labels().sub(" ", " ".join(text[a:b] for a, b in list(pairwise(edges))[::2]))
    small = [w for w in re.findall(r"[^\W\d_]+", rest) if w.islower() and len(w) > 2 and w not in _SMALL]
    return len(small) <= OTHER_WORDS


_SMALL = ("and", "ago", "min", "mins", "minute", "minutes", "read", "the", "und", "uhr", "von")


def _authors(region: Region) -> Iterator[Candidate]:
    near, elsewhere = _own(region, _is_author)
    yield from _signed(_with_role(near, "rel") or _with_role(elsewhere, "rel"), "rel author")
    yield from _bylines(region)
    yield from _signed(_with_role(near, "itemprop") or _with_role(elsewhere, "itemprop"), "itemprop")
    innermost = [e for e in near if not any(inner in near for inner in e.iterdescendants())]
    yield from _signed(innermost, "author element")


def _with_role(elements: Sequence[HtmlElement], attribute: str) -> list[HtmlElement]:
    return [e for e in elements if "author" in (e.get(attribute) or "").split()]


def _bylines(region: Region) -> Iterator[Candidate]:
    for block in region.blocks:
        if _BYLINE.match(block.text) and len(block.text) <= SHORT_LINE and not region.is_foreign(block.element):
            yield Candidate("byline", block.text, "line by the headline")


def _is_author(element: HtmlElement) -> bool:
    attributes = element.attrib
    if "author" in attributes.get("rel", "").split() or "author" in attributes.get("itemprop", "").split():
        return True
    if element.tag in _NO_MARKS or not attributes:
        return False
    return "author" in _marks(attributes.get("class", ""), attributes.get("id", ""))


def _signed(elements: Sequence[HtmlElement], found: str) -> Iterator[Candidate]:
    """One candidate of the names in some elements."""
    names = [name for element in elements[: 2 * MAX_AUTHORS] if (name := _name(element))]
    if names:
        yield Candidate("byline", ", ".join(dict.fromkeys(names[:MAX_AUTHORS])), found)


def _name(element: HtmlElement) -> str | None:
    inner = next((e for e in element.iter("*") if "name" in (e.get("itemprop") or "").split()), element)
    text = inner.get("content") or _in_lines(inner)[: 2 * SHORT_LINE]
    return find_byline(text, ()) if len(text.split()) <= MARKED_WORDS else None


def _in_lines(element: HtmlElement) -> str:
    """The text of an element, a line for each block and after each break."""
    said: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        border = "" if node.tag in INLINE else "\n"
        text = node.text if event == "start" else node.tail if node is not element else None
        said.append(border + re.sub(r"\s+", " ", text or ""))
    return "".join(said).strip()
