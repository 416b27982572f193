"""E-mail -> pages: a letter, the letter that it forwards or quotes, or each story of a newsletter; mailboxes of letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, BinaryIO

from variorum.errors import BadInput
from variorum.ingest.digests import Told, find_footer, find_stories
from variorum.ingest.encoding import decode
from variorum.ingest.forwards import Inner, find_inner, sender, strip_prefixes
from variorum.ingest.letterlines import Line, cut, html_lines, paragraphs, plain_lines
from variorum.model import Page, Removed

if TYPE_CHECKING:
    from lxml.etree import _Element

LONGEST = 1_000  # characters of a header that are read
PARTS = 100  # of one letter
MAX_LETTER = 20_000_000  # bytes of one letter
MAX_NESTED = 5  # letters in letters
MAX_SKIPPED = 500_000_000  # bytes without another letter, over which the rest is not read
OWN_WORDS = 50  # above a letter inside, from which they are a text of their own
FOOTER, WORDS_ABOVE, EARLIER = "the newsletter on itself", "what stands above the letter inside", "an earlier letter, quoted"
BESIDE, SIGNATURE = "link or label of the newsletter", "signature"
_NEW = re.compile(rb"From \S+.*\d{4}\s*$")
_SIGNED = re.compile(r"--\s?")


@dataclass(frozen=True, slots=True)
class _Head:
    """What is known of a letter before it is read."""

    where: str
    name: str
    outlet: str | None
    title: str | None
    published: str | None
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Content:
    """The text of a letter as lines, its tree where it is HTML, and what was taken out, with the reason."""

    lines: list[Line]
    html: str | None = None
    root: _Element | None = None
    removed: list[Removed] = field(default_factory=list)
    was_cut: bool = False

    def remove(self, lines: Sequence[Line], because: str, *, behind: bool = True) -> None:
        """Take lines out of the letter."""
        text = "\n".join(line.text for line in lines).strip()
        if text:
            self.removed.append(Removed(text, because, int(behind)))
        if lines:
            cut(lines)
            self.was_cut = True
        gone = set(map(id, lines))
        self.lines = [line for line in self.lines if id(line) not in gone]


def read_letter(raw: bytes, where: str, name: str) -> Iterator[Page | BadInput]:
    """The pages that an e-mail holds: one for each story. Raises BadInput where it has no text."""
    if raw.lower().count(b"content-type:") > PARTS:
        raise BadInput(where, f"is an e-mail of more than {PARTS} parts")
    try:
        letter = message_from_bytes(raw)
    except (RecursionError, ValueError, LookupError, AttributeError) as error:
        raise BadInput(where, f"is a broken e-mail: {error}") from error
    if not letter.keys():
        raise BadInput(where, "is no e-mail: it has no header")
    yield from _pages_of(letter, where, name, 0)


def is_mailbox(start: bytes) -> bool:
    """Do the first bytes look like a mailbox: a line that parts letters, then a header?"""
    lines = start[:2_000].split(b"\n", 2)
    return len(lines) > 1 and bool(_NEW.match(lines[0])) and bool(re.match(rb"[\w-]+:|>From ", lines[1]))


def read_mailbox(stream: BinaryIO, where: str, name: str) -> Iterator[Page | BadInput]:
    """The pages of all letters of a mailbox, which is read letter by letter."""
    number = 0
    for number, letter in enumerate(_letters(stream), 1):
        at = f"{where}, letter {number}"
        if letter is None:
            yield BadInput(at, f"is over {MAX_LETTER // 1_000_000} MB")
            continue
        try:
            yield from read_letter(letter, at, f"{name}-{number}")
        except BadInput as fault:
            yield fault
    if not number:
        yield BadInput(where, "holds no letter")


def _letters(stream: BinaryIO) -> Iterator[bytes | None]:
    """The letters of a mailbox; None for one that is too large."""
    held: list[bytes] = []
    size, blank, begun = 0, True, False
    while (line := stream.readline(MAX_LETTER)) and size <= MAX_SKIPPED:
        if blank and line.startswith(b"From ") and _NEW.match(line):
            if begun:
                yield b"".join(held) if size <= MAX_LETTER else None
            held, size, begun = [], 0, True
        else:
            size += len(line)
            if begun and size <= MAX_LETTER:
                held.append(line[1:] if re.match(rb">+From ", line) else line)
        blank = not line.strip()
    if begun:
        yield b"".join(held) if size <= MAX_LETTER else None


def _pages_of(letter: Message, where: str, name: str, depth: int) -> Iterator[Page | BadInput]:
    """The pages of a letter and of those that are attached to it."""
    own, attached, left = _parts(letter)
    head = _Head(where, name, sender(_header(letter, "From")), strip_prefixes(_header(letter, "Subject")) or None,
                 _date(_header(letter, "Date")), left)  # fmt: skip
    content = _content(own, where)
    if content is None and not attached:
        raise BadInput(where, "is an e-mail without text")
    inner: list[Page | BadInput] = []
    for number, other in enumerate(attached, 1):
        if depth >= MAX_NESTED:
            inner.append(BadInput(where, f"holds letters in letters, more than {MAX_NESTED} deep: they are left out"))
            break
        try:
            inner += _pages_of(other, where, f"{name}-{number}", depth + 1)
        except BadInput as fault:
            inner.append(fault)
    first = next((i for i, page in enumerate(inner) if isinstance(page, Page)), None)
    page = inner[first] if first is not None else None
    if content is not None and isinstance(page, Page) and first is not None and _words(content.lines) < OWN_WORDS:
        above = Removed("\n".join(line.text for line in content.lines).strip(), WORDS_ABOVE)
        inner[first] = replace(page, removed=(above, *page.removed), notes=(*head.notes, *page.notes))
    elif content is not None:
        yield from _told(content, head)
    yield from inner


def _parts(letter: Message) -> tuple[list[Message], list[Message], tuple[str, ...]]:
    """The parts of a letter that may be its text, the letters attached to it, and a note on what else is."""
    own: list[Message] = []
    attached: list[Message] = []
    left: list[str] = []
    waiting = [letter]
    while waiting and len(own) + len(attached) + len(left) <= PARTS:
        part = waiting.pop(0)
        payload = part.get_payload() if part.is_multipart() else None  # text is decoded with what it declares, even nonsense
        if part.get_content_type() == "message/rfc822" and isinstance(payload, list):
            attached += [inner for inner in payload if isinstance(inner, Message)]
        elif isinstance(payload, list):
            waiting = [inner for inner in payload if isinstance(inner, Message)] + waiting
        elif part.get_content_disposition() == "attachment":
            left.append(_filename(part))
        else:
            own.append(part)
    names = ", ".join(left[:5]) + (f" and {len(left) - 5} more" if len(left) > 5 else "")
    return own, attached, (f"what is attached was left out: {names}",) if left else ()


def _filename(part: Message) -> str:
    try:
        return (part.get_filename() or part.get_content_type())[:60]
    except (ValueError, LookupError, AttributeError, TypeError):
        return part.get_content_type()


def _content(parts: list[Message], where: str) -> _Content | None:
    """The lines of a letter's HTML part, else of its text; None where it has neither."""
    html, text = _part(parts, "text/html", where), _part(parts, "text/plain", where)
    if html:
        root = _tree(html)
        lines = html_lines(root) if root is not None else []
        if lines:
            return _Content(lines, html, root)
        return _Content(plain_lines(text)) if text else _Content([Line(html)], html)
    return _Content(plain_lines(text)) if text else None


