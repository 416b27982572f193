"""variorum reads many news reports of one event and reconciles them.

>>> import variorum
>>> for collation in variorum.collate(variorum.read("examples/ferry/reports.jsonl")):
...     print(collation.story.title)
Ferry sinks off Port Maren
"""

from __future__ import annotations

from variorum.errors import BadInput, VariorumError
from variorum.ingest import read
from variorum.model import (
    Attribution,
    Claim,
    Clock,
    Collation,
    Edit,
    Edition,
    Family,
    Figure,
    Page,
    Passage,
    Period,
    Point,
    Problem,
    Reading,
    Report,
    Reuse,
    Span,
    Story,
    Variant,
)
from variorum.pipeline import Methods, collate

__version__ = "0.1.0"
__all__ = [
    "Attribution",
    "BadInput",
    "Claim",
    "Clock",
    "Collation",
    "Edit",
    "Edition",
    "Family",
    "Figure",
    "Methods",
    "Page",
    "Passage",
    "Period",
    "Point",
    "Problem",
    "Reading",
    "Report",
    "Reuse",
    "Span",
    "Story",
    "Variant",
    "VariorumError",
    "collate",
    "read",
]
