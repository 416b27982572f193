"""Bytes -> text, with the encoding that was found."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from variorum.errors import BadInput

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
         (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
_MAGIC = ((b"%PDF-", "a PDF"), (b"PK\x03\x04", "a ZIP archive or office document"), (b"\x1f\x8b", "a gzip archive"),
          (b"\x89PNG", "a PNG picture"), (b"\xff\xd8\xff", "a JPEG picture"), (b"GIF8", "a GIF picture"),
          (b"\x7fELF", "a program"), (b"SQLite format 3", "a database"))  # fmt: skip
_WIDE = ((b"<\x00\x00\x00", "utf-32-le"), (b"\x00\x00\x00<", "utf-32-be"), (b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))
_DECLARED = re.compile(
    rb"(?:<meta[^>]{0,200}?charset|^\s*<\?xml[^>]{1,100}?encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)
# What is declared and what is meant by it, as browsers read it (WHATWG Encoding Standard, names and labels)
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
          "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs"}  # fmt: skip
WESTERN = 0.1  # share of bytes above ASCII under which a text is in a Western language
MOSTLY = 0.8  # share of the bytes above ASCII in characters of UTF-8 from which a text is in it, with odd bytes
_CHARACTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_NON_ASCII = re.compile(rb"[\x80-\xff]")
_SEQUENCE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
_IN_CP1252 = bytes(sorted(set(range(256)) - {0x81, 0x8D, 0x8F, 0x90, 0x9D}))
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode(raw: bytes, where: str, *, declared: str | None = None) -> tuple[str, str | None]:
    """The text, and a note where it was not UTF-8. Raises BadInput for what is empty, binary or in no known encoding.

    ``declared`` is the encoding that came with the bytes, which the page's own declaration overrules.
    """
    if not raw.strip():
        raise BadInput(where, "is empty")
    for magic, what in _MAGIC:
        if raw.startswith(magic):
            raise BadInput(where, f"is {what}, not text")
    if wide := find_wide(raw):
        short = len(raw) % (int(wide[4:6]) // 8) if len(raw) > 64 else 0  # the last character of a file that breaks off
        return _decoded(raw[: len(raw) - short], wide, where), f"read as {wide}, as its first bytes say"
    if b"\x00" in raw[:65_536]:
        raise BadInput(where, "is binary (it holds zero bytes), not text")
    if b"\x1b$" in raw and (name := next((n for n, _ in _find_declared(raw, declared) if n.startswith("iso2022")), None)):
        return _decoded(raw, name, where), f"read as {name}, as it declares"
    try:
        return _checked(raw.decode("utf-8-sig"), where), None
    except UnicodeDecodeError as error:
        return _not_utf8(raw, where, error, declared)


def find_wide(raw: bytes) -> str | None:
    """UTF-16 or UTF-32, where the first bytes are a mark of it, or the first character of markup in it."""
    for bom, name in _BOMS:
        if raw.startswith(bom):
            return None if name == "utf-8-sig" else name
    return next((name for start, name in _WIDE if raw.startswith(start)), None)


def _find_declared(raw: bytes, told: str | None) -> Iterator[tuple[str, str]]:
    """The encodings that a text or its server declares, by their names in Python, and how to say it."""
    declared = _DECLARED.search(raw[:4_096])
    for name, by in ((declared.group(1).decode("ascii") if declared else None, "the page"), (told, "its server")):
        try:
            if name:
                yield codecs.lookup(name).name, f"read as {name}, as {by} declares"
        except (LookupError, ValueError):
            continue


def _not_utf8(raw: bytes, where: str, error: UnicodeDecodeError, told: str | None) -> tuple[str, str]:
    line = raw[: error.start].count(b"\n") + 1
    high = len(_NON_ASCII.findall(raw))
    if sum(map(len, _CHARACTER.findall(raw))) >= MOSTLY * high:
        return _checked(raw.decode("utf-8-sig", "cp1252-within"), where), (
            f"line {line} is not UTF-8: its odd bytes were read as windows-1252"
        )
    for name, note in _find_declared(raw, told):
        if name != "utf-8":
            try:
                return _decoded(raw, _MEANT.get(name, name), where), note
            except BadInput:
                continue  # the bytes decide, not what is said of them
    if high < WESTERN * len(raw) and not raw.translate(None, _IN_CP1252):
        mended = raw.decode("utf-8-sig", "cp1252-within")
        if any(len(m) > 1 for m in _SEQUENCE.findall(raw)):
            return _checked(mended, where), f"line {line} is not UTF-8: its odd bytes were read as windows-1252"
        return _checked(mended, where), f"line {line} is not UTF-8: taken for windows-1252"
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:200_000]).best()
    if best is None:
        raise BadInput(where, f"line {line} is not UTF-8, and no other encoding fits") from error
    return _checked(raw.decode(best.encoding, errors="replace"), where), f"line {line} is not UTF-8: taken for {best.encoding}"


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """The bytes that are not UTF-8 as windows-1252."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("cp1252-within", _as_cp1252)


def _decoded(raw: bytes, name: str, where: str) -> str:
    try:
        return _checked(raw.decode(name), where)
    except LookupError as error:  # a codec that is none of texts
        raise BadInput(where, f"says that it is {name}, which is no encoding of texts") from error
    except UnicodeDecodeError as error:
        raise BadInput(where, f"says that it is {name}, but byte {error.start} is not") from error


def _checked(text: str, where: str) -> str:
    """Refuse what decodes but is no text: more than one control character in a hundred."""
    if len(_CONTROL.findall(text[:65_536])) * 100 > len(text[:65_536]):
        raise BadInput(where, "is binary (it is full of control characters), not text")
    return text
