"""Where the claims of a sentence begin and end, and in whose saying each stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from variorum.claims.clauses import MIN_TOKENS, find_clauses, find_predicate, trim
from variorum.claims.contents import FINITE, Range
from variorum.claims.saying import Saying
from variorum.claims.sayings import PLAIN, TORSO
from variorum.claims.verdicts import find_contrary

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MIN_WORDS = 3  # of a claim
KEPT = 0.75  # of the tokens of what is said that its clauses must hold, for it to be cut into them
POINTER = 3  # tokens within which "that is" is followed by "according to"
MOST = 40  # sayings of one sentence that are looked into; one with more is no sentence
MIN_SAID = 16  # words of a clause that is cut off what somebody said: shorter ones are said in one breath

_OCCASIONS = frozenset(
    {"address", "ask", "comment", "press", "question", "refer", "reply", "respond", "speak", "talk", "testify"}
)

Piece = tuple[Range, tuple[Saying, ...]]  # token range of a claim; the sayings that it stands in, outermost first


def find_pieces(doc: Doc, sayings: tuple[Saying, ...], quotes: tuple[Range, ...] = ()) -> list[Piece]:
    """The claims of a sentence: the clauses of what is said, and those of what the report says itself."""
    scopes = [(scope, s) for s in sayings[:MOST] for scope in _scopes(doc, s)]
    pieces = _within(doc, (0, len(doc)), (), None, scopes)
    for scope, saying in scopes:
        around = sorted((p for p in scopes if _is_outside(p, (scope, saying))), key=lambda p: p[0][0] - p[0][1])
        chain = (*(s for _, s in around if s.speaker != saying.speaker), saying)
        if saying.whole:
            inner = [
                r for r, s in scopes if s is not saying and s.whole and _holds(scope, r) and not r[0] <= saying.cue[0] < r[1]
            ]
            pieces.append((trim(doc, _minus(scope, inner)), chain))
        else:
            pieces += _within(doc, scope, chain, saying, scopes)
    return sorted(_longest([_in_quote(p, scopes, quotes) for p in pieces]), key=lambda p: p[0])


def find_pointer(doc: Doc, sayings: tuple[Saying, ...]) -> Saying | None:
    """ "That's according to Lee.": the saying whose content is the sentence before."""
    points = len(doc) > 2 and doc[0].lower_ in ("it", "that", "this") and doc[1].lemma_ in ("be", "come")
    found = (s for s in sayings if doc[s.cue[0]].lower_ == "according" and s.cue[0] <= POINTER)
    return next(found, None) if points else None


def _in_quote(piece: Piece, scopes: list[tuple[Range, Saying]], quotes: tuple[Range, ...]) -> Piece:
    """The piece, in the saying of the quotation that it stands in, where it has none of its own."""
    (start, end), said = piece
    quote = next((q for q in quotes if q[0] <= start + 1 and end - 1 <= q[1]), None)
    if said or quote is None:
        return piece
    near = [s for r, s in scopes if r[0] < quote[1] and quote[0] < r[1] and not s.whole and not quote[0] <= s.cue[0] < quote[1]]
    return ((start, end), (near[0],)) if near else piece


def _scopes(doc: Doc, saying: Saying) -> list[Range]:
    """What a saying governs: its contents, or the whole clause of an accusation or denial with its speaker."""
    if not saying.whole:
        return list(saying.contents)
    content, cue, speaker = saying.contents[0], saying.cue, saying.speaker
    start, end = min(content[0], cue[0]), max(content[1], cue[1])
    if speaker is not None and _is_own_subject(doc, saying):
        start, end = min(start, speaker[0]), max(end, speaker[1])
    if start > 0 and doc[start - 1].lower_ in ("which", "that") and doc[start - 1].dep_ != "mark":
        start -= 1
    return [(start, end)]


def _is_own_subject(doc: Doc, saying: Saying) -> bool:
    """Is the speaker the subject of the cue itself, not of a verb above it?"""
    if saying.speaker is None:
        return False
    cue = doc[saying.cue[0]]
    return any(saying.speaker[0] <= t.i < saying.speaker[1] and t.head == cue for t in doc[slice(*saying.speaker)])


def _within(
    doc: Doc, scope: Range, chain: tuple[Saying, ...], own: Saying | None, scopes: list[tuple[Range, Saying]]
) -> list[Piece]:
    """The clauses of a scope, less what stands in the sayings inside it and the frames of those sayings."""
    if own is not None and scope[0] < own.cue[0] < scope[1]:
        return [(trim(doc, scope), chain)]  # "If it rains, she said, the port will close"
    inner = [p for p in scopes if own is None or _is_outside((scope, own), p)]
    taken = {i for r, _ in inner for i in range(*r)} | {i for _, s in inner for i in find_frame(doc, s)}
    if own is not None:
        taken |= find_frame(doc, own)
    found: list[Piece] = []
    for clause in find_clauses(doc, scope, least=MIN_TOKENS if own is None else MIN_SAID):
        for run in _runs(doc, [i for i in range(*clause) if i not in taken], quoted=own is not None):
            found.append((run, chain))
    told = all(i in taken or doc[i].is_punct or doc[i].dep_ in ("cc", "mark") for i in range(*scope))  # by others
    lost = own is not None and not told and sum(e - s for (s, e), _ in found) < KEPT * (scope[1] - scope[0])
    whole = trim(doc, scope)
    if lost and whole[1] - whole[0] >= TORSO and _has_verb(doc, whole):
        return [(whole, chain)]  # what would be lost stays with the rest
    return found


def _has_verb(doc: Doc, tokens: Range) -> bool:
    return any(t.tag_ in FINITE and t.dep_ != "relcl" for t in doc[slice(*tokens)])


def _is_outside(outer: tuple[Range, Saying], inner: tuple[Range, Saying]) -> bool:
    """Does the first scope hold the second? Of two that are the same, the one whose cue stands outside it holds."""
    (a, saying), (b, other) = outer, inner
    reaches = (
        min(a[1], b[1]) - b[0] >= KEPT * (b[1] - b[0]) and a[0] <= other.cue[0] < a[1] and b != a
    )  # to its edge or a bit over
    if saying is other or not (a[0] <= b[0] and (b[1] <= a[1] or reaches)):
        return False
    return (
        a != b
        or (not a[0] <= saying.cue[0] < a[1] and a[0] <= other.cue[0] < a[1])
        or (saying.cue < other.cue and not a[0] <= other.cue[0] < a[1])
    )


def find_frame(doc: Doc, saying: Saying) -> set[int]:
    """The tokens of "X told AFP on Thursday that": everything of the cue's clause that is not content."""
    contents = {i for r in saying.contents for i in range(*r)}
    frame = set(range(*saying.cue)) | set(range(*(saying.via or (0, 0)))) | set(range(*(saying.outer or (0, 0))))
    beside = saying.speaker is not None and saying.cue[0] in (saying.speaker[1], saying.speaker[0] - 1)
    if (
        beside
        or _is_own_subject(doc, saying)
        or doc[saying.cue[0]].pos_ not in ("VERB", "AUX")
        or doc[saying.cue[0]].lower_ in ("according", "citing", "per", "via")
    ):
        frame |= set(range(*(saying.speaker or (0, 0))))
    for cue in [*_raised(doc[saying.cue[0]]), *([doc[saying.outer[0]]] if saying.outer else [])]:
        frame.add(cue.i)
        for child in cue.children:
            if child.dep_ in ("nsubj", "nsubjpass") and not _is_in(child, saying.speaker):
                continue  # of what is said
            if _sets_the_scene(child) or child.dep_ in (
                "aux",
                "advmod",
                "npadvmod",
                "mark",
                "dative",
                "prep",
                "nsubj",
                "nsubjpass",
                "prt",
                "auxpass",
                "punct",
            ):
                frame |= {t.i for t in child.subtree} - _told_besides(child)
    return frame - contents


