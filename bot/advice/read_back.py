"""Read back: somebody asks us to read what was said in a channel before; a member says yes."""

import re
from datetime import UTC, date, datetime, time

from bot.advice import asked, back_over, cards, confirm, eyes, place, stop_back
from bot.advice.days import A_DAY, in_words
from bot.advice.doors import Doors
from bot.advice.naming import line_of
from bot.advice.quietly import quietly
from bot.benefits.conversation import Clicked, Commanded, Option, Post, Posted, Sending, Span
from bot.benefits.facts import Value
from bot.benefits.manners import LookBack
from bot.benefits.periods import months_after
from bot.ports import Done, Work

FURTHEST = 366
"""Days that are read back over, at most."""

USUAL = 3
"""Months, where nobody says how far."""

SHOWN = 5
"""Cards shown at a press."""

_ASKED = re.compile(
    r"^\W*(?:please\s+|(?:can|could|would)\s+you\s+(?:please\s+)?)?read\s+back\b(?P<rest>.{0,80})$",
    re.IGNORECASE,
)
_FILLERS = re.compile(
    r"\b(?:please|over|through|here|the\s+channel(?:['’]s)?|this\s+channel(?:['’]s)?|history|of)\b"
    r"|[.!?,]",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"(?:(?:the|for|by)\s+)*(?:(?:last|past)\s+)?(?P<n>\d{1,3}|an?|one|two|three|four|five|six|nine|"
    r"twelve|(?=day|week|month|quarter|year))\s*(?P<unit>day|week|month|quarter|year)s?",
    re.IGNORECASE,
)
_COUNTED = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "nine": 9, "twelve": 12}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


class Wanted(Value):
    """Since when it is to be read; None where nobody can tell."""

    since: date | None


def understood(words: str, today: date) -> Wanted:
    """How far `read-back` goes: so many weeks, or to a day; three months where nothing is said."""
    said = " ".join(_FILLERS.sub(" ", words[:80]).split())
    if not said:
        return Wanted(since=months_after(today, -USUAL))
    found = _SPAN.fullmatch(said)
    if found is None:
        day = re.sub(r"^(?:since|to|until|till|from)\s+", "", said, flags=re.IGNORECASE)
        return Wanted(since=asked.named(f"since {day}", today).since)
    n = _COUNTED.get(found["n"].casefold(), 1)
    count = int(found["n"]) if found["n"].isdecimal() else n
    unit = found["unit"].casefold()
    if unit in _MONTHS:
        return Wanted(since=months_after(today, -min(_MONTHS[unit] * count, 24)))
    return Wanted(since=today - A_DAY * count * (7 if unit == "week" else 1))


def in_words_of(said: Posted, event: str, doors: Doors, now: datetime) -> bool:
    """Ask for consent, where somebody says to us "read back three months"; False else."""
    if stop_back.in_words(said, event, doors, now):
        return True
    found = _ASKED.match(said.text) if said.to_us else None
    if found is None or said.direct:
        return False
    if understood(found["rest"], now.date()).since is None:
        return False
    where = (said.workspace, said.channel, said.user)
    made = _asked(*where, found["rest"], event, doors, now)
    with doors.records.work(said.workspace) as work:
        if isinstance(made, str):
            work.send(quietly(said, event, made), now)
        else:
            work.send(made.model_copy(update={"thread": said.thread or said.ts}), now)
        work.finish(event, now)
        work.commit()
    return True


def ask(command: Commanded, event: str, doors: Doors, now: datetime) -> None:
    """The same by command, which also stops it."""
    if stop_back.is_asked(command.words):
        stop_back.tell(command, event, doors, now)
        return
    where = (command.workspace, command.channel, command.user)
    made = _asked(*where, command.words, event, doors, now)
    with doors.records.work(command.workspace) as work:
        if isinstance(made, str):
            confirm.tell(work, command, made, event, now)
        else:
            work.send(made, now)
        work.finish(event, now)
        work.commit()


def _asked(
    workspace: str, channel: str, user: str, words: str, event: str, doors: Doors, now: datetime
) -> Sending | str:
    """The card that asks for consent, or why there is nothing to read."""
    since = understood(words, now.date()).since
    refusal = confirm.who_belongs(workspace, channel, user, doors)
    where = eyes.seen(workspace, channel, doors) if refusal is None else None
    if refusal is None and (where is None or where.is_direct):
        refusal = doors.voice.say("back_where")
    if refusal is None and where is not None and not where.is_ours:
        refusal = doors.voice.say("not_invited")
    if refusal is None and since is None:
        refusal = doors.voice.say("back_usage")
    if refusal is not None or since is None:
        return refusal or ""
    with doors.records.work(workspace) as work:
        if not work.investments_in(channel):
            return doors.voice.say("back_nothing_linked")
        back = work.manners_of_channels([channel])[channel].back
    problem = _why_not(back, since, doors, now)
    return problem or _card(channel, since, back, event, doors)


