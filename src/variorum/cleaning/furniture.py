"""Which lines of a page are furniture: menus, share lines, related headlines, forms; each with the reason.

Structure first: where sentences begin and end the text, and what stands around them. Words only tell what kind of
furniture a line is that has no sentence. In doubt a line stays.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache

from variorum.cleaning.captions import CAPTION, SIGNATURE, caption_kind, find_captions, is_gallery
from variorum.cleaning.datelines import begins_text, dateline_names
from variorum.cleaning.editors import BEHIND_END, EDITORS, find_end, is_mark
from variorum.cleaning.footers import FOOTER, find_footer
from variorum.cleaning.metadata import BEFORE, DATE_STAMP, HEADLINE
from variorum.cleaning.offers import OFFER, find_offers
from variorum.cleaning.stamps import is_stamp, is_update
from variorum.cleaning.standing import find_standing
from variorum.text.lexicon import entries, members
from variorum.text.words import Word, content_stems, find_words, is_function_word

OFTEN = 4  # times that a line of one word stands on a page, from which it is a slot of its template
MANY = 32_768  # lines of a page whose verdicts are remembered
SEEN, TAIL = 2_000, 400  # characters of a line's beginning and end that are looked at: what is longer is text
LEAD, LEAD_WORDS = 10, 60  # lines before a dateline, and words of the one sentence there that can be a caption
LEADS = 4  # sentences before an agency's dateline that can be captions and weather
LEAD_SHARED = 0.25  # part of the words of several such sentences that the text shares, up to which they are no part of it
BODY_WORDS = 8  # a line with as many words, a sentence's end and function words is text
LONG = 25  # words: a line this long is text wherever it stands, unless a control word opens it
BYLINE = "byline"
FILM = "title of a film, with its length"
LEAD_IN = "sentence before the dateline"
BEHIND = "behind the end of the text"
INVITES = "asks something of the reader"
CONTROL_SHARE = 0.34  # share of a short line's content words that are words of controls

_WHO = r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]*){1,3}"
_ENDS = re.compile(r"(?<!\.\.)[.!?][”\"'’)\]]*\s*(?:[/(—–-]+\s*[A-Z][\w./ ]{1,24}\)?)?$|''$|[,;:—–][”\"]?$")
_SIGNED = re.compile(r"[.!?,][”\"’»]\s?[—–-]{1,2}\s?[A-Z][\w.’'-]*(?: [\w.’'-]+){1,4}(?:,[^.!?“\"]{2,80})?$")  # “…” —Ida Berg
_BULLET = re.compile(r"^(?:[-–•*·»>|]|\d{1,2}[.)])\s+")
_SIGN_OFF = re.compile(
    r"^(?:\(?sources?\s*:|some information\b|with (?:files|material|reporting) (?:by|from)\b|©|\(c\)|copyright\b"
    r"|\W*[^.]{2,200} contributed(?:\W*$|\. | from\b| reporting\b"
    r"| to (?:this|the) (?:report|story|article)\b)|(?:this|the) (?:report|story|article) contains material"
    r"|\((?:additional )?(?:reporting|writing|editing|translated|compiled|edited|written) by [^()]{2,250}\)\W*$"
    r"|(?:this|the) (?:story|report|article) (?:was|has been|is)\b"
    r"(?!.{1,40} to (?:clarify|indicate|note|reflect|say|show|specify|state)\b))",
    re.IGNORECASE,
)
_AUTHOR = re.compile(
    r"@\w+\.\w+|\bcan be reached (?:at|by|on|via)\b|\bis an? [\w\s-]{0,40}\b(?:writer|reporter|editor|correspondent)\b"
    r"|\bfollow (?:him|her|them) on\b|^follow (?:[\w.’'-]+ ){1,4}on (?:twitter|x|facebook|instagram|bluesky|mastodon|threads)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\b(?:you|your|yours|we can['’]t|please)\b", re.IGNORECASE)
_CODE = re.compile(r"\b(?:window|document|googletag)\.\w+|\bfunction ?\(\w*\) ?\{|^\W*var \w+ ?=|\{[^{}]*:[^{}]*\}.*;")
_ICON = re.compile(r"(?:[a-z]+_){1,3}[a-z]+(?: (?:[a-z]+_){1,3}[a-z]+)*")  # names of drawn signs ("play_arrow", "more_vert")
_FILM = re.compile(r"(?<!\bat)(?<!\bto)(?<!\bby)(?<!from)(?<!until)(?<![–—-]) (?:\d{1,2}:)?\d{1,2}:\d\d(?: ?(?:VIDEO|Video))?$")
_SIGNED_BY = re.compile(
    r"(?:(?:Analysis|Opinion|Commentary|Story|Report|Reporting|Text|Words) )?"
    rf"by {_WHO}(?:(?:,| and| &) {_WHO})*(?:, (?!who\b)[^.!?]{{2,40}})?"
    rf"|From {_WHO}(?: and {_WHO})? in [A-Z][\w ,]{{2,30}}"
)
_CAPITALS = re.compile(r"[^a-z]*[A-Z][^a-z]*[^a-z.!?]")
_HOUSE = re.compile(r"\b(?:[Ww]e|[Oo]urs?|us)\b")  # "US" is a country
_SAID = re.compile(r"\b(?:said|says|told|according|announced|confirmed|reported|identified)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{3,}")


def find_furniture(lines: list[str], title: str | None = None, *, told: bool = False) -> list[str | None]:
    """For each line the reason to remove it, or None where it is text.

    ``told``: markup told which lines are the report, so that only what names itself as furniture goes.
    """
    own = _behind(lines, [_line(line, title) for line in lines])
    if told:
        return own
    often = {line for line, times in Counter(x for x in lines if _WORD.fullmatch(x)).items() if times >= OFTEN}
    own = [because or ("repeated on the page" if line in often else None) for line, because in zip(lines, own, strict=True)]
    own = [because or (OFFER if offer else None) for because, offer in zip(own, find_offers(lines), strict=True)]
    own = find_captions(lines, own)
    body = [because is None and is_text(line) for line, because in zip(lines, own, strict=True)]
    first, last = _extent(lines, own, body)
    stems = {s for line in lines[first : last + 1] for s in content_stems(line)}
    verdicts: list[str | None] = []
    seen: set[str] = set()
    for i, (line, because) in enumerate(zip(lines, own, strict=True)):
        if because is None and not (first <= i <= last):
            because = LEAD_IN if i < first and body[i] else _outside(line, stems, before=i < first)
        if because is None and len(line) >= 40 and line in seen:
            because = "stands on the page a second time"
        seen.add(line)
        verdicts.append(because)
    return verdicts if any(v is None for v in verdicts) else [_line(line, title) for line in lines]


def _behind(lines: list[str], verdicts: list[str | None]) -> list[str | None]:
    """The verdicts, with what stands behind the mark of the end, and the sender's standing paragraphs."""
    for i, line in enumerate(lines[:-1]):
        if line in ("By", "by", "BY") and re.fullmatch(_WHO, lines[i + 1]):
            verdicts[i] = verdicts[i + 1] = BYLINE
    end = find_end(lines, verdicts)
    behind = [because or (BEHIND_END if i > end else None) for i, because in enumerate(verdicts)]
    return find_standing(lines, behind)


