"""Wishes: what a command asks to change about how somebody, or a channel, is reminded."""

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Generic, TypeVar
from zoneinfo import available_timezones

from pydantic import Field

from bot.advice.days import A_DAY, day_of, in_words, weekday_name, weekday_of
from bot.advice.orders import Unclear
from bot.benefits import numerals
from bot.benefits.facts import Value
from bot.benefits.fiscal import month_named
from bot.benefits.manners import Away, ChannelManners, HouseManners, PersonManners
from bot.benefits.numerals import WrittenAs
from bot.benefits.periods import MONTHS

FURTHEST = 366
"""Days ahead that something may be put off: what is further off is forgotten, not put off."""

WHILE_AWAY = "/whatimproved away until 4 January"

_UNTIL = re.compile(
    r"^(?:from\s+(?P<first>.+?)\s+)?(?:until|till|to)\s+(?P<last>.+)$", re.IGNORECASE
)
_CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?(?P<half>am|pm)?", re.IGNORECASE)

_Manners = TypeVar("_Manners", PersonManners, ChannelManners, HouseManners)


class Wish(Value, Generic[_Manners]):
    """How it will be: the manners as they are then, what to say, with its variables, and the
    command that takes it back.
    """

    manners: _Manners
    said: str
    words: dict[str, str] = Field(default_factory=dict)
    undo: str


def of_person(verb: str, words: str, before: PersonManners, today: date) -> Wish[PersonManners]:
    """What a command means for the one who typed it. Raises Unclear."""
    return _OF_PERSON[verb](words, before, today)


def _away(words: str, before: PersonManners, today: date) -> Wish[PersonManners]:
    if words.casefold() == "off":
        left = [one for one in before.away if one.last >= today]
        undo = f"/whatimproved away until {left[-1].last}" if left else WHILE_AWAY
        back = _with(before, away=before.away_before(today))
        return Wish(manners=back, said="mind_back", undo=undo)
    first, last = span_of(words, today, WHILE_AWAY)
    key = "mind_away" if first <= today else "mind_away_from"
    named = {"date": in_words(last)} | ({} if first <= today else {"when": in_words(first)})
    manners = _with(before, away=(*before.away_before(today), Away(first=first, last=last)))
    return Wish(manners=manners, said=key, words=named, undo="/whatimproved away off")


def _muted(is_muted: bool) -> Callable[[str, PersonManners, date], Wish[PersonManners]]:
    verb, other = ("mute", "unmute") if is_muted else ("unmute", "mute")

    def wish(words: str, before: PersonManners, _today: date) -> Wish[PersonManners]:
        if words:
            raise unclear("mind_mute_usage", WHILE_AWAY)
        manners = _with(before, is_muted=is_muted)
        return Wish(manners=manners, said=f"mind_{verb}d", undo=f"/whatimproved {other}")

    return wish


def _one_of(field: str, known: tuple[str, ...]) -> Callable[..., Wish[PersonManners]]:
    def wish(words: str, before: PersonManners, _today: date) -> Wish[PersonManners]:
        if words.casefold() not in known:
            raise unclear(f"mind_{field}_usage", f"/whatimproved {field} {known[0]}")
        said = f"mind_{field}_{words.casefold()}"
        undo = f"/whatimproved {field} {getattr(before, field)}"
        return Wish(manners=_with(before, **{field: words.casefold()}), said=said, undo=undo)

    return wish


_OF_PERSON: Mapping[str, Callable[[str, PersonManners, date], Wish[PersonManners]]] = {
    "away": _away,
    "mute": _muted(True),
    "unmute": _muted(False),
    "budget": _one_of("budget", ("light", "standard", "active")),
    "digest": _one_of("digest", ("weekly", "monthly", "off")),
}
PERSONAL = frozenset(_OF_PERSON)
"""Verbs that change how the one who typed them is asked."""