def _why_not(back: LookBack | None, since: date, doors: Doors, now: datetime) -> str | None:
    if since >= now.date():
        return doors.voice.say("back_usage")
    if since < now.date() - A_DAY * FURTHEST:
        return doors.voice.say("back_far")
    if back is not None and not back.is_done:
        return doors.voice.say("back_under_way", date=in_words(back.since.date()))
    if back is not None and not back.is_stopped and _start(since) >= back.first:
        return doors.voice.say("back_read", date=in_words(back.first.date()))
    return None


def _card(channel: str, since: date, back: LookBack | None, event: str, doors: Doors) -> Sending:
    day = in_words(since)
    asks = doors.voice.say("back_asks", date=day)
    if back is not None and not back.is_stopped:
        read = in_words(back.first.date())
        asks = doors.voice.say("back_asks_until", date=day, when=read)
    lines = (asks, doors.voice.say("back_means"))
    yes = Option(
        ref=f"read-back {since} {event}", label=doors.voice.say("button_back", date=day), verb="set"
    )
    no = Option(ref=f"read-back no {event}", label=doors.voice.say("button_back_no"), verb="set")
    post = Post(lead=tuple((Span(text=one),) for one in lines), options=(yes, no))
    return Sending(key=_key(event), way="post", channel=channel, post=post)


def press(click: Clicked, event: str, doors: Doors, now: datetime) -> bool:
    """Do what a button of ours about this says; False for any other button."""
    verb, _, rest = click.ref.partition(" ")
    if verb != "read-back":
        return False
    what, _, ref = rest.partition(" ")
    if what == "stop":
        stop_back.tell(click, event, doors, now)
        return True
    refusal = confirm.who_belongs(click.workspace, click.channel, click.user, doors)
    with doors.records.work(click.workspace) as work:
        if refusal is None and what == "cards":
            _show(work, click, int(ref) if ref.isdecimal() else 0, doors, now)
        elif refusal is None:
            refusal = _settle(work, click, what, ref, event, doors, now)
        if refusal is not None:
            confirm.tell(work, click, refusal, event, now)
        work.finish(event, now)
        work.commit()
    return True


def _settle(
    work: Work, click: Clicked, what: str, ref: str, event: str, doors: Doors, now: datetime
) -> str | None:
    """Begin, or leave it; why not, where somebody was first."""
    shown = work.shown(_key(ref))
    if shown is None or len(shown.options) < 2:
        return doors.voice.say("already_closed")
    said = "back_left" if what == "no" else "back_begun"
    if what != "no":
        since = _day(what)
        manners = work.hold_manners(click.channel, now)
        problem = (
            doors.voice.say("gone") if since is None else _why_not(manners.back, since, doors, now)
        )
        if since is None or problem is not None:
            return problem
        kept = manners.model_copy(update={"back": _begun(since, manners.back, ref, now)})
        work.keep_manners(click.channel, kept, now)
        work.plan_due("back", click.channel, now)
        trail = Done(investment=None, by=click.user, at=now, what="read-back", words=str(since))
        work.audit(event, trail)
    words = doors.voice.say(said, name=f"<@{click.user}>")
    line = line_of(words, f"<@{click.user}>")
    options = () if what == "no" else (stop_back.option(ref, doors.voice),)
    after = shown.model_copy(update={"options": options, "lead": (*shown.lead, line)})
    work.change(_key(ref), after, event, now)
    return None


def _begun(since: date, before: LookBack | None, asked: str, now: datetime) -> LookBack:
    """From the day to now, or to where it was read before."""
    upto = before.first if before is not None and not before.is_stopped else now
    first = _start(since)
    return LookBack(since=first, upto=upto, reached=first, first=first, asked=asked)


def _show(work: Work, click: Clicked, first: int, doors: Doors, now: datetime) -> None:
    """The next cards, in the thread of the message that told of them."""
    back = work.manners_of_channels([click.channel])[click.channel].back
    if back is None:
        return
    key = back_over.key_of(click.channel, back)
    for id in back.proposals[first : first + SHOWN]:
        proposal = work.proposal(id)
        home = work.investment(proposal.investment) if proposal else None
        if proposal is None or home is None or not proposal.can_be_decided(now):
            continue
        grown = place.grown(home, proposal.facts)
        card = cards.card(proposal, grown, work.facts([home.id]), doors.voice)
        where = {"channel": click.channel, "thread": click.thread, "way": "post"}
        sending = {"key": f"card:{id}", "post": Post(card=card)} | where
        work.send(Sending.model_validate(sending), now)
    shown, after = work.shown(key), first + SHOWN
    if shown is not None:
        label = doors.voice.say("button_back_cards")
        more = Option(ref=f"read-back cards {after}", label=label, verb="set")
        options = (more,) if after < len(back.proposals) else ()
        work.change(key, shown.model_copy(update={"options": options}), f"cards{after}", now)


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


def _start(day: date) -> datetime:
    return datetime.combine(day, time(0), UTC)


def _key(event: str) -> str:
    return back_over.key_of_card(event)
