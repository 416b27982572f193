"""Claims -> points: the questions that the reports answer, their readings and status; and the ledgers of what is counted."""

from __future__ import annotations

from variorum.points.context import Context
from variorum.points.coverage import find_coverage
from variorum.points.find import find_points
from variorum.points.ledgers import find_ledgers
from variorum.points.naming import find_namings

__all__ = ["Context", "find_coverage", "find_ledgers", "find_namings", "find_points"]
