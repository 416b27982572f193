"""Sayings: who is said to have said what, inside one parsed sentence."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from variorum.claims.contents import FINITE, PARENTHESIS, Range, around, find_contents, lemmas, trim_range
from variorum.claims.modality import is_withheld
from variorum.claims.nominal import find_nominal
from variorum.claims.reach import find_reach
from variorum.claims.saying import Saying
from variorum.claims.speakers import LETTERS, are_harmed, can_speak, find_issuer, find_speaker, noun_phrase
from variorum.claims.stances import find_accusation, find_denial, is_noun_taken_for_verb
from variorum.claims.verdicts import is_of_judged
from variorum.text.lexicon import classes, entries
from variorum.text.words import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


_CUES = ("VERB", "AUX", "NOUN", "ADJ")
_CAUSES = frozenset(
    {"assure", "ensure", "guarantee", "happen", "include", "make", "mean", "require", "see", "seem"}
)  # that something is so
_MEASURES = frozenset(
    {"age", "height", "need", "order", "plan", "rank", "rule", "schedule", "size", "taste", "type", "which", "whether"}
)
_GOES_ON = frozenset(
    {"appear", "begin", "continue", "go", "hasten", "keen", "proceed", "quick", "rush", "seem", "start"}
)  # … to say
ASIDE = 7  # tokens of a saying that may stand in the midst of a thought
TORSO = 5  # words under which a clause does not stand without the one that hangs on it
PLAIN = frozenset({"add", "say", "tell"})  # verbs that only take a speaker for their subject


def find_sayings(doc: Doc, quotes: list[Range]) -> list[Saying]:
    """All attributions of the sentence, outer ones first. ``quotes``: token ranges of its quotations."""
    found: list[Saying] = []
    for token in doc:
        if token.pos_ not in _CUES and token.lower_ not in ("according", "per", "via"):
            continue
        saying = _according(token) or _per(token) or _quoted_as(token) or find_nominal(token) or _verb(token, quotes)
        if saying is None or is_of_judged(doc, token.i, saying.contents):
            continue
        if not _speaks_of_itself(token, saying, doc):
            found.append(saying)
    found = [_joined(doc, s) for s in _turned(doc, _parted(doc, found))]
    return _with_citing(doc, [s for s in found if not (_is_repeated(doc, s, found) or _is_told_of(doc, s, found))])


def _joined(doc: Doc, saying: Saying) -> Saying:
    """ "If it rains, she said, the port will close": one thought, with the saying in its midst, unless each part can stand."""
    if (
        len(saying.contents) != 2
        or saying.contents[1][0] - saying.contents[0][1] > ASIDE
        or not saying.contents[0][1] <= saying.cue[0] < saying.contents[1][0]
    ):
        return saying
    first, second = saying.contents
    bare = first[1] - first[0] < 2
    stands = any(
        t.tag_ in FINITE and t.dep_ != "advcl" and not (t.dep_ in ("aux", "auxpass") and t.head.dep_ == "advcl")
        for t in doc[slice(*first)]
    )
    torn = first[1] - first[0] < TORSO and doc[second[0]].dep_ in ("advmod", "mark")  # "Two slept, police said, when it came"
    if (
        stands
        and not torn
        and _has_verb(doc, second)
        and any(t.dep_ in ("nsubj", "nsubjpass", "expl") for t in doc[slice(*second)])
    ):
        return saying
    return replace(saying, contents=(second if bare else (first[0], second[1]),))


def _turned(doc: Doc, found: list[Saying]) -> list[Saying]:
    """ "The army said the bridge fell but a driver told AFP that it stood": the army's word ends at the "but"."""
    out = []
    for saying in found:
        contents = []
        for start, end in saying.contents:
            others = (s for s in found if s.speaker is not None and saying.cue[0] < start < s.speaker[0] < s.cue[0] < end)
            turn = next((s.speaker[0] - 1 for s in others if s.speaker and _turns(doc, s.speaker[0])), end)
            contents.append((start, turn))
        out.append(replace(saying, contents=tuple(trim_range(doc, r) for r in contents)) if not saying.whole else saying)
    return out


