"""Reports as weighted words, and how alike they are."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from variorum.model import Report
from variorum.stories.clues import are_of_one_form, find_clues, weigh_clues
from variorum.text.words import Word, find_idf, find_words, is_function_word, stem, without_elision

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

NAME_WEIGHT = 1.5  # of a capitalised word inside a sentence: names tell events apart
HEAD_WEIGHT = 2.0  # of the title and the first words: they tell the event, what follows tells its background
HEAD_WORDS = 60
TOO_FEW_SHARED, ENOUGH_SHARED = 2, 6  # words that two reports share: so few are a town and a day, on fewer than the second a
# likeness counts less; two reports of 60 words or more of one event share more
WEIGHED = 0.05  # likeness of two reports from which it matters whether their clues are of one event
FORM_LIKENESS = 0.25  # of two reports that may be made from one form
HALF_LIFE = 6.0  # days between two reports that halve what fades of their likeness; a judgement, not tuned


def similarities(reports: Sequence[Report]) -> list[tuple[int, int, float]]:
    """Every pair of reports with the cosine of their words, 0 to 1, faded by the days between them.

    A likeness that rests on few words counts less, on two nothing: a town and a day make no event.
    """
    import numpy as np

    matrix = _matrix(reports, [weigh(r) for r in reports])
    held = matrix.astype(bool).astype(np.float64)
    cosine, shared = (matrix @ matrix.T).tocsr(), (held @ held.T).tocsr()
    cosine.sort_indices()
    shared.sort_indices()
    values = cosine.data * np.clip((shared.data - TOO_FEW_SHARED) / (ENOUGH_SHARED - TOO_FEW_SHARED), 0.0, 1.0)
    pairs = cosine.tocoo()
    days = np.array([r.day.toordinal() if r.day else np.nan for r in reports])
    gap = np.abs(days[pairs.row] - days[pairs.col])
    fade = np.where(np.isnan(gap), 1.0, 0.35 + 0.65 * 0.5 ** (np.maximum(gap - 1, 0) / HALF_LIFE))
    keep = (values > 0.02) & (pairs.row < pairs.col)
    values = values * fade
    found = zip(pairs.row[keep].tolist(), pairs.col[keep].tolist(), values[keep].tolist(), strict=True)
    clues = [find_clues(r) for r in reports]
    weighed = ((i, j, value * weigh_clues(clues[i], clues[j]) if value > WEIGHED else value) for i, j, value in found)
    return [(i, j, v) for i, j, v in weighed if v < FORM_LIKENESS or not are_of_one_form(reports[i], reports[j])]


def weigh(report: Report) -> Counter[str]:
    """Stems with their weights in one report: counts damped, names and the opening raised."""
    found: Counter[str] = Counter()
    words = find_words(report.text)
    for i, word in enumerate(words):
        if len(word.text) < 2:
            continue
        name = word.text[0].isupper() and i > 0 and report.text[words[i - 1].end : word.start] in (" ", "-", " “", ' "')
        for one in _content(word, report.language):
            found[one] += (NAME_WEIGHT if name else 1.0) * (HEAD_WEIGHT if i < HEAD_WORDS else 1.0)  # type: ignore[assignment]
    for word in find_words(report.title or ""):
        for one in _content(word, report.language):
            found[one] += HEAD_WEIGHT  # type: ignore[assignment]
    return found


def _content(word: Word, language: str | None) -> Iterator[str]:
    """The stem of a word that carries subject matter in a text of that language; nothing for another."""
    text = without_elision(word.text, language)
    if not is_function_word(text, language):
        yield stem(text)


def _matrix(reports: Sequence[Report], weights: Sequence[Counter[str]]) -> csr_matrix:
    """A row of unit length for every report; how rare a word is goes by the reports of the same language."""
    from scipy.sparse import csr_matrix

    spread = Counter(s for w in weights for s in w)
    index = {s: i for i, s in enumerate(sorted(s for s, n in spread.items() if n > 1 or len(weights) == 1))}
    rarity = _find_rarity(reports, weights)
    rows, columns, values = [], [], []
    for row, weight in enumerate(weights):
        idf = rarity[reports[row].language]
        norm = math.sqrt(sum((math.log1p(c) * idf[s]) ** 2 for s, c in weight.items())) or 1.0
        for s, c in weight.items():
            if s in index:
                rows.append(row)
                columns.append(index[s])
                values.append(math.log1p(c) * idf[s] / norm)
    shape = (len(weights), max(1, len(index)))
    return csr_matrix((values, (rows, columns)), shape=shape)


def _find_rarity(reports: Sequence[Report], weights: Sequence[Counter[str]]) -> dict[str | None, dict[str, float]]:
    """The inverse document frequency of every stem among the reports of each language."""
    spread: dict[str | None, Counter[str]] = {}
    for report, weight in zip(reports, weights, strict=True):
        spread.setdefault(report.language, Counter()).update(weight.keys())
    units = Counter(r.language for r in reports)
    return {language: find_idf(counts, units[language]) for language, counts in spread.items()}


def vector_terms(reports: Sequence[Report], most: int) -> tuple[str, ...]:
    """The words that most of the reports share, names first, as they are written."""
    written: dict[str, Counter[str]] = {}
    seen: Counter[str] = Counter()
    for report in reports:
        mine = set()
        for word in find_words(report.text):
            if len(word.text) > 2 and not word.text.isdigit():
                for one in _content(word, report.language):
                    written.setdefault(one, Counter())[word.text.removesuffix("’s").removesuffix("'s")] += 1
                    mine.add(one)
        seen.update(mine)
    forms = {s: max(sorted(c), key=lambda f: (c[f], f)) for s, c in written.items()}
    rank = sorted(seen, key=lambda s: (-seen[s], not forms[s][0].isupper(), -sum(written[s].values()), s))
    return tuple(forms[s] for s in rank[:most])
