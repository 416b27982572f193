"""Names of news agencies and outlets in a text: those that are known, and those that are shaped like one."""

from __future__ import annotations

import re
from functools import cache

from variorum.text.lexicon import as_written, members

_DOMAIN = r"[\w-]{2,30}\.(?:com|org|net|info|co\.uk|ca|au|de|fr|ru|ir|tv|fm)"


def known_names(text: str) -> list[str]:
    """Short names of the agencies and outlets that ``text`` names, in its order."""
    return [_forms()[m.group().casefold()] for m in _known().finditer(text)]


def of_domain(text: str) -> str | None:
    """The known outlet whose name a domain spells ("washingtonpost.com"), None for others."""
    m = re.fullmatch(rf"(?:https?://)?(?:www\.)?({_DOMAIN})(?:/\S*)?", text)
    return _squashed().get(m.group(1).split(".")[0].lower().replace("-", "")) if m else None


def find_names(text: str) -> list[tuple[str, int]]:
    """Known and outlet-shaped names with where they begin, longest first at a place."""
    found = [(_forms()[m.group().casefold()], m.start()) for m in _known().finditer(text)]
    return found or [(m.group(), m.start()) for m in _shape().finditer(text)]


def shaped(text: str) -> list[str]:
    """Names in ``text`` that end as outlets' names do."""
    return [m.group() for m in _shape().finditer(text)]


def is_name(text: str) -> bool:
    """Is all of ``text`` the name of an agency or an outlet?"""
    return bool(_known().fullmatch(text) or _shape().fullmatch(text))


def ends_known(text: str) -> bool:
    """Does ``text`` end with a known name?"""
    return any(m.end() == len(text) for m in _known().finditer(text))


def is_agency(text: str) -> bool:
    """Is all of ``text`` the name of a news agency?"""
    m = _known().fullmatch(text.strip())
    return m is not None and _forms()[m.group().casefold()] in members("agencies")


@cache
def _forms() -> dict[str, str]:
    lists = (*members("agencies").items(), *members("outlets").items())
    return {form.casefold(): name for name, forms in lists for form in forms}


@cache
def _squashed() -> dict[str, str]:
    """Known names by their letters alone, as domains spell them."""
    return {re.sub(r"\W+|^the ", "", form): name for form, name in _forms().items() if len(form) > 4}


@cache
def _known() -> re.Pattern[str]:
    """Short all-capital names only as written, long ones in any case."""
    lists = (*members("agencies").values(), *members("outlets").values())
    forms = sorted((f for forms in lists for f in forms), key=len, reverse=True)
    parts = [re.escape(f) if len(f) <= 5 else f"(?i:{re.escape(f)})" for f in forms]
    return re.compile(rf"(?<![\w.])(?:{'|'.join(parts)})(?![\w])(?!\.(?:com|org|net)\b)")


@cache
def _shape() -> re.Pattern[str]:
    nouns = "|".join(re.escape(n) for n in sorted(as_written("outlet_nouns"), key=len, reverse=True))
    word = r"[A-Z0-9][\w&.’'-]*"
    return re.compile(rf"(?!With |From |By )(?:The )?(?:{word} ){{1,4}}(?:{nouns})\b(?!['’])|\b{_DOMAIN}\b")