def _turns(doc: Doc, at: int) -> bool:
    """Does somebody else speak from here: behind "but", "while", or ", and" with a speaker who is no pronoun?"""
    before = doc[at - 1].lower_
    return before in ("but", "while") or (before == "and" and doc[at - 2].text == "," and doc[at].pos_ != "PRON")


def _parted(doc: Doc, found: list[Saying]) -> list[Saying]:
    """ "The mayor said that S, Tass reported.": the last words report all before them, the mayor said no more than S."""
    last = found[-1] if found else None
    if last is None or last.whole or last.speaker is None or any(t.is_quote for t in doc):
        return found
    start, end = min(last.speaker[0], last.cue[0]), max(last.speaker[1], last.cue[1])
    ends = not any(t.is_alpha and t.ent_type_ not in ("DATE", "TIME") and t.lower_ != "on" for t in doc[end:])
    within = [s for s in found[:-1] if any(r[0] < start < r[1] for r in s.contents)]
    if not ends or not within or start < 2 or doc[start - 1].text != ",":
        return found
    cut = {s: replace(s, contents=tuple((a, min(b, start - 1)) for a, b in s.contents if a < start - 1)) for s in within}
    whole = replace(last, contents=(trim_range(doc, (0, start - 1)),))
    return [whole if s is last else cut.get(s, s) for s in found]


def _is_told_of(doc: Doc, saying: Saying, found: list[Saying]) -> bool:
    """ "He said that she opposed the plan", "that she thought so", "that this shows it": his word, not hers."""
    outer = (s for s in found if s is not saying and not s.whole and not _passes_on(doc, s))
    inside = any(r[0] <= saying.cue[0] < r[1] and not r[0] <= s.cue[0] < r[1] for s in outer for r in s.contents)
    if not inside or saying.stance != "say":
        return False
    cue = doc[saying.cue[0]]
    thinks = cue.lemma_.lower() in lemmas("think") or cue.lower_ in entries("feelings")
    return saying.whole or thinks or (saying.speaker is not None and not can_speak(doc, saying.speaker))


def _passes_on(doc: Doc, saying: Saying) -> bool:
    """ "…, according to the Tass news agency": who passes on the word of others."""
    words = [] if saying.speaker is None else [t.lower_ for t in doc[slice(*saying.speaker)]]
    return not _outlets().isdisjoint(words)


@cache
def _outlets() -> frozenset[str]:
    """Nouns in the names of outlets, and the names of agencies."""
    return frozenset({*map(fold, entries("outlet_nouns")), *classes("agencies")})


def _is_repeated(doc: Doc, saying: Saying, found: list[Saying]) -> bool:
    """ "He said he believes that", "she said that she would welcome talks": one saying, not two."""
    cue = doc[saying.cue[0]]
    if saying.speaker is None or saying.stance != "say" or saying.speaker[1] - saying.speaker[0] > 1:
        return False
    pronoun = doc[saying.speaker[0]].pos_ == "PRON"
    around = [s for s in found if s is not saying and any(r[0] <= cue.i < r[1] for r in s.contents)]
    return pronoun and any(not any(r[0] <= s.cue[0] < r[1] for r in saying.contents) for s in around)


def _speaks_of_itself(token: Token, saying: Saying, doc: Doc) -> bool:
    """ "I think", "we hope", "as you know": the one who is quoted, not an attribution of its own."""
    speaker = saying.speaker
    if speaker is None or speaker[1] - speaker[0] > 1:
        return False
    return doc[speaker[0]].lower_ in ("i", "we", "you", "one", "let", "there")


