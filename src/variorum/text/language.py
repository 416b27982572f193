"""The language of a text."""

from __future__ import annotations

import re

MIN_LETTERS = 40  # under this the classifier's guess is not worth printing
SAMPLE = 4_000  # characters; more changes nothing and costs time


def find_language(text: str) -> str | None:
    """ISO 639-1 code of the language of ``text``, None where there is too little to tell."""
    sample = text[:SAMPLE]
    if len(re.findall(r"[^\W\d_]", sample)) < MIN_LETTERS:
        return None
    import py3langid

    code: str = py3langid.classify(sample)[0]
    return code
