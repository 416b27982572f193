"""The language of a text."""

from __future__ import annotations

import re

from variorum.text.words import find_words, is_function_word

MIN_WORDS = 8  # under which the share of function words says little
ENGLISH = 0.3  # share of English function words; a judgement: other languages share few of them
MIN_LETTERS = 40  # under this the classifier's guess is not worth printing
SAMPLE = 4_000  # characters; more changes nothing and costs time


def find_language(text: str) -> str | None:
    """ISO 639-1 code of the language of ``text``, None where there is too little to tell."""
    sample = text[:SAMPLE]
    words = [w.text for w in find_words(sample)]
    if len(words) >= MIN_WORDS and sum(is_function_word(w) for w in words) >= ENGLISH * len(words):
        return "en"
    if len(re.findall(r"[^\W\d_]", sample)) < MIN_LETTERS:
        return None
    import py3langid

    code: str = py3langid.classify(sample)[0]
    return code
