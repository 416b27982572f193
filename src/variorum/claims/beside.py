"""Sayings that stand beside a quotation, by their place alone: for sentences that the parser has read otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from variorum.claims.contents import MIN_QUOTED, PARENTHESIS, Range, lemmas, overlap, trim_range
from variorum.claims.saying import Saying
from variorum.claims.signatures import find_signed
from variorum.claims.speakers import AGENTS, can_speak, noun_phrase
from variorum.claims.verdicts import names_saying
from variorum.text.lexicon import entries

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CUES = frozenset({"VBD", "VBZ", "VBP"})  # tags of a verb that says something now or then
CRIES = frozenset({"lol", "note", "omg", "read", "update", "watch", "wow"})  # … that the parser takes for names
MAX_ASIDE = 45  # tokens between a quotation and the verb behind a speaker with an aside
MIN_LETTERS = 2  # of a name: "Q" and "A" are none
NAME = 8  # tokens of a name before a colon
MARKS = frozenset({",", ":", "--", "-", "(", ")", ";"})


def find_beside(doc: Doc, quotes: list[Range], found: list[Saying]) -> list[Saying]:
    """The sayings of a sentence, with one for every quotation that has none for its content: "…," X said; X said: "…".

    Who says a quotation says all of it: contents reach to its ends. What is said inside it is said by way of that voice.
    """
    found = [_out_of_quotes(doc, s, quotes) for s in found]
    out = [_to_the_ends(doc, s, quotes) for s in found if not _is_misread(s, quotes)]
    for quote in quotes:
        inside = doc[slice(*quote)]
        words = sum(t.is_alpha for t in inside) + sum(t.dep_ in ("nsubj", "expl") for t in inside)
        told = any(overlap(r, quote) and not is_inside(s, [quote]) for s in out for r in s.contents)
        saying = (_behind(doc, quote) or _before(doc, quote)) if words >= MIN_QUOTED and not told else None
        if saying is not None:
            out.append(saying)
    if not any(not is_inside(s, quotes) for s in out):
        out = [*(_titled(doc) or _open(doc, quotes)), *out]
    return out


def _titled(doc: Doc) -> list[Saying]:
    """ "Ida Berg: We will rebuild the mill", "Police: man shot", "Three dead in blast: officials", as headlines have it."""
    colon = next((t for t in doc[1:] if t.text in (":", "):")), None)
    if colon is None or len(doc) < MIN_QUOTED:
        return []
    name, content = (0, colon.i), trim_range(doc, (colon.i + 1, len(doc)))
    signed = find_signed(doc, *name) if doc[colon.i - 1].i > 0 else None
    if signed is not None and signed != name and content[1] - content[0] >= MIN_QUOTED - 1:
        return [Saying((colon.i, colon.i + 1), signed, (content,), "say")]
    if not _is_title(doc, name):
        name, content = trim_range(doc, (colon.i + 1, len(doc))), trim_range(doc, (0, colon.i))
        if name[1] - name[0] > 2:  # "what counts: control of the house" names nobody
            return []
    if not _is_title(doc, name) or content[1] - content[0] < MIN_QUOTED - 1:
        return []
    start = name[0] + int(doc[name[0]].pos_ == "ADP")  # "From Ida Berg:"
    return [Saying((colon.i, colon.i + 1), (start, name[1]), (content,), "say")]


def _is_title(doc: Doc, name: Range) -> bool:
    """A person's name, or a bare noun for who speaks, with nothing but titles."""
    inside = doc[slice(*name)]
    if len(inside) == 1 and (names_saying(inside[0]) or len(inside[0]) < MIN_LETTERS):
        return False  # "Claim:", "Q:"
    if not 0 < len(inside) <= NAME or any(t.pos_ in ("VERB", "AUX", "NUM") or t.is_quote for t in inside):
        return False
    if any(t.ent_type_ == "PERSON" for t in inside):
        return bool(inside[-1].text[0].isupper()) and not (len(inside) == 1 and inside[0].lower_ in CRIES)
    return len(inside) <= NAME // 2 and inside[-1].lemma_.lower() in entries("speaker_nouns") | entries("person_nouns")


