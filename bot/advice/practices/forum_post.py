"""What a round of a forum shows: its questions, whom each is for, and which are answered."""

from collections.abc import Mapping, Sequence

from bot.advice.practices.forum_grounds import Ground
from bot.benefits.conversation import Line, Option, Part, Post, Span
from bot.benefits.practices.forum import Side, about, number, side_of
from bot.benefits.questions import Citation
from bot.ports import Voice

PASSAGES = ("table-where-both-sit", "three-things-to-ask-it", "three-things-to-ask-the-business")
"""What it rests on."""

_SIDES: tuple[Side, ...] = ("it", "business")


def of_round(
    round: str,
    asked: Sequence[str],
    grounds: Mapping[str, Ground],
    people: Mapping[str, Span],
    carried: Mapping[str, str],
    cites: Sequence[Citation],
    voice: Voice,
    *,
    is_first: bool,
    is_less: bool,
    next_on: str | None,
) -> Post:
    """The message that opens a round. `people` are those who are asked by name, `carried` the days
    since when questions stay open, `next_on` the day of the round after it. Before the first there
    was no last time to tell from.
    """
    since = voice.say("forum_since_first" if is_first else "forum_since")
    parts = []
    for side in _SIDES:
        own = [one for one in asked if side_of(one) == side]
        whom = [people.get(one) for one in own]
        together = whom[0] if len(set(whom)) == 1 else None
        apart = {} if together else people
        lines = [_for(together, voice)] if together else []
        lines += [_line(one, grounds.get(one), since, apart, carried, voice) for one in own]
        title = voice.say(f"forum_{side}")
        parts += [Part(title=title, lines=tuple(lines), bulleted=False)] if own else []
    key = "forum_head_first" if is_first else "forum_head_less" if is_less else "forum_head"
    head = voice.say(key, n=str(len(asked))) if key == "forum_head" else voice.say(key)
    closing = voice.say("forum_closing_less" if is_less else "forum_closing")
    later = f" {voice.say('forum_next', date=next_on)}" if next_on else ""
    return Post(
        lead=((Span(text=head, strong=True),), (Span(text=voice.say("forum_why")),)),
        parts=tuple(parts),
        options=tuple(
            Option(
                ref=f"forum|{about(round, one)}",
                label=voice.say("forum_answer", n=number(one)),
                verb="guide",
            )
            for one in asked
        ),
        citations=tuple(cites),
        closing=f"{closing}{later}",
    )


def _line(
    question: str,
    ground: Ground | None,
    since: str,
    people: Mapping[str, Span],
    carried: Mapping[str, str],
    voice: Voice,
) -> Line:
    spans = [
        Span(text=f"{number(question)}. "),
        Span(text=voice.say(f"forum_{question}"), strong=True),
    ]
    if person := people.get(question):
        spans += [Span(text=" "), *_for(person, voice)]
    if day := carried.get(question):
        spans.append(Span(text=f" {voice.say('forum_carried', date=day)}"))
    if ground is not None and ground.line:
        spans += [Span(text=f" {since} "), *ground.line]
    return tuple(spans)


def _for(person: Span, voice: Voice) -> Line:
    return (Span(text=f"{voice.say('forum_for')} "), person, Span(text="."))


def put_to(post: Post, person: str, voice: Voice) -> Post:
    """The same with what IT is asked put to somebody by name."""
    named = _for(Span(text="", user=person), voice)

    def again(part: Part) -> Part:
        if part.title != voice.say("forum_it"):
            return part
        rest = [_without(one, named[0]) for one in part.lines if one[0] != named[0]]
        return part.model_copy(update={"lines": (named, *rest)})

    return post.model_copy(update={"parts": tuple(map(again, post.parts))})


def _without(line: Line, head: Span) -> Line:
    """A question without whom it was put to alone."""
    at = line.index(head) if head in line else 0
    return (*line[: at - 1], *line[at + 2 + 1 :]) if at else line


def answered(post: Post, number: str, label: str, by: Line) -> Post:
    """The same once a question of this number was answered: who did stands beside it, its button
    is gone.
    """
    head = f"{number}. "
    parts = tuple(
        part.model_copy(update={"lines": tuple(_marked(line, head, by) for line in part.lines)})
        for part in post.parts
    )
    options = tuple(one for one in post.options if one.label != label)
    return post.model_copy(update={"parts": parts, "options": options})


def _marked(line: Line, head: str, by: Line) -> Line:
    is_meant = bool(line) and line[0].text == head
    return (*line, Span(text=" "), *by) if is_meant and by[0] not in line else line
