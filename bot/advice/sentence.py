"""The one sentence an answer begins with: what improved, and what of the rest."""

from collections.abc import Sequence

from bot.advice import aged, cards, spans
from bot.advice.standing import Placed
from bot.advice.tally import tally
from bot.advice.told import OVER, Told, tells_change
from bot.benefits import levels, measures
from bot.benefits.facts import Recorded
from bot.benefits.investment import Investment
from bot.benefits.periods import in_words, kind
from bot.benefits.verdict import period

COVERED = 10
"""Investments named as those an answer is about, at most."""

NAMED = 2
"""Measures that got worse told with their figures beside what improved; more are counted."""


def spoken(placed: Sequence[Placed], homes: Sequence[Investment], told: Told) -> str:
    """What improved in the period asked for, or what got worse, or that nothing is shown to; then
    how many of the others stand where, so that what got worse is not read past.
    """
    if told.asked.when:
        told.period()
    improved = tally(placed)["improved"]
    worse = _worse(placed)
    is_worse = told.asked.worse or (worse and not improved)
    way, first = ("worse", worse) if is_worse else ("improved", improved)
    return " ".join([_spoken(way, first, placed, homes, told), *_known_since(placed, told)])


def _known_since(placed: Sequence[Placed], told: Told) -> list[str]:
    """What got worse after the period asked for, of what has no figure in it."""
    until = told.asked.until
    known = [
        one
        for one in placed
        if until is not None
        and not one.is_told
        and one.position.verdict == "worse"
        and one.position.current_fact is not None
        and period(one.position.current_fact)[0] > until
    ]
    if not known:
        return []
    said = [_got_worse(one, told) for one in known] if len(known) <= NAMED else []
    if not said:
        n = told.count("measures worse since", known)
        said = [told.voice.say("rest_part_worse", n=n)]
    return [told.voice.say("known_since", what="; ".join(said))]


def covered(homes: Sequence[Investment], told: Told) -> str | None:
    """Which investments an answer is about, where it is about several."""
    if len(homes) < 2:
        return None
    names = ", ".join(home.name for home in homes[:COVERED])
    if (more := len(homes) - COVERED) <= 0:
        return told.voice.say("covers", names=names)
    n = told.number(more, "further investments covered")
    return told.voice.say("covers_more", names=names, n=n)


def _worse(placed: Sequence[Placed]) -> list[Placed]:
    return tally(placed)["worse"]


def _spoken(
    way: str,
    first: Sequence[Placed],
    placed: Sequence[Placed],
    homes: Sequence[Investment],
    told: Told,
) -> str:
    said = _single(first[0], told) if len(first) == 1 else None
    said = said or _of(homes, _first(way, first, placed, told), told)
    missed = aged.past_due(first[0], told) if len(first) == 1 and not told.asked.when else []
    return " ".join([said, *missed, *_others(first, placed, homes, told)])


def _of(homes: Sequence[Investment], said: str, told: Told) -> str:
    """What is counted, with the investment it is counted of where that is one."""
    if len(homes) != 1:
        return said
    said = said[0].lower() + said[1:]
    return told.voice.say("of_investment", investment=homes[0].name, said=said)


def _first(way: str, first: Sequence[Placed], placed: Sequence[Placed], told: Told) -> str:
    total = told.count("measures on record", placed)
    if not first:
        key = "report_none" if way == "improved" else "report_none_worse"
        return _counted(key, told, total=total)
    n = told.count("measures that improved" if way == "improved" else "measures worse", first)
    said = _counted(f"report_{way}", told, n=n, total=total)
    bare = [one for one in first if not one.position.baseline_has_source]
    if not bare:
        return said
    n = told.count("baselines without a source", bare)
    return f"{said} {told.voice.say('bare_baselines', n=n)}"


def _counted(key: str, told: Told, **counts: str) -> str:
    """A count of verdicts: asked for a period, it says that each is one on the baseline."""
    when = told.asked.when
    return (
        told.voice.say(f"{key}_over", **counts, when=when)
        if when
        else told.voice.say(key, **counts)
    )


