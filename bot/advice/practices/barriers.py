"""Barriers: what stands in the way is offered for the register, listed, and closed by what shows
that it is gone.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit

from bot.advice import confirm, eyes, said_back
from bot.advice.days import in_words
from bot.advice.doors import Doors
from bot.advice.practices import barriers_heard, barriers_told, chosen, feedback
from bot.advice.practices.barriers_heard import id_of, on_record, settle_asked
from bot.advice.practices.practised import GuideWay, Practised
from bot.benefits.conversation import (
    Commanded,
    Guided,
    Line,
    Option,
    Post,
    Sending,
    Span,
)
from bot.benefits.entries import Entry
from bot.benefits.guides import Field, Guide
from bot.benefits.investment import Investment
from bot.benefits.practices import unnamed
from bot.benefits.practices.barriers import (
    CLOSED,
    KINDS,
    Barrier,
    is_open,
    kind_of,
)
from bot.benefits.questions import Citation
from bot.benefits.sheet import Choice

MOST = 20
"""Barriers that can be closed by a button below the register, the oldest first."""


def tell(command: Commanded, event: str, doors: Doors, now: datetime) -> None:
    """The register of an investment, for who asks alone."""
    where = (command.workspace, command.channel, command.user)
    found = chosen.chosen(*where, command.words, doors)
    audience = eyes.of_person(command.workspace, command.user, doors)
    with doors.records.work(command.workspace, audience) as work:
        home = work.investment(found.id) if isinstance(found, Investment) else None
        told = on_record(work, home.id) if home else []
    with doors.records.work(command.workspace) as work:
        if home is None:
            said = found if isinstance(found, str) else doors.voice.say("gone")
            confirm.tell(work, command, said, event, now)
        else:
            post = _register(told, home, doors)
            sending = said_back.to_typed(command, event, post)
            work.send(sending, now)
        work.finish(event, now)
        work.commit()


def _register(told: Sequence[Barrier], home: Investment, doors: Doors) -> Post:
    say = doors.voice.say
    key = "barrier_list" if told else "barrier_list_none"
    add = Option(ref=f"barrier|{home.id}", label=say("barrier_button_add"), verb="guide")
    closing = tuple(
        Option(
            ref=f"barrier_close|{home.id}:{one.id}",
            label=say("barrier_button_close", quote=barriers_told.in_short(one.text or "…", 40)),
            verb="guide",
        )
        for one in is_open(told)[:MOST]
    )
    return Post(
        lead=((Span(text=say(key, investment=home.name), strong=True),),),
        parts=barriers_told.parts(told, home, doors.voice),
        options=(*closing, add),
    )


def _adds(
    workspace: str, channel: str, user: str, ref: str, doors: Doors, now: datetime
) -> Guide | str:
    """The form for a barrier nobody wrote in an update."""
    home = chosen.by_id(workspace, user, ref, doors)
    if isinstance(home, str):
        return home
    say = doors.voice.say
    passage = doors.library.passage("name-barriers-early")
    kinds = tuple(Choice(id=one, name=say(f"barrier_kind_{one}")) for one in KINDS)
    counted = tuple(Choice(id=one.id, name=one.name) for one in home.measures)
    return Guide(
        name="barrier",
        ref=home.id,
        title=say("barrier_add_title"),
        note=(say("barrier_add_note"), say("barrier_add_named")),
        cites=(Citation(id=passage.id, title=passage.title, source=passage.source),),
        fields=(
            Field(
                key="what",
                label=say("barrier_add_what"),
                hint=say("barrier_add_what_hint"),
                kind="text",
                needed=True,
            ),
            Field(key="kind", label=say("barrier_add_kind"), kind="choice", choices=kinds),
            Field(key="measure", label=say("barrier_add_measure"), kind="choice", choices=counted),
            feedback.as_whom("named", doors),
        ),
        submit=say("barrier_record"),
    )


def _closes(
    workspace: str, channel: str, user: str, ref: str, doors: Doors, now: datetime
) -> Guide | str:
    """The form that asks what shows that a barrier is gone."""
    found = _open_one(workspace, user, ref, doors)
    if isinstance(found, str):
        return found
    say = doors.voice.say
    told = {"quote": found.text or "…", "date": in_words(found.said_at.date())}
    return Guide(
        name="barrier_close",
        ref=ref,
        title=say("barrier_close_title"),
        note=(say("barrier_close_note", **told),),
        fields=(
            Field(
                key="shown",
                label=say("barrier_close_shown"),
                hint=say("barrier_close_shown_hint"),
                kind="text",
                needed=True,
            ),
            Field(key="link", label=say("barrier_close_link"), hint=say("barrier_close_link_hint")),
        ),
        submit=say("barrier_record"),
    )


def _open_one(workspace: str, user: str, ref: str, doors: Doors) -> Barrier | str:
    home, _, id = ref.partition(":")
    found = chosen.by_id(workspace, user, home, doors)
    if isinstance(found, str):
        return found
    with doors.records.work(workspace) as work:
        known = {one.id: one for one in is_open(on_record(work, found.id))}
    return known.get(id) or doors.voice.say("barrier_is_closed")


def _wrong(sent: Guided, doors: Doors, now: datetime) -> dict[str, str]:
    """What was typed has to have words, and a link has to be one."""
    found = {}
    for field in ("what", "shown"):
        words = sent.fields.get(field)
        if words is not None and not any(map(str.isalnum, unnamed.told(words))):
            found[field] = doors.voice.say("barrier_no_words")
    if "link" in sent.fields and not is_link(sent.fields["link"]):
        found["link"] = doors.voice.say("barrier_no_link")
    who = (sent.workspace, sent.user, sent.ref, doors)
    is_new = sent.name == "barrier"
    about = chosen.by_id(*who) if is_new else _open_one(*who)
    if isinstance(about, str):
        found["what" if is_new else "shown"] = about
    return found


def is_link(words: str) -> bool:
    """Whether words are an address and nothing else."""
    try:
        found = urlsplit(words)
    except ValueError:
        return False
    is_clean = not re.search(r"[\s<>|]", words)
    return found.scheme in ("http", "https") and bool(found.hostname) and is_clean


def _keep_added(sent: Guided, event: str, doors: Doors, now: datetime) -> None:
    """Without a name it is kept as what anybody tells who does the work."""
    if sent.fields.get("named") == "unnamed" or unnamed.wishes(sent.fields.get("what", "")):
        fields = {**sent.fields, "investment": sent.ref}
        feedback.keep(sent.model_copy(update={"fields": fields}), event, doors, now)
        return
    words = unnamed.told(sent.fields.get("what", ""))
    kind = sent.fields.get("kind") or kind_of(words)
    made = {"what": kind, "about": sent.fields.get("measure", ""), "text": words}
    said = {"quote": words, "kind": doors.voice.say(f"barrier_kind_{kind}")}
    _keep(sent, sent.ref, made, ("barrier_added_by", said), event, doors, now)


def _keep_closed(sent: Guided, event: str, doors: Doors, now: datetime) -> None:
    home, _, id = sent.ref.partition(":")
    found = _open_one(sent.workspace, sent.user, sent.ref, doors)
    quote = "…" if isinstance(found, str) else found.text or "…"
    made = {"what": CLOSED, "about": id, "text": sent.fields.get("shown", "")}
    made |= {"permalink": sent.fields["link"]} if "link" in sent.fields else {}
    is_open_still = not isinstance(found, str)
    said = ("barrier_closed_by", {"quote": quote}) if is_open_still else None
    _keep(sent, home, made, said, event, doors, now)


def _keep(
    sent: Guided,
    home: str,
    made: dict[str, str],
    said: tuple[str, dict[str, str]] | None,
    event: str,
    doors: Doors,
    now: datetime,
) -> None:
    """What somebody typed and sent is on record as theirs; the channel hears of it in a line."""
    found = chosen.by_id(sent.workspace, sent.user, home, doors)
    channel = chosen.told_in(sent, found, doors) if isinstance(found, Investment) else ""
    with doors.records.work(sent.workspace) as work:
        if isinstance(found, str) or said is None:
            why = found if isinstance(found, str) else doors.voice.say("barrier_is_closed")
            chosen.lost(work, sent, why, event, now)
        else:
            work.hold(found.id)
            by = {"author": sent.user, "recorded_by": sent.user}
            at = {"said_at": sent.at, "recorded_at": now, "channel": found.channel}
            own = {"id": id_of(event), "investment": found.id, "practice": "barriers"}
            if work.enter(Entry.model_validate(own | made | by | at)):
                if made["what"] == CLOSED:
                    settle_asked(work, found, event, doors, now)
                key, words = said
                short = {**words, "quote": barriers_told.in_short(words["quote"])}
                text = doors.voice.say(key, investment=found.name, **short)
                line: Line = (Span(text=f"{text} "), Span(text="", user=sent.user))
                post = Post(lead=(line,))
                work.send(
                    Sending(key=f"barrier:{event}", way="post", channel=channel, post=post),
                    now,
                )
        work.finish(event, now)
        work.commit()


PRACTICE = Practised(
    commands={"barriers": tell},
    guides={
        "barrier": GuideWay(opens=_adds, wrong=_wrong, keep=_keep_added),
        "barrier_close": GuideWay(opens=_closes, wrong=_wrong, keep=_keep_closed),
        **feedback.GUIDES,
    },
    presses={"barrier": barriers_heard.press},
    hears=feedback.hears,
    falls=feedback.FALLS,
    part=barriers_told.part,
    line=barriers_told.line,
)