def of_channel(words: str, before: ChannelManners) -> Wish[ChannelManners]:
    """What `weekly` means for its channel. Raises Unclear."""
    undo = "/whatimproved weekly on" if before.is_weekly else "/whatimproved weekly off"
    if words.casefold() == "off":
        less = "mentions" if before.listens == "weekly" else before.listens
        manners = _with(before, is_weekly=False, listens=less)
        return Wish(manners=manners, said="mind_weekly_off", undo=undo)
    found = {} if words.casefold() == "on" else _weekly(words)
    more = "weekly" if before.listens == "mentions" else before.listens
    manners = _with(before, is_weekly=True, listens=more, **found)
    if before.is_weekly:
        undo = f"/whatimproved weekly {weekly_words(before)}"
    zoned = f"mind_weekly_on{'_zone' if manners.zone else ''}"
    return Wish(manners=manners, said=zoned, words=weekly_named(manners), undo=undo)


def weekly_named(manners: ChannelManners) -> dict[str, str]:
    """When the weekly thread comes, as variables of what is said of it."""
    named = {"when": f"{weekday_name(manners.weekday)} {manners.hour:%H:%M}"}
    return named | ({"name": manners.zone} if manners.zone else {})


def weekly_words(manners: ChannelManners) -> str:
    """The same as it would be typed."""
    return " ".join(weekly_named(manners).values()).replace("  ", " ")


def _weekly(words: str) -> dict[str, object]:
    """A day, an hour and a zone, in any order; at least one, and nothing else."""
    found: dict[str, object] = {}
    for word in re.sub(r"\b(?:at|on)\b|,", " ", words).split():
        key, value = _part(word)
        if key in found:
            raise unclear("mind_weekly_usage", "/whatimproved weekly friday 14:00 Europe/London")
        found[key] = value
    if not found:
        raise unclear("mind_weekly_usage", "/whatimproved weekly friday 14:00 Europe/London")
    return found


def _part(word: str) -> tuple[str, object]:
    weekday, clock = weekday_of(word.removesuffix("s")), _clock(word)
    if weekday is not None:
        return "weekday", weekday
    if clock is not None:
        return "hour", clock
    return "zone", zone_of(word)


def zone_of(word: str) -> str:
    """A time zone as it is spelt in the list of all. Raises Unclear."""
    known = {name.casefold(): name for name in available_timezones()}
    if word.casefold() not in known:
        raise unclear(
            "mind_zone_unknown", "/whatimproved weekly friday 14:00 Europe/London", name=word[:80]
        )
    return known[word.casefold()]


def _clock(word: str) -> time | None:
    found = _CLOCK.fullmatch(word)
    if found is None:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"]:
        hour = hour % 12 + (12 if found["half"].casefold() == "pm" else 0)
    if hour > 23 or minute > 59:
        raise unclear("mind_weekly_usage", "/whatimproved weekly friday 14:00 Europe/London")
    return time(hour, minute)


def of_house(verb: str, words: str, before: HouseManners, today: date) -> Wish[HouseManners]:
    """What `freeze`, `country`, `fiscal-year` and `numbers` mean for the workspace. Raises Unclear.

    Whether holidays are known of a country is for who has the door to them to say.
    """
    if verb == "fiscal-year":
        return _fiscal_year(words, before)
    if verb == "numbers":
        return _numbers(words, before)
    return _freeze(words, before, today) if verb == "freeze" else _country(words, before)


def _freeze(words: str, before: HouseManners, today: date) -> Wish[HouseManners]:
    example = "/whatimproved freeze until 4 January"
    if words.casefold() == "off":
        return _thawed(before, today, example)
    _, last = span_of(words, today, example)
    goes_on = before.is_frozen_on(today) or before.is_frozen_on(today - A_DAY)
    began = before.frozen_from if goes_on else today
    manners = _with(before, frozen_from=began, frozen_until=last)
    named = {"date": in_words(last)}
    return Wish(manners=manners, said="mind_frozen", words=named, undo="/whatimproved freeze off")


def _thawed(before: HouseManners, today: date, example: str) -> Wish[HouseManners]:
    """The days on which it was frozen stay so: nobody could answer then."""
    undo, until = example, before.frozen_until
    if until is not None and until >= today:
        undo, until = f"/whatimproved freeze until {until}", today - A_DAY
    began = before.frozen_from
    over = (None, None) if until and began and began > until else (began, until)
    manners = _with(before, frozen_from=over[0], frozen_until=over[1])
    return Wish(manners=manners, said="mind_thawed", undo=undo)