def _raised(cue: Token) -> list[Token]:
    """The cue with the verbs that raise its subject: "is quick to stress that", "remains hopeful that"."""
    found = [cue]
    while found[-1].dep_ in ("acomp", "oprd", "xcomp") and found[-1].head.pos_ in ("ADJ", "AUX", "VERB"):
        found.append(found[-1].head)
    return found


def _told_besides(subject: Token) -> set[int]:
    """ "The observatory which relies on sources inside the country said": what is told of the speaker."""
    clauses = (c for c in subject.children if c.dep_ == "relcl" and subject.doc[c.left_edge.i].lower_ in ("which", "who"))
    return {t.i for c in clauses for t in c.subtree if c.right_edge.i - c.left_edge.i >= TORSO}


def _sets_the_scene(token: Token) -> bool:
    """ "Speaking in Oslo on Friday, …", "Asked about the delay, …": where and on what occasion it was said."""
    return (
        token.dep_ in ("advcl", "ccomp")
        and token.tag_ in ("VBG", "VBN")
        and token.lemma_.lower() in _OCCASIONS
        and (token.i < token.head.i and not any(c.dep_ in ("nsubj", "nsubjpass", "ccomp") for c in token.children))
    )


def _is_in(token: Token, speaker: Range | None) -> bool:
    return speaker is None or speaker[0] <= token.i < speaker[1]


