"""How large a picture is, read from its first bytes, so that room can be kept for it."""

Pixels = tuple[int, int]
"""Width and height."""

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""The segments of a JPEG that tell its size."""


def pixels_of(content: bytes) -> Pixels | None:
    """The size of a PNG or JPEG; None for anything else, and where it does not say."""
    found = None
    if content.startswith(_PNG) and len(content) >= 24:
        found = _number(content, 16, 4), _number(content, 20, 4)
    elif content.startswith(_JPEG):
        found = _of_jpeg(content)
    return found if found and all(found) else None


def _of_jpeg(content: bytes) -> Pixels | None:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        if content[at + 1] in _FRAMES:
            return _number(content, at + 7, 2), _number(content, at + 5, 2)
        at += 2 + _number(content, at + 2, 2)
    return None


def _number(content: bytes, at: int, length: int) -> int:
    return int.from_bytes(content[at : at + length], "big")