def is_inside(saying: Saying, quotes: Sequence[Range]) -> bool:
    """Does the cue stand inside a quotation?"""
    return any(q[0] <= saying.cue[0] < q[1] for q in quotes)


def _is_misread(saying: Saying, quotes: list[Range]) -> bool:
    """Is the speaker taken out of a quotation that the cue stands outside of?"""
    speaker, cue = saying.speaker, saying.cue[0]
    return speaker is not None and any(q[0] <= speaker[0] and speaker[1] <= q[1] and not q[0] <= cue < q[1] for q in quotes)


def _out_of_quotes(doc: Doc, saying: Saying, quotes: list[Range]) -> Saying:
    """ "“I saw it fall,” Berg, who keeps sheep there, recalls": the name alone, where the parser hangs the quotation on it."""
    speaker = saying.speaker
    quote = None if speaker is None else next((q for q in quotes if q[0] <= speaker[0] < q[1] < speaker[1]), None)
    if quote is None or speaker is None or quote[0] <= saying.cue[0] < quote[1]:
        return saying
    start = next((t.i for t in doc[quote[1] : speaker[1]] if not t.is_punct and not t.is_space), speaker[0])
    return replace(saying, speaker=(start, speaker[1]))


def _to_the_ends(doc: Doc, saying: Saying, quotes: list[Range]) -> Saying:
    if saying.whole or is_inside(saying, quotes):
        return saying
    contents = []
    for content in saying.contents:
        quote = next((q for q in quotes if overlap(q, content) and sum(t.is_alpha for t in doc[slice(*q)]) >= MIN_QUOTED), None)
        if quote is not None and not any(quote[0] <= i < quote[1] for i in saying.speaker or ()):
            content = trim_range(doc, (min(content[0], quote[0]), max(content[1], quote[1])))
        contents.append(content)
    return replace(saying, contents=tuple(dict.fromkeys(contents)))


def _open(doc: Doc, quotes: list[Range]) -> list[Saying]:
    """ "The mayor continued:", "the party said in a statement.": a saying whose content is the quotation of the next sentence."""
    colon = len(doc) > 1 and doc[-1].text == ":"
    if colon and len(doc) > 3 and doc[0].lower_ == "according" and doc[1].lower_ == "to":
        return [Saying((0, 2), (2, len(doc) - 1), (), "say")]
    cues = [t for t in doc if (_is_cue(t) or (colon and _announces(t))) and not any(q[0] <= t.i < q[1] for q in quotes)]
    for cue in reversed(cues):
        subject = next((c for c in cue.children if c.dep_ == "nsubj"), None)
        if subject is not None and (colon or not any(c.dep_ in ("ccomp", "dobj", "xcomp") for c in cue.children)):
            return [Saying((cue.i, cue.i + 1), (subject.left_edge.i, subject.i + 1), (), "say")]
    return []


def find_tag(doc: Doc) -> Saying | None:
    """ "Berg asked.", "the crowd shouted back.": who has said the quotation right before, which ended with a mark of its own."""
    cue = next((t for t in doc if t.pos_ == "VERB"), None)
    if (
        cue is None
        or doc[0].is_quote
        or len(doc) > 2 * PARENTHESIS
        or any(c.dep_ in ("ccomp", "dobj", "neg", "xcomp") for c in cue.children)
    ):
        return None
    misread = cue.tag_ == "VBN" and cue.dep_ == "acl" and cue.head.head == cue.head and cue.lemma_.lower() in lemmas("say")
    subject = cue.head if misread else next((c for c in cue.children if c.dep_ == "nsubj" and c.i < cue.i), None)
    if subject is None or not (misread or (cue.head == cue and cue.tag_ in CUES)) or not can_speak(doc, noun_phrase(subject)):
        return None
    return Saying((cue.i, cue.i + 1), noun_phrase(subject), (), "say")


