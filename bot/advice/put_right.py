"""Put right: the ways in which people say that a figure should read otherwise."""

import re

from bot.advice import sides
from bot.benefits.facts import Value

READ = 1_000
"""Characters of a message that a correction is looked for in."""

_OLD, _NEW = r"(?P<old>(?:[^.;!?\n]|\.(?=\d)){1,80}?)", r"(?P<new>[^;!?\n]{1,120})"
_BE = r"(?:should|ought\s+to|must|needs?\s+to)\s+(?:have\s+been|be|read|say)"
_IS = r"(?:it|that|this|which)\s*(?:['’]s|is|was|should\s+(?:be|have\s+been|read))"
_WRONG = (
    r"(?:is|was|were|are)\s+(?:plain(?:ly)?\s+|simply\s+|just\s+)?"
    r"(?:wrong|incorrect|not\s+right|mistaken|a\s+(?:typo|mistake|slip|misprint))"
)
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b(?:that|the|my|your|our)\s+{_OLD}\s+{_WRONG}\b[\s,;:.\-–—]+(?:{_IS}\s+)?{_NEW}",
        rf"\bI\s+(?:said|wrote|gave|posted|reported|put)\s+{_OLD}[\s,;:.\-–—]+(?:but\s+)?"
        rf"(?:{_IS}|(?:I\s+)?meant)\s+{_NEW}",
        rf"{_OLD}\s+{_BE}\s+{_NEW}",
        rf"\bnot\s+{_OLD}[,\s]+but\s+(?:rather\s+)?{_NEW}",
        rf"\b(?:change|correct|fix|replace|update)\s+(?:that\s+|the\s+)?{_OLD}"
        rf"\s+(?:to|into|with|by)\s+{_NEW}",
        r"(?P<new>[^;!?\n]{1,120}?)[,\s]+\(?(?:and\s+)?(?:not|instead\s+of|rather\s+than)\s+"
        r"(?P<old>(?:[^.;!?\n)]|\.(?=\d)){1,80})",
    )
)
_MARKED = re.compile(
    r"^\W*(?:(?:sorry|apologies|oops|whoops)(?:,?\s+(?:all|everyone|everybody|team|folks))?[\s,:;.–—-]+"
    r"(?:there\s+was\s+a\s+|that\s+was\s+(?:a\s+)?|a\s+)?)?"
    r"(?:(?:small|quick|minor|one)\s+)?(?:correction|typo|erratum|my\s+(?:mistake|error|bad)|"
    r"i\s+(?:got|had)\s+(?:that|it|this)\s+wrong|i\s+mis(?:read|spoke|typed)|i\s+meant)\b"
    r"(?:[^\d\n:.;,!?–—]{1,60}[:.;,!–—]+\s*|[^\w\n]+)(?P<new>[^\n]{1,300})",
    re.IGNORECASE,
)
_REASON = re.compile(r"[.,](?=\s|$)|\s[-–—(]|[(]|\s(?:as|because|since)\s", re.IGNORECASE)


class Correction(Value):
    """What a text puts in place of what: the words of the old figure and those of the new one.

    `at` is the code point the new words begin at. `old` is None where the text says that it puts
    something right, and not what. `sides` is whether it says which of several figures holds.
    """

    text: str
    old: str | None
    new: str
    at: int
    sides: bool = False

    @property
    def bare(self) -> str:
        """The new words without what is said after them: why, or by whose slip."""
        return _REASON.split(self.new, maxsplit=1)[0]


def said(text: str) -> Correction | None:
    """The correction in a text; None where it has not the form of one."""
    head = text[:READ]
    found = next((match for form in _FORMS if (match := form.search(head))), None)
    if found is not None:
        return Correction(text=text, old=found["old"], new=found["new"], at=found.start("new"))
    marked = _MARKED.match(head)
    if marked is not None:
        return Correction(text=text, old=None, new=marked["new"], at=marked.start("new"))
    return (
        Correction(text=text, old=None, new=head, at=0, sides=True) if sides.agrees(head) else None
    )