def _single(one: Placed, told: Told) -> str | None:
    """One measure from where to where: over the period asked for where both figures bear it, else
    on the baseline, with the time of both, and whether sources show both.
    """
    first, last = one.position.baseline_fact, one.position.current_fact
    if first is None or last is None:
        return None
    first = one.before or first
    is_worse, is_against = one.position.verdict == "worse", _is_against(one)
    name = one.measure.name[0].upper() + one.measure.name[1:]
    if is_worse and not is_against:
        name = told.voice.say("got_worse", measure=name)
    is_bare = first == one.position.baseline_fact and not one.position.baseline_has_source
    words = {
        "measure": name,
        "moved": cards.movement(first, last, is_hedged=True),
        "shown": told.voice.say("shown_latest" if is_bare else "shown_both"),
        "when": told.asked.when,
        "before": spans.when(first) or told.voice.say("undated_baseline"),
        "after": spans.when(last) or "",
    }
    since = told.asked.since
    if not told.asked.when:
        words["shown"] += aged.as_of(one, told)
    if since is not None:
        told.note(f"{words['moved']}, {words['before']} to {words['after']}", (first, last), OVER)
    key = "" if since is None else "_over" if spans.bears(first, since) else "_compared"
    wanted = _NAMED[key]
    said = told.voice.say(f"report_single{key or '_improved'}", **{k: words[k] for k in wanted})
    if not is_against:
        return said
    return f"{said} {told.voice.say('on_the_baseline_worse' if is_worse else 'on_the_baseline')}"


def _is_against(one: Placed) -> bool:
    """Whether it went the other way over the period than since the baseline."""
    first, start, last = one.position.baseline_fact, one.before, one.position.current_fact
    if first is None or start is None or last is None:
        return False
    whole = levels.compared(one.measure, first.fact, last.fact) or 0.0
    within = levels.compared(one.measure, start.fact, last.fact) or 0.0
    return whole * within <= 0 and start.id != first.id


_NAMED = {
    "": ("measure", "moved", "shown"),
    "_over": ("measure", "moved", "shown", "when", "before", "after"),
    "_compared": ("measure", "moved", "shown", "before", "after"),
}


def _others(
    first: Sequence[Placed], placed: Sequence[Placed], homes: Sequence[Investment], told: Told
) -> list[str]:
    """What of the others, and of which: what got worse by its figures, the rest by their number."""
    if len(placed) < 2 or len(first) == len(placed):
        return []
    led = {id(one) for one in first}
    rest = [one for one in placed if id(one) not in led]
    worse = _worse(rest)
    said = [_got_worse(one, told) for one in worse] if len(worse) <= NAMED else []
    counted = tally(rest) | {"worse": [] if said else worse}
    said += [of_the_rest(name, ones, told) for name, ones in counted.items() if ones]
    what = "; ".join(said)
    if not first:
        return [told.voice.say("report_all", what=what)]
    if len(homes) == 1:
        return [told.voice.say("report_rest_of", investment=homes[0].name, what=what)]
    return [told.voice.say("report_rest", what=what)]


def _got_worse(one: Placed, told: Told) -> str:
    """Which, from where to where: over the period asked for where it began with another figure."""
    name = told.voice.say("got_worse", measure=one.measure.name)
    first, last = one.position.baseline_fact, one.position.current_fact
    if first is None or last is None or not tells_change(first, last) or _is_against(one):
        return name
    moved = _since_when(first, last, told)
    told.note(moved, (first, last), "current minus baseline; share of the baseline", last.permalink)
    is_bare = not one.position.baseline_has_source
    return f"{name}: {moved}{told.voice.say('on_bare') if is_bare else ''}"


def _since_when(first: Recorded, last: Recorded, told: Told) -> str:
    """From where to where; the baseline with its time, where that is not the one asked for."""
    moved, since = cards.movement(first, last, is_hedged=True), told.asked.since
    if since is None or spans.bears(first, since):
        return moved
    return f"{_dated(first, told)} → {moved.partition(' → ')[2]}"


def _dated(first: Recorded, told: Told) -> str:
    before, at = measures.level(first.fact) or "", first.fact.as_of
    if at is None:
        return told.voice.say("level_undated", before=before)
    key = "level_on" if kind(at) == "day" else "level_in"
    return told.voice.say(key, before=before, date=in_words(at))


def of_the_rest(name: str, ones: Sequence[Placed], told: Told) -> str:
    """How many measures are counted as this."""
    is_of_a_time = name == "unknown" and told.asked.when
    key = f"rest_part_{name}_over" if is_of_a_time else f"rest_part_{name}"
    return told.voice.say(key, n=told.count(told.voice.say(f"counted_{name}"), ones))
