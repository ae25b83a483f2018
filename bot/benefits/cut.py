"""Cut: the beginning of a long text, of which no word, number or key is halved."""

import string
from typing import Final

_OF_A_WORD: Final = string.ascii_letters + string.digits + string.punctuation
_OF_A_NUMBER: Final = string.digits + string.whitespace + "()+./-"


def cut(text: str, longest: int) -> str:
    """At most so many characters of it; of a longer text without the word, and the number, that it
    would end in: half a key is not known for one.
    """
    if len(text) <= longest:
        return text
    return text[:longest].rstrip(_OF_A_WORD).rstrip(_OF_A_NUMBER)