def _according(token: Token) -> Saying | None:
    """ "according to X", "in the words of X"; content is the clause that it hangs on."""
    if token.lower_ != "according" or token.i + 1 >= len(token.doc) or token.nbor().lower_ != "to":
        return None
    to = token.nbor()
    source = next((t for t in [*to.children, *token.children] if t.dep_ in ("pobj", "pcomp", "dobj") and t.i > to.i), None)
    if source is None:
        return None
    speaker = find_issuer(source) or noun_phrase(source)
    parted = token.i == 0 or token.nbor(-1).is_punct
    if source.lemma_.lower() in _MEASURES or not (parted or can_speak(token.doc, speaker)):
        return None
    end = speaker[1] if token.i < PARENTHESIS // 4 else source.right_edge.i + 1  # in front, a comma ends the speaker
    inside = set(range(token.i, max(end, to.i + 1)))
    head = _governor(token)
    parts = around(token.doc, inside, head)
    if len(parts) == 2 and token.doc[parts[1][0]].tag_ in FINITE:
        parts = ((parts[0][0], parts[1][1]),)  # "Among them, according to X, was a guard"
    held = tuple(r for r in parts if r[0] <= head.i < r[1] or _has_verb(token.doc, r)) if head.i < token.i else parts
    return Saying((token.i, to.i + 1), speaker, held or parts, "say")


def _per(token: Token) -> Saying | None:
    """ "S, per the county office", "Per police, S", "S, via Reuters"; not "per day", "60 per cent", "via Oslo"."""
    source = next((c for c in token.children if c.dep_ == "pobj"), None)
    if token.lower_ not in ("per", "via") or source is None:
        return None
    as_ = token.i > 0 and token.nbor(-1).lower_ == "as"
    start = token.i - as_
    if start > 0 and not token.doc[start - 1].is_punct:
        return None
    speaker = noun_phrase(source)
    bare = source.tag_ == "NN" and not any(c.dep_ in ("det", "poss", "compound") for c in source.children)
    words = {t.lower_ for t in token.doc[slice(*speaker)]}
    named = not words.isdisjoint(_outlets()) or source.lemma_.lower() in entries("speaker_nouns")
    if (bare and source.lemma_.lower() != "police") or not (named if token.lower_ == "via" else can_speak(token.doc, speaker)):
        return None
    if source.lemma_.lower() in _MEASURES | {"capita", "person"} or source.ent_type_ in ("DATE", "TIME"):
        return None
    inside = set(range(start, source.right_edge.i + 1 if start else speaker[1]))
    parts = tuple(r for r in around(token.doc, inside, _governor(token)) if _has_verb(token.doc, r))
    return Saying((token.i, token.i + 1), speaker, parts, "say") if parts else None


def _has_verb(doc: Doc, tokens: Range) -> bool:
    """Does a finite verb head the range, not one of a relative clause?"""
    return any(
        t.tag_ in FINITE and t.dep_ not in ("relcl", "acl") and not (t.dep_ == "aux" and t.head.dep_ == "relcl")
        for t in doc[slice(*tokens)]
    )


def _governor(token: Token) -> Token:
    """The head of the clause that an adverbial hangs on, through nouns that the parser may have hung it on."""
    head: Token = token.head
    while head.pos_ not in ("VERB", "AUX") and head.head != head:
        head = head.head
    while head.dep_ in ("relcl", "acl", "xcomp", "pcomp", "advcl") and head.head != head and not _own_commas(token, head):
        head = head.head
    return head


def _own_commas(token: Token, head: Token) -> bool:
    return abs(token.i - head.i) < 4


