"""Readiness: how each group of users is prepared is told in a form, and what is not known stays in
sight until go-live.
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.advice.doors import Doors
from bot.advice.practices import chosen, readiness_due
from bot.advice.practices.barriers_told import in_short
from bot.advice.practices.practised import GuideWay, Practised, Told
from bot.benefits.blank import is_open
from bot.benefits.conversation import Guided, Line, Option, Part, Post, Sending, Span
from bot.benefits.entries import Entry
from bot.benefits.guides import Field, Guide
from bot.benefits.investment import Investment
from bot.benefits.practices.readiness import (
    AHEAD,
    ASPECTS,
    RESTS,
    Aspect,
    Group,
    groups,
    lacking,
    named,
    not_known,
)
from bot.benefits.questions import Citation
from bot.ports import Voice, Work

SHOWN = 3
"""Groups of users in an answer or a form, at most."""


def _opens(
    workspace: str, channel: str, user: str, ref: str, doors: Doors, now: datetime
) -> Guide | str:
    """The form for one group of users; the first of which something is not known, where that is not
    said, or the only one there is. Where it is opened for a group it asks what nobody told of it.
    """
    is_id = ref.startswith("id:")
    id, _, group = ref.removeprefix("id:").partition(":")
    home = (
        chosen.by_id(workspace, user, id, doors)
        if is_id
        else chosen.recordable(workspace, channel, user, ref, doors)
    )
    if isinstance(home, str):
        return home
    with doors.records.work(workspace) as work:
        known = groups(work.entries([home.id], "readiness"))
    say = doors.voice.say
    name = group or next(iter(lacking(known) or (known if len(known) == 1 else ())), "")
    held = known.get(named(known, name), {})
    asks = (not_known(held) if group else ()) or ASPECTS
    told = [
        say("ready_group", group=one, what=_in_words(known[one], doors.voice))
        for one in list(known)[:SHOWN]
    ]
    passages = [doors.library.passage(RESTS[one]) for one in ("gain", "involvement")]
    return Guide(
        name="ready",
        ref=home.id,
        title=say("ready_title"),
        note=(say("ready_note", investment=home.name), *told),
        cites=tuple(Citation(id=one.id, title=one.title, source=one.source) for one in passages),
        fields=(
            Field(
                key="group",
                label=say("ready_field_group"),
                hint=say("ready_hint_group"),
                initial=name,
                needed=True,
            ),
            *(_field(one, held, doors.voice) for one in asks),
        ),
        submit=say("ready_record"),
        carries={"seen": " ".join(one.id for one in held.values()), "asks": " ".join(asks)},
    )


def _field(aspect: Aspect, held: Group, voice: Voice) -> Field:
    return Field(
        key=aspect,
        label=voice.say(f"ready_field_{aspect}"),
        hint=voice.say(f"ready_hint_{aspect}"),
        kind="text",
        initial=held[aspect].text if aspect in held else "",
    )


def _in_words(group: Group, voice: Voice) -> str:
    """What is on record of a group and what nobody knows, in a few words."""
    told = [voice.say(f"ready_{one}") for one in ASPECTS if one in group]
    open_ones = [voice.say(f"ready_{one}") for one in not_known(group)]
    if not open_ones:
        return voice.say("ready_all_told")
    lacks = voice.say("ready_lacks", what=", ".join(open_ones))
    return f"{voice.say('ready_known', what=', '.join(told))}; {lacks}" if told else lacks


def _wrong(sent: Guided, doors: Doors, now: datetime) -> dict[str, str]:
    """A group has a name, and something is told of it by who may record."""
    found = {}
    if is_open(sent.fields.get("group", "")):
        found["group"] = doors.voice.say("ready_no_group")
    elif not any(one in sent.fields for one in ASPECTS):
        first = sent.fields.get("asks", "").split()[:1] or ["training"]
        found[first[0]] = doors.voice.say("ready_nothing")
    home = chosen.by_id(sent.workspace, sent.user, sent.ref, doors)
    if isinstance(home, str):
        found["group"] = home
    return found


def _keep(sent: Guided, event: str, doors: Doors, now: datetime) -> None:
    """Put what was told of a group on record; its channel hears what is known and what is not."""
    found = chosen.by_id(sent.workspace, sent.user, sent.ref, doors)
    channel = chosen.told_in(sent, found, doors) if isinstance(found, Investment) else ""
    with doors.records.work(sent.workspace) as work:
        if isinstance(found, str):
            chosen.lost(work, sent, found, event, now)
        else:
            work.hold(found.id)
            if new := _enter(work, found, sent, event, now):
                _tell(work, found, sent, new, channel, event, doors, now)
        work.finish(event, now)
        work.commit()


def _enter(
    work: Work, home: Investment, sent: Guided, event: str, now: datetime
) -> Sequence[Aspect]:
    """Keep what is new in what was sent; of which aspects."""
    every = work.entries([home.id], "readiness")
    known = groups(every)
    name = named(known, " ".join(sent.fields["group"].split()))
    seen = set(sent.fields.get("seen", "").split())
    shown = {(one.what, one.text) for one in every if one.id in seen}
    new: list[Aspect] = []
    for aspect in ASPECTS:
        before, words = known.get(name, {}).get(aspect), sent.fields.get(aspect)
        is_same = before is not None and (before.text == words or (aspect, words) in shown)
        if words is None or is_same:
            continue
        digest = hashlib.sha256(f"{event}\x1f{aspect}".encode()).hexdigest()[:16]
        is_new = work.enter(
            Entry(
                id=f"r{digest}",
                investment=home.id,
                practice="readiness",
                what=aspect,
                about=name,
                text=words,
                author=sent.user,
                said_at=sent.at,
                recorded_by=sent.user,
                recorded_at=now,
                channel=home.channel,
                supersedes=before.id if before else None,
            )
        )
        new += [aspect] if is_new else []
    return new


def _tell(
    work: Work,
    home: Investment,
    sent: Guided,
    new: Sequence[Aspect],
    channel: str,
    event: str,
    doors: Doors,
    now: datetime,
) -> None:
    known = groups(work.entries([home.id], "readiness"))
    name = named(known, " ".join(sent.fields["group"].split()))
    say = doors.voice.say
    head: Line = (
        Span(text=f"{say('ready_recorded', investment=home.name, group=name)} "),
        Span(text="", user=sent.user),
    )
    told = [(one, known[name][one]) for one in new]
    lines = [
        (Span(text=f"{_label(one, doors.voice)}: “{in_short(entry.text)}”"),) for one, entry in told
    ]
    open_ones = not_known(known[name])
    more: tuple[Option, ...] = ()
    if open_ones:
        what = ", ".join(say(f"ready_{one}") for one in open_ones)
        lines.append((Span(text=f"{say('ready_lacks', what=what).capitalize()}."),))
        more = (Option(ref=f"ready|id:{home.id}:{name}", label=say("ready_more"), verb="guide"),)
    post = Post(lead=(head, *lines), options=more)
    work.send(Sending(key=f"readied:{event}", way="post", channel=channel, post=post), now)


def _label(aspect: Aspect, voice: Voice) -> str:
    said = voice.say(f"ready_{aspect}")
    return f"{said[0].upper()}{said[1:]}"


def part(told: Told) -> Part | None:
    """Before go-live what is known of each group and what is not; afterwards only what was left
    open.
    """
    lines: list[Line] = []
    homes = told.standing.investments
    for home in homes:
        own = groups(one for one in told.entries if one.investment == home.id)
        name = f"{home.name}, " if len(homes) > 1 else ""
        lines += _lines(home, own, name, told)
    if not lines:
        return None
    return Part(title=told.voice.say("ready_part"), lines=tuple(lines[:SHOWN]))


def _lines(home: Investment, own: Mapping[str, Group], name: str, told: Told) -> list[Line]:
    today = told.until or told.now.date()
    is_live = home.go_live is not None and home.go_live <= today
    if not own:
        is_soon = home.go_live is not None and not is_live and home.go_live <= today + AHEAD
        said = told.voice.say("ready_nothing_known")
        return [(Span(text=f"{name}{said}"),)] if is_soon else []
    shown = lacking(own) if is_live else list(own)
    key = "ready_left_open" if is_live else "ready_group"
    return [(Span(text=f"{name}{_group(key, one, own[one], told.voice)}"),) for one in shown]


def as_it_stands(work: Work, home: Investment, voice: Voice) -> str:
    """What is on record of each group of an investment's users, in one sentence, for who asks."""
    known = groups(work.entries([home.id], "readiness"))
    if not known:
        return voice.say("ready_asked_nothing", investment=home.name)
    each = [_group("ready_group", one, known[one], voice) for one in list(known)[:SHOWN]]
    return voice.say("ready_asked", investment=home.name, what=". ".join(each))


def _group(key: str, name: str, group: Group, voice: Voice) -> str:
    return voice.say(key, group=name, what=_in_words(group, voice))


def line(told: Told) -> Line | None:
    """Of how many that go live soon somebody told how people are prepared."""
    today = told.until or told.now.date()
    homes = told.standing.investments
    soon = [one.id for one in homes if one.go_live and today < one.go_live <= today + AHEAD]
    told_of = {one.investment for one in told.entries}
    if not soon:
        return None
    known = sum(one in told_of for one in soon)
    n = told.figures.number(known, "those of which readiness was told")
    total = told.figures.number(len(soon), "investments that go live within 30 days")
    return (Span(text=told.voice.say("ready_line", n=n, total=total)),)


PRACTICE = Practised(
    guides={"ready": GuideWay(opens=_opens, wrong=_wrong, keep=_keep)},
    guided_commands={"ready": "ready"},
    falls={"ready": readiness_due.fall},
    part=part,
    line=line,
)
