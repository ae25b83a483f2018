"""Tell: what is said of a round: to who is asked, to who began it, and once it is closed."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.advice.days import in_words
from bot.advice.practices.align.found import Found
from bot.advice.practices.framing_form import FRAME
from bot.benefits.conversation import Line, Option, Part, Post, Span
from bot.benefits.practices.alignment import (
    FEWEST,
    HEADS,
    Answer,
    Compared,
    Person,
    Round,
    Topic,
    compare,
    moved,
    rounds,
    widest,
)
from bot.benefits.questions import Citation
from bot.ports import Voice

SETTLES: Mapping[Topic, str] = {
    "purpose": "four-kinds-of-success",
    "measure": "clear-enough-to-judge",
    "horizon": "six-months-on",
}
"""The passage that the question rests on which would settle each."""


def asks(of: Found, user: str, cited: Citation, voice: Voice) -> Post:
    """The questions, put to one person alone: a button leads to the form."""
    name, others = of.investment.name, str(len(of.round.people) - 1)
    head: Line = (Span(text=voice.say("alignment_asks_you", investment=name)),)
    if of.round.by not in (None, user):
        said = voice.say("alignment_asks", investment=name)
        head = (Span(text="", user=of.round.by), Span(text=f" {said}"))
    lead = (*head, Span(text=f" {voice.say('alignment_asks_apart', n=others)}"))
    private = voice.say("alignment_private", date=in_words(of.round.closes_at.date()))
    return Post(
        lead=(lead, (Span(text=private),), (Span(text=voice.say("alignment_in_words")),)),
        options=(_answer(of.round, voice.say("alignment_button_answer")),),
        citations=(cited,),
    )


def recorded(of: Found, user: str, cited: Citation, voice: Voice) -> Post:
    """The same message once they have answered: theirs alone to read, and to change."""
    own = of.round.own.get(user)
    if own is None:
        return asks(of, user, cited, voice)
    date = in_words(of.round.closes_at.date())
    lead = voice.say("alignment_recorded", investment=of.investment.name, date=date)
    options = (
        _answer(of.round, voice.say("alignment_button_change")),
        Option(
            ref=f"alignment-back:{of.round.id}",
            label=voice.say("alignment_button_back"),
            verb="practice",
        ),
    )
    part = Part(title=voice.say("alignment_yours"), lines=tuple(_pieces(own, voice)))
    live, by = of.investment.go_live, own.by_day
    lines: list[Line] = [(Span(text=lead),)]
    if live is not None and by is not None and by < live:
        said = voice.say("alignment_before_live", date=in_words(live))
        lines.append((Span(text=said),))
    return Post(lead=tuple(lines), parts=(part,), options=options)


def taken(of: Found, now: datetime, voice: Voice) -> Post:
    """What stands beneath words of theirs once they recorded them, as true after the round."""
    words = {"investment": of.investment.name, "date": in_words(now.date())}
    return Post(lead=((Span(text=voice.say("alignment_taken", **words)),),))


def when(of: Found, waiting: Sequence[datetime], voice: Voice) -> str:
    """When the messages go out: of those that wait for somebody's hours, from which day on."""
    if not waiting:
        return voice.say("alignment_out_now")
    date = in_words(waiting[0].date())
    if len(waiting) == len(of.round.people):
        return voice.say("alignment_out_later", date=date)
    return voice.say("alignment_out_some", date=date, n=str(len(waiting)))


_OVER = {"closed": "alignment_over", "withdrawn": "alignment_taken_back"}


def over(of: Found, voice: Voice) -> Post:
    """The same message once the round is over."""
    key = _OVER.get(of.round.state, "alignment_ended")
    said = voice.say(key, investment=of.investment.name)
    return Post(lead=((Span(text=said),),))


