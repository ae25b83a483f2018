"""Arrangements: how the one who asks is reminded, how their channel is, and what can be changed."""

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.advice import control, eyes, paused, wishes
from bot.advice.days import in_words
from bot.advice.doors import Doors
from bot.benefits import unanswered
from bot.benefits.conversation import Commanded, Line, Option, Part, Post, Sending, Span
from bot.benefits.facts import Value
from bot.benefits.investment import Investment
from bot.benefits.manners import ChannelManners, HouseManners, PersonManners, zone_among
from bot.ports import Voice

BUDGETS = ("light", "standard", "active")
DIGESTS = ("weekly", "monthly", "off")


class Known(Value):
    """All that bears on how somebody is reminded here. `zone` is their own; `today` is there.

    `waits_until` is when something new may be asked in a channel that answers nothing. `model` is
    the language model that is set, None where none is.
    """

    person: PersonManners
    channel: ChannelManners
    house: HouseManners
    here: tuple[Investment, ...]
    zone: str
    today: date
    waits_until: datetime | None = None
    may_control: bool = False
    model: str | None = None


def show(command: Commanded, event: str, doors: Doors, now: datetime) -> None:
    """Show all of it to the one who asks, with what can be pressed."""
    person = doors.directory.person(command.workspace, command.user)
    audience = eyes.of_person(command.workspace, command.user, doors)
    with doors.records.work(command.workspace, audience) as work:
        own = work.manners_of_people([person.id])[person.id]
        zone = zone_among(own.zone, person.zone)
        known = Known(
            person=own,
            channel=work.manners_of_channels([command.channel])[command.channel],
            house=work.manners_of_house(),
            here=tuple(work.investments_in(command.channel)),
            zone=zone,
            today=now.astimezone(ZoneInfo(zone)).date(),
            waits_until=unanswered.waits_until(work.puts([command.channel])[command.channel], now),
            may_control=person.is_full_member and command.channel[:1] != "D",
            model=doors.model_name,
        )
    with doors.records.work(command.workspace) as work:
        if command.reply_to:
            sending = Sending(
                key=f"reply:{event}",
                way="reply",
                channel=command.channel,
                reply_to=command.reply_to,
                post=_post(known, doors.voice),
            )
            work.send(sending, now)
        work.finish(event, now)
        work.commit()


def _post(known: Known, voice: Voice) -> Post:
    parts = [Part(title=voice.say("settings_you"), lines=tuple(yours(known, voice)))]
    if known.here or known.may_control:
        lines = tuple(_of_channel(known, voice))
        parts.append(Part(title=voice.say("settings_channel"), lines=lines))
    whole = tuple(of_house(known, voice))
    parts.append(Part(title=voice.say("settings_workspace"), lines=whole))
    return Post(
        parts=tuple(parts),
        options=tuple(options(known, voice)),
        closing=voice.say("settings_ask"),
    )


def yours(known: Known, voice: Voice) -> Iterator[Line]:
    """How they are asked."""
    own = known.person
    if own.is_muted:
        yield _line(voice.say("mind_muted"))
    else:
        yield _line(voice.say("settings_hours", name=known.zone))
        yield _line(voice.say(f"mind_budget_{own.budget}"))
    for one in own.away:
        if one.last >= known.today:
            when = {"when": in_words(one.first)} if one.first > known.today else {}
            key = "mind_away_from" if when else "mind_away"
            yield _line(voice.say(key, date=in_words(one.last), **when))
    yield _line(voice.say(f"mind_digest_{own.digest}"))


def _of_channel(known: Known, voice: Voice) -> Iterator[Line]:
    heard = voice.say(f"control_listen_{known.channel.listens}")
    if not known.here:
        yield _line(voice.say("control_not_linked", what=heard))
    if known.model:
        key = control.model_said(known.channel, known.house)
        yield _line(control.model_in_words(key, known.model, voice))
    if not known.here:
        return
    yield _line(heard)
    yield _line(voice.say(f"control_recording_{known.channel.recorders}"))
    if not known.channel.is_weekly:
        yield _line(voice.say("mind_weekly_off"))
    else:
        key = "mind_weekly_on_zone" if known.channel.zone else "mind_weekly_on"
        yield _line(voice.say(key, **wishes.weekly_named(known.channel)))
    for name, rhythm in (("forum", known.channel.forum), ("review", known.channel.review)):
        if rhythm != "off":
            yield _line(voice.say(f"{name}_settings", rhythm=rhythm))
    if known.waits_until is not None:
        day = known.waits_until.astimezone(ZoneInfo(known.zone)).date()
        yield _line(voice.say("settings_unanswered", date=in_words(day)))
    for one in known.here:
        told = paused.of_investment(one, known.today, voice)
        if told:
            yield (Span(text=f"{one.name}: "), *told)


def of_house(known: Known, voice: Voice) -> Iterator[Line]:
    """What holds for the whole workspace."""
    until, country = known.house.frozen_until, known.house.country
    if until is not None and known.house.is_frozen_on(known.today):
        yield _line(voice.say("mind_frozen", date=in_words(until)))
    key = "mind_country" if country else "mind_country_off"
    yield _line(voice.say(key, **({"name": country} if country else {})))
    if known.house.admins:
        named = [(Span(text=", "), Span(text="", user=one)) for one in known.house.admins]
        yield (
            Span(text=voice.say("control_admins")),
            *[span for pair in named for span in pair][1:],
        )
    if known.model:
        key = control.model_said_everywhere(known.house)
        yield _line(control.model_in_words(key, known.model, voice))
    key, words = wishes.numbers_said(known.house.numbers)
    yield _line(voice.say(key, **words))
    month = known.house.fiscal_start
    yield _line(voice.say(wishes.fiscal_said(month), **wishes.fiscal_words(month)))


def options(known: Known, voice: Voice) -> Iterator[Option]:
    """A button carries the command it stands for."""
    own = known.person
    if any(one.last >= known.today for one in own.away):
        yield _option("away off", voice.say("button_here"))
    muting = "unmute" if own.is_muted else "mute"
    yield _option(muting, voice.say(f"button_{muting}"))
    for budget in BUDGETS:
        if budget != own.budget:
            yield _option(f"budget {budget}", voice.say("button_budget", what=budget))
    for digest in DIGESTS:
        if digest != own.digest:
            yield _option(f"digest {digest}", voice.say("button_digest", what=digest))
    yield from _controls(known, voice)
    for one in known.here:
        if one.is_paused_on(known.today):
            yield _option(f"resume {one.name}", voice.say("button_resume", investment=one.name))


def _controls(known: Known, voice: Voice) -> Iterator[Option]:
    """How the channel may be heard else, and who may record else."""
    if not known.may_control:
        return
    for mode in control.LISTENING:
        if mode != known.channel.listens:
            yield _option(f"listen {mode}", voice.say(f"button_listen_{mode}"))
    for who in control.RECORDING:
        if known.here and who != known.channel.recorders:
            yield _option(f"recording {who}", voice.say(f"button_recording_{who}"))


def _option(command: str, label: str) -> Option:
    return Option(ref=command, label=label, verb="set")


def _line(words: str) -> Line:
    return (Span(text=words),)