def _extent(lines: list[str], own: list[str | None], body: list[bool]) -> tuple[int, int]:
    """The first and the last line of the text: the sentences, from the dateline where one stands near the top."""
    if True not in body:
        return 0, len(lines) - 1
    first, last = body.index(True), len(body) - 1 - body[::-1].index(True)
    near = [i for i in range(first, len(lines)) if own[i] is None][:LEAD]
    dateline = next((i for i in near if body[i] and begins_text(lines[i])), first)
    lead = [lines[i] for i in range(first, dateline) if body[i]]
    if _is_foreign_lead(lead, lines[dateline:]):
        first = dateline
    last = _before_lists(lines, body, first, last)
    while last + 1 < len(lines) and own[last + 1] is None and _goes_on(lines[last + 1]):
        last += 1
    return first, last


def _is_foreign_lead(lead: list[str], text: list[str]) -> bool:
    """Are the sentences before a dateline a caption, or several before an agency's, or such as share no words with the text?"""
    if not lead or any(len(line.split()) > LEAD_WORDS or _SAID.search(line) for line in lead):
        return False
    if len(lead) == 1 or (len(lead) <= LEADS and dateline_names(text[0])):
        return True
    stems = {s for line in text for s in content_stems(line)}
    return all(len(stems.intersection(held := set(content_stems(line)))) <= LEAD_SHARED * len(held) for line in lead)


FOREIGN = 9  # words of a sentence in another language than English
UNCASED = 20  # letters of one in a script without small letters, where blanks may not part words
_STOP = re.compile(r"[.!?。！？؟।][\"”’»)]*$")


