"""Twin: what the business would count in place of a technical measure; what was typed stays."""

from bot.advice.doors import Doors
from bot.benefits.conversation import Line, Post, Span
from bot.benefits.facts import Value
from bot.benefits.practices import suggested
from bot.benefits.questions import Citation
from bot.ports import Voice


class Twin(Value):
    """What the business would count, as somebody would type it, and what that rests on."""

    names: tuple[str, ...]
    citations: tuple[Citation, ...]

    def line(self, measure: str, voice: Voice) -> Line:
        """What is said of a measure of this name."""
        names = " · ".join(self.names)
        return (Span(text=voice.say("framing_technical", measure=measure, names=names)),)


def twin_of(words: str, unit: str | None, doors: Doors) -> Twin | None:
    """The business counterpart of a measure of this name, or of the one that a command names; None
    for one that can show an outcome. Asks the library, so never inside a unit of work.
    """
    found = suggested.in_place_of(words, unit)
    if not found:
        return None
    rests = [doors.library.passage(one.passage) for one in found]
    cited = tuple(Citation(id=one.id, title=one.title, source=one.source) for one in rests)
    return Twin(names=tuple(one.named for one in found), citations=cited)


def beside(post: Post, twin: Twin | None, measure: str, voice: Voice) -> Post:
    """A post that tells of a measure, with what is said of it, where anything is: an investment
    that is called after a backup makes nothing technical.
    """
    if twin is None or not suggested.in_place_of(measure):
        return post
    lead = (*post.lead, twin.line(measure, voice))
    return post.model_copy(update={"lead": lead, "citations": twin.citations})
