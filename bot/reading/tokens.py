"""The words of a text as the head sees them: endings off, figures and names by their sort."""

import re
from collections.abc import Iterator

from bot.reading.vocabulary import listed

_TOKEN = re.compile(
    r"(?P<mention><@[^<>]{1,120}>)|(?P<emoji>\x01)|"
    r"(?P<money>[$£€¥]\s?\d[\d,.]*\s?(?:k|m|bn|million|billion|thousand)?\b)|"
    r"(?P<percent>\d[\d,.]*\s?(?:%|per\s?cent\b|percent\b))|"
    r"(?P<clock>\d{1,2}:\d{2}\b|\d{1,2}\s?(?:am|pm)\b)|"
    r"(?P<iso>20\d\d-\d\d(?:-\d\d)?\b)|(?P<year>(?:19|20)\d\d\b)|(?P<quarter>Q[1-4]\b)|"
    r"(?P<number>\d[\d,.]*\d|\d)|"
    r"(?P<month>(?:jan(?:uary)?|feb(?:ruary)?|march|april|june|july|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b)|"
    r"(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day\b)|"
    r"(?P<counted>(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|"
    r"forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|dozen|million)\b)|"
    r"(?P<word>[^\W\d_]+(?:[’'][a-z]+)?)|(?P<sign>->|=>|→|[?!|#:()])",
    re.IGNORECASE,
)
_SORTS = listed("mention emoji money percent clock iso year quarter number month weekday counted")


def sorted_tokens(text: str) -> Iterator[tuple[str, str]]:
    """The tokens of a piece of plain text, in order: a word in small letters, a sort, or a sign."""
    for found in _TOKEN.finditer(text):
        sort = found.lastgroup or ""
        if sort in _SORTS:
            yield sort, f"<{sort}>"
        elif sort == "word":
            yield sort, found[0].lower().replace("’", "'")
        else:
            yield sort, found[0]


def tokens(text: str) -> Iterator[str]:
    """The tokens of a piece of plain text, in order, words without their endings."""
    for sort, token in sorted_tokens(text):
        yield stem(token) if sort == "word" else token


def stem(word: str) -> str:
    """A word without its ending: a rough cut, so that forms of one word meet."""
    if len(word) <= 4 or "'" in word:
        return word
    for ending, rest in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)] + rest
    return word


_ENDINGS = (
    ("ations", "at"), ("ation", "at"), ("ising", "iz"), ("ised", "iz"), ("izing", "iz"),
    ("ized", "iz"), ("ies", "y"), ("ied", "y"), ("sses", "ss"), ("ing", "+"), ("ed", "+d"),
    ("ly", ""), ("ses", "s"), ("s", ""), ("e", ""),
)  # fmt: skip
