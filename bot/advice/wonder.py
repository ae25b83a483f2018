"""Wonder: somebody asks why we were silent, or what we would ask; nothing of it is kept."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from bot.advice import ask, confirm, eyes, open_points, paused
from bot.advice.again import said_again
from bot.advice.doors import Doors
from bot.advice.explain import Explanation, explain, in_words, silence
from bot.advice.plan import Plan, chosen_now, question_of
from bot.advice.quietly import quietly
from bot.benefits.conversation import Commanded, Posted
from bot.benefits.gaps import open_gaps, stage_of
from bot.benefits.investment import Investment
from bot.benefits.position import in_force
from bot.benefits.questions import signal_of
from bot.benefits.reading import NOTHING
from bot.errors import ChatError, RateLimitedError
from bot.ports import Audience, Work

READ = 200
"""Characters of a message in which it is asked."""

MOST = 3
"""Investments of a channel that are told of, at most."""

LOOKED_AT = 20
"""Messages among which the last one is looked for."""

_WHY = re.compile(
    r"^\W*(?:and |so |but )?why\s+(?:"
    r"(?:did|were|are|have|was)\s?(?:n['’]t|\s+not)?\s*(?:you|the\s+bot|it)\s+(?:not\s+)?"
    r"(?:so\s+|been\s+|stay(?:ing|ed)?\s+|keep(?:ing)?\s+|remain(?:ed)?\s+)*"
    r"(?:silent|quiet|ask(?:ing)?|repl(?:y|ying)|answer(?:ing)?|react(?:ing)?|respond(?:ing)?"
    r"|say(?:ing)?)\b"
    r"|no\s+(?:question|answer|reply|reaction)\b"
    r"|(?:the\s+)?silen(?:ce|t)\b)[^.\n]{0,60}$",
    re.IGNORECASE,
)
_WOULD = re.compile(
    r"^\W*(?:and |so )?what\s+(?:else\s+)?(?:would|will|could|do)\s+you\s+(?:still\s+)?"
    r"(?:like to\s+|want to\s+)?(?:ask|know)\b(?:\s+(?:us|me|next|here|now|about\s+th(?:is|at)"
    r"(?:\s+\w+)?|in\s+this\s+channel))*\W*$",
    re.IGNORECASE,
)


def wonder(said: Posted, event: str, doors: Doors, now: datetime) -> bool:
    """Answer who asks us why we were silent, or what we would ask, for their eyes alone, of what
    they may see; False where that is not asked. In a thread it is about the message at its head,
    else about the last one.
    """
    is_why, is_would = _WHY.match(said.text[:READ]), _WOULD.match(said.text[:READ])
    if not said.to_us or len(said.text) > READ or not (is_why or is_would):
        return False
    if said.direct:
        words = doors.voice.say("wonder_where")
    else:
        audience = eyes.of_person(said.workspace, said.user, doors)
        about = _head(said, doors) if said.thread or is_why else None
        words = "\n".join(
            _about(about, audience, doors, now)
            if about or is_why
            else _would(said.workspace, said.channel, said.user, audience, doors, now)
        )
    with doors.records.work(said.workspace) as work:
        work.send(quietly(said, event, words), now)
        work.finish(event, now)
        work.commit()
    return True


def show(command: Commanded, event: str, doors: Doors, now: datetime) -> None:
    """The same by command: of the channel's last message, and of what is on record."""
    audience = eyes.of_person(command.workspace, command.user, doors)
    last = _last(command.workspace, command.channel, f"{command.at.timestamp():.6f}", doors)
    where = (command.workspace, command.channel, command.user)
    would = list(_would(*where, audience, doors, now))
    about = _about(last, audience, doors, now)
    words = [one for one in about if not any(one in each for each in would)] + would
    with doors.records.work(command.workspace) as work:
        confirm.tell(work, command, "\n".join(dict.fromkeys(words)), event, now)
        work.finish(event, now)
        work.commit()


def _head(said: Posted, doors: Doors) -> Posted | None:
    """The message it is about, as it stands now."""
    if said.thread is None:
        return _last(said.workspace, said.channel, said.ts, doors)
    try:
        return said_again(said.workspace, said.channel, said.thread, doors)
    except RateLimitedError:
        raise
    except ChatError:
        return None


