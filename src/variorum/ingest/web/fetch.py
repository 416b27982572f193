"""Addresses of pages and feeds -> pages, politely: robots.txt, a pace for each host, Retry-After, conditional requests."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from protego import Protego

from variorum.errors import BadInput
from variorum.ingest.encoding import decode
from variorum.ingest.feeds import find_entries, is_feed
from variorum.ingest.web.addresses import resolve
from variorum.ingest.web.connection import Response, Target, exchange
from variorum.model import Page

AGENT = "variorum"
ROBOTS_BYTES = 500_000  # RFC 9309: a crawler reads at least 500 KiB
LISTED = 1_000  # pages that one feed or sitemap may name
DEEP = 2  # a sitemap of sitemaps, and no further
TRIES = 3
_HTML = ("text/html", "application/xhtml+xml")
_FEED = ("xml", "rss", "atom")


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of fetching: bytes of an unpacked page, seconds of a page, redirects, seconds between two requests to one
    host, the longest wait that a server may ask for; ports, and whether addresses of the own network are allowed."""

    most: int = 20_000_000
    seconds: float = 30.0
    redirects: int = 5
    pace: float = 1.0
    wait: float = 60.0
    ports: frozenset[int] = frozenset((80, 443))
    local: bool = False


@dataclass(slots=True)
class Fetcher:
    """Fetches pages one after the other, and remembers each host's rules and when it was last asked."""

    limits: Limits = Limits()
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    today: Callable[[], datetime] = lambda: datetime.now(UTC)
    _rules: dict[str, Protego | None] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)

    def get(self, url: str, known: Mapping[str, str] | None = None) -> Response:
        """The answer for an address, behind all redirects; 304 where it is as ``known`` (etag, last-modified).

        Raises BadInput for what is refused, forbidden, broken, too large, too slow or an error.
        """
        headers = _conditions(known or {})
        for _ in range(self.limits.redirects + 1):
            self._allowed(url)
            answer = self._ask(url, headers)
            if answer.status not in (301, 302, 303, 307, 308) or "location" not in answer.headers:
                return self._accepted(answer)
            url = _joined(url, answer.headers["location"])
        raise BadInput(url, f"redirects more than {self.limits.redirects} times")

    def _accepted(self, answer: Response) -> Response:
        if answer.status not in (200, 203, 304):
            raise BadInput(answer.url, f"answered {answer.status}")
        return answer

    def _ask(self, url: str, headers: Mapping[str, str], most: int | None = None) -> Response:
        """The answer of one host, asked again where it asks for patience."""
        for last in (False,) * (TRIES - 1) + (True,):
            target = self._target(url)
            self._pace(target.host)
            answer = exchange(
                target, headers, deadline=self.clock() + self.limits.seconds, most=most or self.limits.most, clock=self.clock
            )
            self._asked[target.host] = self.clock()
            if last or answer.status not in (429, 500, 502, 503, 504):
                return answer
            seconds = self._patience(answer)
            if seconds > self.limits.wait:
                raise BadInput(url, f"answered {answer.status} and asks for {seconds:.0f} s of patience")
            self.sleep(seconds)
        raise AssertionError("the last try returns")

    def _patience(self, answer: Response) -> float:
        """Seconds to wait before asking again, by Retry-After (seconds or a date), else the pace."""
        said = answer.headers.get("retry-after", "").strip()
        if said.isascii() and said.isdigit():
            return float(said)
        try:
            return max(0.0, (parsedate_to_datetime(said) - self.today()).total_seconds())
        except (TypeError, ValueError, OverflowError):
            return self.limits.pace

    def _target(self, url: str) -> Target:
        """Where a request goes, its host looked up and checked anew. Raises BadInput for what is not allowed."""
        parts, host, port = _split(url)
        if port not in self.limits.ports and not self.limits.local:
            raise BadInput(url, f"port {port} is not allowed")
        path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
        if not path.isascii() or any(c <= " " for c in path):
            path = "".join(c if " " < c < "\x7f" else "".join(f"%{b:02X}" for b in c.encode("utf-8", "replace")) for c in path)
        address = resolve(host, port, url, local=self.limits.local)[0]
        return Target(url, parts.scheme == "https", host, port, path, address)

    def _pace(self, host: str) -> None:
        """Wait until the host may be asked again."""
        asked = self._asked.get(host)
        if asked is not None and (seconds := asked + self._delay(host) - self.clock()) > 0:
            self.sleep(seconds)

    def _delay(self, host: str) -> float:
        said = [rules.crawl_delay(AGENT) for at, rules in self._rules.items() if rules and urlsplit(at).hostname == host]
        return min(self.limits.wait, max([self.limits.pace, *(float(s) for s in said if s)]))

    def _allowed(self, url: str) -> None:
        """Raises BadInput where the host's robots.txt forbids the address, or fails to say (RFC 9309)."""
        parts, _, _ = _split(url)
        root = f"{parts.scheme}://{parts.netloc}"
        if root not in self._rules:
            try:
                self._rules[root] = self._read_rules(f"{root}/robots.txt")
            except BadInput:
                self._rules[root] = None
                raise
        rules = self._rules[root]
        if rules is None:
            raise BadInput(url, "robots.txt cannot be read, which forbids all")
        if not rules.can_fetch(url, AGENT):
            raise BadInput(url, "robots.txt forbids it")

    def _read_rules(self, url: str) -> Protego | None:
        """The rules of a host; none at all where it has no such file, None where it cannot tell."""
        for _ in range(self.limits.redirects + 1):
            answer = self._ask(url, _conditions({}))
            if answer.status in (301, 302, 303, 307, 308) and "location" in answer.headers:
                url = _joined(url, answer.headers["location"])
                continue
            if answer.status >= 500:
                return None
            body = answer.body[:ROBOTS_BYTES] if answer.status == 200 else b""
            return Protego.parse(decode(body, url)[0] if body.strip() else "")
        return Protego.parse("")