def progress(of: Found, unasked: Sequence[str], voice: Voice) -> Post:
    """How far it is, for who began it: how many answered, and nothing of what they said. `unasked`
    wait for their message.
    """
    round = of.round
    answered, asked = len(round.own), round.total
    words = {"investment": of.investment.name, "n": str(answered), "total": str(asked)}
    if round.state == "withdrawn":
        return Post(
            lead=((Span(text=voice.say("alignment_withdrawn", investment=of.investment.name)),),)
        )
    if round.state == "ended":
        few = (Span(text=voice.say("alignment_too_few", **words)),)
        return Post(lead=(few, *_missed(round, voice)))
    if round.state == "closed":
        closed = (Span(text=voice.say("alignment_is_closed", **words)),)
        return Post(lead=(closed, *_missed(round, voice)))
    date = in_words(round.closes_at.date())
    said = voice.say("alignment_progress", **words, date=date)
    people: dict[str, list[Person]] = {"alignment_asked": [], "alignment_unasked": []}
    for one in round.people:
        is_waiting = one.user in unasked
        people["alignment_unasked" if is_waiting else "alignment_asked"].append(one)
    who = [_named(key, own, voice) for key, own in people.items() if own]
    close = Option(
        ref=f"alignment-close:{round.id}",
        label=voice.say("alignment_button_close"),
        verb="practice",
    )
    return Post(
        lead=((Span(text=said),), *who),
        options=(close,) if answered >= FEWEST else (),
    )


def _named(key: str, people: Sequence[Person], voice: Voice) -> Line:
    """Some of those a round is for, each with their role."""
    who: list[Span] = [Span(text=voice.say(key)), Span(text=" ")]
    for n, one in enumerate(people):
        label = voice.say(f"alignment_role_{one.role}")
        who += [Span(text=", ")] if n else []
        who += [Span(text="", user=one.user), Span(text=f" ({label})")]
    return (*who, Span(text="."))


def _missed(round: Round, voice: Voice) -> list[Line]:
    """Who was never asked before it was over."""
    if not round.missed:
        return []
    who: list[Span] = [Span(text=voice.say("alignment_missed")), Span(text=" ")]
    for n, user in enumerate(round.missed):
        who += [Span(text=", ")] if n else []
        who.append(Span(text="", user=user))
    return [(*who, Span(text="."))]


def result(of: Found, cites: Mapping[str, Citation], voice: Voice) -> Post:
    """The answers side by side, for each who was asked, with the one question that would settle
    where they differ most.
    """
    round, compared = of.round, compare(of.round.told)
    settles = widest(compared)
    head = voice.say(
        "alignment_result",
        investment=of.investment.name,
        n=str(len(round.told)),
        total=str(round.total),
        said=summary(compared, voice),
    )
    asked = f"alignment_settles_{settles.topic}" if settles else "alignment_settled"
    own = Part(
        title=voice.say("alignment_sentences"),
        lines=tuple(_sentence(one, voice) for one in round.told if one.success),
    )
    parts = [*(_side_by_side(one, voice) for one in compared), own]
    lead: list[Line] = [(Span(text=head, strong=True),), (Span(text=voice.say(asked)),)]
    lead += _missed(round, voice)
    lead += _since(of, voice)
    cited = cites[SETTLES[settles.topic] if settles else "asked-one-by-one"]
    return Post(
        lead=tuple(lead),
        parts=tuple(one for one in parts if one.lines),
        options=_agree_on(of, voice) if settles else (),
        citations=(cited,),
        closing=voice.say("alignment_only_you"),
    )


def in_channel(of: Found, cites: Mapping[str, Citation], voice: Voice) -> Post:
    """What the team learns: that it is closed, on what they agree and differ, without names."""
    compared = compare(of.round.told)
    settles = widest(compared)
    head = voice.say(
        "alignment_result",
        investment=of.investment.name,
        n=str(len(of.round.told)),
        total=str(of.round.total),
        said=summary(compared, voice),
    )
    lead: list[Line] = [(Span(text=head),)]
    if settles is not None:
        lead.append((Span(text=voice.say(f"alignment_settles_{settles.topic}")),))
    cited = (cites[SETTLES[settles.topic]],) if settles else ()
    options = _agree_on(of, voice) if settles else ()
    return Post(lead=tuple(lead), options=options, citations=cited)


def _agree_on(of: Found, voice: Voice) -> tuple[Option, ...]:
    """Leads to where it goes on record what it is for, what shows it and by when."""
    label = voice.say("alignment_button_settle")
    return (Option(ref=f"{FRAME}|{of.investment.id}", label=label, verb="guide"),)