def _tree(html: str) -> _Element | None:
    from lxml import etree
    from lxml.html import document_fromstring

    try:
        root: _Element = document_fromstring(html.encode("utf-8", "replace"), parser=_parser())
    except (etree.LxmlError, ValueError, RecursionError):
        return None
    return root


def _parser() -> object:
    from lxml.html import HTMLParser

    return HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)


def _told(content: _Content, head: _Head) -> Iterator[Page]:
    """The pages of one letter: of its own text where that is more than a word on the letter inside, then of that one."""
    for _ in range(MAX_NESTED):
        inner = find_inner(content.lines)
        if inner is None:
            break
        above = content.lines[: inner.begin]
        behind = content.lines[inner.begin :]
        if _words(above) >= OWN_WORDS and not inner.forwarded:
            content.remove(behind, EARLIER)
            break
        if _words(above) >= OWN_WORDS:
            yield from _stories(_Content([replace(line, places=[]) for line in above]), head)
        content.remove(content.lines[: inner.text], WORDS_ABOVE, behind=False)
        _unquote(content, inner)
        doubt = (f"the date of the letter inside cannot be read: {inner.doubt[:100]!r}",) if inner.doubt else ()
        head = replace(head, outlet=inner.outlet or head.outlet, title=inner.title or head.title, published=inner.published,
                       notes=head.notes + doubt)  # fmt: skip
    yield from _stories(content, head)


