"""Hear: each event finds the use case it is for. The one way in from every edge."""

from datetime import datetime

from bot.advice import (
    accept,
    answer,
    asked,
    attest,
    begin,
    besides,
    challenge,
    choose,
    confirm,
    correct,
    counsel,
    early,
    edit,
    enter,
    erase,
    follow_up,
    form,
    greet,
    halt,
    inform,
    keep_house,
    lacking,
    language,
    leaver,
    left_open,
    meant,
    mind,
    mine,
    not_now,
    notice,
    ourselves,
    pick,
    practise,
    put_off,
    rate,
    read_back,
    recalled,
    reconcile,
    renumber,
    shared,
    tabled,
    takes,
    turn,
    undo,
    unplaced,
    which,
    withdraw,
    wonder,
)
from bot.advice.doors import Doors
from bot.advice.erase import held_of
from bot.advice.practices.align import written
from bot.advice.practices.forum_answers import is_beneath, is_numbered
from bot.benefits.conversation import (
    Challenged,
    Clicked,
    Commanded,
    Deleted,
    Edited,
    Event,
    Filled,
    Guided,
    Invited,
    Left,
    Measured,
    Posted,
    PutOff,
    Rated,
    Renumbered,
    Stopped,
)
from bot.benefits.practices.unnamed import wishes
from bot.errors import TooEarlyError
from bot.ports import Glimpse


def could_concern_us(said: Posted | Edited | Deleted, doors: Doors) -> bool:
    """Whether a message could be worth keeping, wherever it stands: most could not, and nothing
    has to be looked up for them.
    """
    if not isinstance(said, Posted) or said.to_us or said.thread is not None:
        return True
    text = said.text
    may_tell = doors.reader.could_be_update(text) or wishes(text) or is_numbered(text)
    return may_tell or doors.reader.is_foreign(said.text)


def concerns_us(said: Posted | Edited | Deleted, doors: Doors) -> bool:
    """Whether a message is worth keeping until it is read. Nothing is stored of any other."""
    return could_concern_us(said, doors) and does_concern_us(said, doors)


def does_concern_us(
    said: Posted | Edited | Deleted, doors: Doors, *, is_to_small_talk: bool = False
) -> bool:
    """The same of what could concern us, as the record tells.

    It is where it speaks to us, where it is in one of our threads or under a message that is yet
    to be read or to be known as ours, or where it may be an update in a channel with an investment,
    an early answer under one, or what somebody tells who wishes not to be named: under none that is
    known to be small talk.
    """
    if not isinstance(said, Posted):
        return _follows(said, doors)
    if said.to_us:
        return True
    head = said.thread
    key = notice.which_key(said.workspace, said.channel, head or said.ts)
    seen = doors.records.glimpse(said.workspace, said.channel, head, said.user, key)
    if head is not None and seen.is_known and _is_under_ours(said, head, doors):
        return True
    if not _hears_all(seen):
        return False
    if wishes(said.text):
        return True
    if head is not None:
        return not is_to_small_talk and early.may_be(said, doors)
    if is_numbered(said.text):
        with doors.records.glance(said.workspace) as work:
            if is_beneath(work, said):
                return True
    return doors.reader.could_be_update(said.text) or language.is_new(seen.manners, said, doors)


def _is_under_ours(said: Posted, head: str, doors: Doors) -> bool:
    """Whether a reply is in one of our threads, or under a message that is yet to be read or to be
    known as ours.
    """
    with doors.records.glance(said.workspace) as work:
        return (
            answer.is_ours(work, said.channel, head)
            or choose.is_open(work, said.workspace, said.channel, head)
            or follow_up.is_asked(work, said)
            or practise.is_under(work, said.channel, head)
            or work.is_awaited(said.channel, head)
            or unplaced.may_be_under(work, said)
        )


def _hears_all(seen: Glimpse) -> bool:
    """Whether what is posted in a channel is heard without a mention: an investment is linked
    there, and nobody wished for less.
    """
    return seen.is_linked and seen.manners.listens == "every"