def _quoted_as(token: Token) -> Saying | None:
    """ "X quoted Y as saying …": Y speaks, by way of X."""
    if token.lemma_.lower() not in ("quote", "cite") or token.pos_ != "VERB":
        return None
    as_ = next((c for c in token.children if c.lower_ == "as" and c.dep_ in ("prep", "mark")), None)
    saying = next((c for c in as_.children if c.dep_ == "pcomp"), None) if as_ else None
    if saying is None:
        return None
    passive = next((c for c in token.children if c.dep_ == "nsubjpass"), None)
    quoted = passive or next((c for c in token.children if c.dep_ in ("dobj", "dative")), None)
    if quoted is None:
        return None
    held = [c for t in (token, saying) for c in t.children if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by")]
    agent = next((g for c in held for g in c.children), None)
    outer = next((c for c in token.children if c.dep_ == "nsubj"), None) or agent
    content = next((c for c in saying.children if c.dep_ in ("ccomp", "dobj")), None)
    if content is not None:
        ranges: tuple[Range, ...] = (trim_range(token.doc, (content.left_edge.i, content.right_edge.i + 1)),)
    else:
        start = min(t.left_edge.i if t != token else t.i for t in (token, quoted, outer) if t is not None)
        end = max(t.right_edge.i for t in (saying, outer) if t is not None) if outer == agent else saying.i
        ranges = around(token.doc, set(range(start, end + 1)), token) or (trim_range(token.doc, (0, start)),)
    return Saying((token.i, token.i + 1), noun_phrase(quoted), ranges, "say", via=noun_phrase(outer) if outer else None)


def _is_of_paper(token: Token) -> bool:
    """ "said in a statement posted on Sunday that": does the participle only tell of the paper in which another verb speaks?"""
    paper = token.head
    within = token.dep_ == "acl" and token.tag_ == "VBN" and paper.dep_ == "pobj" and paper.lemma_.lower() in LETTERS
    return within and paper.head.lower_ == "in" and paper.head.head.lemma_.lower() in lemmas("say")


def _verb(token: Token, quotes: list[Range]) -> Saying | None:
    """A verb of saying, denying or accusing with its content."""
    lemma = token.lemma_.lower()
    finger = any(c.dep_ == "dobj" and c.lemma_.lower() == "finger" for c in token.children)
    if lemma == "point" and not finger and not any(c.lower_ in ("out", "to") for c in token.children):
        return None
    if token.pos_ not in ("VERB", "AUX") or _is_negated(token) or is_noun_taken_for_verb(token):
        return None
    if (lemma == "ask" and token.tag_ == "VBN") or _is_of_paper(token):
        return None
    speaker = find_speaker(token)
    if speaker is None or not (lemma in PLAIN or _takes_that(token, lemma) or can_speak(token.doc, speaker)):
        return None
    if are_harmed(token.doc, speaker):
        return None
    if token.doc[speaker[0]].lower_ == "any" or (token.doc[speaker[0]].lower_ == "all" and lemma == "tell"):
        return None  # "any analysis would show", "All told, 48 houses burned down"
    if lemma in lemmas("accuse") or finger:
        return find_accusation(token, speaker)
    denial = find_denial(token, speaker)
    if denial is not None:
        return denial
    if lemma == "add" and any(c.dep_ == "dobj" and c.i > token.i and not c.is_quote for c in token.children):
        return None  # "police added Lee to the list"
    known = any(lemma in lemmas(kind) for kind in ("say", "claim", "think", "order", "name")) or _takes_that(token, lemma)
    if not known or _is_bare_infinitive(token):
        return None
    contents, whole = find_contents(token, lemma, speaker, quotes)
    if not whole and lemma in lemmas("say") | lemmas("think"):
        contents = find_reach(token, lemma, speaker, contents)
    if not contents:
        return None
    if _is_share(token.doc, speaker) and contents[0][0] > token.i:
        contents, whole = ((token.i, contents[-1][1]),), True
    return Saying((token.i, token.i + 1), speaker, contents, "say", whole=whole, via=_told(token))


def _is_share(doc: Doc, speaker: Range) -> bool:
    """ "60 percent of voters said", "nearly three in four": what a poll found, which says nothing without the share."""
    inside = doc[slice(*speaker)]
    parts = any(t.lower_ in ("%", "half", "majority", "percent", "percentage") and t.pos_ != "PROPN" for t in inside)
    return parts or any(t.lower_ == "in" and t.nbor(-1).like_num and t.nbor().like_num for t in inside[1:-1])


def _takes_that(token: Token, lemma: str) -> bool:
    """Has the verb a clause with "that" for its object? Nearly all verbs that have one tell what somebody says or thinks."""
    clauses = [c for c in token.children if c.dep_ == "ccomp"]
    if lemma in lemmas("say") and clauses:
        return True
    clause = next((c for c in clauses if c.i > token.i), None)
    if clause is None or lemma in _CAUSES or token.pos_ == "AUX" or any(c.dep_ == "agent" for c in token.children):
        return False
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)