def _last(workspace: str, channel: str, before: str, doors: Doors) -> Posted | None:
    """The last thing a person said at the top of a channel, but to us; None where Slack does not
    tell.
    """
    try:
        past = doors.directory.past(workspace, channel, "0", before, LOOKED_AT)
    except RateLimitedError:
        raise
    except ChatError:
        return None
    spoken = [one for one in past.messages if not _is_asked(one.text)]
    if not spoken:
        return None
    last = spoken[-1]
    return Posted(
        workspace=workspace,
        channel=channel,
        user=last.author,
        at=datetime.fromtimestamp(float(last.ts), UTC),
        ts=last.ts,
        text=last.text,
        links=last.links,
        looked_up=True,
    )


def _is_asked(text: str) -> bool:
    """Whether a message asks us the like."""
    said = re.sub(r"^\s*<@\w+(?:\|[^<>]*)?>[\s,:]*", "", text)
    return len(said) <= READ and bool(_WHY.match(said) or _WOULD.match(said))


def _about(said: Posted | None, audience: Audience, doors: Doors, now: datetime) -> Iterator[str]:
    """What became of a message, or would."""
    if said is None:
        yield doors.voice.say("wonder_gone")
        return
    spoke = _spoke(said, audience, doors)
    if spoke is not None:
        yield spoke
        return
    found = explain(said, doors, now, audience)
    yield from _explained(found, doors)


def _spoke(said: Posted, audience: Audience, doors: Doors) -> str | None:
    """What was asked or proposed under a message; None where nothing was."""
    with doors.records.work(said.workspace, audience) as work:
        asked = work.questions_under(said.channel, said.ts)
        seen = [one for one in asked if work.investment(one.investment)]
        made = work.proposals_under(said.channel, said.ts)
        shown = any(work.investment(one.investment) for one in made)
    if seen:
        return doors.voice.say("wonder_asked", what=seen[0].text)
    return doors.voice.say("wonder_proposed") if shown else None


def _explained(found: Explanation, doors: Doors) -> Iterator[str]:
    if found.proposes:
        yield doors.voice.say("wonder_would_propose", n=str(found.proposes))
    if found.asks is not None:
        yield doors.voice.say("wonder_would_ask", what=found.asks.text)
    elif found.why_silent and not found.proposes:
        if signal_of(found.reading) == "technical_health":
            yield doors.voice.say("wonder_read_systems")
        yield found.why_silent


def _would(
    workspace: str, channel: str, user: str, audience: Audience, doors: Doors, now: datetime
) -> Iterator[str]:
    """What would be asked of each investment here, were there an update now."""
    with doors.records.work(workspace, audience) as work:
        here = work.investments_in(channel)
    if not here:
        yield doors.voice.say("silent_not_linked")
    zone = paused.zone_of(workspace, user, doors.directory) if here else None
    for one in here[:MOST]:
        with doors.records.work(workspace, audience) as work:
            plan = _plan(work, one, user, zone, now)
            why = silence(work, plan, user, now) if plan.chosen is None else None
            silent = in_words(work, plan, why, doors, now) if why else ""
            names = open_points.of(work, one, now.date(), doors.voice)
        asked = question_of(plan, one.name, workspace, doors)
        said = asked.text if asked else silent
        yield doors.voice.say("wonder_of", investment=one.name, said=said)
        if asked is None and names:
            yield doors.voice.say("open_points", names=names)


def _plan(work: Work, home: Investment, user: str, zone: str | None, now: datetime) -> Plan:
    on_record = work.facts([home.id])
    stage = stage_of(home, NOTHING, now.date())
    gaps = open_gaps(stage, home, in_force(on_record))
    plan = Plan(
        investment=home,
        on_record=tuple(on_record),
        stated=(),
        candidates=tuple(ask.Wanted(gap=gap, signal="any") for gap in gaps),
        person=user,
        zone=zone,
    )
    return plan.model_copy(update={"chosen": chosen_now(work, plan.candidates, plan, now)})
