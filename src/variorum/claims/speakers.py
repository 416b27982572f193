"""Speakers: the noun phrase that a verb of saying has for its subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.text.lexicon import classes, entries

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


FAR = 4  # tokens between a subject and its verb of saying, from which on who stands beside the verb is likelier
_SUBJECTS = ("nsubj", "nsubjpass")
_OBJECTS = ("appos", "attr", "conj", "dobj", "oprd", "pobj")
_RELATIVES = ("who", "which", "that")
_CLIMB = ("conj", "advcl", "xcomp", "acl", "pcomp", "relcl")


AGENTS = ("er", "or", "ist", "man", "woman", "person", "ian", "ee")  # endings of nouns for those who do something
_MESSAGES = frozenset({"call", "email", "e-mail", "message", "phone", "send", "tell", "text", "tweet", "write"})
_ADVERBS = frozenset({"again", "also", "later", "meanwhile", "now", "then", "too"})  # "Berg again said"
_TIMES = frozenset({"day", "hour", "minute", "moment", "month", "week", "year"})  # "moments later tweeted"
LETTERS = frozenset({"call", "email", "letter", "message", "note", "post", "release", "statement", "tweet"})


def find_speaker(verb: Token) -> tuple[int, int] | None:
    """Token range of who says it: the verb's subject, or that of the verb that it hangs on; None where there is none."""
    passive = any(c.dep_ == "auxpass" and c.lower_ not in ("'s", "’s") for c in verb.children)  # "who's argued that"
    agent = next((g for c in verb.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"), None)
    if agent is not None:
        return noun_phrase(agent)
    subjects = [c for c in verb.children if c.dep_ in _SUBJECTS and c.lemma_.lower() not in _TIMES]
    subjects += [
        g for c in verb.children if c.dep_ == "csubj" for g in c.children if g.dep_ == "nsubj"
    ]  # "rebels holding it say"
    own = next((c for c in subjects if c.lower_ not in _RELATIVES), None) or next(iter(subjects), None)  # "which they say"
    beside = _named_beside(verb) or _beside(verb) or _behind(verb)
    if beside is not None and (own is None or own.i < beside[0] - FAR or beside[0] > verb.i):
        return beside
    if own is not None and not passive:
        if own.lower_ in _RELATIVES and verb.dep_ == "relcl":
            return noun_phrase(verb.head)
        phrase, issuer = noun_phrase(own), find_issuer(own)
        return issuer if issuer is not None and issuer[0] >= phrase[1] else phrase  # "a statement issued by", "a tweet from"
    if verb.dep_ in _CLIMB and not passive:
        return _from_caller(verb) or _of_governor(verb)
    return (_behind_fronted(verb) or _before_last(verb)) if not passive else None


def find_named(doc: Doc, speaker: tuple[int, int], cue: tuple[int, int]) -> tuple[int, int]:
    """The speaker with the "who" that stands for it, where the cue is the verb of a relative clause."""
    who = next((t for t in doc[speaker[1] : speaker[1] + 2] if not t.is_punct), None)
    verb = doc[cue[0]]
    while verb.dep_ in ("conj", "xcomp") and verb.head != verb:
        verb = verb.head
    stands = who is not None and who.lower_ in _RELATIVES and who.head == verb and verb.dep_ == "relcl"
    return (speaker[0], who.i + 1) if stands and who is not None else speaker


def _beside(verb: Token) -> tuple[int, int] | None:
    """ "… for the first time a monitoring group said": who stands right before a plain verb of saying that ends the sentence,
    without the comma by which the parser would know the phrase for its subject."""
    doc, i = verb.doc, verb.i
    if i < FAR + 2 or verb.lemma_.lower() not in ("add", "report", "say", "tell") or doc[i - 1].pos_ not in ("NOUN", "PROPN"):
        return None
    rest = [t for t in doc[i + 1 :] if t.is_alpha and t.ent_type_ not in ("DATE", "TIME") and t.lower_ != "on"]
    if rest:
        return None
    start = i
    while start > 0 and (doc[start - 1].pos_ in ("ADJ", "NOUN", "PROPN") or doc[start - 1].lower_ in ("for", "of")):
        if doc[start - 1].ent_type_ in ("DATE", "TIME"):
            break
        start -= 1
        if doc[start - 1].pos_ == "DET":
            start -= 1
            break
    known = doc[i - 1].pos_ == "PROPN" or doc[i - 1].lemma_.lower() in entries("speaker_nouns")
    opened = (
        doc[start].pos_ in ("DET", "PROPN", "ADJ") and doc[start - 1].pos_ in ("NOUN", "PROPN", "NUM") and i - start <= FAR + 4
    )
    return (start, i) if known and opened else None


def _behind(verb: Token) -> tuple[int, int] | None:
    """ "… drove 300 families out said the council": a speaker right behind a plain verb, in a text without commas."""
    doc, start = verb.doc, verb.i + 1
    if verb.lemma_.lower() != "say" or verb.i <= FAR:
        return None
    end = start
    while end < len(doc) and (doc[end].pos_ in ("ADJ", "NOUN", "PROPN") or (end == start and doc[end].lower_ == "the")):
        end += 1
    known = end > start and (
        doc[end - 1].lemma_.lower() in entries("speaker_nouns") or doc[end - 1].ent_type_ in ("ORG", "PERSON")
    )
    goes_on = (
        end < len(doc) and (doc[end].pos_ in ("AUX", "VERB") or doc[end].tag_ in ("TO", "IN", "POS")) and doc[end].tag_ != "VBG"
    )
    bare = not any(t.is_punct and t.text != "-" for t in doc[: verb.i]) and not any(t.is_quote for t in doc)
    return (start, end) if known and bare and not goes_on else None


def _named_beside(verb: Token) -> tuple[int, int] | None:
    """ "…; and one in fair condition, a hospital spokesman, Ida Berg, said": a noun and a name between commas right before a
    plain verb of saying, whatever the parser makes of the list before them."""
    doc, i = verb.doc, verb.i
    if verb.lemma_.lower() not in ("add", "say", "tell") or i < FAR + 2 or doc[i - 1].text != ",":
        return None
    name = i - 1
    while name > 0 and doc[name - 1].pos_ == "PROPN":
        name -= 1
    start = name - 1
    while start > 0 and doc[start - 1].pos_ in ("ADJ", "DET", "NOUN", "PROPN"):
        start -= 1
    inside = name < i - 1 and doc[name - 1].text == "," and start < name - 1 and start > 1 and doc[start - 1].text == ","
    known = inside and doc[name - 2].lemma_.lower() in entries("speaker_nouns") | entries("person_nouns")
    return (start, i - 1) if known else None


def _behind_fronted(verb: Token) -> tuple[int, int] | None:
    """ "At a hearing before Judge Berg, prosecutors said": the phrase between the comma and the verb, which the parser has
    made one list with the name before it."""
    doc = verb.doc
    comma = next((i for i in range(verb.i - 1, 1, -1) if doc[i].text == ","), None)
    if comma is None or comma + 1 == verb.i or doc[doc[verb.i].sent.start].dep_ != "prep":
        return None
    inside = doc[comma + 1 : verb.i]
    plain = all(t.pos_ in ("ADJ", "CCONJ", "DET", "NOUN", "NUM", "PROPN") for t in inside) and inside[0].pos_ != "CCONJ"
    return (comma + 1, verb.i) if plain and can_speak(doc, (comma + 1, verb.i)) else None


def _before_last(verb: Token) -> tuple[int, int] | None:
    """ "… in the north the observatory and medics said.": the phrase before a sentence's last verb, which the parser has
    given to the words before it; it begins at an article that stands right behind a noun."""
    doc = verb.doc
    if any(t.is_alpha and t.ent_type_ not in ("DATE", "TIME") and t.lower_ != "on" for t in doc[verb.i + 1 :]):
        return None
    start = None
    for i in range(verb.i - 1, max(0, verb.i - 14), -1):
        if doc[i].pos_ in ("VERB", "AUX", "PUNCT"):
            break
        if doc[i].pos_ == "DET" and doc[i - 1].pos_ in ("NOUN", "PROPN", "NUM"):
            start = i
    return (start, verb.i) if start is not None else None


def _of_governor(verb: Token) -> tuple[int, int] | None:
    head = verb.head
    if verb.dep_ == "acl" and head.pos_ in ("NOUN", "PROPN"):
        if (writer := _writer(head)) is not None:
            return writer
        phrase = noun_phrase(head)
        after_comma = verb.i > 0 and verb.nbor(-1).text == ","
        hearer = _carrier(head).lemma_.lower() in _MESSAGES  # "emailed supporters saying": not the supporters
        issuer = find_issuer(head)
        if issuer is not None:
            return issuer
        if can_speak(verb.doc, phrase) and not (after_comma and head.dep_ in _OBJECTS) and not hearer:
            return phrase
        head = head.head  # "…, killing a woman, saying": not the woman
    adds = verb.lemma_.lower() == "add"  # "told reporters that Lee left, adding": not Lee adds
    for _ in range(6):
        subject = next((c for c in head.children if c.dep_ in _SUBJECTS), None) or _shared(head)
        told = subject is not None and subject.dep_ == "nsubjpass" and verb.tag_ == "VBG"  # "was killed, saying": not the dead
        if head.dep_ == "ccomp" and (adds or told or _after_comma_and(verb)):
            subject = None
        if subject is not None and not is_expletive(subject):
            if subject.lower_ in _RELATIVES and head.dep_ == "relcl":
                return noun_phrase(head.head)
            return noun_phrase(subject)
        if head.head == head:
            return None
        head = head.head
    return None


def _writer(letter: Token) -> tuple[int, int] | None:
    """ "police issued a release saying": who has written it; None for what is no such paper."""
    writer = next((c for c in letter.head.children if c.dep_ == "nsubj"), None)
    paper = letter.lemma_.lower() in LETTERS and letter.dep_ == "dobj"
    return noun_phrase(writer) if paper and writer is not None else None


def _after_comma_and(verb: Token) -> bool:
    """ "denied that its troops fired, and criticized the talks": what stands behind ", and" goes on from the first verb."""
    before = verb.doc[max(0, verb.i - 2) : verb.i]
    return verb.dep_ == "conj" and len(before) == 2 and before[0].text == "," and before[1].dep_ == "cc"


def _from_caller(verb: Token) -> tuple[int, int] | None:
    """ "received a call from the police on Monday saying": who called."""
    letter = next((c for c in verb.head.children if c.dep_ == "dobj"), None) if verb.tag_ == "VBG" else None
    return find_issuer(letter) if letter is not None else None


def find_issuer(letter: Token) -> tuple[int, int] | None:
    """ "a statement issued by the union", "an email from the mayor": who speaks in it; None for what is no such paper."""
    if letter.lemma_.lower() not in LETTERS:
        return None
    held = [*letter.children, *(g for c in letter.children if c.dep_ == "acl" for g in c.children)]
    givers = (g for c in held if c.lower_ in ("by", "from") for g in c.children if g.dep_ == "pobj")
    return next((noun_phrase(g) for g in givers), None)


def _carrier(noun: Token) -> Token:
    """The verb that the noun is the object of, or that it hangs on by a preposition."""
    above = noun.head.head if noun.dep_ == "pobj" else noun.head
    return above.head if above.pos_ == "NOUN" and above.dep_ == "dobj" else above


def _shared(verb: Token) -> Token | None:
    """ "Lee summed up her case, denounced the court and said": the subject of the first verb, which the parser has made
    an adverbial clause of the second."""
    if verb.pos_ != "VERB":
        return None
    first = next((c for c in verb.children if c.dep_ == "advcl" and c.i < verb.i and c.tag_ in ("VBD", "VBP", "VBZ")), None)
    if first is None or any(c.dep_ == "mark" for c in first.children):
        return None
    return next((c for c in first.children if c.dep_ in _SUBJECTS), None)


def can_speak(doc: Doc, tokens: tuple[int, int]) -> bool:
    """Does the phrase name a person, a body or a document: by its kind of name, by the lexicons, or by its ending?"""
    inside = doc[slice(*tokens)]
    head = inside.root
    if head.pos_ in ("PROPN", "PRON") or head.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
        return head.lower_ not in ("this", "that", "these", "those", "what")
    nouns = {t.lemma_.lower() for t in (head, *(c for c in head.children if c.dep_ in ("conj", "appos")))}
    known = entries("speaker_nouns") | entries("person_nouns")
    if nouns & known or any(n.endswith(AGENTS) for n in nouns):
        return True
    names = [t for t in inside if t.ent_type_ in ("PERSON", "ORG") and t.dep_ in ("appos", "compound", "nmod") and t.head == head]
    return bool(names) or head.pos_ in ("ADJ", "NUM", "DET")


def are_harmed(doc: Doc, tokens: tuple[int, int]) -> bool:
    """ "some thirty sailors killed in a storm": of whom something is told, not who tells."""
    held = (c for c in doc[slice(*tokens)].root.children if c.dep_ == "acl")
    return any(classes("events").get(c.lemma_.lower()) == "killed" for c in held)


def is_expletive(token: Token) -> bool:
    """ "It is believed that": an "it" that names nobody."""
    return token.lower_ in ("it", "there") and any(c.dep_ == "auxpass" for c in token.head.children)


def noun_phrase(noun: Token) -> tuple[int, int]:
    """Token range of the noun's phrase: up to a relative clause, a participle, or an apposition that is no name."""
    doc = noun.doc
    start, end = noun.left_edge.i, noun.right_edge.i + 1
    for child in noun.subtree:
        if child.i > noun.i and _closes_phrase(child, noun):
            named = child.dep_ == "appos" and child.pos_ == "PROPN"  # "a witness, Ida Berg, a baker from Oslo"
            end = min(end, child.i + 1 if named else child.left_edge.i)
    for child in noun.children:
        if child.i < noun.i and child.dep_ in ("relcl", "appos", "acl"):
            start = max(start, child.right_edge.i + 1)
    for child in noun.children:
        if (
            child.i > noun.i
            and child.dep_ in ("prep", "npadvmod")
            and any(t.ent_type_ in ("DATE", "TIME") for t in child.subtree)
        ):
            end = min(end, child.left_edge.i)
    while end + 1 < len(doc) and doc[end].text == "-" and not (doc[end - 1].whitespace_ or doc[end].whitespace_):
        end += 2  # "Norrik-Lines"
    while end > noun.i + 1 and (doc[end - 1].is_punct or doc[end - 1].dep_ == "cc" or doc[end - 1].lower_ in _ADVERBS):
        end -= 1
    while start < noun.i and (doc[start].is_punct or doc[start].dep_ in ("cc", "mark")):
        start += 1
    if noun.tag_ == "NNS" and doc[start].lower_ in ("a", "an") and doc[start + 1].lemma_.lower() in entries("person_nouns"):
        start = min(start + 2, noun.i)  # "a man witnesses saw": who saw him
    return start, max(end, noun.i + 1)


def _closes_phrase(child: Token, noun: Token) -> bool:
    if child.dep_ == "relcl" or (child.dep_ == "acl" and child.head == noun):
        return not (child.lower_ in ("called", "named") and any(c.pos_ == "PROPN" for c in child.children))
    if child.dep_ in ("punct",) and child.text in ("(", "-", "--", '"') and child.head == noun:
        return child.text != "-" or child.whitespace_ != ""
    return (
        child.dep_ == "appos"
        and child.head == noun
        and not (child.pos_ == "PROPN" and child.right_edge.i - child.left_edge.i < 6)
    )
