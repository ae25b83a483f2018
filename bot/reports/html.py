"""A report for a sponsor or a board: one page that needs nothing else, and prints well."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from importlib.resources import files

from bot.advice import plot
from bot.advice.asked import Asked
from bot.advice.report import report
from bot.advice.standing import standing
from bot.advice.told import PARTS
from bot.benefits import measures
from bot.benefits.facts import Recorded
from bot.benefits.investment import Investment
from bot.benefits.moments import in_full
from bot.benefits.position import Position
from bot.ports import Records, Voice
from bot.reports.html_section import Section, shown
from bot.reports.html_text import anchor, heads, link, row, said, text

Told = tuple[Investment, tuple[Position, ...]]


def page(
    workspace: str, records: Records, voice: Voice, now: datetime, only: Sequence[str] = ()
) -> Iterator[str]:
    """The report, piece by piece: all investments of a workspace, or those with these ids.

    The ledger of one investment is held in memory at a time. Every figure is a link: to the
    message it came from, to its row of the ledger, or to the place that says how it was computed.
    """
    with records.work(workspace) as work:
        chosen = [one for one in work.investments() if not only or one.id in only]
    yield _head(voice)
    yield from _front([_told(workspace, one, records, voice, now) for one in chosen], voice, now)
    for one in chosen:
        yield from shown(_section(workspace, one, records, voice, now), voice)
    yield "</main></body></html>"


def _told(workspace: str, one: Investment, records: Records, voice: Voice, now: datetime) -> Told:
    return one, report(workspace, None, "", records, voice, now, only=[one.id]).positions


def _section(
    workspace: str, one: Investment, records: Records, voice: Voice, now: datetime
) -> Section:
    told = report(workspace, None, "", records, voice, now, only=[one.id])
    with records.work(workspace) as work:
        found = standing(work, [one], Asked(), now, str, with_drifts=False)
        facts = work.facts([one.id])
    charts = (plot.chart(placed, voice) for placed in found.placed)
    counting = frozenset(fact.id for placed in found.placed for fact in placed.facts)
    return Section(one, told, tuple(chart for chart in charts if chart), facts, counting)


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


def _front(told: Sequence[Told], voice: Voice, now: datetime) -> Iterator[str]:
    """What a reader with ten seconds reads: one sentence, and a row for each measure."""
    positions = [one for _, found in told for one in found]
    improved = sum(one.verdict == "improved" for one in positions)
    total = str(len(positions))
    sentence = (
        voice.say("report_improved", n=str(improved), total=total)
        if improved
        else voice.say("report_none", total=total)
    )
    as_of = voice.say("page_as_of", date=in_full(now))
    yield f'<p class="lead">{link(text(sentence), "#measures")}</p>'
    yield f'<p class="quiet">{text(as_of)}</p>'
    keys = ("page_investment", "label_measure", "label_baseline", "label_current")
    names = [voice.say(key) for key in (*keys, "page_verdict", "page_evidence")]
    yield f'<h2 id="measures">{text(voice.say("page_measures"))}</h2>'
    yield f"<table>{heads(names)}<tbody>"
    for investment, found in told:
        yield from (row(_cells(investment, one, voice), names) for one in found)
    yield "</tbody></table>\n"


def _cells(investment: Investment, one: Position, voice: Voice) -> tuple[str, ...]:
    part = next(key for key, verdicts in PARTS.items() if one.verdict in verdicts)
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
