"""An entry of a feed or sitemap -> a page: RSS, RDF, Atom and CDF say the same in many ways."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from variorum.ingest.dates import read_date
from variorum.ingest.markup import Element, joined, pieces, plain, resolve
from variorum.model import Page

_HTML = (  # the elements of HTML, old and new
    "a|abbr|acronym|address|applet|area|article|aside|audio|b|base|basefont|bdi|bdo|bgsound|big|blink|blockquote|body|br|"
    "button|canvas|caption|center|cite|code|col|colgroup|command|data|datagrid|datalist|dd|del|details|dfn|dialog|dir|div|"
    "dl|dt|em|embed|event-source|fieldset|figcaption|figure|font|footer|form|frame|frameset|h1|h2|h3|h4|h5|h6|head|header|"
    "hr|html|i|iframe|img|input|ins|kbd|keygen|label|legend|li|link|listing|m|main|map|mark|marquee|math|menu|meta|meter|"
    "multicol|nav|nextid|nobr|noembed|noframes|noscript|object|ol|optgroup|option|output|p|param|picture|plaintext|pre|"
    "progress|q|rb|rp|rt|ruby|s|samp|script|section|select|small|sound|source|spacer|span|strike|strong|style|sub|summary|"
    "sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|time|tr|track|tt|u|ul|var|video|wbr|xmp"
)
_MARKUP = re.compile(rf"</?(?:{_HTML})(?:\s[^<>]*)?/?>|<!--", re.IGNORECASE)
_TAG = re.compile(rf"<(/?)({_HTML})(?:\s[^<>]*)?>", re.IGNORECASE)
_PARTING = re.compile(r"</?(?:br|p|div|li|h[1-6]|td|tr)\b[^<>]*>", re.IGNORECASE)
_UNSEEN = re.compile(
    r"<(script|style)\b.*?(?:</\1\s*>|\Z)|<(svg|video|audio|object|iframe)\b[^<>]*>[^<>]*</\2\s*>|<!--.*?(?:-->|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_SELF_CLOSED = re.compile(
    r"<((?:audio|canvas|div|iframe|object|p|script|span|style|svg|textarea|video)\b)([^<>]*)/>", re.IGNORECASE
)
_PREFIXED = re.compile(rf"<(/?)[\w.-]+:(?=(?:{_HTML})[\s/>])", re.IGNORECASE)
_CDATA = re.compile(r"<!\[CDATA\[(?P<literal>.*?)(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL)
_LINK = re.compile(r"<a\b[^<>]*>(?:(?!<a\b).)*?</a\s*>", re.IGNORECASE | re.DOTALL)
_MORE = r"(?:(?:\(|\b)(?:continue|keep|read|weiterlesen|lire la suite|leer más|seguir leyendo)\b[^.!?]{0,60}[.…→»)>]*)?"
_CUT = re.compile(
    rf"(?:\[\s*(?:…|\.\.\.)\s*\]|…|\.\.\.)\s*{_MORE}\W*$|\(more(?:…|\.\.\.)\)\W*$|\[\s*[+-]?\d+ chars\]$", re.IGNORECASE
)
_MAIL = re.compile(r"(?:mailto:)?[^\s<>()\"]+@[^\s<>()\"]+|<\s*>")
_BY = re.compile(r"(?:written\s+)?by:?\s+(?=\S)", re.IGNORECASE)
LISTED = 6  # words beside each link of a list of headlines: the outlet's name
_BODIES = (
    ("content", "content:encoded", "description", "summary", "body", "xhtml:body", "xhtml:div", "abstract", "fullitem"),
    ("dc:description", "dcterms:abstract", "itunes:summary", "itunes:subtitle"),
    ("media:description", "media:text"),
)  # each only where the one before has nothing
_TITLES = ("title", "news:title", "dc:title", "itunes:title", "media:title")
_PUBLISHED = ("pubdate", "published", "issued", "dcterms:issued", "news:publication_date", "dc:date", "date", "created",
              "dcterms:created", "dcterms:date")  # fmt: skip
_UPDATED = ("updated", "modified", "dcterms:modified", "lastmod", "last-modified")
_AUTHORS = ("author", "dc:creator", "dc:author", "itunes:author", "dcterms:creator")
_OUTLINES = ("media:group", "media:content", "news:news")  # what is in them may be said of the entry


@dataclass(frozen=True, slots=True)
class Context:
    """What holds for all entries of a feed: its name, its own address, its authors, the order of its numeric dates."""

    where: str
    outlet: str | None = None
    address: str = ""
    byline: str | None = None
    month_first: bool | None = None


def describe(feed: Element, where: str, month_first: bool | None) -> Context:
    """What a feed says of itself."""
    title = next((found for part in feed.find("title", "dc:title") if (found := _title(part))), None)
    links = list(feed.find("link"))
    address = _alternate(links) or next((joined(at.base, at.attributes["href"]) for at in links if at.attributes.get("href")), "")
    is_atom = any(part.find("name") and list(part.find("name")) for part in feed.find("author"))
    return Context(where, title, address, find_byline(feed) if is_atom else None, month_first)


def make_page(entry: Element, context: Context, number: int) -> Page:
    """The page of an entry, with the text that the feed gives of it, if any."""
    title = next((found for part in _parts(entry, _TITLES) if (found := _title(part))), None)
    outlet = _source(entry) or context.outlet
    body = _body(entry)
    if body and _source(entry) and _lists_headlines(body, title, outlet):
        body = None
    url, odd = _address(entry, context)
    published, updated, unread = _dates(entry, context.month_first)
    cut = _CUT.search(body.visible[-200:]) if body else None
    extra = (("cut", cut.group().strip() if cut else None), ("unread_date", unread), ("relative_address", odd))
    return Page(
        name=url or f"{context.where}, entry {number}",
        where=f"{context.where}, entry {number}",
        text=body.source if body and not body.html else None,
        html=body.source if body and body.html else None,
        url=url,
        outlet=outlet,
        title=title,
        published=published or updated,
        updated=updated if published else None,
        byline=find_byline(entry) or context.byline,
        is_document=True,
        extra=tuple((name, value) for name, value in extra if value),
    )


def _parts(entry: Element, names: tuple[str, ...]) -> Iterator[Element]:
    """The elements of these names in an entry, then those in groups within it, in the order of the names."""
    groups = list(entry.find(*_OUTLINES))
    groups += [inner for group in groups for inner in group.find("media:content")]
    for name in names:
        yield from entry.find(name)
        for group in groups:
            yield from group.find(name)


@dataclass(frozen=True, slots=True)
class Body:
    """The text that a feed gives of an entry, as it stands, and whether it is HTML."""

    source: str
    html: bool

    @property
    def visible(self) -> str:
        """What a reader sees of it."""
        if not self.html:
            return self.source
        return resolve(re.sub(r"<[!/?A-Za-z][^<>]*>", "", _PARTING.sub(" ", _UNSEEN.sub(" ", self.source))))


def _body(entry: Element) -> Body | None:
    """The longest text that the entry gives of itself."""
    for names in _BODIES:
        longest = max(map(read_body, _parts(entry, names)), key=lambda body: len(body.visible), default=None)
        if longest and longest.visible.strip():
            return longest
    return None


def read_body(part: Element) -> Body:
    """The text of an element: inline markup, escaped markup, or plain text, whatever it says of itself."""
    kind = part.attributes.get("type", "").strip().lower()
    if "xhtml" in kind or kind.endswith("xml"):
        literal = _CDATA.sub(lambda found: escape(found.group("literal") or "", quote=False), part.inner)
        return _html(literal)
    if re.search(r"</?[A-Za-z]", _CDATA.sub("", part.inner) if "<!" in part.inner else part.inner):
        return _html("".join(pieces(part.inner, tags=True)))
    text = plain(part.inner).strip()
    if part.attributes.get("mode", "").strip().lower() == "base64" or kind == "application/octet-stream":
        text = _from_base64(text)
    if kind in ("text", "text/plain"):
        return _html(text) if _is_marked_up(text) else Body(text, html=False)
    text = text if _MARKUP.search(text) else resolve(text)
    return _html(text) if _MARKUP.search(text) else Body(text, html=False)


def _is_marked_up(text: str) -> bool:
    """Does a text hold an element of HTML with its end, or a break or picture? One that only names a tag does not."""
    tags = {(end, name.lower()) for end, name in _TAG.findall(text)}
    return any(("/", name) in tags or name in ("br", "hr", "img") for end, name in tags if not end)


def _html(source: str) -> Body:
    """HTML without prefixes and with an end for each element that needs one."""
    return Body(_SELF_CLOSED.sub(r"<\1\2></\1>", _PREFIXED.sub(r"<\1", source)).strip(), html=True)


def _from_base64(text: str) -> str:
    try:
        return b64decode(text).decode("utf-8")
    except ValueError:
        return text


def _title(part: Element) -> str | None:
    """A title on one line without markup, which some escape twice."""
    body = read_body(part)
    text = resolve(body.visible)
    if not body.html and _is_marked_up(text):
        text = Body(text, html=True).visible
    return " ".join(text.split()) or None


def _source(entry: Element) -> str | None:
    """The outlet from which an aggregator took an entry."""
    for source in entry.find("source", "dc:source"):
        name = next((found for part in source.find("title") if (found := _title(part))), None)
        name = name or (None if source.children else _title(source))
        host = re.match(r"https?://(?:www\.)?([^/:]+)", name or source.attributes.get("url", ""), re.IGNORECASE)
        if name and not host:
            return name
        if host:
            return host.group(1).lower()
    return None


def _lists_headlines(body: Body, title: str | None, outlet: str | None) -> bool:
    """Does an aggregator give nothing but headlines and outlets' names, each of them a link?"""
    links = len(_LINK.findall(body.source))
    rest = Body(_LINK.sub(" ", body.source), html=True).visible.split()
    said = {word for known in (title, outlet) for word in (known or "").split()}
    return bool(links) and (len(rest) <= LISTED * links or said.issuperset(rest)) and not re.search(r"[.!?]$", " ".join(rest))


