"""Ages of persons where they stand as bare numbers: "a woman of 41", "two men, 29 and 31,", "Ann Lee (70)"."""

from __future__ import annotations

import re
from functools import cache

from variorum.text.lexicon import entries

OLDEST = 115  # years
MOST_CHILDREN = 20  # "a mother of three" has three, one of 41 is that old

_PARENTS = "dad|father|grandfather|grandmother|grandparent|mother|mom|mum|parent"
_OTHERS = "oldest|youngest|eldest|elder|younger|latter|former|other|others|first|second|third|one|another"
_AGED = re.compile(
    r"\b(?:aged?(?:\s+(?:as|at|is|of|was))?|ages(?:\s+(?:of|from))?|ages?\s+(?:ranging|range[sd]?)\s+from)\s+(?:only\s+|just\s+)?"
    r"(?:between\s+|from\s+)?(?:\w+(?:,| and| or| to)\s+)*$",
    re.IGNORECASE,
)
_IN_A_LIST = r"(?:\d{1,3}(?:,\s+|,?\s+and\s+|\s+or\s+))*"
_ENDS = re.compile(r"\s*(?:[,.;:)]|$|(?:and|at|but|when|while|with)\b)")
_LIST_ENDS = re.compile(r"(?:,?\s+and\s+\d{1,3}|,\s+\d{1,3})*(?:[,.;)](?!\d)|$)")
_NO_NOUN_BEHIND = re.compile(
    r"\s*(?:[,.;:)]|$|(?:and|or|but|who|whose|was|were|is|are|has|had|in|on|at|from|with|after|as|by|near|under|without|when|for|to"
    r"|died|drowned|fell|suffered|told|said|remains?|\w+ed)\b(?!\s+(?:are|were)\b))",
    re.IGNORECASE,
)
_TURNED = re.compile(r"\b(?:turned|turns|turning)\s+$")
_YOUNGER = re.compile(
    r"\b(?:adults|anyone|boys|children|everyone|girls|kids|men|minors|people|persons|residents|those|women|youngsters|pupils)"
    r"\s+(?:aged\s+)?$",
    re.IGNORECASE,
)
_SIDE = re.compile(r"(?:under|over|below|above)\s", re.IGNORECASE)
_NAME = r"(?:[A-Z][\w’'.-]+\s+(?:[a-z]{2,3}\s+)?){1,3}[A-Z][\w’'-]+"
_PARENT_OF = re.compile(
    rf"(?:\b(?:an?|the|one|another|single|\w+ed)\s+(?:[a-z]+\s+)?|^|[^\w\s]\s*)({_PARENTS})\s+of\s+(?:at\s+least\s+)?$",
    re.IGNORECASE,
)
_GROUP_NAME = re.compile(
    r"(?:Party|Bloc|Union|Alliance|Front|League|Democrats|Greens|United|City|Movement|Coalition|Group)\s+\($"
)


def is_age(text: str, start: int, end: int, *, bounded: str = "") -> bool:
    """Is the plain number of ``text`` at these offsets the age of a person? ``bounded``: the words of its bound, before it."""
    before = text[max(0, start - 90) : start - len(bounded)]
    written = text[start:end]
    inside = written.lower().startswith(("between ", "from "))
    if _AGED.search(before) or (inside and re.search(r"\b(?:aged|ages)\s+$", before)):
        return True
    if _YOUNGER.search(before) and _SIDE.match(bounded):
        return bool(_NO_NOUN_BEHIND.match(text, end))
    bare = written.isdigit() and not bounded
    return (bare and _is_bare_age(text, before, end)) or _is_of(text, before, written, end)


def parent_before(text: str, start: int) -> str:
    """The parent whose children the number counts that begins at ``start``: "a mother of three"; "" for none."""
    m = _PARENT_OF.search(text[max(0, start - 60) : start])
    return m[1] if m else ""


def _is_bare_age(text: str, before: str, end: int) -> bool:
    """Digits beside a name or a person, or said of one: "Lee, 52,", "a pensioner (70)", "two men, 29 and 31,", "she was 41."."""
    if text[end : end + 1] == ")":
        return bool(_in_brackets().search(before)) and not _GROUP_NAME.search(before)
    if _LIST_ENDS.match(text, end) and _persons_before().search(before):
        return True
    if text[end : end + 1] in (",", ".", ";") and _one_before().search(before):
        return True
    return bool(_TURNED.search(before) or _said_of().search(before)) and bool(_ENDS.match(text, end))


def _is_of(text: str, before: str, written: str, end: int) -> bool:
    """ "a woman of 41 was hurt": not "a man of 50 words", nor "a mother of three"."""
    m = _one_of().search(before)
    if m is None or not _NO_NOUN_BEHIND.match(text, end):
        return False
    if re.fullmatch(_PARENTS, m["noun"].lower()):
        return written.isdigit() and int(written) > MOST_CHILDREN
    return True


@cache
def _singular() -> str:
    nouns = entries("person_nouns") | entries("kin") | entries("aged_persons") | {"man", "woman", "boy", "girl", "victim"}
    return "|".join(sorted(nouns - {"people", "crew", "troop"}, key=len, reverse=True)) + f"|{_PARENTS}"


@cache
def _one_of() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:an?|the|one|another|this|that|local|old|young)\s+(?:[\w-]+\s+){{0,2}}?(?P<noun>{_singular()})\s+of\s+$",
        re.IGNORECASE,
    )


@cache
def _one_before() -> re.Pattern[str]:
    """A name, a person or one of several told of, and the comma behind."""
    return re.compile(rf"(?:[A-Z][\w’'-]+|\b(?:{_singular()}|{_OTHERS})),\s$")


@cache
def _persons_before() -> re.Pattern[str]:
    """ "two men, 29 and ": persons in the plural, and the ages before."""
    many = "two|three|four|five|six|both|the|his|her|their|[2-6]"
    plural = "men|women|children|" + "|".join(f"{n}s" for n in _singular().split("|") if not n.endswith(("man", "s")))
    return re.compile(rf"\b(?:{many})\s+(?:[\w-]+\s+){{0,3}}?(?:{plural}),\s+{_IN_A_LIST}$", re.IGNORECASE)


@cache
def _said_of() -> re.Pattern[str]:
    """ "she was only ", "her brother is "."""
    persons = (
        rf"he|she|who|(?:his|her|their|my|whose|the|youngest|oldest)\s+(?:{_singular()})|(?:oldest|youngest|eldest)(?:\s+[a-z]+)?"
    )
    return re.compile(rf"\b(?:{persons})\s+(?:is|was)\s+(?:only\s+|just\s+|then\s+)?$", re.IGNORECASE)


@cache
def _in_brackets() -> re.Pattern[str]:
    return re.compile(rf"(?:\b(?:{_singular()}|{_OTHERS})|{_NAME})\s+\($")
