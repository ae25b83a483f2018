"""What something rests on, in small print: each source once, with all that is cited of it."""

from collections.abc import Iterable

from bot.benefits.questions import Citation
from bot.slack.texts import Texts


def lines(citations: Iterable[Citation], texts: Texts) -> list[str]:
    """A line each source; the first one says what the lines are."""
    titles: dict[str, list[str]] = {}
    for one in citations:
        titles.setdefault(one.source, []).append(one.title)
    told = (("; ".join(filter(None, named)), source) for source, named in titles.items())
    found = [" · ".join(part for part in parts if part) for parts in told]
    said = [one for one in found if one]
    return [f"{texts.rests_on}{one}" if n == 0 else one for n, one in enumerate(said)]