def _country(words: str, before: HouseManners) -> Wish[HouseManners]:
    undo = f"/whatimproved country {before.country or 'off'}"
    code = words.upper()
    if code == "OFF":
        return Wish(manners=_with(before, country=None), said="mind_country_off", undo=undo)
    if not re.fullmatch(r"[A-Z]{2}(?:-[A-Z0-9]{1,4})?", code):
        raise unclear("mind_country_unknown", "/whatimproved country GB", name=words[:80])
    named = {"name": code}
    return Wish(manners=_with(before, country=code), said="mind_country", words=named, undo=undo)


def _fiscal_year(words: str, before: HouseManners) -> Wish[HouseManners]:
    example = "/whatimproved fiscal-year april"
    month = month_named(words)
    if month is None:
        raise unclear("mind_fiscal_unknown", example)
    manners = _with(before, fiscal_start=month)
    undo = f"/whatimproved fiscal-year {MONTHS[before.fiscal_start - 1].lower()}"
    return Wish(manners=manners, said=fiscal_said(month), words=fiscal_words(month), undo=undo)


def _numbers(words: str, before: HouseManners) -> Wish[HouseManners]:
    chosen = numerals.named(words)
    if chosen is None and words.casefold() != "off":
        raise unclear("mind_numbers_usage", "/whatimproved numbers german")
    undo = f"/whatimproved numbers {before.numbers or 'off'}"
    said, named = numbers_said(chosen)
    return Wish(manners=_with(before, numbers=chosen), said=said, words=named, undo=undo)


def numbers_said(chosen: WrittenAs | None) -> tuple[str, dict[str, str]]:
    """The key of what is said of how numbers are written, and its variables."""
    if chosen is None:
        return "mind_numbers_off", {}
    return "mind_numbers", {"title": chosen.title(), "what": numerals.example(chosen)}


def fiscal_said(month: int) -> str:
    """The key of what is said of a fiscal year that begins in this month."""
    return "mind_fiscal" if month > 1 else "mind_fiscal_calendar"


def fiscal_words(month: int) -> dict[str, str]:
    """Its variables: the month it begins in, and the months of its first quarter."""
    first, last = MONTHS[month - 1], MONTHS[(month + 1) % 12]
    return {"name": first, "when": f"{first} to {last}"} if month > 1 else {}


def paused_words(words: str, today: date) -> tuple[str, date | None]:
    """What `pause` names, and the last day of the pause, where one is named. Raises Unclear."""
    found = re.search(r"^(?P<name>.*?)\s*\b(?:until|till)\s+(?P<day>.+)$", words, re.IGNORECASE)
    if found is None:
        return words, None
    example = f"/whatimproved pause {found['name']} until 4 January".replace("  ", " ")
    return found["name"], last_day(found["day"], today, example)


def span_of(words: str, today: date, example: str) -> tuple[date, date]:
    """The first and the last day that words such as "until 4 January" name. Raises Unclear."""
    found = _UNTIL.match(words)
    last = last_day(found["last"] if found else words, today, example)
    first = day_of(found["first"], today) if found and found["first"] else today
    if first is None or first > last:
        raise unclear("mind_day_needed", example)
    return first, last


def last_day(words: str, today: date, example: str) -> date:
    """A day to come, or today. Raises Unclear."""
    day = day_of(words, today)
    if day is None:
        raise unclear("mind_day_needed", example)
    if day < today:
        raise unclear("mind_day_past", example, date=in_words(day))
    if day > today + A_DAY * FURTHEST:
        raise unclear("mind_day_far", example, date=in_words(day))
    return day


def unclear(said: str, example: str, **words: str) -> Unclear:
    """A command that cannot be obeyed, with one that could."""
    problem = Unclear(said, **words)
    problem.example = example
    return problem


def _with(before: _Manners, **changed: object) -> _Manners:
    """Checked anew: a copy is not."""
    return type(before).model_validate(before.model_dump() | changed)
