"""Report: "what improved?", answered from the record, every figure with its source."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, tzinfo
from itertools import islice
from typing import Any

from bot.advice import another, plot, portfolio, resting, stuck
from bot.advice.about import of_place as about_place
from bot.advice.asked import Asked, named
from bot.advice.figures import Provenance
from bot.advice.own_first import own_first, sentences
from bot.advice.place import named_in
from bot.advice.practices import shown
from bot.advice.practices.assess import worth
from bot.advice.sentence import covered, spoken
from bot.advice.standing import Placed, Standing, standing
from bot.advice.today import today
from bot.advice.told import Told
from bot.benefits import measures
from bot.benefits.accepted import who_is_meant
from bot.benefits.conversation import Chart, Line, Option, Part, Post, Span
from bot.benefits.facts import Value
from bot.benefits.investment import Investment
from bot.benefits.moments import in_full
from bot.benefits.position import Position, in_force, unknown_line
from bot.ports import Audience, Records, Voice

LONGEST = 80
"""Characters of a name nobody knows that are said back, at most."""

NAMES = 20
"""Names that are offered instead, at most."""

ATTESTED = 3
"""Figures with a button to stand by them, at most."""


class Report(Value):
    """An answer: one sentence, the positions it rests on, and what nobody knows yet.

    `investments` and `measures` are the ids of those it is about; `follows` is how many
    lines the next pages hold.
    """

    investments: tuple[str, ...] = ()
    as_of: datetime
    sentence: str
    positions: tuple[Position, ...]
    unknown: tuple[str, ...]
    provenance: tuple[Provenance, ...]
    post: Post
    follows: int = 0
    measures: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The answer in its exchanged form."""
        return {
            "as_of": self.as_of.isoformat(),
            "sentence": self.sentence,
            "positions": [one.as_json() for one in self.positions],
            "unknown": list(self.unknown),
            "provenance": [one.model_dump(mode="json") for one in self.provenance],
        }


def report(
    workspace: str,
    audience: Audience | None,
    about: str | Asked,
    records: Records,
    voice: Voice,
    now: datetime,
    home: str | None = None,
    only: Sequence[str] | None = None,
    page: int = 0,
    name: Callable[[str], str] = str,
    zone: tzinfo = UTC,
    reader: str = "",
    folds: bool = False,
    is_theirs: bool = False,
) -> Report:
    """Answer for the investments named, else for those of the channel `home`, else for all.

    What the audience may not see is never loaded, so the answer is the same as if it were not.
    `only` are the ids of those an earlier answer was about; `page` counts its pages from 0. `name`
    gives the name behind a mention; `zone` is where the reader is, whose day it is;
    `reader` is who asked. An answer in detail that `folds` tells on its next page what does not
    tell what improved, what is not known and what is in the way. One that `is_theirs` alone tells
    first what who asked answers for.
    """
    asked = about if isinstance(about, Asked) else named(about, today(workspace, records, now))
    with records.work(workspace, audience) as work:
        seen = _sponsored(work.investments(), asked, name)
        asked = _within(seen, asked) if only is None else asked
        meant = pick(seen, asked, home) if only is None else [o for o in seen if o.id in set(only)]
        asked = _of_measure(meant, asked) if only is None else asked
        detailed = len(meant) <= portfolio.DETAILED
        found = standing(work, meant, asked, now, name, with_drifts=detailed)
        if asked.about and not meant:
            as_owner = asked.model_copy(update={"owner": asked.about, "about": ""})
            found = standing(work, seen, as_owner, now, name, with_drifts=False)
        if asked.about and not found.investments:
            facts = in_force(work.facts_in_force([one.id for one in seen]))
            if meant := about_place(asked.about, seen, facts, home):
                detailed = len(meant) <= portfolio.DETAILED
                whole = asked.model_copy(update={"about": ""})
                found = standing(work, meant, whole, now, name, with_drifts=detailed)
        rests = resting.lines(work, found, now.astimezone(zone).date(), voice)
        told = {one.measure.id for one in found.placed} if asked.is_narrow else None
        is_over = asked.until is not None and asked.until < now.date()
        here = () if is_over else found.investments
        waits = stuck.lines(work, here, now.astimezone(zone), voice, told)
        words, until = Told(voice, asked), asked.until if is_over else None
        is_detailed = len(found.investments) <= portfolio.DETAILED
        is_whole = (page == 0 or is_detailed) and not asked.is_narrow
        practised = shown.Shown([], [])
        if is_whole:
            practised = shown.parts(work, found, words, now, until, reader)
        if asked.worth and page == 0 and found.investments:
            practised.first.insert(0, worth.part(work, found, words))
        if not folds and page == 0:
            practised = shown.Shown([*practised.first, *practised.rest], [])
    if not found.investments:
        return _nothing(seen, asked, voice, now)
    if is_theirs:
        found = own_first(found, reader)
        own = sentences(found, reader, words)
        return _report(found, asked, rests, waits, practised, words, now, page, own)
    return _report(found, asked, rests, waits, practised, words, now, page)