def _announces(token: Token) -> bool:
    """ "The paper released the following statement:": whatever somebody does before a colon."""
    subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
    return token.tag_ in CUES and subject is not None and can_speak(token.doc, (subject.left_edge.i, subject.i + 1))


def _behind(doc: Doc, quote: Range) -> Saying | None:
    """The saying that begins right behind the quotation."""
    start = quote[1]
    while start < len(doc) and (doc[start].is_quote or doc[start].is_space):
        start += 1
    comma = start < len(doc) and doc[start].text == ","  # «…», said X
    tagged = comma or doc[quote[1] - 1].text in (",", "--", "...", "…", "?", "!")  # “…,” he continued: any verb may tell how
    told = start < len(doc) and _is_cue(doc[start])  # “…” said X, without a comma
    if start == quote[1] or (doc[quote[1] - 1].is_alpha and not (comma or told or _opens_and_stands(doc, quote))):
        return None
    start += comma
    near = doc[start : start + PARENTHESIS]
    cue = next((t for t in near if _is_cue(t)), None) or (next((t for t in near if _is_tag(t)), None) if tagged else None)
    if cue is None and tagged:
        cue = _behind_aside(doc, start)
    if cue is None or any(t.is_quote for t in doc[start : cue.i]):
        return None
    if cue.i == start:
        return _saying(doc, quote, cue, _phrase(doc, cue.i + 1))
    speaker = _phrase(doc, start)
    between = doc[speaker[1] : cue.i]
    aside = len(between) > 1 and between[0].text == "," == between[-1].text
    told = not aside and any(t.pos_ in ("VERB", "AUX") and t.tag_ in CUES for t in doc[start : cue.i])
    if told or (len(between) and between[0].text not in MARKS):
        return None
    return _saying(doc, quote, cue, speaker)


def _behind_aside(doc: Doc, start: int) -> Token | None:
    """ "“…,” Berg, who has kept sheep there and lost forty of them, told the Post": the verb behind the aside."""
    named = _phrase(doc, start)
    if named[1] <= named[0] or named[1] >= len(doc) or doc[named[1]].text != ",":
        return None
    far = doc[named[1] + 1 : start + MAX_ASIDE]
    return next((t for t in far if t.nbor(-1).text == "," and (_is_cue(t) or _is_tag(t))), None)


def _opens_and_stands(doc: Doc, quote: Range) -> bool:
    """ "“I saw him pass” a witness named Ali said": a whole clause at the head of a sentence without commas."""
    opened = all(t.is_quote or t.is_space for t in doc[: quote[0]])
    return opened and any(t.tag_ in CUES for t in doc[slice(*quote)]) and any(t.dep_ == "nsubj" for t in doc[slice(*quote)])


def _before(doc: Doc, quote: Range) -> Saying | None:
    """The saying that ends right before the quotation: with a comma or a colon, before which any verb or a bare name may tell."""
    end = quote[0]
    while end > 0 and (doc[end - 1].is_quote or doc[end - 1].is_space):
        end -= 1
    if end < 2 or doc[end - 1].text not in (",", ":", "):"):
        return None
    near = doc[max(0, end - PARENTHESIS) : end]
    named = _named(doc, end - 1, quote) if doc[end - 1].text.endswith(":") else None
    cue = next((t for t in reversed(near) if _is_cue(t)), None) or next((t for t in reversed(near) if _opens(t)), None)
    if named is not None or cue is None:
        return named
    speaker = _subject(doc, cue)
    if speaker is None or any(t.is_quote for t in doc[cue.i : end - 1]):
        return None
    return _saying(doc, quote, cue, speaker)


def _opens(token: Token) -> bool:
    """A verb with a person for its subject, before a quotation: "He went on: …", "she put it: …"."""
    subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
    words = entries("claim_nouns") | {"it", "message", "question", "reply"}  # "put it", "released the following statement"
    other = any(c.dep_ == "neg" or (c.dep_ == "dobj" and c.lemma_.lower() not in words) for c in token.children)
    if token.tag_ not in CUES or token.pos_ == "AUX" or subject is None or other:
        return False
    return can_speak(token.doc, (subject.left_edge.i, subject.i + 1))


