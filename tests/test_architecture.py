"""The rooms of the house: imports point down only, stages never import one another."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "variorum"
STAGES = {"cleaning", "stories", "reuse", "claims", "compare", "points"}
LEVEL = {
    "errors": 0, "model": 0, "linkage": 1, "text": 1, "codec": 1, "ingest": 2, **dict.fromkeys(STAGES, 2),
    "views": 3, "pipeline": 4, "__init__": 5, "cli": 6,
}  # fmt: skip
VAGUE = {"utils", "helpers", "common", "base", "manager", "misc"}
ALLOWED = {
    ("model", "views"),  # a notebook's view of a collation, imported when it is asked for
    ("points", "compare"),  # the finders of what parts, and the judge that tells what belongs together
}
FILES = sorted(SOURCE.rglob("*.py"))


def room(file: Path) -> str:
    parts = file.relative_to(SOURCE).with_suffix("").parts
    return parts[0]


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "variorum":
            parts = node.module.split(".")
            yield parts[1] if len(parts) > 1 else "__init__"
        elif isinstance(node, ast.Import):
            yield from (a.name.split(".")[1] for a in node.names if a.name.startswith("variorum."))


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(SOURCE)))
def test_imports_point_down(file: Path) -> None:
    here = room(file)
    for there in imports(ast.parse(file.read_text(encoding="utf-8"))):
        if there == here or (here, there) in ALLOWED:
            continue
        assert not (here in STAGES and there in STAGES), f"stage {here} imports stage {there}"
        assert LEVEL[there] < LEVEL[here], f"{here} imports {there}, which lies above it"


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(SOURCE)))
def test_files_are_short_and_named_for_what_they_find(file: Path) -> None:
    assert file.stem not in VAGUE
    assert file.read_text(encoding="utf-8").count("\n") <= 400


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(SOURCE)))
def test_functions_are_short_and_say_what_comes_back(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "the module says nothing of itself"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            doc = ast.get_docstring(node) or ""
            assert node.end_lineno is not None
            assert node.end_lineno - node.lineno - doc.count("\n") <= 40, f"{node.name} is too long"
            assert len(node.args.args) + len(node.args.kwonlyargs) <= 6, f"{node.name} has too many parameters"
            assert doc or node.name.startswith("_") or _is_inner(node, tree), f"{node.name} has no docstring"


def _is_inner(node: ast.FunctionDef, tree: ast.AST) -> bool:
    return any(node in ast.walk(other) for other in ast.walk(tree) if isinstance(other, ast.FunctionDef) and other is not node)


def test_lexicons_are_sorted_and_name_their_source() -> None:
    for file in sorted((SOURCE / "text" / "lexicons").glob("*.txt")):
        lines = file.read_text(encoding="utf-8").splitlines()
        assert lines[0].startswith("#"), f"{file.name} names no source"
        entries = [line for line in lines if line and not line.startswith("#")]
        assert entries == sorted(entries), f"{file.name} is not sorted"
        assert len(entries) == len(set(entries)), f"{file.name} has an entry twice"
