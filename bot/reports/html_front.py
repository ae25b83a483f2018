"""The front of a page: what improved from where to where, and what each investment is held to."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from bot.advice import cards
from bot.advice.days import in_words
from bot.advice.practices.assess import worth
from bot.advice.practices.scope_told import since_agreed
from bot.advice.tally import COUNTED, counted_as
from bot.benefits.conversation import Line, Span
from bot.benefits.investment import Investment
from bot.benefits.position import Position
from bot.benefits.practices.scope import budget, cost
from bot.ports import Voice, Work
from bot.reports.html_text import anchor, heads, line_to, link, named, row, said, text

SINCE = 2
"""What moved or was added since it was agreed, at most, of one investment."""

LED = 3
"""Measures that improved told in the first sentence, at most; all stand in the table."""

Told = tuple[Investment, tuple[Position, ...]]


def lead(told: Sequence[Told], voice: Voice) -> str:
    """From where to where what improved went, then how many of all the measures stand where."""
    positions = [one for _, found in told for one in found]
    counts = Counter(counted_as(one.verdict) for one in positions)
    improved = [one for one in positions if one.verdict == "improved"]
    moved = [f"{_upper(one.measure)}: {way}" for one in improved if (way := _way(one))]
    sentence = [f"{'; '.join(moved[:LED])}."] if moved else []
    key = "report_improved" if improved else "report_none"
    given = {"n": str(len(improved))} if improved else {}
    sentence.append(voice.say(key, **given, total=str(len(positions))))
    rest = [name for name in COUNTED if counts[name] and name != "improved"]
    if rest and len(positions) > 1:
        told_of = [voice.say(f"rest_part_{name}", n=str(counts[name])) for name in rest]
        key = "report_rest" if improved else "report_all"
        sentence.append(voice.say(key, what="; ".join(told_of)))
    return " ".join(sentence)


def _way(one: Position) -> str:
    first, last = one.baseline_fact, one.current_fact
    return cards.movement(first, last, is_hedged=True) if first and last else ""


def _upper(name: str) -> str:
    return name[:1].upper() + name[1:]


def terms(
    told: Sequence[Told], work: Work, name: Callable[[str], str], voice: Voice
) -> Iterator[str]:
    """Of each investment the budget that was agreed, who owns its measures, sponsors and leads it,
    and the day of go-live on record; then what came back for what it cost, and what moved or was
    added since it was agreed.
    """
    keys = ("investment", "budget", "owner", "sponsor", "lead", "go_live")
    names = [voice.say(f"page_{key}") for key in keys]
    yield f'<h2 id="terms">{text(voice.say("page_terms"))}</h2><table>{heads(names)}<tbody>'
    for home, found in told:
        place = f"#{anchor('i', home.id)}"
        people = (_owners(found), _one(home.sponsor), _one(home.delivery_lead))
        cells = (
            link(said(home.name), place),
            *(line_to(named(one, name), place) for one in (_budget(work, home), *people)),
            text(in_words(home.go_live)) if home.go_live else "–",
        )
        yield row(cells, names)
    yield "</tbody></table>\n"
    for home, _ in told:
        place = f"#{anchor('i', home.id)}"
        since = since_agreed(work, home, voice)[:SINCE]
        for one in (worth.in_one_line(work, home, voice), *since):
            yield f'<p class="quiet">{line_to(named(one, name), place)}</p>\n'


def _budget(work: Work, home: Investment) -> Line:
    """What it may cost by the scope on record."""
    agreed = budget(work.entries([home.id], "scope"))
    return (Span(text=cost(agreed), href=agreed.permalink),) if agreed else _one(None)


def _owners(found: Sequence[Position]) -> Line:
    """Who owns what is counted; of several each with their measure."""
    owners = {one.owner for one in found if one.owner}
    if len(owners) < 2:
        return _one(next(iter(owners), None))
    listed = [f"{one.owner} ({one.measure})" for one in found if one.owner]
    return (Span(text="; ".join(listed)),)


def _one(words: str | None) -> Line:
    return (Span(text=words or "–"),)
