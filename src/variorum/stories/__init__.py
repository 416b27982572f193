"""Reports -> stories: the reports of one event together."""

from __future__ import annotations

from variorum.stories.find import find_stories

__all__ = ["find_stories"]
