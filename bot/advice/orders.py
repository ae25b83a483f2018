"""Orders: what a command changes about the investments at home in its channel."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime

from pydantic import Field

from bot.advice import place
from bot.advice.days import FORMATS, YEARS
from bot.benefits import measures, rearrange, units
from bot.benefits.conversation import CommandVerb
from bot.benefits.facts import Value
from bot.benefits.gaps import named
from bot.benefits.investment import Investment, Measure

LONGEST = 80
"""Characters in a name."""

_MENTION = re.compile(r"<@(?P<user>[UW][A-Z0-9]+)(?:\|[^<>]*)?>")
_JOINTS = re.compile(
    r"^(?:(?:for|of|on|in|to|is|the)\b\W*)+|\W*\b(?:for|of|to|is|as|on)\b\W*$|[\s:=,]+$",
    re.IGNORECASE,
)
_OF = re.compile(r"\s+(?:for|of)\s+(?P<name>(?:(?!\s(?:for|of)\s).)+)$", re.IGNORECASE)
_BETTER = re.compile(r"[,;]?\s*(?P<way>lower|higher)\s+is\s+better\s*\.?$", re.IGNORECASE)


class Order(Value):
    """What is to be changed: the investment as it will be, and what to say, with its variables.

    `gone` is one that is merged into it, `homes` where the facts of measures go. `is_quiet` is
    whether it is told to who typed it alone.
    """

    investment: Investment
    said: str
    words: dict[str, str]
    gone: str | None = None
    homes: dict[str, str] = Field(default_factory=dict)
    is_quiet: bool = False


class Unclear(Exception):
    """A command that cannot be obeyed: the key of what to say, with its variables.

    `example` is the command as it could be written, with an investment of the channel.
    """

    def __init__(self, said: str, **words: str) -> None:
        super().__init__(said)
        self.said = said
        self.words = words
        self.example: str | None = None


def understood(verb: CommandVerb, words: str, here: Sequence[Investment]) -> Order:
    """What a command means for the investments of its channel. Raises Unclear."""
    flat = " ".join(words.split())
    if not here:
        raise Unclear("order_nothing_here")
    with explained(verb, flat, here):
        return _ORDERS[verb](flat, here)


@contextmanager
def explained(verb: CommandVerb, words: str, here: Sequence[Investment]) -> Iterator[None]:
    """Give what is Unclear its example, where another wording would help."""
    try:
        yield
    except Unclear as problem:
        if problem.said in _WORDING and here:
            problem.example = example(verb, words, here)
        raise


def example(verb: CommandVerb, words: str, here: Sequence[Investment]) -> str:
    """The command with the channel's first investment, and the person, day or state it was typed
    with, where it was.
    """
    person, day = _MENTION.search(words), _day_in(words)
    state = words.split()[-1].lower() if words.split() else ""
    parts = {
        "name": here[0].name,
        "other": here[1].name if len(here) > 1 else "B",
        "person": f"<@{person['user']}>" if person else "@NAME",
        "day": f"{day[0]:%Y-%m-%d}" if day else "2026-04-20",
        "state": state if state in ("on", "off") else "on",
    }
    return _EXAMPLES[verb].format(**parts)


_WORDING = frozenset(
    {
        *("order_say_which", "order_unknown", "order_person_needed", "order_on_or_off"),
        *("order_date_needed", "order_date_far", "rename_usage", "merge_usage", "move_usage"),
    }
)
_EXAMPLES: Mapping[str, str] = {
    "rename": "/whatimproved rename {name} to NEW",
    "merge": "/whatimproved merge {name} into {other}",
    "move": "/whatimproved move {name} to #channel",
    "measure": "/whatimproved measure {name}: MEASURE in UNIT",
    "go-live": "/whatimproved go-live {name} {day}",
    "sponsor": "/whatimproved sponsor {name} {person}",
    "lead": "/whatimproved lead {name} {person}",
    "confidential": "/whatimproved confidential {name} {state}",
    "viewer": "/whatimproved viewer {name} {person}",
}


def _rename(words: str, here: Sequence[Investment]) -> Order:
    old, new = _pair(re.sub(r"\s+(?:->|→|as)\s+", " to ", words), "to", "rename")
    _check(new)
    if any(measures.key(one.name) == measures.key(new) for one in here):
        raise Unclear("order_name_taken", name=new)
    investment, measure = _found(old, here)
    if measure is None:
        changed = rearrange.renamed(investment, new)
        return Order(investment=changed, said="renamed", words={"name": old, "title": new})
    if any(measures.key(one.name) == measures.key(new) for one in investment.measures):
        raise Unclear("order_name_taken", name=new)
    changed = rearrange.measure_renamed(investment, measure.id, new)
    return Order(investment=changed, said="renamed", words={"name": measure.name, "title": new})


def _merge(words: str, here: Sequence[Investment]) -> Order:
    one, other = _pair(words, "into", "merge")
    gone, small = _found(one, here)
    kept, large = _found(other, here)
    told = {"name": small.name if small else gone.name, "title": large.name if large else kept.name}
    if (small is None) != (large is None) or (small and gone.id != kept.id):
        raise Unclear("order_not_alike")
    if small is not None and large is not None:
        if small.id == large.id:
            raise Unclear("order_same_thing", name=small.name)
        changed = rearrange.measures_merged(kept, small.id, large.id)
        return Order(
            investment=changed, said="merged", words=told, gone=kept.id, homes={small.id: large.id}
        )
    if gone.id == kept.id:
        raise Unclear("order_same_thing", name=gone.name)
    both = rearrange.merged(gone, kept)
    return Order(
        investment=both.investment, said="merged", words=told, gone=gone.id, homes=both.homes
    )


def _measure(words: str, here: Sequence[Investment]) -> Order:
    head, colon, rest = words.partition(":")
    said = (rest if colon else words).strip()
    if not colon and (of := _OF.search(said)) and _named_so(of["name"], here):
        head, said = of["name"], said[: of.start()]
    investment = _investment(head if colon or said != words else "", here)
    way = _BETTER.search(said)
    said = said[: way.start()] if way else said
    name, _, unit = said.rpartition(" in ") if " in " in said else (said, "", "")
    _check(name)
    told = {"better": way["way"].lower()} if way else {}
    told |= {"unit": units.tidy(unit)} if unit else {}
    known = named(investment, name)
    new = known or Measure(id=place.measure_id(investment.id, name), name=name)
    changed = new.model_copy(update=told)
    kept = [changed if one.id == new.id else one for one in investment.measures]
    kept += [] if known else [changed]
    return Order(
        investment=investment.model_copy(update={"measures": tuple(kept)}),
        said="measure_kept",
        words={"measure": changed.name, "unit": changed.unit or "—", "investment": investment.name},
    )


def _go_live(words: str, here: Sequence[Investment]) -> Order:
    day, name = _dated(words)
    investment = _investment(name, here)
    return Order(
        investment=investment.model_copy(update={"go_live": day}),
        said="go_live_kept",
        words={"investment": investment.name, "date": f"{day.day} {day:%B %Y}"},
    )


def _person(field: str, said: str) -> Callable[[str, Sequence[Investment]], Order]:
    def set_person(words: str, here: Sequence[Investment]) -> Order:
        user, investment = _mentioned(words, here, said)
        person = f"<@{user}>"
        return Order(
            investment=investment.model_copy(update={field: person}),
            said=f"{said}_kept",
            words={"investment": investment.name, "name": person},
        )

    return set_person


def _confidential(words: str, here: Sequence[Investment]) -> Order:
    name, _, state = words.rpartition(" ")
    if state.lower() not in ("on", "off"):
        state, _, name = words.partition(" ")
    if state.lower() not in ("on", "off"):
        raise Unclear("order_on_or_off")
    investment = _investment(name, here)
    is_on = state.lower() == "on"
    return Order(
        investment=investment.model_copy(update={"confidential": is_on}),
        said="confidential_on" if is_on else "confidential_off",
        words={"investment": investment.name},
    )


def _viewer(words: str, here: Sequence[Investment]) -> Order:
    head, _, state = words.rpartition(" ")
    is_off = state.lower() == "off"
    person, investment = _mentioned(head if is_off else words, here, "viewer")
    others = tuple(one for one in investment.viewers if one != person)
    viewers = others if is_off else (*others, person)
    return Order(
        investment=investment.model_copy(update={"viewers": viewers}),
        said="viewer_dropped" if is_off else "viewer_kept",
        words={"investment": investment.name, "name": f"<@{person}>"},
    )


def _mentioned(words: str, here: Sequence[Investment], said: str) -> tuple[str, Investment]:
    found = _MENTION.search(words)
    if found is None:
        raise Unclear("order_person_needed", name=said)
    named = (words[: found.start()] + words[found.end() :]).strip(" :")
    return found["user"], _investment(named, here)


def needs_trust(
    verb: CommandVerb, order: Order, here: Sequence[Investment], is_guarded: bool
) -> bool:
    """Whether an order changes who may see an investment or record there, or who decides on that:
    not for every member to give. `is_guarded` is whether its home channel is private, or not each
    of its members records there.
    """
    touched = touched_by(order, here)
    if verb in ("confidential", "viewer"):
        return True
    leads = {one.delivery_lead for one in touched if one.delivery_lead}
    if verb in ("lead", "merge") and leads - {order.investment.delivery_lead}:
        return True
    is_closed = is_guarded or any(one.confidential for one in touched)
    return verb in ("lead", "move", "merge") and is_closed


def touched_by(order: Order, here: Sequence[Investment]) -> list[Investment]:
    """The investments an order changes, as they are before it."""
    return [one for one in here if one.id in (order.investment.id, order.gone)]


_ORDERS: Mapping[str, Callable[[str, Sequence[Investment]], Order]] = {
    "rename": _rename,
    "merge": _merge,
    "measure": _measure,
    "go-live": _go_live,
    "sponsor": _person("sponsor", "sponsor"),
    "lead": _person("delivery_lead", "lead"),
    "confidential": _confidential,
    "viewer": _viewer,
}


def _pair(words: str, joint: str, verb: str) -> tuple[str, str]:
    one, found, other = words.rpartition(f" {joint} ")
    if not found or not one.strip() or not other.strip():
        raise Unclear(f"{verb}_usage")
    return one.strip(), other.strip()


def _check(name: str) -> None:
    if not name.strip() or len(name) > LONGEST or not re.search(r"\w", name):
        raise Unclear("order_name_unfit")


def investment_of(name: str, here: Sequence[Investment]) -> Investment:
    """The investment of this name or alias, or the only one where none is named. Raises Unclear."""
    return _investment(name, here)


def _investment(name: str, here: Sequence[Investment]) -> Investment:
    names = ", ".join(one.name for one in here)
    if not name.strip():
        if len(here) == 1:
            return here[0]
        raise Unclear("order_say_which", names=names)
    found = _named_so(name, here) or _named_so(_JOINTS.sub("", name), here)
    if not found and len(here) == 1 and not _JOINTS.sub("", name).strip():
        return here[0]
    if len(found) != 1:
        raise Unclear("order_unknown", name=name[:LONGEST], names=names)
    return found[0]


def _named_so(name: str, here: Sequence[Investment]) -> list[Investment]:
    return [one for one in here if _is_named(name, (one.name, *one.aliases))]


def _is_named(name: str, names: Sequence[str]) -> bool:
    return measures.key(name) in map(measures.key, names)


def _found(name: str, here: Sequence[Investment]) -> tuple[Investment, Measure | None]:
    """An investment, or a measure of one, by a name of theirs."""
    measured = [
        (one, measure) for one in here for measure in one.measures if _is_named(name, measure.names)
    ]
    if len(measured) == 1 and not any(_is_named(name, (one.name, *one.aliases)) for one in here):
        return measured[0]
    return _investment(name, here), None


def _dated(words: str) -> tuple[date, str]:
    """The day at either end of a command, and the rest of it."""
    found = _day_in(words)
    if found is None:
        raise Unclear("order_date_needed")
    if found[0].year not in YEARS:
        raise Unclear("order_date_far", first=str(YEARS[0]), last=str(YEARS[-1]))
    return found


def _day_in(words: str) -> tuple[date, str] | None:
    parts = words.replace(",", " ").split()
    for size in (1, 3):
        for form in FORMATS:
            for day, rest in ((parts[-size:], parts[:-size]), (parts[:size], parts[size:])):
                try:
                    found = datetime.strptime(" ".join(day), form).date()  # noqa: DTZ007
                except ValueError:
                    continue
                return found, " ".join(rest)
    return None
