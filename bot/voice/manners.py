"""What no sentence of ours may hold, whoever worded it."""

import re
import unicodedata
from collections.abc import Collection

_MARKUP = re.compile(
    r"[<>@#*_`~|\\{}\[\]!]|://|www\.|\bdot\s+(?:com|org|net|io)\b|\w\.(?:com|org|net|io|co|de|uk|example)\b|:[a-z0-9_+-]+:|"
    r"\bmailto:|\S@\S",
    re.IGNORECASE,
)
_SCOLDS = re.compile(
    r"\b(?:should\s+have|ought\s+to\s+have|fail(?:ed|ure|s)?|forg[eo]t\w*|neglect\w*|careless\w*|"
    r"disappoint\w*|unfortunate\w*|shame\w*|blame\w*|poor(?:ly)?|lazy|wrong(?:ly)?|bad(?:ly)?|"
    r"obvious\w*|surely|of\s+course|yet\s+again|once\s+again|why\s+(?:did|have|has|do|does)n['’]t)\b",
    re.IGNORECASE,
)
_PROMISES = re.compile(
    r"\b(?:i['’]ll|we['’]ll|i\s+will|we\s+will|will\s+(?:improve|help|save|get|be\s+(?:fine|better))|"
    r"promis\w*|guarante\w*|certain(?:ly)?|ensure[sd]?|definite\w*|always|never\s+fail\w*)\b",
    re.IGNORECASE,
)
_ORDERS = re.compile(
    r"\b(?:you\s+(?:must|need\s+to|have\s+to|should)|must|immediately|at\s+once|asap|urgent\w*|"
    r"make\s+sure)\b|^\W*(?:please\s+)?(?:tell|give|send|provide|report|add|record|share|confirm|click|"
    r"go|post|pay|open|reply|answer|call|write|forward|delete|ignore)\b",
    re.IGNORECASE,
)
_OF_ITSELF = re.compile(
    r"\b(?:prompts?|instructions?|system\s+(?:message|words)|language\s+model|an?\s+ai|assistant|"
    r"chatbot|as\s+a\s+bot|gpt|claude|llm)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_COUNTED = frozenset(
    """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred
    thousand million billion dozen half halved third quarter double doubled triple tripled twice
    fortnight
    """.split()  # noqa: SIM905 (reads as what it is)
)


def fault(text: str, given: str = "") -> str | None:
    """What is unfit about a sentence: the first that is found, in a word; None where nothing is.

    How something is said in words `given`, which are ours, is fit; markup never is.
    """
    if any(_is_odd(char) for char in text):
        return "letters"
    if _MARKUP.search(text):
        return "markup"
    for name, pattern in (
        ("scolds", _SCOLDS),
        ("promises", _PROMISES),
        ("orders", _ORDERS),
        ("itself", _OF_ITSELF),
    ):
        if any(found[0].casefold() not in given.casefold() for found in pattern.finditer(text)):
            return name
    return None


def _is_odd(char: str) -> bool:
    """Whether it is neither a letter of ours, a figure, a space, nor common punctuation."""
    if char.isalpha():
        return not unicodedata.name(char, "").startswith("LATIN ")
    if char.isdigit() or char == " ":
        return not char.isascii()
    return char not in ".,;:?!'’‘“”\"()-–—/%&€£$+→…=·<>@#*_`~|\\{}[]"


def numbers(text: str) -> frozenset[str]:
    """Every figure in a text, in digits or as a word; "one" says too little to be one."""
    words = {word for word in words_of(text) if word in _COUNTED and word != "one"}
    digits = {found.replace(",", "").rstrip(".") for found in _NUMBER.findall(text)}
    return frozenset(words | digits)


def words_of(text: str) -> list[str]:
    """The words of a text, folded."""
    return [word.casefold().replace("’", "'") for word in _WORD.findall(text)]


def names(text: str) -> frozenset[str]:
    """The words that begin with a capital where no sentence begins, folded."""
    inner = re.sub(r"(?:^|[.?!:]\s+)[\W_]*\w+", " ", text)
    return frozenset(word.casefold() for word in _WORD.findall(inner) if word[0].isupper())


def strangers(text: str, known: Collection[str]) -> list[str]:
    """The words of a text that are not among those known, in any of their forms."""
    stems = {_stem(word) for word in known}
    return [word for word in words_of(text) if _stem(word) not in stems]


def _stem(word: str) -> str:
    bare = word.removesuffix("'s")
    for ending in ("ings", "ing", "ed", "es", "s", "ly"):
        if bare.endswith(ending) and len(bare) - len(ending) >= 3:
            return bare[: -len(ending)]
    return bare
