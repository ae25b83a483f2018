"""The example's script: who says what, when and where, told in `example.yaml`."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Final

from bot.benefits.facts import Value
from bot.sandbox.cast import PEOPLE, PRIYA, ROOMS
from bot.sandbox.page.rows import zone_of
from bot.sandbox.shapes import Person, Room
from prompts import strict_yaml

SCRIPT: Final = "example.yaml"
_DAYS: Final = ("mon", "tue", "wed", "thu", "fri")
_WHO: Final = {person.name.split()[0].lower(): person for person in PEOPLE}
_WHERE: Final = {room.name: room for room in ROOMS}


class _Doing(Value):
    """What is done.

    `in_thread` replies under the room's latest message; `click` presses the latest such button in
    its thread. Where the bot has something to say to it, `bot_speaks`, its word is waited for.
    """

    says: str = ""
    in_thread: bool = False
    click: str | None = None
    bot_speaks: bool = False


class Step(_Doing):
    """One thing a person does."""

    at: datetime
    who: Person
    where: Room


class _Entry(_Doing):
    """A step as it is written; `at` is told in weeks before the example is."""

    at: str
    who: str
    where: str


class _Script(Value):
    steps: tuple[_Entry, ...]


def story(today: date) -> tuple[Step, ...]:
    """Three investments over four months: one that has shown its outcome, one that got worse, and
    one that is about to be asked.

    Everything happens on working days in office hours, in the order given, before `today`.
    """
    text = files("bot.sandbox").joinpath(SCRIPT).read_text(encoding="utf-8")
    script = _Script.model_validate(strict_yaml.load(text))
    return tuple(sorted(_steps(script, today), key=lambda step: step.at))


def _steps(script: _Script, today: date) -> Iterator[Step]:
    for entry in script.steps:
        at = _moment(entry.at, today)
        yield Step(
            at=at,
            who=_WHO[entry.who],
            where=_WHERE[entry.where],
            says=entry.says.format(**_quarters(at.date())),
            **entry.model_dump(include={"in_thread", "click", "bot_speaks"}),
        )


def _moment(words: str, today: date) -> datetime:
    """ "4 mon 09:55": that day of the week so many weeks before this one, on people's own clock."""
    weeks, day, clock = words.split()
    monday = today - timedelta(days=today.weekday(), weeks=int(weeks))
    on = monday + timedelta(days=_DAYS.index(day))
    return datetime.combine(on, time.fromisoformat(clock), zone_of(PRIYA.tz))


def _quarters(day: date) -> dict[str, str]:
    """The quarter before the one of a day, as people say it, and the second one after it; the
    Monday of its week.
    """
    number = (day.month - 1) // 3
    ahead = number + 2
    return {
        "monday": f"{day - timedelta(days=day.weekday())}",
        "last_quarter": f"Q{number or 4}",
        "quarter_ahead": f"Q{ahead % 4 + 1} {day.year + ahead // 4}",
    }
