"""A report for a sponsor or a board: a page that needs nothing else, and prints well."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files

from bot.advice import plot
from bot.advice.asked import Asked
from bot.advice.report import Report, report
from bot.advice.standing import standing
from bot.advice.tally import COUNTED, counted_as
from bot.benefits import measures
from bot.benefits.conversation import Chart
from bot.benefits.facts import Recorded
from bot.benefits.investment import Investment
from bot.benefits.ladder import RUNGS, Rung
from bot.benefits.moments import in_full
from bot.benefits.position import Position
from bot.ports import Audience, Records, Voice
from bot.reports import html_front, html_review
from bot.reports.html_chart import inline
from bot.reports.html_section import Section, shown
from bot.reports.html_text import anchor, heads, link, row, said, text, unled

Told = tuple[Investment, tuple[Position, ...]]
Row = tuple[Investment, Position]

TERMS = 3
"""Investments whose budget, people and dates stand at the front; of more, in the appendix."""

FIRST = 4
"""Measures in the table at the front beside such terms: together they fill a printed page."""

ALONE = 10
"""Measures in the table at the front without them."""


@dataclass(frozen=True, slots=True)
class For:
    """Whom a page is for: what they may see, None for all there is, and how people are named."""

    workspace: str
    records: Records
    voice: Voice
    now: datetime
    audience: Audience | None = None
    name: Callable[[str], str] = str


def page(
    workspace: str,
    records: Records,
    voice: Voice,
    now: datetime,
    only: Sequence[str] = (),
    audience: Audience | None = None,
    name: Callable[[str], str] = str,
    is_short: bool = False,
) -> Iterator[str]:
    """The report, piece by piece: all investments of a workspace, or those with these ids; of both
    what the audience may see. `name` gives the name of the person with an id; `is_short` leaves the
    appendix out, and what would lead to it leads nowhere.

    The ledger of one investment is held in memory at a time. Every figure is a link: to the
    message it came from, to its row of the ledger, or to the place that says how it was computed.
    """
    reader = For(workspace, records, voice, now, audience, name)
    with records.work(workspace, audience) as work:
        chosen = [one for one in work.investments() if not only or one.id in only]
    told = [_told(one, reader) for one in chosen]
    drawn = _drawn(told, reader)
    yield _head(voice)
    if is_short:
        yield unled("".join(_first_page(told, drawn, reader, "page_as_of_short")))
        yield "</main></body></html>"
        return
    yield from _first_page(told, drawn, reader, "page_as_of")
    if chosen:
        yield f'<h2 class="appendix">{text(voice.say("page_appendix"))}</h2>'
    if len(told) > TERMS:
        yield from _terms(told, reader)
    yield from _further(told, voice)
    yield from html_review.shown(chosen, workspace, records, voice, now, audience, name)
    for one in chosen:
        at_front = drawn is not None and drawn[0].id == one.id
        yield from shown(_section(one, reader, from_chart=int(at_front)), voice)
    yield "</main></body></html>"


def _first_page(
    told: Sequence[Told], drawn: tuple[Investment, Chart] | None, reader: For, as_of: str
) -> Iterator[str]:
    """What fits one printed page: the front, the ladder, and a chart beside it."""
    yield from _front(told, reader, as_of)
    yield '<div class="beside"><div>'
    yield from _ladder([one for _, found in told for one in found], reader.voice)
    yield "</div>"
    if drawn is not None:
        yield inline(drawn[1], f"#{anchor('l', drawn[0].id)}")
    yield "</div>"


def _drawn(told: Sequence[Told], reader: For) -> tuple[Investment, Chart] | None:
    """The chart at the front: of what improved, else the first there is."""
    measured = [each for each in told if any(one.current_fact for one in each[1])]
    for one, _ in sorted(measured, key=lambda each: not _has_improved(each[1])):
        charts = _section(one, reader).charts
        if charts:
            return one, charts[0]
    return None


def _has_improved(found: Sequence[Position]) -> bool:
    return any(one.verdict == "improved" for one in found)


def _told(one: Investment, reader: For) -> Told:
    return one, _report(one, reader).positions


def _report(one: Investment, reader: For) -> Report:
    given = (reader.workspace, reader.audience, "", reader.records, reader.voice, reader.now)
    return report(*given, only=[one.id])


def _section(one: Investment, reader: For, from_chart: int = 0) -> Section:
    told, voice = _report(one, reader), reader.voice
    with reader.records.work(reader.workspace, reader.audience) as work:
        found = standing(work, [one], Asked(), reader.now, str, with_drifts=False)
        facts = work.facts([one.id])
    charts = (plot.chart(placed, voice) for placed in found.placed)
    counting = frozenset(fact.id for placed in found.placed for fact in placed.facts)
    drawn = tuple(chart for chart in charts if chart)[from_chart:]
    return Section(one, told, drawn, facts, counting, reader.name)


def _head(voice: Voice) -> str:
    style = files("bot.reports").joinpath("html.css").read_text("utf-8")
    title = text(voice.say("page_title"))
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title>\n<style>{style}</style></head><body><main><h1>{title}</h1>\n"
    )


def _terms(told: Sequence[Told], reader: For) -> Iterator[str]:
    if told:
        with reader.records.work(reader.workspace, reader.audience) as work:
            yield from html_front.terms(told, work, reader.name, reader.voice)


def _signed(told: Sequence[Told], reader: For) -> Iterator[str]:
    with reader.records.work(reader.workspace, reader.audience) as work:
        chosen = [one for one, _ in told]
        yield from html_review.signed(chosen, work, reader.name, reader.voice)


def _front(told: Sequence[Told], reader: For, dated: str) -> Iterator[str]:
    """What a reader with ten seconds reads: what improved, what each investment is held to, and a
    row for each measure.
    """
    voice, now = reader.voice, reader.now
    positions = [one for _, found in told for one in found]
    total = str(len(positions))
    as_of = voice.say(dated, date=in_full(now))
    yield f'<p class="lead">{link(text(html_front.lead(told, voice)), "#measures")}</p>'
    yield f'<p class="quiet">{text(as_of)}</p>'
    yield from _signed(told, reader)
    if len(told) <= TERMS:
        yield from _terms(told, reader)
    first, rest = _rows(told)
    yield f'<h2 id="measures">{text(voice.say("page_measures"))}</h2>'
    yield from _table(first, voice)
    if rest:
        more = text(voice.say("page_measures_more", n=str(len(rest)), total=total))
        yield f'<p class="quiet">{link(more, "#measures-further")}</p>'


def _rows(told: Sequence[Told]) -> tuple[list[Row], list[Row]]:
    """What a first page holds of the measures, and the rest: where they are more, those first of
    which most can be told.
    """
    rows = [(investment, one) for investment, found in told for one in found]
    room = FIRST if len(told) <= TERMS else ALONE
    if len(rows) <= room:
        return rows, []
    order = list(COUNTED)
    rows.sort(key=lambda each: order.index(counted_as(each[1].verdict)))
    return rows[:room], rows[room:]


def _further(told: Sequence[Told], voice: Voice) -> Iterator[str]:
    """The measures for which the first page has no room."""
    _, rest = _rows(told)
    if rest:
        yield f'<h2 id="measures-further">{text(voice.say("page_measures_further"))}</h2>'
        yield from _table(rest, voice)


def _table(rows: Sequence[Row], voice: Voice) -> Iterator[str]:
    keys = ("page_investment", "label_measure", "label_baseline", "label_current")
    names = [voice.say(key) for key in (*keys, "page_verdict", "page_evidence")]
    yield f"<table>{heads(names)}<tbody>"
    yield from (row(_cells(investment, one, voice), names) for investment, one in rows)
    yield "</tbody></table>\n"


def _ladder(positions: Sequence[Position], voice: Voice) -> Iterator[str]:
    """On how many measures stands how much, each rung judged alone."""
    if not positions:
        return
    names = [voice.say(key) for key in ("page_rung", "page_on", "page_share")]
    yield f'<h2 id="ladder">{text(voice.say("page_ladder"))}</h2>'
    yield f'<p class="quiet">{text(voice.say("page_ladder_counts"))}</p>'
    yield f'<table class="ladder">{heads(names)}<tbody>'
    for rung in RUNGS[1:]:
        n = sum(_stands_on(one, rung) for one in positions)
        width = round(100 * n / len(positions))
        bar = f'<span class="bar" style="width:{width}%"></span>'
        count = link(text(f"{n} / {len(positions)}"), "#measures")
        reached = voice.say("page_rung_claimed" if rung == "claimed" else f"rung_{rung}")
        yield row((text(reached), count, bar), names)
    yield "</tbody></table>\n"


def _stands_on(one: Position, rung: Rung) -> bool:
    reached = RUNGS.index(rung) <= RUNGS.index(one.ladder)
    return reached and rung not in one.missing_below


def _cells(investment: Investment, one: Position, voice: Voice) -> tuple[str, ...]:
    part = f"counted_{counted_as(one.verdict)}"
    return (
        link(said(one.investment), f"#{anchor('i', investment.id)}"),
        said(one.measure),
        _figure(investment, one.baseline_fact),
        _figure(investment, one.current_fact),
        f'<span class="{part}">{text(voice.say(part))}</span>',
        text(voice.say(f"rung_{one.ladder}")),
    )


def _figure(investment: Investment, fact: Recorded | None) -> str:
    """A figure that leads to its message, else to its row of the ledger."""
    if fact is None:
        return "–"
    place = f"#{anchor('f', investment.id, fact.id)}"
    return link(said(measures.in_short(fact.fact)), fact.permalink or place)
