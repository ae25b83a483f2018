"""What no sentence of ours may hold, whoever worded it."""

import re
import unicodedata
from collections.abc import Collection

_MARKUP = re.compile(
    r"[<>@#*_`~|\\{}\[\]!]|://|\bwww\b|\bdot\b|[^\W\d]\.\w|\w\.[^\W\d]|:[a-z0-9_+-]+:|\bmailto:",
    re.IGNORECASE,
)
"""Anything between letters that Slack, or a reader, may take for a link, whatever it ends in."""

_SHORTENED = re.compile(r"(?<![\w.])(?:e\.g|i\.e)\.(?!\w)", re.IGNORECASE)
_SLASHED = re.compile(r"\S*/\S*")
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
_ONES = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_TEENS = "(?:thir|four|fif|six|seven|eigh|nine)teen"
_TENS = "(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)(?:y|ies)"
_COUNTED = re.compile(
    rf"(?:{_ONES}|{_TEENS}|{_TENS}|hundred|thousand|[mbtr]+illion|dozen|couple|third|quarter|fifth|tenth|zero)"
    r"(?:e?s|fold)?|fourths?|(?:hundred|thousand|million)ths?|man[iy]fold|nil|nought|naught|"
    r"percent\w*|half|halv\w+|doubl\w+|tripl\w+|trebl\w+|quadrupl\w+|quintupl\w+|twice|thrice|"
    r"fortnights?"
)
SMALL = frozenset(
    """
    a about after again all an and any are as at be been before being by can could did do does for
    from get had has have how i if in into is it its just like many may me measured more most much
    now of off on one only or our out over per same so than that the their them then there these
    they this those through to today too under until up us was we were what when where which while
    who whose why will with would you your currently usually roughly about since
    """.split()  # noqa: SIM905 (reads as what it is)
)
"""Words that tie others together, and say nothing of their own."""

_ECHO = 5
"""Words in a row that are somebody's own, and no chance."""


def fault(text: str, given: str = "") -> str | None:
    """What is unfit about a sentence: the first that is found, in a word; None where nothing is.

    How something is said in words `given`, which are ours, is fit; markup never is, but for a
    stroke between words that stands so in them.
    """
    if any(_is_odd(char) for char in text):
        return "letters"
    if _MARKUP.search(_SHORTENED.sub(" ", text)) or _slashed(text) - _slashed(given):
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


def _slashed(text: str) -> frozenset[str]:
    """Words with a stroke in them, folded; what ends a sentence is not theirs."""
    return frozenset(found.casefold().strip(".,;:?") for found in _SLASHED.findall(text))


def _is_odd(char: str) -> bool:
    """Whether it is neither a letter of ours, a figure, a space, nor common punctuation."""
    if char.isalpha():
        return not unicodedata.name(char, "").startswith("LATIN ")
    if char.isdigit() or char == " ":
        return not char.isascii()
    return char not in ".,;:?!'’‘“”\"()-–—/%&€£$+→…=·<>@#*_`~|\\{}[]"


def numbers(text: str) -> frozenset[str]:
    """Every figure in a text, in digits or as a word; "one" says too little to be one."""
    words = {word for word in words_of(text) if _COUNTED.fullmatch(word)}
    digits = {found.replace(",", "").rstrip(".") for found in _NUMBER.findall(text)}
    return frozenset(words | digits)


def words_of(text: str) -> list[str]:
    """The words of a text, folded."""
    return [word.casefold().replace("’", "'") for word in _WORD.findall(text)]


def names(text: str) -> frozenset[str]:
    """The words that begin with a capital, folded: where a sentence begins, too."""
    return frozenset(word.casefold() for word in _WORD.findall(text) if word[0].isupper())


def echoes(text: str, words: str) -> bool:
    """Whether a text says over what stands in `words`: five words in a row, or all that it has."""
    said, other = words_of(text), words_of(words)
    long = min(_ECHO, len(said))
    runs = {tuple(other[at : at + long]) for at in range(len(other))}
    return bool(said) and any(
        tuple(said[at : at + long]) in runs for at in range(len(said) - long + 1)
    )


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
