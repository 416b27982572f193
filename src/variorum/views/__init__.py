"""Collation -> text: terminal, Markdown, edition, brief, timeline. Pure functions."""