def _within(seen: Sequence[Investment], asked: Asked) -> Asked:
    """A name among words that name nothing is what is asked about: "money on the CRM". Words that
    may name something else, as in "billing portal" beside a "returns portal", keep it from that.
    """
    if not asked.about or pick(seen, asked, None) or not (told := named_in(asked.about, seen)):
        return asked
    homes = [one for one in seen if told in (one.name, *(each.name for each in one.measures))]
    names = [name for one in homes for name in (one.name, *one.aliases)]
    names += [name for one in homes for each in one.measures for name in each.names]
    known = {word for name in names for word in measures.key(name).split()}
    others = [word for word in measures.key(asked.about).split() if word not in known]
    is_all_filling = all(map(_FILLING.fullmatch, others))
    return asked.model_copy(update={"about": told}) if is_all_filling else asked


_FILLING = re.compile(
    r"an?|all|and|any(?:one|body|thing)?|at|by|did|do(?:es)?|every(?:one|body|thing)|for|from|good|"
    r"help|in|it|money|my|new|of|on|our|out|projects?|spend|stuff|systems?|that|the|things?|this|to|"
    r"tools?|us|we|with|work"
)


def _of_measure(meant: Sequence[Investment], asked: Asked) -> Asked:
    """A measure asked for by its name is told alone, and not its whole investment."""
    if not asked.about or any(_is_called(one, asked.about) for one in meant):
        return asked
    return asked.model_copy(update={"measures": tuple(_called(meant, asked.about))})


def _is_called(one: Investment, about: str) -> bool:
    return any(measures.same(name, about) for name in (one.name, *one.aliases))


def _called(meant: Sequence[Investment], about: str) -> list[str]:
    """The ids of the measures of this name; where one has exactly this name, of those alone."""
    named = [(each.id, name) for one in meant for each in one.measures for name in each.names]
    exact = [id for id, name in named if measures.key(name) == measures.key(about)]
    return exact or [id for id, name in named if measures.same(name, about)]


def _sponsored(
    seen: list[Investment], asked: Asked, name: Callable[[str], str]
) -> list[Investment]:
    """Those that somebody answers for as sponsor; all where nobody was named."""
    if asked.sponsor is None:
        return seen
    people = who_is_meant(asked.sponsor, [one.sponsor for one in seen if one.sponsor], name)
    return [one for one in seen if one.sponsor in people]


def pick(seen: Sequence[Investment], asked: Asked, home: str | None) -> list[Investment]:
    """The investments a question means: by name or alias, else by a measure of theirs."""
    about = asked.about
    if about:
        by_name = [one for one in seen if _is_called(one, about)]
        by_measure = [
            one
            for one in seen
            if any(measures.same(name, about) for each in one.measures for name in each.names)
        ]
        return by_name or by_measure
    here = [one for one in seen if one.channel == home]
    return here if here and not (asked.owner or asked.is_all) else list(seen)


def _nothing(seen: Sequence[Investment], asked: Asked, voice: Voice, now: datetime) -> Report:
    names = ", ".join(one.name for one in seen[:NAMES]) + (", …" if len(seen) > NAMES else "")
    sought = asked.about or asked.owner or asked.sponsor
    if sought and (seen or asked.sponsor):
        short = sought if len(sought) <= LONGEST else f"{sought[:LONGEST]}…"
        sentence = (
            voice.say("unknown_investment", name=short, names=names)
            if asked.about
            else voice.say("unknown_owner" if asked.owner else "unknown_sponsor", name=short)
        )
    else:
        sentence = voice.say("nothing_on_record")
    post = Post(lead=((Span(text=sentence),),))
    return Report(as_of=now, sentence=sentence, positions=(), unknown=(), provenance=(), post=post)


