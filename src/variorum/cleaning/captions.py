"""Captions of pictures and films, by what they say and by what stands around them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from variorum.text.lexicon import as_written

CAPTION = "caption"
EMBEDDED = "embedded post"
LONGEST = 70  # words of a caption; a longer line that ends in a picture's credit is a text
REACH = 3  # lines of captions between a gallery's counter and the picture's credit
_NAME = r"[A-Z][\w.’'-]*"
_AGENCIES = "|".join(re.escape(name) for name in as_written("picture_agencies"))
CREDIT = re.compile(
    r"^(?:Media|Photos?|Videos?|Images?|Pictures?|Credit|Courtesy)(?: by)? ?:? ?"
    rf"(?:{_NAME}\b[ ,/|&-]*|\bvia |\bfor |\bof ){{1,8}}(?:\([^()]+\))?$"
    r"|^[\w.]*/ ?@\w+(?: via .{2,30})?$"
    rf"|^(?:{_NAME},? ){{1,5}}(?:{_NAME} ?/ ?)?(?:{_AGENCIES})\b.{{0,30}}$"
    rf"|^(?:{_NAME} ){{1,3}}{_NAME} ?[/|] ?[A-Z][\w .]{{1,30}}$"
)
_PARTED = re.compile(r"[^.!?/|\d]{2,40}(?:[/|][^.!?/|\d]{2,40}){1,5}")  # "Photograph by Ann Lee / Norpix / Getty"
_CREDIT_AT_END = re.compile(
    rf"[.!?][\"”’]? ?\((?:{_NAME} ){{1,3}}{_NAME} ?/ ?[^()]{{2,40}}\)$"
    r"|\((?:[^()]{0,60}\b)?(?:Photo|Pool|Getty|File|Picture|Image|via AP)\b[^()]{0,60}\)\W*$"
    rf"|[a-z\d][.!?][\"”’)]? ?(?:Credit ?|Photo(?: by)?:? )?(?:{_NAME}(?: ?/ ?| via |, | )){{1,5}}{_NAME}(?<!\.)$"
)
_AGENCY_AT_END = re.compile(rf"[\w\"”’] (?:\([A-Z][\w./]{{1,20}}\)|\| ?{_NAME}(?: {_NAME}){{0,3}} ?/ ?[A-Z][\w ./]{{1,30}})$")
BRACKETED_CREDIT = re.compile(rf"(?<=[.!?\"”’]) ?\((?:{_NAME} ){{1,3}}{_NAME} ?/ ?[^()]{{2,40}}\)$")
_TWICE = re.compile(r"^.{0,60}?\b([A-Z][^/\n]{2,40}/[A-Z][\w ]{2,30}) \1$")  # a template's label and the credit, for eye and ear
_CONTROL = re.compile(  # "Enlarge this image", "Hide caption"
    r"(?:Close|Download|Enlarge|Expand|Hide|Open|Show|Toggle|View|Zoom)\b(?: \w+){0,4}"
    r" (?:caption|gallery|image|photo|picture|slideshow|video)s?(?: \w+){0,3}"
)
_PICTURED = re.compile(rf"(?i:\b(?:{_AGENCIES}|AFP|EPA|Getty|Pool|Photos?|Photograph|Images?|Pictures?)\b)")
_OPENING = re.compile(r"^(?:FILE\b|EMBED ?>|(?:Photo|Picture|Video)s?(?: by|\W*$| ?[:(|])|Image \d|In this .{5,40} file photo)")
_IN_BRACKETS = re.compile(rf"\((?:{_NAME} ){{1,4}}?[A-Z]?[\w.’'-]*\s?/\s?[^()]{{2,40}}\)")
_COUNTER = re.compile(r"(?:Image|Photo|Slide|Picture)? ?\d{1,3} ?(?:of|/|of/) ?\d{1,3}", re.IGNORECASE)
_GALLERY = re.compile(  # "Image 1 of / 9 Caption Close Image 1 of 9 … Image 2 of 9 …", and no more than a caption behind it
    r"^.{0,80}?\b(Image|Photo|Picture|Slide) 1 (?:of|/) ?(?:/ ?)?(?P<all>\d{1,3})\b.*\b\1 \d{1,3} (?:of|/) ?(?P=all)\b"
    r"(?:.{0,600}|.*Back to Gallery.{0,120})$"
)
_GALLERY_END = re.compile(r"Back to Gallery.{120}")
_LABEL = re.compile(r"(?:Image|Photo|Picture|Now Playing|Video|Close|JUST WATCHED|CLOSE)\W*", re.IGNORECASE)
_FULL_DATE = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}, (?:19|20)\d\d\b")
_POSITION = re.compile(r", (?:left|right|center|centre|second from (?:left|right))\b(?:,| and| in )")
_PHOTOGRAPHER = re.compile(rf"(?:{_NAME} ){{1,3}}{_NAME}, [A-Z][\w ]{{1,30}}")
_CUT_SHORT = re.compile(r"(?:…|\.{3})\s?(?:more|less)?\W*$|\b(?:more|less)$", re.IGNORECASE)
_MORE = re.compile(r"(?:\s?(?:…|\.{3}))?\s?(?:more|less)?\W*$", re.IGNORECASE)
SIGNATURE = re.compile(
    r"(?:pic\.twitter\.com/\w+ ?)?(?:[—–-]|&mdash;) ?[^—–@]{2,60}\(@\w{1,20}\) ?(?:on )?"
    r"(?:[A-Z]\w+\.? \d{1,2}|\d{1,2} [A-Z]\w+),? \d{4}\W*$"
)


def is_gallery(line: str) -> bool:
    """Does the line hold a gallery, its pictures counted, each with its caption?"""
    return bool(_GALLERY.match(line)) and not _GALLERY_END.search(line)


def _is_credit(line: str) -> bool:
    """Does the line name a photographer and an agency, parted by strokes, and nothing else?"""
    if not _PARTED.fullmatch(line) or not _PICTURED.search(line):
        return False
    words = [w for w in re.findall(r"[^\W\d_]+", line) if w not in ("by", "for", "via", "of", "the", "and")]
    return len(words) <= 12 and all(w[0].isupper() for w in words)


def caption_kind(line: str) -> str | None:
    """Why a line is the text of a picture or a film that is shown in the page, by what it says itself."""
    is_caption = (
        CREDIT.match(line)
        or _is_credit(line)
        or _TWICE.match(line)
        or _CONTROL.fullmatch(line)
        or _OPENING.match(line)
        or _IN_BRACKETS.fullmatch(line)
        or (_AGENCY_AT_END.search(line) and len(line.split()) >= 6)
        or (_CREDIT_AT_END.search(line) and len(line.split()) <= LONGEST)
        or (_POSITION.search(line) and _FULL_DATE.search(line))
    )
    return CAPTION if is_caption else None


def find_captions(lines: Sequence[str], verdicts: Sequence[str | None]) -> list[str | None]:
    """The verdicts, with the captions that are known by what stands beside them.

    A caption stands twice in a row, the second time cut ("… more"); between a gallery's counter and a picture's credit;
    as a dated line beside one of these.
    """
    out = list(verdicts)
    for i, line in enumerate(lines[1:], 1):
        if len(line) < 40 or not _is_twin(lines[i - 1], line):
            continue
        if _in_gallery(lines, i) or any(_CUT_SHORT.search(x) for x in (line, lines[i - 1])):
            out[i - 1], out[i] = out[i - 1] or CAPTION, out[i] or CAPTION
        elif line != lines[i - 1]:  # a caption that repeats the first sentence, with its own end
            longer = i if len(line) > len(lines[i - 1]) else i - 1
            out[longer] = out[longer] or CAPTION
    for i, line in enumerate(lines):
        if _COUNTER.fullmatch(line) or _LABEL.fullmatch(line):
            end = next((j for j in range(i + 1, min(i + REACH + 2, len(lines))) if CREDIT.match(lines[j])), i)
            out[i + 1 : end] = [because or CAPTION for because in out[i + 1 : end]]
        elif _PHOTOGRAPHER.fullmatch(line) and i and len(lines[i - 1].split()) >= 8 and _FULL_DATE.search(lines[i - 1]):
            out[i - 1], out[i] = out[i - 1] or CAPTION, out[i] or CAPTION
        elif (
            CREDIT.match(line)
            and i
            and len(lines[i - 1].split()) > REACH * 4
            and not re.search(r"[.!?…:;,”\"’')]$", lines[i - 1])
        ):
            out[i - 1] = out[i - 1] or CAPTION  # cut off where the film's text ended
    return [because or _beside(lines, out, i) for i, because in enumerate(out)]


def _beside(lines: Sequence[str], verdicts: Sequence[str | None], at: int) -> str | None:
    """CAPTION for a line with a full date beside a caption: reports name the weekday."""
    if not _FULL_DATE.search(lines[at]):
        return None
    beside = [verdicts[j] for j in (at - 1, at + 1) if 0 <= j < len(lines)]
    return CAPTION if CAPTION in beside else None


def _in_gallery(lines: Sequence[str], at: int) -> bool:
    """Does a counter or a picture's credit stand near a line?"""
    near = lines[max(0, at - REACH) : at + REACH]
    return any(CREDIT.match(line) or _COUNTER.fullmatch(line) or _IN_BRACKETS.fullmatch(line) for line in near)


def _is_twin(one: str, other: str) -> bool:
    a, b = _MORE.sub("", one), _MORE.sub("", other)
    short, long = sorted((a, b), key=len)
    return len(short) >= 40 and long.startswith(short) and len(short) >= 0.6 * len(long)
