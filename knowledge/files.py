"""Files that people bring: what each says, or in plain words why it cannot be taken in."""

import codecs
import io
import logging
from collections.abc import Callable, Iterator
from pathlib import Path

from bot.errors import KnowledgeError
from knowledge.cutting import Section, sections_of

LARGEST = 50 * 1024**2
"""Bytes of a file."""
MOST_LETTERS = 3_000_000
"""Characters of all it says: a long book has a million."""
MOST_PAGES = 3_000

_PDF = b"%PDF-"
_BEGINNING = 1024
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"))
_MARKS_TOO = ((codecs.BOM_UTF16_BE, "utf-16"),)
_BINARY = frozenset(range(9)) | frozenset(range(14, 27)) | frozenset(range(28, 32))

Progress = Callable[[int, int], None]
"""Told of each page that was read: which one, of how many."""


class BroughtError(KnowledgeError):
    """It was not taken into the knowledge base, and what was there before stays:"""


def sections(path: Path, progress: Progress = lambda _page, _pages: None) -> list[Section]:
    """What a markdown file, a text or a PDF says, part by part.

    Raises BroughtError, which tells what to do, where it is too large, locked, damaged, empty, or
    no text at all.
    """
    whole = _bytes(path)
    read = _pages(whole, progress) if _PDF in whole[:_BEGINNING] else sections_of(_text(whole))
    if not any(one.text.strip() for one in read):
        raise BroughtError("it says nothing.")
    return read


def _bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise BroughtError("it is no file." if path.exists() else "there is no such file.")
        if (size := path.stat().st_size) > LARGEST:
            told = f"it has {size // 1024**2} MB, and {LARGEST // 1024**2} is the most"
            raise BroughtError(f"{told}; give the part that is of use.")
        return path.read_bytes()
    except OSError as error:
        raise BroughtError(f"it cannot be read ({error.strerror}).") from error


def _text(whole: bytes) -> str:
    marks = (*_MARKS, *_MARKS_TOO)
    encoding = next((name for mark, name in marks if whole.startswith(mark)), "utf-8")
    if encoding != "utf-16" and not _BINARY.isdisjoint(whole):
        raise BroughtError("it is neither text nor a PDF; save it as one of them.")
    try:
        text = whole.decode(encoding)
    except UnicodeDecodeError as error:
        raise BroughtError("it is no text in UTF-8; save it so.") from error
    return _not_too_long(text)


def _not_too_long(text: str) -> str:
    if len(text) > MOST_LETTERS:
        raise BroughtError("it says more than a long book; give the part that is of use.")
    return text


def _pages(whole: bytes, progress: Progress) -> list[Section]:
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of every slip in a file
    try:
        found = list(_read(whole, progress))
    except KnowledgeError:
        raise
    except Exception as error:  # whatever a damaged file makes of the reader
        told = f"it is damaged, or no PDF ({type(error).__name__}); print it to a new one."
        raise BroughtError(told) from error
    if not found:
        raise BroughtError("it holds pictures of pages and no text; have its text recognised.")
    return found


def _read(whole: bytes, progress: Progress) -> Iterator[Section]:
    from pypdf import PdfReader  # noqa: PLC0415 (costs a third of a second)

    reader = PdfReader(io.BytesIO(whole))
    if reader.is_encrypted:
        _unlock(reader.decrypt)
    if (pages := len(reader.pages)) > MOST_PAGES:
        told = f"it has {pages} pages, and {MOST_PAGES} is the most"
        raise BroughtError(f"{told}; give the part that is of use.")
    letters = 0
    for number, page in enumerate(reader.pages, 1):
        text = page.extract_text()
        letters += len(text)
        if letters > MOST_LETTERS:
            raise BroughtError("it says more than a long book; give the part that is of use.")
        progress(number, pages)
        if text.strip():
            yield Section(heading="", place=f"page {number}", text=text)


def _unlock(decrypt: Callable[[str], object]) -> None:
    """Opens a file that is locked with no password, as printers do. Raises BroughtError."""
    try:
        is_open = bool(decrypt(""))
    except Exception:  # a kind of lock that needs another library
        is_open = False
    if not is_open:
        raise BroughtError("it is locked by a password; save it without one.")