def _report(
    found: Standing,
    asked: Asked,
    rests: tuple[Line, ...],
    waits: tuple[Line, ...],
    practised: shown.Shown,
    told: Told,
    now: datetime,
    page: int,
    own: Sequence[str] = (),
) -> Report:
    voice, follows = told.voice, 0
    sentence, *rest = own or [spoken(found.placed, found.investments, told)]
    covers = covered(found.investments, told) if page == 0 else None
    is_detailed = len(found.investments) <= portfolio.DETAILED
    if is_detailed:
        parts = list(practised.rest)
        if page == 0:
            apart = [] if asked.is_narrow else another.lines(found.claims, found.investments, told)
            parts = told.outcomes(found.placed, found.gaps, tuple(apart))
    else:
        parts, follows = portfolio.rolled_up(found, told, page)
    if page == 0:
        at_rest = Part(title=voice.say("part_resting"), lines=rests)
        at_stop = Part(title=voice.say("part_stuck"), lines=waits)
        parts = [
            *parts,
            *practised.first,
            at_stop,
            at_rest,
            told.delivered(found.claims, found.investments),
            *_folded(practised.rest, voice),
        ]
        follows += sum(len(one.lines) for one in practised.rest)
    lead = sentence if page == 0 else _next(page, is_detailed, told)
    as_of = voice.say("as_of", date=in_full(now))
    is_first = is_detailed and page == 0
    attesting = _attesting(found.placed, voice) if is_first else ()
    post = Post(
        lead=(
            (Span(text=lead, strong=True),),
            *((Span(text=one),) for one in (*rest, covers) if one and page == 0),
        ),
        charts=_charts(found, asked, voice) if is_first else (),
        parts=tuple(part for part in parts if part.lines),
        options=attesting,
        closing=f"{as_of} {voice.say('attest_means')}" if attesting else as_of,
        closing_at=now,
    )
    return Report(
        investments=tuple(one.id for one in found.investments),
        as_of=now,
        sentence=sentence,
        positions=tuple(one.position for one in found.placed),
        unknown=tuple(unknown_line(*gap) for gap in found.gaps),
        provenance=tuple(told.provenance),
        post=post,
        follows=follows,
        measures=tuple(one.measure.id for one in found.placed),
    )


def _next(page: int, is_detailed: bool, told: Told) -> str:
    if is_detailed:
        return told.voice.say("part_more")
    return told.voice.say("next_page", n=told.number(page + 1, "pages"))


def _folded(rest: Sequence[Part], voice: Voice) -> Iterator[Part]:
    """What else is on record, by name alone."""
    if rest:
        names = ", ".join(one.title for one in rest)
        yield Part(title=voice.say("part_more"), lines=((Span(text=names),),))


def _charts(found: Standing, asked: Asked, voice: Voice) -> tuple[Chart, ...]:
    return plot.charts(_first_told(found.placed, asked), voice, asked.when)


def _first_told(placed: Sequence[Placed], asked: Asked) -> list[Placed]:
    """What is asked for is drawn first, as it is told first."""
    return sorted(placed, key=lambda one: asked.worse and one.position.verdict != "worse")


def _attesting(placed: Sequence[Placed], voice: Voice) -> tuple[Option, ...]:
    """A button for each figure that a person could stand by and has not; who answers for it is
    told apart when it is pressed.
    """
    open_ones = (one for one in placed if one.is_told and _may_be_attested(one))
    return tuple(
        Option(
            ref=f"{one.investment.id}/{one.measure.id}",
            label=voice.say("attest_measure", measure=one.measure.name),
            verb="attest",
        )
        for one in islice(open_ones, ATTESTED)
    )


def _may_be_attested(one: Placed) -> bool:
    at = one.position
    people = (at.owner or "", one.investment.sponsor or "")
    figure = at.current_fact
    is_there = figure is not None and not figure.source_deleted
    return is_there and not at.attested_by and any("<@" in who for who in people)
