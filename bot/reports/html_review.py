"""The value review in a page: as it was completed last, else as the record prepares it."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from bot.advice.practices import review_post
from bot.advice.practices.review_found import told_elsewhere
from bot.benefits.conversation import Part, Span
from bot.benefits.entries import counting
from bot.benefits.investment import Investment
from bot.benefits.practices.review import Review, reviews_of
from bot.ports import Audience, Records, Voice, Work
from bot.reports.html_text import line_to, named, text


def shown(
    chosen: Sequence[Investment],
    workspace: str,
    records: Records,
    voice: Voice,
    now: datetime,
    audience: Audience | None,
    name: Callable[[str], str],
) -> Iterator[str]:
    """Its questions over these investments, with what people added and decided."""
    if not chosen:
        return
    with records.work(workspace, audience) as work:
        held = _held(work, chosen)
        last, previous = (held[-1] if held else None), (held[-2] if len(held) > 1 else None)
        given = (work, chosen, last, previous, (), voice, now)
        post = review_post.of_review(*given, in_full=True)
    lead = named(post.lead[0], name)
    yield f'<h2 id="review">{text(voice.say("review_part"))}</h2>'
    yield f"<p>{line_to(lead, '#measures')}</p>"
    for part in post.parts:
        yield from _part(part, name)


def signed(
    chosen: Sequence[Investment], work: Work, name: Callable[[str], str], voice: Voice
) -> Iterator[str]:
    """Who signed the last review and with which words, or that nobody did; nothing where none was
    held.
    """
    if held := _held(work, chosen):
        told = list(review_post.signed(held[-1], voice))[-1]
        head = (Span(text=f"{voice.say('review_part')}: "), *told)
        yield f"<p>{line_to(named(head, name), '#review')}</p>\n"


def _held(work: Work, chosen: Sequence[Investment]) -> list[Review]:
    entries = counting(work.entries([one.id for one in chosen], "review"))
    return reviews_of(told_elsewhere(entries, chosen))


def _part(part: Part, name: Callable[[str], str]) -> Iterator[str]:
    yield f"<h3>{text(part.title)}</h3><ul>"
    yield from (f"<li>{line_to(named(one, name), '#measures')}</li>" for one in part.lines)
    yield "</ul>"