def _follows(said: Edited | Deleted, doors: Doors) -> bool:
    """Whether a change or a deletion is of a message something is kept of, or that is yet to be
    read; a change also where it may have made an update of it.
    """
    head = said.thread or said.ts
    with doors.records.glance(said.workspace) as work:
        held = held_of(work, said)
        if held or work.is_awaited(said.channel, head):
            return True
    if said.thread is not None or isinstance(said, Deleted):
        return False
    seen = doors.records.glimpse(said.workspace, said.channel, None, said.user, "")
    return _hears_all(seen) and doors.reader.could_be_update(said.text)


def hear(heard: Event, event: str, doors: Doors, now: datetime) -> None:
    """Do what an event asks for, once; `event` is its lasting id.

    Every path ends with the inbox row finished, in the same commit as its effects. Raises
    TooEarlyError, and nothing is done, where what it belongs to is known only later.
    """
    if isinstance(heard, Posted):
        _hear_message(heard, event, doors, now)
    elif isinstance(heard, Filled):
        form.fill(heard, event, doors, now)
    elif isinstance(heard, PutOff):
        put_off.put_off(heard, event, doors, now)
    elif isinstance(heard, Commanded):
        _hear_command(heard, event, doors, now)
    elif isinstance(heard, Edited):
        _hear_edit(heard, event, doors, now)
    elif isinstance(heard, Deleted):
        erase.erase(heard, event, doors, now)
    elif isinstance(heard, Left):
        leaver.leave(heard, event, doors, now)
    elif isinstance(heard, Renumbered):
        renumber.renumber(heard, event, doors, now)
    elif isinstance(heard, Invited):
        greet.greet(heard, event, doors, now)
    elif isinstance(heard, Stopped):
        halt.halt(heard, event, doors, now)
    elif isinstance(heard, Rated):
        rate.rate(heard, event, doors, now)
    elif isinstance(heard, Challenged):
        challenge.challenge(heard, event, doors, now)
    elif isinstance(heard, Measured):
        enter.enter(heard, event, doors, now)
    elif isinstance(heard, Guided):
        practise.guided(heard, event, doors, now)
    elif heard.verb == "choose":
        choose.choose(heard, event, doors, now)
    elif heard.verb == "more":
        turn.turn(heard, event, doors, now)
    elif heard.verb in ("pick", "withdraw", "leave"):
        pick.pick(heard, event, doors, now)
    elif heard.verb in ("replaces", "both_stand"):
        reconcile.reconcile(heard, event, doors, now)
    elif heard.verb == "undo":
        undo.undo(heard, event, doors, now)
    elif heard.verb == "who":
        accept.who(heard, event, doors, now)
    elif heard.verb == "takes":
        takes.takes(heard, event, doors, now)
    elif heard.verb == "apart":
        takes.apart(heard, event, doors, now)
    elif heard.verb in ("accept", "hand_on", "hand_to", "stop"):
        accept.accept(heard, event, doors, now)
    elif heard.verb in ("record_all", "discard_all"):
        tabled.decide_all(heard, event, doors, now)
    elif heard.verb == "practice":
        practise.press(heard, event, doors, now)
    elif heard.verb == "order":
        _hear_picked(heard, event, doors, now)
    elif heard.verb == "set":
        if not read_back.press(heard, event, doors, now):
            mind.press(heard, event, doors, now)
    elif heard.verb == "attest":
        attest.attest(heard, event, doors, now)
    else:
        confirm.confirm(heard, event, doors, now)


def _hear_edit(said: Edited, event: str, doors: Doors, now: datetime) -> None:
    """What is held of the message follows it; of a message nothing was held of, it is as if it had
    been posted now.
    """
    if edit.edit(said, event, doors, now):
        return
    understood = notice.notice if said.by_app else _understood
    if not understood(edit.as_posted(said), event, doors, now):
        _finish(said.workspace, event, doors, now)


