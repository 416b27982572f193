"""Coverage-guided fuzzing of reading, cleaning and the check of a brief: no crash, and no page over two seconds.

python -m evals.fuzz SECONDS [CORPUS]     needs atheris (pip install atheris); stops at the first finding
"""

from __future__ import annotations

import io
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

SLOW = 2.0  # seconds


Check = Callable[[bytes], None]


def main() -> None:
    """Fuzz until the time is over."""
    try:
        import atheris
    except ImportError:
        print("evals.fuzz: skipped, atheris is not installed")
        return
    with atheris.instrument_imports(include=["variorum.ingest", "variorum.cleaning", "variorum.text"]):
        check = load()
    corpus = Path(sys.argv[2] if len(sys.argv) > 2 else tempfile.mkdtemp())
    corpus.mkdir(exist_ok=True)
    whole = sys.argv[1] if len(sys.argv) > 1 else "60"
    bounds = [f"-max_total_time={whole}", "-max_len=20000", "-timeout=60", f"-artifact_prefix={corpus}/"]
    atheris.Setup([sys.argv[0], *bounds, str(corpus)], check)
    atheris.Fuzz()


def load() -> Check:
    """The check of one input: its first byte tells the reader, and what that yields is cleaned. Imports what is fuzzed."""
    from variorum.cleaning import clean
    from variorum.errors import BadInput
    from variorum.ingest.encoding import decode
    from variorum.ingest.feeds import read_feed
    from variorum.ingest.letters import read_letter
    from variorum.ingest.readers import read_lines
    from variorum.ingest.tables import read_csv
    from variorum.ingest.warc import read_warc
    from variorum.model import Page
    from variorum.text.support import find_unsupported

    def check(raw: bytes) -> Iterable[Page]:
        brief, _, passage = raw.decode("utf-8", "replace").partition("\n")
        find_unsupported(brief, [passage])
        return ()

    readers: list[Callable[[bytes], Iterable[Page | BadInput]]] = [
        lambda raw: [Page("f", "f", text=decode(raw, "f")[0])],
        lambda raw: [Page("f", "f", html=decode(raw, "f")[0])],
        lambda raw: read_lines(raw.splitlines(), "f"),
        lambda raw: read_csv(io.BytesIO(raw), "f", "f"),
        lambda raw: read_feed(raw, "f"),
        lambda raw: read_letter(raw, "f", "f"),
        lambda raw: read_warc(io.BytesIO(raw), "f"),
        check,
    ]

    def read_and_clean(raw: bytes) -> None:
        try:
            for page in readers[raw[0] % len(readers)](raw[1:]) if raw else ():
                if isinstance(page, Page):
                    clean(page)
        except BadInput:
            pass

    return lambda raw: _in_time(read_and_clean, raw)


def _in_time(check: Check, raw: bytes) -> None:
    """Run a check; twice too slow is a finding, for the first time may have loaded a library."""
    for last in (False, True):
        start = time.process_time()
        check(raw)
        if time.process_time() - start <= SLOW:
            return
        if last:
            raise AssertionError("took over two seconds")


if __name__ == "__main__":
    main()
