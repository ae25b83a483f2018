"""Feedback: who does the work tells what gets in their way, with their name or without.

Of who told it without a name nothing is kept: no name, no time of day, no message, and nothing that
is named after the event it came with. It is told in the channel on the next working morning, with
all that was told that day, so that the hour gives nobody away.
"""

import hashlib
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Literal
from zoneinfo import ZoneInfo

from bot.advice import merged, place, quietly, thread
from bot.advice.doors import Doors
from bot.advice.orders import Unclear, investment_of
from bot.advice.practices import barriers_told, chosen, mornings
from bot.advice.practices.practised import Falls, GuideWay
from bot.benefits.conversation import Guided, Line, Post, Posted, Sending, Span
from bot.benefits.conversation import Option as Button
from bot.benefits.entries import Entry
from bot.benefits.facts import LEVELS
from bot.benefits.guides import Field, Guide
from bot.benefits.investment import Investment
from bot.benefits.practices import unnamed
from bot.benefits.practices.alignment import rounds
from bot.benefits.practices.barriers import FEEDBACK, Barrier, kind_of, register
from bot.benefits.practices.complaints import complains
from bot.benefits.questions import Citation
from bot.benefits.reading import Said
from bot.benefits.sheet import Choice
from bot.ports import Work

OFTEN = ("daily", "weekly", "sometimes")
"""How often it gets in the way."""

Named = Literal["unnamed", "named"]

MENU = 100
"""Investments that a menu holds, at most."""

TELLS = 10
"""Of one day, told in the channel, at most; all of it is in the register."""

_SAID = re.compile(
    r"(?:feedback|what(?:['’]s| is| gets)? in (?:my|our|the) way)"
    r"(?:\s+(?:on|about|for|with|at|of|in)\s+(?:the\s+)?(?P<name>[^:\n]{1,80}?))?"
    r"\s*(?::|\s[–—-]\s)\s*(?P<words>\S.*)",
    re.IGNORECASE | re.DOTALL,
)


def hears(said: Posted, event: str, doors: Doors, now: datetime) -> bool:
    """Offer the form to who begins to tell it in a direct message or complains in one, or wishes
    not to be named with what they write. The answer is for their eyes alone, says nothing of what
    they wrote, and is the same whatever they do then.
    """
    begins = said.direct and said.thread is None and _SAID.fullmatch(said.text.strip()) is not None
    is_meant = begins or unnamed.wishes(said.text)
    if said.by_app or not (is_meant or _complains(said, doors)):
        return False
    keys = ("feedback_slack", "feedback_trace") if said.direct else ("feedback_aloud",)
    keys = ("feedback_how", *keys) if is_meant else ("feedback_heard", "feedback_trace")
    lines = tuple(doors.voice.say(key) for key in keys)
    ways = ("",) if is_meant else (":unnamed", ":named")
    buttons = tuple(
        Button(
            ref=f"feedback|{said.channel}:{said.ts}{way}",
            label=doors.voice.say(f"feedback_as_{way[1:]}" if way else "feedback_open"),
            verb="guide",
        )
        for way in ways
    )
    post = Post(lead=tuple((Span(text=line),) for line in lines), options=buttons)
    told = quietly.quietly(said, event, "")
    with doors.records.work(said.workspace) as work:
        work.send(told.model_copy(update={"post": post}), now)
        work.finish(event, now)
        work.commit()
    return True


def _complains(said: Posted, doors: Doors) -> bool:
    """Whether a direct message tells of work that goes badly, gives no figure, and answers nothing
    that waits for them.
    """
    if not said.direct or said.thread is not None or not complains(said.text):
        return False
    if any(one.slot in LEVELS for one in doors.reader.read(Said(text=said.text)).facts):
        return False
    with doors.records.work(said.workspace) as work:
        homes = [one.id for one in work.investments()]
        waiting = rounds(work.entries(homes, "alignment"))
        is_asked = any(one.state == "open" and said.user in one.waits_for for one in waiting)
        return bool(homes) and not is_asked and not work.put_to(said.user)


