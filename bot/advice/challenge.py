"""Challenge: a message somebody points at is read as an update, as if it had been said to us."""

from datetime import datetime

from bot.advice import confirm, explain, eyes, notice
from bot.advice.again import said_again
from bot.advice.doors import Doors
from bot.benefits.conversation import Challenged, Post, Posted, Sending, Span
from bot.errors import ChatError
from bot.ports import Work


def challenge(asked: Challenged, event: str, doors: Doors, now: datetime) -> None:
    """Ask in the message's thread what an update would be asked, once; where there is nothing to
    ask, say why to who pointed at it alone. A message is read only where we are, for full
    members of that channel.
    """
    who = (asked.workspace, asked.channel, asked.user)
    refusal = confirm.who_belongs(*who, doors, words="challenge_members")
    found = refusal or _looked_up(asked, doors)
    if isinstance(found, Posted):
        refusal = _why_not(found, doors, now)
        if refusal is None and notice.notice(found, event, doors, now):
            return
        found = refusal or doors.voice.say("challenge_gone")
    with doors.records.work(asked.workspace) as work:
        _tell(work, asked, found, event, now)
        work.finish(event, now)
        work.commit()


def _looked_up(asked: Challenged, doors: Doors) -> Posted | str:
    """The message as it stands now, or why it is not read. Slack tells who is in a public channel
    also where we are not, and no message of it.
    """
    if asked.thread:
        return doors.voice.say("challenge_reply")
    try:
        said = said_again(asked.workspace, asked.channel, asked.ts, doors)
    except ChatError as error:
        if error.detail not in eyes.NOT_INVITED:
            raise
        return doors.voice.say("not_invited")
    if said is None:
        return doors.voice.say("challenge_gone")
    return said.model_copy(update={"to_us": True})


def _why_not(said: Posted, doors: Doors, now: datetime) -> str | None:
    """Why nothing would follow from reading it; None where something would."""
    with doors.records.work(said.workspace) as work:
        is_done = bool(
            work.questions_under(said.channel, said.ts)
            or work.proposals_under(said.channel, said.ts)
            or notice.choice_is_open(work, said.workspace, said.channel, said.ts)
        )
        is_linked = bool(work.investments_in(said.channel))
    if is_done:
        return doors.voice.say("challenge_done")
    found = explain.explain(said, doors, now)
    is_of_several = is_linked and found.reading.is_update and found.investment is None
    if found.asks is not None or found.proposes or is_of_several:
        return None
    return doors.voice.say("challenge_nothing", why=found.why_silent or "")


def _tell(work: Work, asked: Challenged, said: str, event: str, now: datetime) -> None:
    if asked.reply_to is None:
        return
    sending = Sending(
        key=f"reply:{event}",
        way="reply",
        channel=asked.channel,
        reply_to=asked.reply_to,
        post=Post(lead=((Span(text=said),),)),
    )
    work.send(sending, now)
