"""Files that were announced and whose bytes are still to come."""

from collections.abc import Callable

from bot.sandbox.refusal import Refused
from bot.sandbox.shelf import File, Shelf


class Uploads:
    """Each address takes the bytes of one file, once, exactly as many as were announced."""

    def __init__(self, shelf: Shelf, new_id: Callable[[], str]) -> None:
        self._shelf = shelf
        self._new_id = new_id
        self._expected: dict[str, tuple[str, str, int]] = {}

    def expect(self, name: str, length: int) -> tuple[str, str]:
        """The token to send the bytes under, and the file's id."""
        token, id = self._new_id(), self._shelf.next_id()
        self._expected[token] = (id, name, length)
        return token, id

    def length(self, token: str) -> int:
        """How many bytes are to come. Raises Refused where none are."""
        if token not in self._expected:
            raise Refused("upload_not_found", 404)
        return self._expected[token][2]

    def take(self, token: str, content: bytes, user: str, created: int) -> File:
        """Put the bytes on the shelf. Raises Refused where they are not those announced."""
        if len(content) != self.length(token):
            raise Refused("length_mismatch", 400)
        id, name, _ = self._expected.pop(token)
        return self._shelf.put(user, name, content, created, id)

    def clear(self) -> None:
        """Nothing is waited for any more."""
        self._expected.clear()