def summary(compared: Sequence[Compared], voice: Voice) -> str:
    """On what they agree, and on what not: "agreed on purpose; not on measure"."""
    by: dict[str, list[str]] = {"agreed": [], "differs": [], "open": []}
    for one in compared:
        by[one.stands].append(voice.say(f"alignment_topic_{one.topic}"))
    said = [
        voice.say(f"alignment_{stands}", what=_listed(topics))
        for stands, topics in by.items()
        if topics
    ]
    return "; ".join(said)


def closed_line(round: Round, answered: str, asked: str, voice: Voice, now: datetime) -> str:
    """What a round came to, in one line: never what anybody said."""
    words = {"date": in_words(round.began_at.date()), "n": answered, "total": asked}
    said = voice.say("alignment_line_closed", **words, said=summary(compare(round.told), voice))
    return f"{said} {voice.say('alignment_line_stale')}" if round.is_stale(now) else said


def open_line(round: Round, answered: str, asked: str, voice: Voice) -> str:
    """How far a round is that is not closed, in one line."""
    date = in_words(round.began_at.date())
    return voice.say("alignment_line_open", date=date, n=answered, total=asked)


def _since(of: Found, voice: Voice) -> list[Line]:
    """What became of the differences of the round before."""
    before = [one for one in rounds(of.entries) if one.told and one.began_at < of.round.began_at]
    if not before:
        return []
    last = before[-1]
    changes = [
        voice.say(
            "alignment_moved",
            what=voice.say(f"alignment_topic_{topic}"),
            before=voice.say(f"alignment_was_{then}"),
            after=voice.say(f"alignment_was_{here}"),
        )
        for topic, then, here in moved(last, of.round)
    ]
    said = "; ".join(changes) or voice.say("alignment_not_moved")
    since = voice.say("alignment_since", date=in_words(last.began_at.date()), said=said)
    return [(Span(text=since),)]


def _side_by_side(one: Compared, voice: Voice) -> Part:
    title = voice.say(f"alignment_title_{one.topic}")
    lines = [_side(shown(one.topic, side.said, voice), side.users) for side in one.sides]
    if one.unsure:
        lines.append(_side(voice.say("alignment_head_cannot_tell"), one.unsure))
    if one.silent and lines:
        lines.append(_side(voice.say("alignment_left_open"), one.silent))
    return Part(title=title, lines=tuple(lines))


def _side(said: str, users: Sequence[str]) -> Line:
    who: list[Span] = []
    for n, user in enumerate(users):
        who += [Span(text=", ")] if n else []
        who.append(Span(text="", user=user))
    return (Span(text=said, strong=True), Span(text=": "), *who)


def _sentence(one: Answer, voice: Voice) -> Line:
    second = voice.say(f"alignment_head_{one.second}") if one.second else ""
    more = f" ({voice.say('alignment_second', what=second)})" if second else ""
    if one.is_of_delivery:
        more += f" ({voice.say('alignment_of_delivery')})"
    return (Span(text="", user=one.user), Span(text=f": “{one.success}”{more}"))


def shown(topic: Topic, said: str, voice: Voice) -> str:
    """What a side says, in words: a head by its name."""
    return voice.say(f"alignment_head_{said}") if topic == "purpose" and said in HEADS else said


def _pieces(own: Answer, voice: Voice) -> list[Line]:
    said = [own.success]
    heads = [voice.say(f"alignment_head_{one}") for one in (own.first, own.second) if one]
    said += [voice.say("alignment_mostly", what=", ".join(heads))] if heads else []
    said += [voice.say("alignment_shown_by", measure=own.measure)] if own.measure else []
    said += [voice.say("alignment_by", when=own.by)] if own.by else []
    return [(Span(text=one),) for one in said if one]


def _answer(round: Round, label: str) -> Option:
    return Option(ref=f"alignment|{round.id}", label=label, verb="guide")


def _listed(topics: Sequence[str]) -> str:
    return topics[0] if len(topics) == 1 else f"{', '.join(topics[:-1])} and {topics[-1]}"