def _subject(doc: Doc, cue: Token) -> Range | None:
    """The cue's subject, or the person named last before it with no verb between, where the parser hung the name elsewhere."""
    subject = next((c for c in cue.children if c.dep_ == "nsubj"), None)
    if subject is not None:
        return (subject.left_edge.i, subject.i + 1)
    names = [e for e in doc.ents if e.label_ == "PERSON" and e.end <= cue.i <= e.end + PARENTHESIS]
    if not names or any(t.pos_ == "VERB" for t in doc[names[-1].end : cue.i]):
        return None
    return (names[-1].start, names[-1].end)


def _named(doc: Doc, colon: int, quote: Range) -> Saying | None:
    """ "… - Ida Berg: “…”": the name before the colon."""
    name = next(((e.start, e.end) for e in doc.ents if e.label_ == "PERSON" and e.end == colon), None)
    name = find_signed(doc, 0, colon) or name or _speaking(doc, colon)
    return _saying(doc, quote, doc[colon], name) if name is not None else None


def _speaking(doc: Doc, end: int) -> Range | None:
    """ "A spokesman for the union: “…”": a phrase for who speaks, and nothing else before the colon."""
    if not 0 < end <= PARENTHESIS or any(t.is_punct or t.tag_ in CUES for t in doc[:end]):
        return None
    known = entries("speaker_nouns") | entries("person_nouns")
    return (0, end) if doc[:end].root.lemma_.lower() in known or doc[0].lemma_.lower() in known else None


def _is_tag(token: Token) -> bool:
    """A verb that only tells how the quotation is said: "…," he continued; "…," laughed the mayor."""
    held = [*token.children, *(g for c in token.children if c.dep_ == "prep" and c.i == token.i + 1 for g in c.children)]
    person = next((c for c in held if c.dep_ in ("nsubj", "dobj", "pobj") and _is_person(c)), None)  # "chimed in the baker"
    if token.tag_ not in CUES or person is None or (person.dep_ != "nsubj" and person.left_edge.i > token.i + 2):
        return False
    return not any(c.dep_ in ("dobj", "ccomp", "neg", "attr", "acomp") and c.i > token.i and c != person for c in token.children)


def _is_person(token: Token) -> bool:
    known = entries("speaker_nouns") | entries("person_nouns")
    lemma = token.lemma_.lower()
    return token.lower_ in ("he", "she", "they") or token.ent_type_ == "PERSON" or lemma in known or lemma.endswith(AGENTS)


def _is_cue(token: Token) -> bool:
    return token.tag_ in CUES and token.lemma_.lower() in lemmas("say") and not any(c.dep_ == "neg" for c in token.children)


def _phrase(doc: Doc, start: int) -> Range:
    """The noun phrase that begins at ``start``: up to a mark, a verb, a relative or a preposition of time."""
    end = start
    while end < len(doc) and end - start < PARENTHESIS:
        token = doc[end]
        if token.is_punct or token.is_space or token.lower_ in ("who", "which", "that", "when", "after", "during", "while"):
            break
        if token.tag_ in (*CUES, "MD") or (token.ent_type_ in ("DATE", "TIME") and end > start) or token.dep_ == "neg":
            break
        end += 1
    while end > start and doc[end - 1].tag_ in ("IN", "RB", "TO", "CC", "DT"):
        end -= 1
    return start, end


def _saying(doc: Doc, quote: Range, cue: Token, speaker: Range) -> Saying | None:
    """The saying, where the phrase can be who says it."""
    inside = doc[slice(*speaker)]
    named = any(t.pos_ in ("PROPN", "NOUN") or (t.pos_ == "PRON" and t.dep_ != "dobj") for t in inside)
    if not named or inside[0].lower_ in ("i", "we", "you", "it", "that", "this"):
        return None
    return Saying((cue.i, cue.i + 1), speaker, (trim_range(doc, quote),), "say")
