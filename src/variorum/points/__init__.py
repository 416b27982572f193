"""Claims -> points: the questions that the reports answer, their readings and status."""

from __future__ import annotations

from variorum.points.find import find_points

__all__ = ["find_points"]