def _opens(
    workspace: str, channel: str, user: str, ref: str, doors: Doors, now: datetime
) -> Guide | str:
    """The form, with the investments this person may see, and what they wrote already."""
    seen = chosen.seen_by(workspace, user, doors)
    if not seen:
        return doors.voice.say("feedback_none")
    place_of, _, way = ref.rpartition(":") if ref.count(":") > 1 else (ref, "", "")
    name, words = _written(workspace, user, place_of, seen, doors)
    say = doors.voice.say
    passage = doors.library.passage("heard-at-the-counter")
    return Guide(
        name="feedback",
        title=say("feedback_title"),
        note=(say("feedback_note"), say("feedback_unnamed_means"), say("feedback_slack")),
        cites=(Citation(id=passage.id, title=passage.title, source=passage.source),),
        fields=(
            Field(
                key="investment",
                label=say("feedback_investment"),
                kind="choice",
                choices=tuple(Choice(id=one.id, name=one.name) for one in seen),
                initial=_first(name, seen, channel),
                needed=len(seen) <= MENU,
            ),
            *_others(seen, doors),
            Field(
                key="what",
                label=say("feedback_what"),
                hint=say("feedback_what_hint"),
                kind="text",
                initial=words,
                needed=True,
            ),
            Field(
                key="often",
                label=say("feedback_often"),
                kind="choice",
                choices=tuple(Choice(id=one, name=say(f"feedback_{one}")) for one in OFTEN),
            ),
            as_whom("named" if way == "named" else "unnamed", doors),
        ),
        submit=say("feedback_send"),
    )


def as_whom(first: Named, doors: Doors) -> Field:
    """Whether it is told with a name."""
    ways: tuple[Named, ...] = ("unnamed", "named")
    return Field(
        key="named",
        label=doors.voice.say("feedback_named"),
        kind="choice",
        choices=tuple(Choice(id=one, name=doors.voice.say(f"feedback_as_{one}")) for one in ways),
        initial=first,
        needed=True,
    )


def _others(seen: Sequence[Investment], doors: Doors) -> tuple[Field, ...]:
    """A line for the name, where a menu does not hold all there are."""
    if len(seen) <= MENU:
        return ()
    label, hint = doors.voice.say("feedback_other"), doors.voice.say("feedback_other_hint")
    return (Field(key="other", label=label, hint=hint),)


def _meant(sent: Guided, seen: Sequence[Investment]) -> str | None:
    """The id of the investment that was chosen, or named."""
    named = sent.fields.get("other", "")
    return _first(named, seen, "") or None if named else sent.fields.get("investment")


def _written(
    workspace: str, user: str, ref: str, seen: Sequence[Investment], doors: Doors
) -> tuple[str, str]:
    """The name and the words of a message, looked up where it stands: kept nowhere."""
    channel, _, ts = ref.partition(":")
    found = doors.directory.message(workspace, channel, ts) if ts else None
    if found is None or found.author != user:
        return "", ""
    told = _SAID.fullmatch(found.text.strip())
    if told is not None:
        return told["name"] or "", unnamed.told(told["words"])
    named = [one.name for one in seen if place.stands(found.text, (one.name, *one.aliases))]
    return named[0] if len(named) == 1 else "", unnamed.told(found.text)


def _first(name: str, seen: Sequence[Investment], channel: str) -> str:
    here = seen if name.strip() else [one for one in seen if one.channel == channel]
    try:
        return investment_of(name, here or seen).id
    except Unclear:
        return ""


def _wrong(sent: Guided, doors: Doors, now: datetime) -> dict[str, str]:
    """It is told of what one may see, in words."""
    found = {}
    seen = chosen.seen_by(sent.workspace, sent.user, doors)
    if _meant(sent, seen) not in {one.id for one in seen}:
        found["other" if "other" in sent.fields else "investment"] = doors.voice.say(
            "feedback_unseen"
        )
    if not any(map(str.isalnum, unnamed.told(sent.fields.get("what", "")))):
        found["what"] = doors.voice.say("barrier_no_words")
    return found