def _alternate(links: list[Element]) -> str | None:
    """The address of the page that links lead to: HTML before other forms."""
    found = []
    for link in links:
        rel, kind = link.attributes.get("rel", "alternate").strip().lower(), link.attributes.get("type", "text/html").lower()
        said = "".join((link.attributes.get("href") or link.text).split())
        if said and rel.rsplit("/", 1)[-1] == "alternate":
            found.append(("html" not in kind, joined(link.base, said)))
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _address(entry: Element, context: Context) -> tuple[str | None, str | None]:
    """The address of an entry's page and, where it is relative to nothing that is known, how it is written."""
    ids = [part for part in entry.find("guid", "id") if part.attributes.get("ispermalink", "").strip().lower() != "false"]
    own = [entry.attributes.get(name, "") for name in ("rdf:about", "href")]
    said = [
        *(joined(part.base, "".join(part.text.split())) for part in entry.find("feedburner:origlink")),
        _alternate(list(entry.find("link"))) or "",
        *(joined(part.base, part.text) for part in entry.find("loc", "a")),
        *(part.text for part in ids),
        *(joined(entry.base, address) for address in own if address),
    ]
    for address in filter(None, said):
        whole = joined(context.address, address)
        if re.match(r"https?://[^/\s]", whole, re.IGNORECASE):
            return whole, None
    return None, next((address for address in said if address.startswith(("/", "?", "./", "../"))), None)


