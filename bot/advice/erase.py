"""Erase: of a message that was deleted no words are kept; what was recorded stays without them."""

from datetime import datetime

from bot.advice import choices, place, settle, thread
from bot.advice.doors import Doors
from bot.benefits.conversation import Deleted, Edited, Span
from bot.benefits.facts import Recorded, Stated
from bot.benefits.investment import Investment
from bot.benefits.proposals import Proposal
from bot.errors import ChatError
from bot.ports import Work

CHOICES = ("which", "fact", "measure", "question")
"""What may have been asked about a message, with buttons."""


def held_of(work: Work, said: Edited | Deleted) -> bool:
    """Whether anything is kept of a message, or was asked about it."""
    channel, ts = said.channel, said.ts
    asked = (choices.key_of(kind, said.workspace, channel, ts) for kind in CHOICES)
    return (
        thread.is_ours(work, channel, said.thread or ts)
        or work.holds(channel, ts)
        or any(choices.is_open(work, key) for key in asked)
        or bool(thread.made_of(work, said))
    )


def erase(gone: Deleted, event: str, doors: Doors, now: datetime) -> None:
    """Forget the words of a message: on record, on cards, in questions. Figures stay, marked.

    What still waits for a person because of it is withdrawn.
    """
    heard = _heard(gone, doors)
    with doors.records.work(gone.workspace) as work:
        proposals = _proposals(work, gone)
        for investment in dict.fromkeys(one.investment for one in proposals):
            work.hold(investment)
        words = work.redact(gone.channel, gone.ts, gone.at).under(gone.channel, gone.thread)
        for one in proposals:
            _forget(work, one, gone, one.id in heard, event, doors, now)
        _withdraw(work, gone, event, doors, now)
        work.unsay(words, doors.voice.say("words_deleted"), f"erase:{event}", now)
        work.finish(event, now)
        work.commit()


def _proposals(work: Work, gone: Deleted) -> list[Proposal]:
    """Every proposal that holds something of the message, wherever it was carried to."""
    heads = thread.heads_of(work, gone)
    near = [one for head in heads for one in work.proposals_under(gone.channel, head)]
    recorded = [work.proposal(one.id.partition(".")[0]) for one in _recorded(work, gone)]
    homes = {one.investment for one in (*near, *recorded) if one}
    homes |= {one.id for one in work.investments_in(gone.channel)}
    waiting = [one for home in sorted(homes) for one in work.open_proposals(home)]
    found = {one.id: one for one in (*near, *recorded, *waiting) if one is not None}
    return [one for one in found.values() if any(_is_of(fact, gone) for fact in one.facts)]


def _recorded(work: Work, gone: Deleted) -> list[Recorded]:
    return work.facts_of(gone.channel, gone.ts)


def _is_of(fact: Stated, gone: Deleted) -> bool:
    return (fact.channel, fact.ts) == (gone.channel, gone.ts)


def _heard(gone: Deleted, doors: Doors) -> set[str]:
    """The waiting proposals that stand where everybody may hear of their investment now; where
    Slack cannot tell, nobody may.
    """
    with doors.records.work(gone.workspace) as work:
        waiting = [one for one in _proposals(work, gone) if one.state == "open"]
        homes = {one.investment: work.investment(one.investment) for one in waiting}
    return {one.id for one in waiting if _may_hear(one, homes[one.investment], gone, doors)}


def _may_hear(one: Proposal, home: Investment | None, gone: Deleted, doors: Doors) -> bool:
    if home is None:
        return False
    try:
        return thread.may_hear(gone.workspace, one.channel, gone.user, home, doors)
    except ChatError:
        return False


def _forget(
    work: Work,
    proposal: Proposal,
    gone: Deleted,
    is_heard: bool,
    event: str,
    doors: Doors,
    now: datetime,
) -> None:
    """Take the message off an open card; on a closed one, leave its figures without words.

    What is on record is told beside a card only where it may be heard.
    """
    if proposal.state != "open":
        _hide(work, proposal, gone, event, doors, now)
        return
    if not proposal.can_be_decided(now):
        wordless = [one.redacted() if _is_of(one, gone) else one for one in proposal.facts]
        work.amend(proposal.model_copy(update={"facts": tuple(wordless)}))
        _hide(work, proposal, gone, event, doors, now)
        return
    left = tuple(fact for fact in proposal.facts if not _is_of(fact, gone))
    work.amend(proposal.model_copy(update={"facts": left}))
    if not left:
        said = doors.voice.say("card_source_deleted")
        _hide(work, proposal, gone, event, doors, now)
        settle.decide(work, proposal, "discarded", None, said, event, now)
        return
    investment = work.investment(proposal.investment)
    if investment is not None:
        grown = place.grown(investment, left)
        on_record = work.facts([investment.id]) if is_heard else []
        amended = proposal.model_copy(update={"facts": left})
        settle.redraw(work, amended, grown, on_record, f"erase:{event}", doors, now)


def _hide(
    work: Work, proposal: Proposal, gone: Deleted, event: str, doors: Doors, now: datetime
) -> None:
    """Show a closed card without the words that are gone, and that they are: what was recorded
    stays as a figure, what never was goes whole.
    """
    key = f"card:{proposal.id}"
    shown = work.shown(key)
    if shown is None or shown.card is None:
        return
    others = {fact.fact.quote for fact in proposal.facts if not _is_of(fact, gone)}
    quotes = {fact.fact.quote for fact in proposal.facts if _is_of(fact, gone)} - others
    is_recorded = proposal.state == "recorded"
    lines = tuple(
        line.model_copy(update={"quote": None}) if line.quote in quotes else line
        for line in shown.card.lines
        if is_recorded or line.quote not in quotes
    )
    mark = (Span(text=doors.voice.say("source_deleted")),)
    marks = shown.card.marks
    if is_recorded and mark not in marks:
        marks = (*marks, mark)
    summary = shown.card.summary if is_recorded else None
    card = shown.card.model_copy(update={"lines": lines, "marks": marks, "summary": summary})
    post = shown.model_copy(update={"card": card, "lead": (), "options": ()})
    work.change(key, post, f"erase:{event}", now)


def _withdraw(work: Work, gone: Deleted, event: str, doors: Doors, now: datetime) -> None:
    """Close what was asked about the message; its words are taken out of the question's post."""
    for question in work.questions_under(gone.channel, gone.ts):
        key = f"ask:{question.id}"
        shown = work.shown(key)
        if shown is not None and (shown.lead or shown.options):
            wordless = shown.model_copy(update={"lead": (), "options": ()})
            work.change(key, wordless, f"erase:{event}", now)
        if question.can_be_answered(now):
            said = doors.voice.say("question_source_deleted")
            settle.close(work, question, "withdrawn", said, event, now)
    for kind in CHOICES:
        key = choices.key_of(kind, gone.workspace, gone.channel, gone.ts)
        choices.close(work, key, doors.voice.say("question_source_deleted"), event, now)