def _goes_on(line: str) -> bool:
    """Is the line a short sentence, as the last one of a text can be?"""
    words = find_words(line)
    ended = re.search(r"[.!?][\"”’)]*$", line) and not re.search(r"\bmore\W*$", line, re.IGNORECASE)
    return len(words) >= 3 and bool(ended) and any(is_function_word(w.text) for w in words) and not _speaks_to_reader(line, words)


@lru_cache(maxsize=MANY)
def is_text(line: str) -> bool:
    """Is the line a sentence or more, and not addressed to the reader of the page?"""
    words = find_words(line[:SEEN])
    if _BULLET.match(line) or control_kind(line) or _speaks_to_reader(line, words):
        return False
    if len(words) < BODY_WORDS:
        return len(line) >= UNCASED and not re.search(r"[A-Za-z]{3}", line) and _is_foreign(line, words)
    grammar = sum(is_function_word(w.text) for w in words)
    ended = bool(_ENDS.search(line[-TAIL:]) or _SIGNED.search(line[-TAIL:]))
    said = grammar >= 2 and len(words) > BODY_WORDS and line.rstrip('"”’)').endswith(".")
    return ((grammar >= 0.15 * len(words) or said) and (ended or len(words) >= LONG)) or _is_foreign(line, words)


def _is_foreign(line: str, words: list[Word]) -> bool:
    """Does the line look like a sentence of a language whose function words are not known: long, in small letters, ended?"""
    if not _STOP.search(line[-TAIL:]):
        return False
    letters = [c for c in line[:SEEN] if c.isalpha()]
    if 2 * sum(c.islower() or c.isupper() for c in letters) < len(letters):  # a script without small letters
        return len(letters) >= UNCASED
    return len(words) >= FOREIGN and 2 * sum(w.text[0].islower() for w in words) >= len(words)


def _speaks_to_reader(line: str, words: list[Word]) -> bool:
    """ "Your weather is set to": a page, and not a report, says "you" outside quotation marks."""
    return (
        len(words) < LONG
        and bool(_ADDRESS.search(line))
        and not re.search(r"[\"“”‘’']\W*(?:\w+\W+){0,30}|said|says|told", line.replace("’t", "").replace("'t", ""))
    )


def _before_lists(lines: list[str], body: list[bool], first: int, last: int) -> int:
    """The last line of text before a heading such as "Related" that opens nothing but lists to the page's end."""
    long = [j for j in range(first, last + 1) if body[j] and len(lines[j]) > LONG and _is_long(lines[j])]
    behind = max(long, default=first)
    return next((i - 1 for i in range(max(first, behind) + 1, last + 1) if is_label(lines[i])), last)


def _is_long(line: str) -> bool:
    return len(find_words(line[:SEEN])) >= LONG and bool(_ENDS.search(line[-TAIL:]))


@lru_cache(maxsize=MANY)
def _line(line: str, title: str | None) -> str | None:
    """The reason that a line carries in itself."""
    if is_gallery(line):
        return CAPTION
    if len(line) > SEEN:
        return None if re.search(r"[^\W\d_]", line) else "no words"
    if not re.search(r"[^\W\d_]", line):
        return "no words"
    if SIGNATURE.match(line):
        return None  # whose post the line above is
    if is_mark(line):
        return EDITORS
    if is_stamp(line) or is_update(line):
        return DATE_STAMP
    if re.fullmatch(r"From [A-Z][\w. ]{1,30}['’]s [A-Z][\w.’'-]+(?:,? (?:and )?[A-Z][\w.’'-]+){1,6}", line):
        return BYLINE
    if _CAPITALS.fullmatch(line) and len(line.split()) >= 7:
        return "headline of another report"
    if _CODE.search(line) or _ICON.fullmatch(line):
        return "program code"
    if find_footer(line) == 0:
        return FOOTER
    if _SIGNED_BY.fullmatch(line):
        return BYLINE
    if _FILM.search(line) and 4 <= len(line.split()) <= LONG:
        return FILM
    if invites(line):
        return INVITES
    kind = control_kind(line)
    if kind:
        return f"page control ({kind})"
    if title and len(line) < 200 and says_same(line, title):
        return HEADLINE
    if re.match(r"^By\s+[A-Z]", line) and len(line.split()) <= 12 and not line.endswith("."):
        return BYLINE
    if (_SIGN_OFF.match(line) and len(line) < 300) or re.fullmatch(r"[A-Z][\w&.’' -]{1,40}[•·]", line):
        return "credit line"
    if len(line) < 200 and _AUTHOR.search(line) and not re.search(r"[\"“”]", line):
        return "note on the author"
    return caption_kind(line)


