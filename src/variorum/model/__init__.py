"""The central types: what was read, what was found in it, and where.

All of them are immutable. Offsets count Unicode code points, half-open, into the text of a report, which never
changes after cleaning. Standard library only.
"""

from variorum.model.claims import (
    AGED,
    ROLE,
    Attribution,
    Claim,
    Figure,
    Period,
    Stance,
)
from variorum.model.collation import (
    DIVERGENT,
    Collation,
    Count,
    Coverage,
    Edition,
    Ledger,
    Line,
    Moment,
    Naming,
    Point,
    Reading,
    Status,
)
from variorum.model.copying import (
    Certainty,
    Edit,
    EditKind,
    Family,
    Passage,
    Reuse,
    ReuseKind,
    Variant,
    VariantKind,
)
from variorum.model.reports import (
    Candidate,
    Page,
    Part,
    Problem,
    Removed,
    Report,
    Span,
    Story,
)

__all__ = [
    "AGED",
    "DIVERGENT",
    "ROLE",
    "Attribution",
    "Candidate",
    "Certainty",
    "Claim",
    "Collation",
    "Count",
    "Coverage",
    "Edit",
    "EditKind",
    "Edition",
    "Family",
    "Figure",
    "Ledger",
    "Line",
    "Moment",
    "Naming",
    "Page",
    "Part",
    "Passage",
    "Period",
    "Point",
    "Problem",
    "Reading",
    "Removed",
    "Report",
    "Reuse",
    "ReuseKind",
    "Span",
    "Stance",
    "Status",
    "Story",
    "Variant",
    "VariantKind",
]