def _holds(outer: Range, inner: Range) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1] and outer != inner


def _minus(scope: Range, inner: list[Range]) -> Range:
    """The scope without what another saying takes at its end."""
    start, end = scope
    for a, b in sorted(inner, reverse=True):
        if start < a and b >= end - 3:  # closing marks may follow
            end = a
    return start, end


def _runs(doc: Doc, tokens: list[int], *, quoted: bool) -> list[Range]:
    """Stretches of what is left of a clause that can stand as claims: with a finite verb, or said as they are."""
    runs: list[Range] = []
    for i in tokens:
        if runs and runs[-1][1] == i:
            runs[-1] = (runs[-1][0], i + 1)
        else:
            runs.append((i, i + 1))
    kept = []
    for run in runs:
        start, end = trim(doc, run)
        words = [t for t in doc[start:end] if t.is_alpha or t.like_num]
        verb = any(t.pos_ in ("VERB", "AUX") for t in words)
        whole = end - start >= 0.9 * len(doc)
        if _is_torso(doc, start, end, len(words)):
            continue
        if (len(words) >= MIN_WORDS and (verb or whole)) or (quoted and len(runs) == 1 and (verb or _is_quoted(doc, start))):
            kept.append((start, end))
    return kept


def _is_torso(doc: Doc, start: int, end: int, words: int) -> bool:
    """Does the stretch break off, or is it too short to stand without what hangs on it ("The attack came")?"""
    if end <= start:
        return True
    cut = end < len(doc) and not (doc[end].is_punct or doc[end].is_space)
    if cut and doc[end - 1].tag_ in ("IN", "DT", "TO", "CC", "PRP$", "WDT", "WP", "WP$"):
        return True
    if doc[end - 1].lemma_.lower() in PLAIN and doc[end - 1].pos_ == "VERB" and words < 2 * TORSO:
        return True  # "the harbour master, Ann Lee, says"
    head = find_predicate(doc, (start, end))
    parted = any(c.dep_ in ("ccomp", "advcl", "xcomp", "pcomp") and not start <= c.i < end for c in head.children)
    bare = head.tag_ in ("VBG", "VB", "VBN") and not any(
        c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass") for c in head.children
    )
    return words < TORSO and (parted or bare)


def _is_quoted(doc: Doc, start: int) -> bool:
    return start > 0 and doc[start - 1].text == '"'


def _longest(pieces: list[Piece]) -> list[Piece]:
    """One piece a range: the one with the longest chain."""
    best: dict[Range, tuple[Saying, ...]] = {}
    for tokens, said in pieces:
        if tokens[1] > tokens[0] and (tokens not in best or len(said) > len(best[tokens])):
            best[tokens] = said
    return list(best.items())


def part_contrary(doc: Doc, pieces: list[Piece]) -> Iterator[Piece]:
    """The pieces, "contrary to reports that S" apart from the one that it stands in."""
    phrases = list(find_contrary(doc))
    for (start, end), said in pieces:
        phrase = next((p for p in phrases if start <= p[0] < end), None)
        if phrase is None:
            yield (start, end), said
            continue
        yield (phrase[0], min(phrase[1], end)), said
        rest = trim(doc, (phrase[1], end) if phrase[0] - start < end - phrase[1] else (start, phrase[0]))
        if rest[1] - rest[0] >= MIN_WORDS:
            yield rest, said
