"""What no sentence of ours may hold, whoever worded it."""

import re
import unicodedata
from collections.abc import Collection, Sequence

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
    r"idiot\w*|stupid\w*|fools?|foolish\w*|morons?|dumb|crook\w*|liars?|lied|lying|lies|cheat\w*|"
    r"steal\w*|stole\w*|thie[fv]\w*|corrupt\w*|incompeten\w*|useless|worthless|pathetic|ridiculous|"
    r"clueless|losers?|ignoran\w*|sack(?:ed|ing)|fired|obvious\w*|surely|of\s+course|yet\s+again|once\s+again|why\s+(?:did|have|has|do|does)n['’]t)\b",
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
VERDICTS = re.compile(
    r"\b(?:r[oi]se[ns]?|rising|f[ae]ll\w*|drop\w*|gr[eo]w\w*|shr[aiu]nk\w*|s[aiu]nk\w*|climb\w*|"
    r"soar\w*|jump\w*|declin\w*|decreas\w*|increas\w*|reduc\w*|improv\w*|worse\w*|better|best|"
    r"worst|met|reach\w*|achiev\w*|missed|exceed\w*|beat\w*|hit|succe\w*|high\w*|low\w*|fast\w*|"
    r"slow\w*|cheap\w*|short\w*|longer|fewer|less|more|gain\w*|los[et]\w*|sav(?:ed|es?|ings?)|cut|"
    r"went|turned|prove[ndsr]?\w*|confirm\w*|true|false|attest\w*|claimed|evidenced|approv\w*|agreed|"
    r"record\w*|not|no|never|none|nobody|nothing|cannot|neither|nor|without|hardly|barely|lack\w*|"
    r"already|\w+n['’]t)\b",
    re.IGNORECASE,
)
"""Words that say how something moved, whether it holds, or that it is not so."""

TURNING = (
    r"not|no|never|none|nobody|nothing|neither|nor|cannot|hardly|barely|seldom|\w+n['’]t|except|unless|"
    r"besides?|other|instead|rather|only|than|although|if|before|prior|behind|used\s+to|start\w*|until|"
    r"while|without|now|today|since|once|after|later|ago|during|under|current(?:ly)?|latest|last|should|"
    r"must|will|would|could|can|might|may|shall"
)
"""Words that say when something holds, whether it does, or that it does not."""

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
    now of off on only or our out over per same so than that the their them then there these
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


def in_order(words: Sequence[str], others: Sequence[str]) -> int:
    """How many of some words stand among others in their order, in any of their forms."""
    row = [0] * (len(others) + 1)
    for word in map(_stem, words):
        before = list(row)
        for at, other in enumerate(map(_stem, others)):
            row[at + 1] = before[at] + 1 if word == other else max(row[at], before[at + 1])
    return row[-1]


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
