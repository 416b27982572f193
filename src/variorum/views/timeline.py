from __future__ import annotations
def write_timeline(claims, points): return ()
