"""Turn: the next page of an answer, as the record is now and for the same eyes."""

from datetime import UTC, datetime, tzinfo

from bot.advice import confirm, eyes, inform, paused, report
from bot.advice.asked import Asked
from bot.advice.doors import Doors
from bot.advice.report import Report
from bot.benefits.conversation import Clicked, Sending
from bot.ports import Answered, Work


def turn(click: Clicked, event: str, doors: Doors, now: datetime) -> None:
    """Show the page the button names: in the answer's thread, once, or to one person alone."""
    page, key = _named(click.ref)
    with doors.records.work(click.workspace) as work:
        answer = work.answer(key) if page else None
    if answer is not None and (answer.channel, answer.viewer or click.user) != (
        click.channel,
        click.user,
    ):
        answer = None
    found = page_of(click.workspace, answer, page, doors, now) if answer else None
    with doors.records.work(click.workspace) as work:
        if answer is None or found is None or not found.post.parts:
            confirm.tell(work, click, doors.voice.say("gone"), event, now)
        else:
            _show(work, found, answer, page, click, event, doors, now)
        work.finish(event, now)
        work.commit()


def page_of(workspace: str, answer: Answered, page: int, doors: Doors, now: datetime) -> Report:
    """A page of an answer given before, for who could read it."""
    if answer.viewer:
        audience = eyes.of_person(workspace, answer.viewer, doors)
        zone: tzinfo = paused.own_zone(workspace, answer.viewer, doors)
    else:
        audience, zone = eyes.of_channel(workspace, answer.channel, doors), UTC
    about = Asked(
        measures=answer.measures, since=answer.since, until=answer.until, when=answer.when
    )
    return report.report(
        workspace,
        audience,
        about,
        doors.records,
        doors.voice,
        now,
        only=answer.investments,
        page=page,
        name=eyes.names(workspace, doors),
        zone=zone,
        reader=answer.viewer or "",
        is_theirs=answer.viewer is not None and not answer.alone,
    )


def _named(ref: str) -> tuple[int, str]:
    page, _, key = ref.partition("|")
    return (int(page) if page.isdecimal() and len(page) < 6 else 0), key


def _show(
    work: Work,
    found: Report,
    answer: Answered,
    page: int,
    click: Clicked,
    event: str,
    doors: Doors,
    now: datetime,
) -> None:
    post = inform.more_of(found, answer.key, page, doors)
    if answer.alone:
        way = {"key": f"more:{event}", "way": "reply", "reply_to": click.reply_to}
    else:
        way = {"key": _key(answer, page), "way": "post"}
        _put_away(work, _key(answer, page - 1), f"more{page}", now)
    where = {"channel": answer.channel, "thread": answer.thread, "post": post}
    work.send(Sending.model_validate(way | where), now)


def _key(answer: Answered, page: int) -> str:
    return f"more:{answer.key}:{page}" if page else answer.key


def _put_away(work: Work, key: str, change: str, now: datetime) -> None:
    """The page before loses its button: what it led to is shown."""
    shown = work.shown(key)
    if shown is not None and shown.options:
        left = tuple(one for one in shown.options if one.verb != "more")
        work.change(key, shown.model_copy(update={"options": left}), change, now)
