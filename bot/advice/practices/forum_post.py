"""What a round of a forum shows: its questions, whom each is for, and which are answered."""

from collections.abc import Mapping, Sequence

from bot.advice.practices.forum_grounds import Ground
from bot.benefits.conversation import Line, Option, Part, Post, Span
from bot.benefits.practices.forum import Side, about, side_of
from bot.benefits.questions import Citation
from bot.ports import Voice

PASSAGES = ("table-where-both-sit", "three-things-to-ask-it", "three-things-to-ask-the-business")
"""What it rests on."""

_SIDES: tuple[Side, ...] = ("it", "business")


def of_round(
    round: str,
    asked: Sequence[str],
    grounds: Mapping[str, Ground],
    people: Mapping[str, str],
    carried: Mapping[str, str],
    cites: Sequence[Citation],
    voice: Voice,
    *,
    is_less: bool,
) -> Post:
    """The message that opens a round. `people` are those who are asked by name, `carried` the days
    since when questions stay open.
    """
    numbers = {one: str(number) for number, one in enumerate(asked, 1)}
    parts = []
    for side in _SIDES:
        own = [one for one in asked if side_of(one) == side]
        lines = tuple(
            _line(numbers[one], one, grounds.get(one), people, carried, voice) for one in own
        )
        parts += [Part(title=voice.say(f"forum_{side}"), lines=lines)] if lines else []
    head = voice.say("forum_head_less" if is_less else "forum_head")
    return Post(
        lead=((Span(text=head, strong=True),), (Span(text=voice.say("forum_why")),)),
        parts=tuple(parts),
        options=tuple(
            Option(
                ref=f"forum|{about(round, one)}",
                label=voice.say("forum_answer", n=numbers[one]),
                verb="guide",
            )
            for one in asked
        ),
        citations=tuple(cites),
        closing=voice.say("forum_closing_less" if is_less else "forum_closing"),
    )


def _line(
    number: str,
    question: str,
    ground: Ground | None,
    people: Mapping[str, str],
    carried: Mapping[str, str],
    voice: Voice,
) -> Line:
    spans = [Span(text=f"{number}. "), Span(text=voice.say(f"forum_{question}"), strong=True)]
    if person := people.get(question):
        spans += [Span(text=f" {voice.say('forum_for')} "), Span(text="", user=person)]
    if since := carried.get(question):
        spans.append(Span(text=f" {voice.say('forum_carried', date=since)}"))
    if ground is not None:
        spans += [Span(text=f" {voice.say('forum_since')} "), *ground.line]
    return tuple(spans)


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
