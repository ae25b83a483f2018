"""One investment in a page: what is told of it, its charts, and the ledger it rests on."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bot.advice.figures import Provenance
from bot.advice.report import Report
from bot.benefits import measures
from bot.benefits.conversation import Chart, Line, Span
from bot.benefits.facts import Recorded
from bot.benefits.investment import Investment
from bot.ports import Voice
from bot.reports.html_chart import inline
from bot.reports.html_text import anchor, heads, line, line_to, link, named, row, said, text

LATEST = 200
"""Rows of the ledger shown of one investment, newest first, beside those a figure rests on."""


@dataclass(frozen=True, slots=True)
class Section:
    """An investment, what is told of it, what is drawn, all facts by message time, and the ids of
    those that count. `name` gives a person's.
    """

    investment: Investment
    told: Report
    charts: tuple[Chart, ...]
    facts: Sequence[Recorded]
    counting: frozenset[str]
    name: Callable[[str], str] = str

    @property
    def place(self) -> str:
        """What links to it lead to."""
        return anchor("i", self.investment.id)

    @property
    def origins(self) -> str:
        """Where it says what each figure comes from."""
        return anchor("o", self.investment.id)

    @property
    def ledger(self) -> str:
        """Where the ledger begins."""
        return anchor("l", self.investment.id)


def shown(section: Section, voice: Voice) -> Iterator[str]:
    """The section, piece by piece."""
    one, told = section.investment, section.told
    yield f'<section id="{section.place}"><h2>{said(one.name)}</h2>'
    lead = "".join(line(spans) for spans in told.post.lead)
    yield f'<p class="lead">{link(lead, f"#{section.origins}")}</p>'
    for chart in section.charts:
        yield inline(chart, f"#{section.ledger}")
    sources = _sources(section)
    for part in told.post.parts:
        yield f"<h3>{text(part.title)}</h3><ul>"
        tells_barriers = part.title == voice.say("barrier_part")
        for spans in map(_without_who, part.lines) if tells_barriers else part.lines:
            told_of = named(_linked(spans, sources), section.name)
            yield f"<li>{line_to(told_of, f'#{section.origins}')}</li>"
        yield "</ul>"
    yield from _provenance(section, voice)
    yield from _ledger(section, voice)
    yield "</section>"


def _without_who(spans: Line) -> Line:
    """Who told what is in the way is nothing for a file that is handed on."""
    after = (*spans[1:], Span(text=""))
    return tuple(
        one
        for one, then in zip(spans, after, strict=True)
        if not one.user and not (then.user and one.text in (", ", " by "))
    )


def _sources(section: Section) -> dict[str, str]:
    """Where a figure that has no link of its own comes from, by its words."""
    known = {fact.id for fact in section.facts}
    return {
        one.figure: f"#{_row_of(section, one.facts[-1])}"
        for one in section.told.provenance
        if one.facts and one.facts[-1] in known
    }


def _linked(spans: Line, sources: dict[str, str]) -> Line:
    def linked(one: Span) -> Span:
        href = one.href or sources.get(one.text.strip(" ,.→"))
        return one.model_copy(update={"href": href})

    return tuple(linked(one) for one in spans)


def _row_of(section: Section, fact: str) -> str:
    return anchor("f", section.investment.id, fact)


def _provenance(section: Section, voice: Voice) -> Iterator[str]:
    found = list(dict.fromkeys(section.told.provenance))
    if not found:
        yield f'<div id="{section.origins}"></div>'
        return
    names = [voice.say(f"page_{key}") for key in ("figure", "computed", "from")]
    yield f'<h3 id="{section.origins}">{text(voice.say("page_provenance"))}</h3>'
    yield f"<table>{heads(names)}<tbody>"
    known = {fact.id: fact for fact in section.facts}
    for one in found:
        yield row(_origin(section, one, known, voice), names)
    yield "</tbody></table>"


def _origin(
    section: Section, one: Provenance, known: dict[str, Recorded], voice: Voice
) -> tuple[str, str, str]:
    rows = [
        link(said(measures.in_short(known[id].fact), section.name), f"#{_row_of(section, id)}")
        for id in one.facts
        if id in known
    ]
    computed = one.computation or voice.say("page_said")
    figure = said(one.figure, section.name)
    return link(figure, one.permalink), text(computed), ", ".join(rows)


def _ledger(section: Section, voice: Voice) -> Iterator[str]:
    rows = list(_rows(section))
    if not rows:
        return
    keys = ("when", "what", "value", "words", "by", "counts")
    names = [voice.say(f"page_{key}") for key in keys]
    yield f'<h3 id="{section.ledger}">{text(voice.say("page_ledger"))}</h3>'
    yield f'<table class="ledger">{heads(names)}<tbody>'
    for fact in rows:
        yield row(_entry(section, fact, voice), names, id=_row_of(section, fact.id))
    yield "</tbody></table>"
    if more := len(section.facts) - len(rows):
        yield f"<p>{text(voice.say('page_more', n=str(more)))}</p>"


def _rows(section: Section) -> Iterator[Recorded]:
    """The latest, and every one a figure rests on; what takes another back states nothing."""
    needed = {id for one in section.told.provenance for id in one.facts}
    newest = reversed([fact for fact in section.facts if not fact.withdraws])
    for number, fact in enumerate(newest):
        if number < LATEST or fact.id in needed:
            yield fact


def _entry(section: Section, fact: Recorded, voice: Voice) -> tuple[str, ...]:
    measure = section.investment.measure(fact.measure)
    what = voice.say(f"label_{fact.fact.slot}")
    who = fact.author if fact.fact.slot != "barrier" else None
    counts = "counting" if fact.id in section.counting else "not_counting"
    gone = voice.say("words_deleted")
    return (
        f"{fact.said_at:%Y-%m-%d}",
        f"{text(what)}{f' · {said(measure.name)}' if measure else ''}",
        link(said(measures.in_short(fact.fact), section.name), fact.permalink),
        said(fact.fact.quote, section.name) if fact.fact.quote else text(gone),
        text(f"@{section.name(who)}") if who else "",
        text(voice.say(f"page_{counts}")),
    )