def _dates(entry: Element, month_first: bool | None) -> tuple[str | None, str | None, str | None]:
    """When the entry was published and updated, and a date that could not be read."""
    found: list[str | None] = []
    unread = None
    for names in (_PUBLISHED, _UPDATED):
        said = [part.text for part in _parts(entry, names) if part.text]
        said += [entry.attributes[name] for name in names if entry.attributes.get(name)]
        read = [date for text in said if (date := read_date(text, month_first=month_first))]
        found.append(read[0] if read else None)
        unread = unread or (said[0] if said and not read else None)
    return found[0], found[1], unread


def find_byline(element: Element) -> str | None:
    """The authors that an entry or a feed names, without their mail addresses."""
    for name in _AUTHORS:
        people = [_person(part) for part in element.find(name)]
        named = list(dict.fromkeys(person for person in people if person))
        if named:
            return ", ".join(named)
    return None


def _person(part: Element) -> str | None:
    names = [name.text for name in part.find("name")]
    return clean_person(names[0] if names else "" if part.children else part.text)


def clean_person(said: str) -> str | None:
    """A person's name without the mail address that stands by it."""
    text = " ".join(_MAIL.sub(" ", resolve(said)).split())
    enclosed = re.fullmatch(r"[\s,;-]*\((?P<name>.+)\)", text)
    name = _BY.sub("", enclosed.group("name") if enclosed else re.sub(r"\(\s*\)", "", text), count=1)
    return name.strip(' ,;<>"-') or None