def keep(sent: Guided, event: str, doors: Doors, now: datetime) -> None:
    """Put it in the register, and plan to tell it. Nothing goes to who sent it: there would be a
    trace of that.
    """
    seen = chosen.seen_by(sent.workspace, sent.user, doors)
    with doors.records.work(sent.workspace) as work:
        meant = merged.found(work, _meant(sent, seen) or "")
    is_seen = meant is not None and meant.id in {one.id for one in seen}
    with doors.records.work(sent.workspace) as work:
        home = merged.hold(work, meant.id) if meant and is_seen else None
        if home is None:
            chosen.lost(work, sent, doors.voice.say("feedback_lost"), event, now)
        else:
            barrier, how_often = _entries(sent, home, _day(work, home, sent.at), doors, now)
            if work.enter(barrier):
                work.enter(how_often)
                ref = f"feedback:{home.id}:{_day(work, home, sent.at)}"
                work.plan_due("practice", ref, mornings.next_morning(work, home, sent.at))
        work.finish(event, now)
        work.commit()


def _day(work: Work, home: Investment, at: datetime) -> date:
    """The day it is in the channel, so that all of one is told at one time."""
    return at.astimezone(ZoneInfo(mornings.hours_of(work, home).zone)).date()


def _entries(
    sent: Guided, home: Investment, today: date, doors: Doors, now: datetime
) -> tuple[Entry, Entry]:
    """What was told, and how often it happens; by nobody, and on a day alone, where its sender did
    not say that they wish to be named, or says in their words that they do not.
    """
    is_plea = unnamed.wishes(sent.fields["what"])
    is_named = sent.fields.get("named") == "named" and not is_plea
    day = datetime.combine(today, time(), tzinfo=UTC)
    who = sent.user if is_named else None
    words = unnamed.told(sent.fields["what"])
    id = "b" + _digest(home.id, words, day.isoformat(), who or "")
    often = sent.fields.get("often", "")
    source = {
        "investment": home.id,
        "practice": "barriers",
        "author": who,
        "recorded_by": who,
        "said_at": sent.at if is_named else day,
        "recorded_at": now if is_named else day,
    }
    said = doors.voice.say(f"feedback_{often}") if often in OFTEN else ""
    barrier = {"id": id, "what": kind_of(words), "text": words}
    beside = {"id": f"{id}.often", "what": FEEDBACK, "about": id, "text": said}
    return Entry.model_validate(barrier | source), Entry.model_validate(beside | source)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def fall(workspace: str, refs: Sequence[str], doors: Doors, now: datetime) -> None:
    """Tell in its channel what was told of an investment on a day; where that rests or somebody may
    not hear of it, the register alone keeps it.
    """
    for ref in refs:
        _, _, rest = ref.partition(":")
        id, _, day = rest.partition(":")
        with doors.records.work(workspace) as work:
            home = merged.found(work, id)
        hears = home is not None and thread.may_hear(workspace, home.channel, "", home, doors)
        with doors.records.work(workspace) as work:
            again = None
            if home is not None and hears and mornings.rests(work, home, now):
                again = mornings.next_morning(work, home, now)
            elif home is not None and hears:
                _tell(work, home, date.fromisoformat(day), ref, doors, now)
            work.plan_due("practice", ref, again)
            work.commit()


def _tell(work: Work, home: Investment, day: date, ref: str, doors: Doors, now: datetime) -> None:
    told = [
        one
        for one in register(work.entries([home.id], "barriers"))
        if one.is_feedback and _told_on(one, work, home) == day and not one.closed
    ]
    if not told:
        return
    head: Line = (Span(text=doors.voice.say("feedback_told", investment=home.name), strong=True),)
    lines = [_line(one, doors) for one in told[:TELLS]]
    closing = doors.voice.say("feedback_where")
    post = Post(lead=(head, *lines), closing=closing)
    work.send(Sending(key=ref, way="post", channel=home.channel, post=post), now)


def _told_on(one: Barrier, work: Work, home: Investment) -> date:
    if not one.is_named:
        return one.said_at.astimezone(UTC).date()
    return _day(work, home, one.said_at)


def _line(one: Barrier, doors: Doors) -> Line:
    said = f"“{barriers_told.in_short(one.text, 300)}”"
    often = f", {one.often.lower()}" if one.often else ""
    if one.author is not None:
        return (Span(text=f"{said}{often}, "), Span(text="", user=one.author))
    return (Span(text=f"{said}{often}, {doors.voice.say('barrier_unnamed')}"),)


GUIDES = {"feedback": GuideWay(opens=_opens, wrong=_wrong, keep=keep)}
FALLS: dict[str, Falls] = {"feedback": fall}
