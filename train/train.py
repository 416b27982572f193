"""Train the judge of pairs of claims: judged pairs in, trees out, with a judge for each fold of stories.

python -m train.train PAIRS TO_JUDGE     natural.jsonl, and the pairs whose labels stand in train/labels.tsv

Writes src/variorum/compare/judge.npz, learned from all pairs but those of HELD_OUT; evals/judges/fold-N.npz, each
learned without the stories of one fold; and evals/judges/folds.json with the stories of each fold.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from evals.pairs import make_table, read_pairs

from variorum.compare.features import NAMES, find_features
from variorum.compare.judge import LABELS

ROOT = Path(__file__).parent.parent
FOLDS = 5
UNSURE = 0.5  # weight of a pair of which its reader was in doubt
ROUNDS = 250
SETTINGS = {
    "objective": "multiclass",
    "num_class": len(LABELS),
    "learning_rate": 0.06,
    "num_leaves": 8,
    "min_data_in_leaf": 20,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "feature_fraction": 0.5,
    "lambda_l2": 2.0,
    "extra_trees": True,
    "seed": 0,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbose": -1,
}


def fold_of(story: str) -> int:
    """The fold of a story: by its name alone, so that more pairs change no fold."""
    return int(hashlib.sha256(story.encode()).hexdigest(), 16) % FOLDS


def train(features: np.ndarray, labels: np.ndarray, weights: np.ndarray) -> lightgbm.Booster:
    """The trees learned from pairs."""
    return lightgbm.train(SETTINGS, lightgbm.Dataset(features, labels, weight=weights), ROUNDS)


def write(booster: lightgbm.Booster, file: Path) -> None:
    """Write the trees as arrays, a row a tree; a tree with fewer nodes has some that send nothing to the right."""
    trees = [tree["tree_structure"] for tree in booster.dump_model()["tree_info"]]
    leaves = int(SETTINGS["num_leaves"])
    feature = np.zeros((len(trees), leaves - 1), np.int16)
    threshold = np.full((len(trees), leaves - 1), np.inf)
    stays = np.full((len(trees), leaves - 1), 255, np.uint8)
    value = np.zeros((len(trees), leaves))
    for row, tree in enumerate(trees):
        nodes: list[tuple[int, float, int]] = []
        found = _place(tree, 0, nodes)
        value[row, : len(found)] = found
        for column, (name, at, mask) in enumerate(nodes):
            feature[row, column], threshold[row, column], stays[row, column] = name, at, mask
    file.parent.mkdir(exist_ok=True)
    np.savez_compressed(
        file,
        names=np.frombuffer("\n".join(NAMES).encode(), np.uint8),
        feature=feature,
        threshold=threshold,
        stays=stays,
        value=np.round(value, 6),
    )


def _place(node: dict[str, Any], first: int, nodes: list[tuple[int, float, int]]) -> list[float]:
    """The values of the leaves below a node, from the left; adds the node and those below it, ``first`` being its first leaf."""
    if "leaf_value" in node:
        return [float(node["leaf_value"])]
    left = _place(node["left_child"], first, nodes)
    gone = sum(1 << (first + n) for n in range(len(left)))  # what a pair that goes to the right cannot reach
    nodes.append((node["split_feature"], float(node["threshold"]), 255 & ~gone))
    return left + _place(node["right_child"], first + len(left), nodes)


def _pairs(arguments: Sequence[str]) -> Iterator[dict[str, Any]]:
    yield from read_pairs(Path(arguments[0]))
    labels = dict(line.split("\t") for line in (ROOT / "train" / "labels.tsv").read_text(encoding="utf-8").splitlines())
    for pair in read_pairs(Path(arguments[1])):
        if pair["id"] in labels:
            label = labels[pair["id"]]
            yield {**pair, "label": label[0], "unsure": label.endswith("?")}


def main(arguments: Sequence[str]) -> None:
    """Train on all pairs, and without each fold."""
    pairs = list(_pairs(arguments))
    table, i, j = make_table(pairs)
    features = find_features(table, i, j)
    labels = np.array(["scudo".index(p["label"]) for p in pairs])
    weights = np.array([UNSURE if p["unsure"] else 1.0 for p in pairs])
    folds = np.array([fold_of(p["story"]) for p in pairs])
    for fold in range(FOLDS):
        rest = folds != fold
        write(train(features[rest], labels[rest], weights[rest]), ROOT / "evals" / "judges" / f"fold-{fold}.npz")
    write(train(features, labels, weights), ROOT / "src" / "variorum" / "compare" / "judge.npz")
    known = sorted({p["story"] for p in pairs})
    (ROOT / "evals" / "judges" / "folds.json").write_text(
        json.dumps({story: fold_of(story) for story in known}, indent=0) + "\n", encoding="utf-8"
    )
    print(f"{len(pairs)} pairs of {len(known)} stories")


if __name__ == "__main__":
    main(sys.argv[1:])
