"""Twin: what the business would count in place of a technical measure; what was typed stays."""

from bot.advice.doors import Doors
from bot.benefits.conversation import Line, Span
from bot.benefits.facts import Value
from bot.benefits.practices import suggested
from bot.benefits.questions import Citation


class Twin(Value):
    """What is said of a technical measure, and what that rests on."""

    line: Line
    citations: tuple[Citation, ...]


def twin_of(measure: str, unit: str | None, doors: Doors) -> Twin | None:
    """The business counterpart in words; None for a measure that can show an outcome. Asks the
    library, so never inside a unit of work.
    """
    found = suggested.in_place_of(measure, unit)
    if not found:
        return None
    names = " · ".join(one.named for one in found)
    said = doors.voice.say("framing_technical", measure=measure, names=names)
    rests = [doors.library.passage(one.passage) for one in found]
    cited = tuple(Citation(id=one.id, title=one.title, source=one.source) for one in rests)
    return Twin(line=(Span(text=said),), citations=cited)