def _hear_message(said: Posted, event: str, doors: Doors, now: datetime) -> None:
    """A message that was changed or deleted meanwhile says what it says now, or nothing."""
    with doors.records.work(said.workspace) as work:
        is_overtaken = work.is_changed(said.channel, said.ts)
    if is_overtaken and not said.looked_up:
        _finish(said.workspace, event, doors, now)
    elif said.by_app:
        if not notice.notice(said, event, doors, now):
            _finish(said.workspace, event, doors, now)
    elif said.to_us and _of_the_channel(said, event, doors, now):
        return
    elif tabled.is_table(said):
        tabled.tabled(said, event, doors, now)
    elif said.direct and mine.asks(said.text):
        mine.tell(said, event, doors, now)
    elif (
        left_open.tell(said, event, doors, now)
        or recalled.tell(said, event, doors, now)
        or practise.hears(said, event, doors, now)
        or counsel.counsel(said, event, doors, now)
    ):
        return
    elif said.to_us and asked.asks_for_report(said.text):
        inform.inform(said, event, doors, now)
    elif unplaced.is_unplaced(said, doors, now):
        raise TooEarlyError
    elif (
        follow_up.follow_up(said, event, doors, now)
        or _understood(said, event, doors, now)
        or besides.besides(said, event, doors, now)
        or shared.has_table(said, event, doors, now)
        or (said.to_us and follow_up.cannot_tell(said, event, doors, now))
        or language.meet(said, event, doors, now)
    ):
        return
    elif shared.is_file_alone(said):
        shared.tell(said, event, doors, now)
    elif said.to_us and not asked.is_courtesy(said.text):
        may_be = counsel.in_other_words(said, event, doors, now)
        for_help = meant.asks_for_help(said.text)
        if not may_be and (for_help or not written.left_over(said, event, doors, now)):
            meant.reply(said, event, doors, now)
    else:
        _finish(said.workspace, event, doors, now)


def _of_the_channel(said: Posted, event: str, doors: Doors, now: datetime) -> bool:
    """Whether it was about what is heard in a channel: now, before, or why nothing came of it."""
    return (
        mind.heard_as(said, event, doors, now)
        or wonder.wonder(said, event, doors, now)
        or read_back.in_words_of(said, event, doors, now)
    )


def _understood(said: Posted, event: str, doors: Doors, now: datetime) -> bool:
    """Whether it was a reply in one of our threads or to what was asked directly, a correction, or
    an update; before all that, whether it takes a figure back.
    """
    if withdraw.withdraw(said, event, doors, now):
        return True
    found = which.found(said, event, doors, now)
    if found is None:
        return True
    said = found
    if (said.thread is not None or said.to_us) and not_now.in_words(said, event, doors, now):
        return True
    if said.thread is not None and answer.answer(said, event, doors, now, home=said.about):
        return True
    if said.thread is not None and choose.keep(said, event, doors, now):
        return True
    if early.early(said, event, doors, now):
        return True
    if (said.to_us or said.thread is None) and correct.correct(said, event, doors, now):
        return True
    return said.thread is None and not said.direct and notice.notice(said, event, doors, now)


def _hear_command(command: Commanded, event: str, doors: Doors, now: datetime) -> None:
    if practise.command(command, event, doors, now):
        return
    if command.verb == "new":
        begin.begin(command, event, doors, now)
        return
    if command.verb == "undo":
        undo.undo_last(command, event, doors, now)
        return
    if command.verb == "ourselves":
        ourselves.show(command, event, doors, now)
        return
    if command.verb == "read-back":
        read_back.ask(command, event, doors, now)
        return
    if command.verb == "explain":
        wonder.show(command, event, doors, now)
        return
    if command.verb in mind.VERBS:
        mind.mind(command, event, doors, now)
        return
    if command.verb != "improved":
        keep_house.keep_house(command, event, doors, now)
        return
    inform.inform_by_command(command, event, doors, now)


def _hear_picked(click: Clicked, event: str, doors: Doors, now: datetime) -> None:
    command = lacking.as_typed(click)
    if command is None:
        _finish(click.workspace, event, doors, now)
    else:
        keep_house.keep_house(command, event, doors, now)


def _finish(workspace: str, event: str, doors: Doors, now: datetime) -> None:
    with doors.records.work(workspace) as work:
        work.finish(event, now)
        work.commit()