def fetch_pages(
    urls: Iterable[str], fetcher: Fetcher, known: Mapping[str, Page] | None = None, *, most: int = LISTED
) -> Iterator[Page | BadInput]:
    """The pages at the addresses, and those that feeds and sitemaps among them list; ``known`` ones that did not change."""
    waiting = [(url, 0, Page(url, url)) for url in urls]
    seen = {url for url, _, _ in waiting}
    while waiting:
        url, depth, hint = waiting.pop(0)
        try:
            page, listed = _fetched(url, hint, fetcher, known or {})
        except BadInput as fault:
            yield fault
            if known and url in known:
                yield known[url]  # what was fetched before is not lost
            continue
        if page is not None:
            yield page
        yield from (p for p in listed if not p.url and (p.text or p.html))
        yield from (BadInput(url, note) for p in listed for note in p.notes)
        new = list({p.url: p for p in listed if p.url and p.url not in seen}.values())
        if depth >= DEEP and new:
            yield BadInput(url, f"lists {len(new)} pages in a list of lists of lists: they are left out")
            continue
        if len(new) > most:
            yield BadInput(url, f"lists {len(new)} pages: only the first {most} are read")
        seen |= {p.url or "" for p in new[:most]}
        waiting = [(p.url or "", depth + 1, p) for p in new[:most]] + waiting


def _fetched(url: str, hint: Page, fetcher: Fetcher, known: Mapping[str, Page]) -> tuple[Page | None, list[Page]]:
    """The page at an address, or the pages that it lists."""
    before = known.get(url)
    answer = fetcher.get(url, dict(before.extra) if before else None)
    if answer.status == 304 and before:
        return before, []
    kind = answer.headers.get("content-type", "").split(";")[0].strip().lower()
    if (any(word in kind for word in _FEED) and kind not in _HTML) or is_feed(answer.body):
        declared = _charset(answer.headers.get("content-type", ""))
        listed = find_entries(answer.body, url, base=answer.url, declared=declared)
        if not listed:
            raise BadInput(url, "is a feed without entries")
        return None, listed
    if kind and not kind.startswith("text/") and kind not in _HTML:
        raise BadInput(url, f"is {kind}, not a page")
    text, note = decode(answer.body, url, declared=_charset(answer.headers.get("content-type", "")))
    plain = kind == "text/plain"
    told = {"fetched": fetcher.today().strftime("%Y-%m-%dT%H:%M:%SZ"), "etag": answer.headers.get("etag", ""),
            "last-modified": answer.headers.get("last-modified", "")}  # fmt: skip
    page = replace(
        hint,
        where=url,
        url=answer.url,
        text=text if plain else None,
        html=None if plain else text,
        is_document=False,
        notes=(note,) if note else (),
        extra=tuple(sorted((name, value) for name, value in told.items() if value)),
    )
    return page, []


def _split(url: str) -> tuple[SplitResult, str, int]:
    """The parts of an address, its host as networks spell it, and its port. Raises BadInput for what is none of the web."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        if not host.isascii():
            host = host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise BadInput(url, f"is no address: {error}") from error
    if parts.scheme not in ("http", "https") or not host:
        raise BadInput(url, "is no http or https address")
    return parts, host, port


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location.encode("latin-1", "replace").decode("utf-8", "replace"))
    except ValueError as error:
        raise BadInput(url, f"redirects to no address: {error}") from error


def _conditions(known: Mapping[str, str]) -> dict[str, str]:
    headers = {
        "User-Agent": f"{AGENT}/0 (reads news reports)",
        "Accept": "text/html,application/xhtml+xml,application/xml,application/feed+json,text/*;q=0.9",
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
    }
    for name, header in (("etag", "If-None-Match"), ("last-modified", "If-Modified-Since")):
        value = known.get(name, "")
        if value and value.isascii() and value.isprintable():
            headers[header] = value
    return headers


def _charset(content_type: str) -> str | None:
    for part in content_type.split(";")[1:]:
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset":
            return value.strip(" \"'") or None
    return None