def says_same(line: str, title: str) -> bool:
    """Does a line hold the words of the title, with or without a site's name behind it?"""
    stems = set(content_stems(line))
    return bool(stems) and stems in (set(content_stems(title)), set(content_stems(re.sub(r"\s[|–—-]\s[^|–—]{2,40}$", "", title))))


def addresses(line: str) -> bool:
    """Does a site speak to its readers in the line ("No one covers our community better")?"""
    return bool(_ADDRESS.search(line) or _HOUSE.search(line)) and not re.search(r"[\"“”]|\b(?:said|says|told)\b", line)


def invites(line: str) -> bool:
    """Does the line begin as sites speak to their readers, without a quotation?"""
    words = find_words(line[:SEEN])
    if not words or len(words) > LONG or re.search(r"[\"“”]|\b(?:said|says)\b", line):
        return False
    return bool(_invitations().match(line[words[0].start :]))


def may_invite(line: str) -> bool:
    """Is there such a beginning anywhere in the line? Quicker than to part it into sentences."""
    return not _openers().isdisjoint(line.casefold().split())


@cache
def _openers() -> frozenset[str]:
    return frozenset(entry.split()[0] for entry in entries("invitations"))


@cache
def _invitations() -> re.Pattern[str]:
    forms = sorted((re.escape(e).replace("'", "['’]") for e in entries("invitations")), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(forms)})\b", re.IGNORECASE)


def _outside(line: str, text: set[str], *, before: bool) -> str | None:
    """The reason to remove a line before the first or behind the last line of text, whose stems are ``text``."""
    if not before:
        return BEHIND
    stems = set(content_stems(line))
    if len(stems) >= 3 and len(stems & text) >= 0.5 * len(stems):
        return HEADLINE
    return BEFORE


@cache
def _controls() -> list[tuple[str, re.Pattern[str], frozenset[str]]]:
    out = []
    for kind, forms in members("furniture").items():
        if kind == "alone":
            continue
        ordered = sorted(forms, key=len, reverse=True)
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(f) for f in ordered)})(?!\w)", re.IGNORECASE)
        out.append((kind, pattern, frozenset(ordered)))
    return out


@lru_cache(maxsize=MANY)
def control_kind(line: str) -> str | None:
    """The kind of page control that a short line is, None for text and for lines that only hold such a word."""
    if len(line) > SEEN:
        return None
    if _is_button(line):
        return "button"
    words = find_words(_BULLET.sub("", line))
    if len(words) <= LONG and ":" in line and is_label(line.split(":", 1)[0]):
        return "related"
    if not words or len(words) > 18:
        return None
    content = [w for w in words if not is_function_word(w.text)]
    for kind, pattern, _ in _controls():
        hits = list(pattern.finditer(line))
        covered = sum(any(h.start() <= w.start < h.end() for h in hits) for w in content)
        multi = any(" " in h.group() and (h.start() == 0 or len(words) <= BODY_WORDS) for h in hits)
        if hits and (covered >= CONTROL_SHARE * max(1, len(content)) or (multi and len(words) <= 14)):
            return None if _reads_as_text(line, words, covered) else kind
    return None


def _is_button(line: str) -> bool:
    """Is the line nothing but what stands on buttons and counters ("prev next", "32 retweets", "CancelSend")?"""
    if len(line) > 40 or line[-1:] in '.!?…”"':
        return False
    plain = re.sub(r"(?<=[a-z])(?=[A-Z\d])|(?<=\d)(?=[A-Za-z])", " ", line)
    words = re.findall(r"[^\W\d_]+", plain.casefold())
    if not words or len(words) > 4:
        return False
    forms = members("furniture")["alone"]
    return " ".join(words) in forms or (":" not in line and all(word in forms for word in words))


def _reads_as_text(line: str, words: list[Word], covered: int) -> bool:
    if re.search(r"[\"“”]\w+(?: [\w',-]+){2}", line) or begins_text(line):
        return True
    return len(words) >= 9 and covered <= 2 and bool(re.search(r"\b(?:said|says|told|was|were|had)\b", line))


def is_label(line: str) -> bool:
    """Is the line nothing but a label over a list, as "Related" or "Most read"?"""
    plain = line.strip(" :·|-").casefold()
    return len(plain) > 2 and any(plain in forms for kind, _, forms in _controls() if kind in ("related", "comments", "share"))