def _unquote(content: _Content, inner: Inner) -> None:
    """Keep what is quoted as deep as the letter inside; what comes behind it is of the one who answers."""
    if not inner.quoted:
        return
    end = next((i for i, x in enumerate(content.lines) if x.text.strip() and x.quoted < inner.quoted), len(content.lines))
    content.remove(content.lines[end:], WORDS_ABOVE)
    for line in content.lines:
        line.quoted = max(0, line.quoted - inner.quoted)


def _stories(content: _Content, head: _Head) -> Iterator[Page]:
    """The stories of a letter, each as a page; the letter as one page where it tells one."""
    whole = content.html is None
    lines = paragraphs(content.lines) if whole else content.lines
    footer = [lines[i] for i in find_footer(lines)]
    stories = find_stories([line for line in lines if line not in footer])
    if not any(story.lines for story in stories):
        yield _one(content, head, footer)
        return
    if footer:
        content.removed.append(Removed("\n".join(line.text for line in footer), FOOTER, 1))
    told = [story for story in stories if story.lines]
    top = tuple(Removed(line.text, BESIDE) for story in stories if not story.lines for line in story.rest)
    for number, story in enumerate(told, 1):
        page = _page(story, head, number)
        before = (*(r for r in content.removed if not r.at), *top) if number == 1 else ()
        after = tuple(replace(r, at=len(story.text)) for r in content.removed if r.at) if number == len(told) else ()
        yield replace(page, removed=(*before, *page.removed, *after), notes=head.notes if number == 1 else ())


def _page(story: Told, head: _Head, number: int) -> Page:
    rest = tuple(Removed(line.text, BESIDE, len(story.text)) for line in story.rest)
    return Page(
        name=f"{head.name}-{number}",
        where=f"{head.where}, story {number}",
        text=story.text,
        url=story.url,
        outlet=head.outlet,
        title=story.title or head.title,
        published=head.published,
        removed=rest,
        is_document=True,
    )


def _one(content: _Content, head: _Head, footer: list[Line]) -> Page:
    """A letter of one story."""
    page = Page(head.name, head.where, outlet=head.outlet, title=head.title, published=head.published, notes=head.notes)
    if content.html is not None:
        content.remove(footer, FOOTER)
        return replace(page, html=_rendered(content), removed=tuple(content.removed))
    gone = {number for line in footer for number in line.numbers}
    if footer:
        content.removed.append(Removed("\n".join(line.text for line in footer), FOOTER, 1))
    kept = [line for number, line in enumerate(content.lines) if number not in gone]
    signed = next((i for i, line in enumerate(kept) if i and _SIGNED.fullmatch(line.text) and _words(kept[:i])), len(kept))
    if _words(kept[signed + 1 :]) < OWN_WORDS:
        content.removed.append(Removed("\n".join(line.text for line in kept[signed + 1 :]).strip(), SIGNATURE, 1))
        kept = kept[:signed]
    text = "\n".join(line.text for line in kept)
    removed = tuple(replace(r, at=len(text) if r.at else 0) for r in content.removed if r.text)
    return replace(page, text=text, removed=removed)


def _rendered(content: _Content) -> str:
    """The HTML of a letter, as it came where nothing was taken out."""
    from lxml import etree

    if not content.was_cut or content.root is None:
        return content.html or ""
    return str(etree.tostring(content.root, encoding="unicode", method="html"))


def _words(lines: Sequence[Line]) -> int:
    return sum(line.words for line in lines)


def _part(parts: list[Message], kind: str, where: str) -> str | None:
    """The text of the first part of a kind that can be read, None where there is none."""
    for part in parts:
        if part.get_content_type() != kind:
            continue
        try:
            raw = part.get_payload(decode=True)
            if isinstance(raw, bytes) and raw.strip():
                return decode(raw, where, declared=part.get_content_charset())[0]
        except (BadInput, LookupError, ValueError, AttributeError):
            continue  # another part may be whole
    return None


def _header(letter: Message, name: str) -> str:
    said = str(letter.get(name) or "")[:LONGEST]
    try:
        return " ".join(str(make_header(decode_header(said))).split())
    except (ValueError, LookupError, AttributeError):
        return " ".join(said.split())


def _date(said: str) -> str | None:
    try:
        return parsedate_to_datetime(said).isoformat()
    except (TypeError, ValueError, OverflowError):
        return None
