from __future__ import annotations
def write_brief(story, claims, points): return ()
