"""A reader that remembers the last text it read: a replay looks at a message before it is heard."""

from bot.benefits.reading import AnswerContext, AnswerReading, Reading, Said
from bot.ports import Reader


class RememberingReader:
    """The reader door, in front of another reader."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._last: tuple[Said, Reading] | None = None

    def could_be_update(self, text: str) -> bool:
        """As the reader behind it."""
        return self._reader.could_be_update(text)

    def is_foreign(self, text: str) -> bool:
        """As the reader behind it."""
        return self._reader.is_foreign(text)

    def read(self, said: Said) -> Reading:
        """As the reader behind it; asked twice for one text, it reads once. No language model is
        asked in a replay.
        """
        said = said.model_copy(update={"place": None})
        if self._last is None or self._last[0] != said:
            self._last = (said, self._reader.read(said))
        return self._last[1]

    def answer(self, text: str, context: AnswerContext) -> AnswerReading:
        """As the reader behind it."""
        return self._reader.answer(text, context)
