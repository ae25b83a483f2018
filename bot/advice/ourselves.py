"""Ourselves: what came of the bot itself, told like any other answer: from the record, with n."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from bot.advice import admins, confirm, eyes
from bot.advice.account import in_words
from bot.advice.days import day_of
from bot.advice.doors import Doors
from bot.benefits import ourselves as own
from bot.benefits import ratings
from bot.benefits.accepted import Acceptance
from bot.benefits.conversation import Commanded, Post, Sending
from bot.benefits.facts import Recorded, Value
from bot.benefits.ourselves import Figures, Told
from bot.ports import Audience, Records, Voice, Work

LONGEST = 40
"""Characters of a day that are looked at."""

EXAMPLE = "/whatimproved ourselves since 1 March 2026"


class Account(Value):
    """The answer: the figures, and the same in words."""

    figures: Figures
    post: Post

    def as_json(self) -> dict[str, Any]:
        """The figures in their exchanged form, no finer than they can be told."""
        found: dict[str, Any] = _rounded(self.figures.model_dump(mode="json"))
        return found


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _rounded(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_rounded(one) for one in value]
    return round(value, 2) if isinstance(value, float) else value


def ourselves(
    workspace: str,
    audience: Audience | None,
    records: Records,
    voice: Voice,
    now: datetime,
    since: date | None = None,
) -> Account:
    """Tell it of all that the audience may see, from a day on or from the beginning."""
    with records.work(workspace, audience) as work:
        figures = _figures(work, now, since)
    return Account(figures=figures, post=in_words(figures, voice))


def show(command: Commanded, event: str, doors: Doors, now: datetime) -> None:
    """Tell it to an admin who asks, for their eyes alone, of what they may see."""
    person = doors.directory.person(command.workspace, command.user)
    with doors.records.work(command.workspace) as work:
        may = admins.is_admin(person, work.manners_of_house())
    said = _said(command, doors, now) if may else doors.voice.say("ourselves_admin")
    with doors.records.work(command.workspace) as work:
        if isinstance(said, str):
            confirm.tell(work, command, said, event, now)
        elif command.reply_to:
            way = {"way": "reply", "channel": command.channel, "reply_to": command.reply_to}
            work.send(Sending.model_validate({"key": f"reply:{event}", "post": said} | way), now)
        work.finish(event, now)
        work.commit()


def _said(command: Commanded, doors: Doors, now: datetime) -> Post | str:
    """The account from the day that is named, else from the beginning."""
    words = " ".join(command.words.split()).casefold().removeprefix("since ")
    since = day_of(words[:LONGEST], now.date()) if words else None
    if words and (since is None or since > now.date()):
        return doors.voice.say("order_example", what=EXAMPLE)
    audience = eyes.of_person(command.workspace, command.user, doors)
    return ourselves(command.workspace, audience, doors.records, doors.voice, now, since).post


def _figures(work: Work, now: datetime, since: date | None) -> Figures:
    investments = work.investments()
    ids = [one.id for one in investments]
    homes = sorted({one.channel for one in investments})
    begun = work.linked_at(ids)
    first = datetime.combine(since, time(), tzinfo=UTC) if since else None
    puts = work.puts_about(ids)
    steps = work.steps(ids)
    people = sorted({one.person for one in puts} | {one.person for one in steps})
    manners = work.manners_of_people(people)
    weekly = work.manners_of_channels(homes)
    start = max([min(begun.values(), default=now), *([first] if first else [])])
    return Figures(
        as_of=now,
        since=since,
        investments=len(ids),
        reached=tuple(own.reached(list(_told(work, ids, begun)), now, first)),
        questions=own.questions(puts, now, first, lambda id: ZoneInfo(manners[id].zone or "UTC")),
        reminders=own.reminders(steps, start, now),
        people=len(people),
        muted=sum(1 for one in manners.values() if one.is_muted),
        channels=len(homes),
        answers=ratings.counted(work.ratings(), now, first),
        weekly_off=sum(1 for one in weekly.values() if not one.is_weekly),
    )


def _told(work: Work, ids: Sequence[str], begun: Mapping[str, datetime]) -> Iterator[Told]:
    """Each investment with what its record holds, read at once."""
    facts: dict[str, list[Recorded]] = defaultdict(list)
    said: dict[str, list[Acceptance]] = defaultdict(list)
    for fact in work.facts_in_force(ids):
        facts[fact.investment].append(fact)
    for step in work.acceptances(ids):
        said[step.investment].append(step)
    for one in work.investments_among(ids):
        yield Told(
            investment=one,
            linked_at=begun[one.id],
            facts=facts[one.id],
            acceptances=said[one.id],
        )