def _is_bare_infinitive(token: Token) -> bool:
    """ "about asking him", "plans to say": nothing is said yet; but "he left, saying that" is."""
    above = token.head
    if token.dep_ in ("xcomp", "advcl") and above.lemma_.lower() in _GOES_ON and _is_told(above):
        return False  # "went on to say that"
    if token.dep_ == "pcomp" and (token.head.lower_ in ("after", "before", "by") or token.head.head.lemma_.lower() == "point"):
        return False  # "replied by saying that", "made a point of saying that"
    return token.dep_ in ("pcomp", "xcomp", "csubj") or (
        token.tag_ == "VB" and not any(c.tag_ == "MD" or c.lower_ in ("did", "do", "does") for c in token.children)
    )


def _is_told(verb: Token) -> bool:
    """Is the verb, or the one that its adjective belongs to, in a form that tells what is or was: "was quick to stress"?"""
    top = verb.head if verb.pos_ == "ADJ" else verb
    return top.tag_ in FINITE or any(c.dep_ == "aux" and c.tag_ in ("VBD", "VBP", "VBZ") for c in top.children)


def _is_negated(token: Token) -> bool:
    """ "did not say", "should say", "declined to say", "without saying", "demanded that they defend it": nothing is said."""
    if token.dep_ == "ccomp" and token.head.lemma_.lower() in lemmas("demand") and token.tag_ in ("VB", "VBP"):
        return True
    if any(c.dep_ == "aux" and c.lower_ in ("must", "ought", "should") for c in token.children):
        return True
    return is_withheld(token)


def _told(token: Token) -> Range | None:
    """Whom it was told to, where that is a news outlet by the look of it: "told AFP", "told VOA's service"."""
    if token.lemma_.lower() != "tell":
        return None
    hearer = next((c for c in token.children if c.dep_ in ("dobj", "dative")), None)
    if hearer is None or hearer.pos_ != "PROPN":
        return None
    return noun_phrase(hearer) if hearer.ent_type_ in ("ORG", "") or hearer.is_upper else None


def _with_citing(doc: Doc, found: list[Saying]) -> list[Saying]:
    """ "Tass said, citing the Kremlin": the Kremlin speaks, by way of Tass."""
    out = list(found)
    for token in doc:
        if token.lower_ != "citing":
            continue
        cited = next((c for c in token.children if c.dep_ == "dobj"), None)
        sayings = [s for s in out if s.speaker is not None and not s.whole and s.contents]
        before, behind = [s for s in sayings if s.cue[1] <= token.i], [s for s in sayings if s.cue[0] > token.i]
        if cited is None or not sayings or cited.pos_ not in ("PROPN", "NOUN"):
            continue
        last = before[-1] if before else behind[0]
        if cited.ent_type_ in ("ORG", "PERSON", "NORP", "GPE") or cited.lemma_.lower() in entries("speaker_nouns"):
            contents = tuple(_before(r, token.i) for r in last.contents if r[0] < token.i or not before)
            cue = (token.i, token.i + 1)
            inner = replace(
                last, cue=cue, speaker=noun_phrase(cited), contents=contents or last.contents, via=last.speaker, outer=last.cue
            )
            out[out.index(last)] = inner
    return out


def _before(tokens: Range, i: int) -> Range:
    return tokens[0], min(tokens[1], i - 1) if tokens[0] < i <= tokens[1] else tokens[1]
