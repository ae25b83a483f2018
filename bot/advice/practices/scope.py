"""Scope: what belongs to an investment, until when and for how much is agreed in a form, every
version of it is kept, and an answer tells what moved.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from bot.advice.doors import Doors
from bot.advice.practices import chosen, framing_again, framing_heard, scope_heard, scope_told
from bot.advice.practices.practised import GuideWay, Practised
from bot.advice.practices.scope_heard import agreed, amount_in, id_of
from bot.benefits import periods
from bot.benefits.conversation import Guided, Line, Post, Sending, Span
from bot.benefits.entries import Entry
from bot.benefits.facts import LONGEST_QUOTE
from bot.benefits.guides import Field, Guide
from bot.benefits.investment import Investment
from bot.benefits.practices import announced
from bot.benefits.practices.scope import Key, cost, is_in, is_near, milestones_in, when
from bot.benefits.questions import Citation
from bot.ports import Work

_WORDS = ("in", "out", "deliverables")
"""Fields that are kept as they were typed."""

_FIELDS = (*_WORDS, "go_live", "budget", "milestone")


def _opens(
    workspace: str, channel: str, user: str, ref: str, doors: Doors, now: datetime
) -> Guide | str:
    """The form, with what was agreed last; at its head how often a date or the budget moved."""
    home = chosen.recordable(workspace, channel, user, ref, doors)
    if isinstance(home, str):
        return home
    with doors.records.work(workspace) as work:
        known = agreed(work, home)
    say = doors.voice.say
    passage = doors.library.passage("plan-others-can-check")
    held = _held(known)
    if not held.get("budget") and (said := _budget_said(workspace, home, user, doors, now)):
        held["budget"] = said
    typed = {
        "in": "text",
        "out": "text",
        "deliverables": "text",
        "go_live": "day",
        "milestones": "text",
        "budget": "line",
    }
    fields = [
        Field.model_validate(
            {
                "key": key,
                "label": say(f"scope_field_{key}"),
                "hint": say(f"scope_hint_{key}"),
                "kind": kind,
                "initial": held.get(key, ""),
            }
        )
        for key, kind in typed.items()
    ]
    moved = (*scope_told.in_words(known, doors.voice), *scope_told.additions(known, doors.voice))
    return Guide(
        name="scope",
        ref=home.id,
        title=say("scope_title"),
        note=(say("scope_note", investment=home.name), *moved),
        cites=(Citation(id=passage.id, title=passage.title, source=passage.source),),
        fields=tuple(fields),
        submit=say("scope_submit"),
        carries={"seen": " ".join(each[-1].id for each in _shown(known).values())},
    )


def _budget_said(
    workspace: str, home: Investment, user: str, doors: Doors, now: datetime
) -> str | None:
    """The budget that who opens the form named in its channel, the last one."""
    told = framing_heard.own(workspace, home.channel, user, doors, now)
    named = [one for each in reversed(told) if (one := announced.budget_in(each.text))]
    return named[0] if named else None


def _shown(known: Mapping[Key, Sequence[Entry]]) -> dict[Key, Sequence[Entry]]:
    """What stands in the form as it opens: all but milestones that find no room in their field."""
    found: dict[Key, Sequence[Entry]] = {}
    room = LONGEST_QUOTE
    for key, all_of in known.items():
        if key[0] == "milestone":
            room -= len(_milestone(key, all_of)) + 1
        if key[0] in _FIELDS and (key[0] != "milestone" or room >= 0):
            found[key] = all_of
    return found


def _milestone(key: Key, all_of: Sequence[Entry]) -> str:
    return f"{key[1]}: {when(all_of[-1])}"


def _held(known: Mapping[Key, Sequence[Entry]]) -> dict[str, str]:
    """What stands in each field as the form opens."""
    shown = _shown(known)
    found = {what: all_of[-1].text for (what, _), all_of in shown.items() if what in _WORDS}
    found |= {"out": left} if (left := _left_out(known)) else {}
    dates = shown.get(("go_live", ""))
    if dates and dates[-1].day:
        found["go_live"] = dates[-1].day.isoformat()
    if costs := shown.get(("budget", "")):
        found["budget"] = costs[-1].text or cost(costs[-1])
    told = [_milestone(key, all_of) for key, all_of in shown.items() if key[0] == "milestone"]
    return found | ({"milestones": "\n".join(told)} if told else {})


def _left_out(known: Mapping[Key, Sequence[Entry]]) -> str:
    """What does not belong to it: as it stands in the form, and what was left out by a press."""
    out = sorted((key[1], all_of[-1].text) for key, all_of in known.items() if key[0] == "out")
    added = [all_of[-1].text for key, all_of in known.items() if key[0] == "added"]
    texts = [text for about, text in out if not (about and is_in(text, added))]
    return "\n".join(filter(None, texts))[:LONGEST_QUOTE]


def _wrong(sent: Guided, doors: Doors, now: datetime) -> dict[str, str]:
    """A milestone has its date, a budget an amount; and it is said by who may record."""
    found = {}
    today = sent.at.date()
    listed = sent.fields.get("milestones")
    if listed is not None and milestones_in(listed, today) is None:
        found["milestones"] = doors.voice.say("scope_no_dates")
    if "go_live" in sent.fields and not is_near(date.fromisoformat(sent.fields["go_live"]), today):
        found["go_live"] = doors.voice.say("scope_far")
    budget = sent.fields.get("budget")
    if budget is not None:
        amount = amount_in(budget, doors.reader)
        if amount is None or amount[1] is None:
            found["budget"] = doors.voice.say(f"scope_no_{'currency' if amount else 'amount'}")
    home = chosen.by_id(sent.workspace, sent.user, sent.ref, doors)
    if isinstance(home, str):
        found["in"] = home
    elif not found:
        found |= _overtaken(sent, home, doors)
    if not {*sent.fields} - {"seen"}:
        found["in"] = doors.voice.say("scope_empty")
    return found


def _overtaken(sent: Guided, home: Investment, doors: Doors) -> dict[str, str]:
    """Beside each field that was changed here and by somebody else meanwhile what it says now."""
    with doors.records.work(sent.workspace) as work:
        known = agreed(work, home)
    found: dict[str, str] = {}
    changes = list(_changes(sent, known, doors))
    if not changes:
        found["in"] = doors.voice.say("scope_unchanged")
    for key, before, _ in changes:
        if before is not None and not _was_seen(sent, before, key, known):
            field = "milestones" if key[0] == "milestone" else key[0]
            now_it_is = scope_told.value_of(before)
            found[field] = doors.voice.say("scope_overtaken", after=now_it_is)
    return found


def _keep(sent: Guided, event: str, doors: Doors, now: datetime) -> None:
    """Keep what was changed in the form as new versions; the channel hears what, and from what."""
    found = chosen.by_id(sent.workspace, sent.user, sent.ref, doors)
    channel = chosen.told_in(sent, found, doors) if isinstance(found, Investment) else ""
    with doors.records.work(sent.workspace) as work:
        home = None
        if isinstance(found, str):
            chosen.lost(work, sent, found, event, now)
        elif not _wrong_amounts(sent, doors):
            work.hold(found.id)
            home = work.investment(found.id)
        if home is not None:
            known = agreed(work, home)
            made = [one for one in _made(sent, home, known, event, doors, now) if one]
            for one in made:
                _enter(work, home, one, known, sent.user, event, now)
            if made:
                framing_again.again(work, home.id, event, doors, now)
                after = agreed(work, work.investment(home.id) or home)
                _tell(work, sent, home, channel, made, known, after, event, doors, now)
        work.finish(event, now)
        work.commit()


def _wrong_amounts(sent: Guided, doors: Doors) -> bool:
    budget, listed = sent.fields.get("budget"), sent.fields.get("milestones")
    is_no_amount = budget is not None and amount_in(budget, doors.reader) is None
    return is_no_amount or (listed is not None and milestones_in(listed, sent.at.date()) is None)


def _made(
    sent: Guided,
    home: Investment,
    known: Mapping[Key, Sequence[Entry]],
    event: str,
    doors: Doors,
    now: datetime,
) -> Iterator[Entry]:
    """What was changed in the form, each as a version of its own; a field that was emptied takes
    its last version back. What somebody else changed meanwhile stays as they said.
    """
    for key, before, said in _changes(sent, known, doors):
        if before is not None and not _was_seen(sent, before, key, known):
            continue
        own = {
            "id": id_of(event, *key),
            "investment": home.id,
            "practice": "scope",
            "what": key[0],
            "about": key[1],
            "supersedes": before.id if before else None,
            "withdraws": said is None,
            "author": sent.user,
            "said_at": sent.at,
            "recorded_by": sent.user,
            "recorded_at": now,
            "channel": home.channel,
        }
        yield Entry.model_validate(own | dict(said or {}))


def _seen(sent: Guided, known: Mapping[Key, Sequence[Entry]]) -> dict[Key, Entry]:
    """What stood in the form as it opened; without a word of that, what is on record."""
    if "seen" not in sent.fields:
        return {key: all_of[-1] for key, all_of in _shown(known).items()}
    ids = set(sent.fields["seen"].split())
    found = ((key, [one for one in all_of if one.id in ids]) for key, all_of in known.items())
    return {key: those[-1] for key, those in found if those}


def _was_seen(sent: Guided, before: Entry, key: Key, known: Mapping[Key, Sequence[Entry]]) -> bool:
    was = _seen(sent, known).get(key)
    return was is not None and was.id == before.id


def _changes(
    sent: Guided, known: Mapping[Key, Sequence[Entry]], doors: Doors
) -> Iterator[tuple[Key, Entry | None, dict[str, object] | None]]:
    """Each thing the sender changed, with its last version and what they say of it."""
    wanted, shown = _wanted(sent, doors), _seen(sent, known)
    added = {key: all_of for key, all_of in known.items() if key[0] == "added"}
    left_out = _left_out({key: [one] for key, one in shown.items()} | added)
    is_left_so = sent.fields.get("out", "") == left_out
    for key in dict.fromkeys((*wanted, *shown)):
        if key[0] == "out" and is_left_so:
            continue
        before = known[key][-1] if known.get(key) else None
        said, was = wanted.get(key), shown.get(key)
        is_untouched = was is not None and said is not None and _is_same(was, said)
        is_known = before is not None and said is not None and _is_same(before, said)
        is_date_emptied = said is None and key == ("go_live", "")
        if not (is_untouched or is_known or is_date_emptied):
            yield key, before, said


def _wanted(sent: Guided, doors: Doors) -> dict[Key, dict[str, object]]:
    found: dict[Key, dict[str, object]] = {
        (key, ""): {"text": sent.fields[key]} for key in _WORDS if key in sent.fields
    }
    if "go_live" in sent.fields:
        day = sent.fields["go_live"]
        found["go_live", ""] = {"text": day, "day": date.fromisoformat(day)}
    for name, period in (
        milestones_in(sent.fields.get("milestones", ""), sent.at.date()) or {}
    ).items():
        told = {"text": periods.in_words(period), "day": periods.last_day(period)}
        found["milestone", name] = told
    amount = amount_in(sent.fields.get("budget", ""), doors.reader)
    if amount is not None:
        told = {"text": sent.fields["budget"], "value": amount[0], "unit": amount[1]}
        found["budget", ""] = told
    return found


def _is_same(before: Entry, said: Mapping[str, object]) -> bool:
    if "day" in said:
        return before.day == said["day"]
    if "value" in said:
        return (before.value, before.unit) == (said["value"], said["unit"])
    return before.text == said["text"]


def _enter(
    work: Work,
    home: Investment,
    made: Entry,
    known: Mapping[Key, Sequence[Entry]],
    by: str,
    event: str,
    now: datetime,
) -> None:
    if made.what == "go_live" and known.get(("go_live", "")):
        work.enter(known["go_live", ""][-1])
    if work.enter(made) and not made.withdraws:
        scope_heard.go_live(work, home, made, by, event, now)


def _tell(
    work: Work,
    sent: Guided,
    home: Investment,
    channel: str,
    made: Sequence[Entry],
    before: Mapping[Key, Sequence[Entry]],
    after: Mapping[Key, Sequence[Entry]],
    event: str,
    doors: Doors,
    now: datetime,
) -> None:
    head: Line = (
        Span(text=f"{doors.voice.say('scope_agreed', investment=home.name)} "),
        Span(text="", user=sent.user),
    )
    is_said = {one.what for one in made if not one.about}
    told = [one for one in made if not (one.withdraws and one.about and one.what in is_said)]
    lines = [(Span(text=scope_told.of_version(one, before, after, doors.voice)),) for one in told]
    post = Post(lead=(head, *lines))
    key = f"scope:{event}"
    work.send(Sending(key=key, way="post", channel=channel, post=post), now)


PRACTICE = Practised(
    guides={"scope": GuideWay(opens=_opens, wrong=_wrong, keep=_keep)},
    guided_commands={"scope": "scope"},
    presses={"scope": scope_heard.press},
    part=scope_told.part,
    line=scope_told.line,
)
