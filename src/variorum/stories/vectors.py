"""Reports as weighted words, and how alike they are."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from variorum.model import Report
from variorum.text.words import find_idf, find_words, is_function_word, stem

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

NAME_WEIGHT = 1.5  # of a capitalised word inside a sentence: names tell events apart
HEAD_WEIGHT = 2.0  # of the title and the first words: they tell the event, what follows tells its background
HEAD_WORDS = 60
HALF_LIFE = 6.0  # days between two reports that halve what fades of their likeness; a judgement, not tuned


def similarities(reports: Sequence[Report]) -> list[tuple[int, int, float]]:
    """Every pair of reports with the cosine of their words, 0 to 1, faded by the days between them."""
    import numpy as np

    weights = [weigh(r) for r in reports]
    matrix = _matrix(weights)
    cosine = (matrix @ matrix.T).tocoo()
    days = np.array([r.day.toordinal() if r.day else np.nan for r in reports])
    gap = np.abs(days[cosine.row] - days[cosine.col])
    fade = np.where(np.isnan(gap), 1.0, 0.35 + 0.65 * 0.5 ** (np.maximum(gap - 1, 0) / HALF_LIFE))
    keep = (cosine.data > 0.02) & (cosine.row < cosine.col)
    values = cosine.data * fade
    return list(zip(cosine.row[keep].tolist(), cosine.col[keep].tolist(), values[keep].tolist(), strict=True))


def weigh(report: Report) -> Counter[str]:
    """Stems with their weights in one report: counts damped, names and the opening raised."""
    found: Counter[str] = Counter()
    words = find_words(report.text)
    for i, word in enumerate(words):
        if is_function_word(word.text) or len(word.text) < 2:
            continue
        name = word.text[0].isupper() and i > 0 and report.text[words[i - 1].end : word.start] in (" ", "-", " “", ' "')
        found[stem(word.text)] += (NAME_WEIGHT if name else 1.0) * (HEAD_WEIGHT if i < HEAD_WORDS else 1.0)  # type: ignore[assignment]
    for word in find_words(report.title or ""):
        if not is_function_word(word.text):
            found[stem(word.text)] += HEAD_WEIGHT  # type: ignore[assignment]
    return found


def _matrix(weights: Sequence[Counter[str]]) -> csr_matrix:
    from scipy.sparse import csr_matrix

    spread = Counter(s for w in weights for s in w)
    index = {s: i for i, s in enumerate(sorted(s for s, n in spread.items() if n > 1 or len(weights) == 1))}
    idf = find_idf(spread, len(weights))
    rows, columns, values = [], [], []
    for row, weight in enumerate(weights):
        norm = math.sqrt(sum((math.log1p(c) * idf[s]) ** 2 for s, c in weight.items())) or 1.0
        for s, c in weight.items():
            if s in index:
                rows.append(row)
                columns.append(index[s])
                values.append(math.log1p(c) * idf[s] / norm)
    shape = (len(weights), max(1, len(index)))
    return csr_matrix((values, (rows, columns)), shape=shape)


def vector_terms(reports: Sequence[Report], most: int) -> tuple[str, ...]:
    """The words that most of the reports share, names first, as they are written."""
    written: dict[str, Counter[str]] = {}
    seen: Counter[str] = Counter()
    for report in reports:
        mine = set()
        for word in find_words(report.text):
            if not is_function_word(word.text) and len(word.text) > 2 and not word.text.isdigit():
                written.setdefault(stem(word.text), Counter())[word.text.removesuffix("’s").removesuffix("'s")] += 1
                mine.add(stem(word.text))
        seen.update(mine)
    forms = {s: max(sorted(c), key=lambda f: (c[f], f)) for s, c in written.items()}
    rank = sorted(seen, key=lambda s: (-seen[s], not forms[s][0].isupper(), -sum(written[s].values()), s))
    return tuple(forms[s] for s in rank[:most])
