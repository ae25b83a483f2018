"""The one sentence an answer begins with: what improved, and what of the rest."""

from collections.abc import Sequence

from bot.advice import cards, spans
from bot.advice.standing import Placed
from bot.advice.told import OVER, PARTS, Told, under
from bot.benefits import levels


def spoken(placed: Sequence[Placed], told: Told) -> str:
    """What improved in the period asked for, or what got worse, or that nothing is shown to; then
    how many of the others stand where, so that what got worse is not read past.
    """
    if told.asked.when:
        told.period()
    improved = under("part_improved", placed)
    worse = [one for one in under("part_worse", placed) if one.position.verdict == "worse"]
    if told.asked.worse or (worse and not improved):
        return _spoken("worse", worse, placed, told)
    return _spoken("improved", improved, placed, told)


def _spoken(way: str, first: Sequence[Placed], placed: Sequence[Placed], told: Told) -> str:
    return " ".join([_first(way, first, placed, told), *_others(first, placed, told)])


def _first(way: str, first: Sequence[Placed], placed: Sequence[Placed], told: Told) -> str:
    if len(first) == 1 and (said := _single(first[0], told)):
        return said
    total = told.count("measures on record", placed)
    if not first:
        key = "report_none" if way == "improved" else "report_none_worse"
        return _counted(key, told, total=total)
    n = told.count("measures that improved" if way == "improved" else "measures worse", first)
    return _counted(f"report_{way}", told, n=n, total=total)


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
    on the baseline, with the time of both.
    """
    first, last = one.position.baseline_fact, one.position.current_fact
    if first is None or last is None:
        return None
    first = one.before or first
    is_worse, is_against = one.position.verdict == "worse", _is_against(one)
    name = one.measure.name[0].upper() + one.measure.name[1:]
    if is_worse and not is_against:
        name = told.voice.say("got_worse", measure=name)
    words = {
        "measure": name,
        "moved": cards.movement(first, last),
        "when": told.asked.when,
        "before": spans.when(first) or told.voice.say("undated_baseline"),
        "after": spans.when(last) or "",
    }
    since = told.asked.since
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
    "": ("measure", "moved"),
    "_over": ("measure", "moved", "when", "before", "after"),
    "_compared": ("measure", "moved", "before", "after"),
}


def _others(first: Sequence[Placed], placed: Sequence[Placed], told: Told) -> list[str]:
    if len(placed) < 2 or len(first) == len(placed):
        return []
    led = {id(one) for one in first}
    counted = {key: [one for one in under(key, placed) if id(one) not in led] for key in PARTS}
    said = [
        told.voice.say(_rest(key, told), n=told.count(f"measures {key}", ones))
        for key, ones in counted.items()
        if ones
    ]
    return [told.voice.say("report_rest" if first else "report_all", what="; ".join(said))]


def _rest(key: str, told: Told) -> str:
    is_of_a_time = key == "part_unknown" and told.asked.when
    return f"rest_{key}_over" if is_of_a_time else f"rest_{key}"
