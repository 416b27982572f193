"""How fast archives are read, in how much memory, beside fastwarc where it is installed.

python -m bench.archives [MB]     size of the generated archive, unpacked; default 64
"""

from __future__ import annotations

import gzip
import random
import subprocess
import sys
import tempfile
from pathlib import Path

PAGE = 60_000  # bytes of a page
OURS = """
import resource, sys, time
from variorum.ingest.warc import read_warc
start, pages, size = time.perf_counter(), 0, 0
with open(sys.argv[1], "rb") as file:
    for page in read_warc(file, "bench"):
        pages += 1
seconds = time.perf_counter() - start
print(pages, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
PEER = """
import resource, sys, time
from fastwarc.warc import ArchiveIterator, WarcRecordType
start, pages = time.perf_counter(), 0
with open(sys.argv[1], "rb") as file:
    for record in ArchiveIterator(file, record_types=WarcRecordType.response):
        record.reader.read().decode("utf-8")
        pages += 1
seconds = time.perf_counter() - start
print(pages, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def generate(folder: Path, megabytes: int) -> list[Path]:
    """The same archive plain and packed; pages of drawn words, by a seed."""
    draw = random.Random(5)
    words = ["".join(draw.choices("abcdefghilmnoprstu", k=draw.randint(2, 9))) for _ in range(4_000)]
    paragraphs = [f"<p>{' '.join(draw.choices(words, k=60))}.</p>\n".encode() for _ in range(400)]
    plain, packed = folder / "bench.warc", folder / "bench.warc.gz"
    with plain.open("wb") as one, packed.open("wb") as other:
        for number in range(megabytes * 1_000_000 // PAGE):
            body = b"<html><body>" + b"".join(draw.choices(paragraphs, k=PAGE // len(paragraphs[0]))) + b"</body></html>"
            http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
            head = (
                b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:%032x>\r\nWARC-Date: 2031-05-05T00:00:00Z\r\n"
                b"WARC-Target-URI: http://a.example/%d\r\nContent-Type: application/http; msgtype=response\r\n"
                b"Content-Length: %d\r\n\r\n" % (number, number, len(http))
            )
            one.write(head + http + b"\r\n\r\n")
            other.write(gzip.compress(head + http + b"\r\n\r\n", 3))
    return [plain, packed]


def main() -> None:
    """Print pages/s, MB/s and peak memory of both."""
    megabytes = int(sys.argv[1]) if len(sys.argv) > 1 else 64
    with tempfile.TemporaryDirectory() as folder:
        for archive in generate(Path(folder), megabytes):
            for name, program in (("variorum", OURS), ("fastwarc", PEER)):
                done = subprocess.run([sys.executable, "-c", program, str(archive)], capture_output=True, text=True, check=False)
                if done.returncode:
                    print(f"{archive.name:15} {name:9} skipped: {done.stderr.strip().splitlines()[-1]}")
                    continue
                pages, seconds, peak = (float(x) for x in done.stdout.split())
                rate = f"{pages / seconds:8.0f} pages/s {megabytes / seconds:8.0f} MB/s"
                print(f"{archive.name:15} {name:9} {rate}   peak {peak:.0f} MB")


if __name__ == "__main__":
    main()
