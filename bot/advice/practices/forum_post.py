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
    is_first: bool,
    is_less: bool,
) -> Post:
    """The message that opens a round. `people` are those who are asked by name, `carried` the days
    since when questions stay open. Before the first there was no last time to tell from.
    """
    since = voice.say("forum_since_first" if is_first else "forum_since")
    numbers = {one: str(number) for number, one in enumerate(asked, 1)}
    parts = []
    for side in _SIDES:
        own = [one for one in asked if side_of(one) == side]
        lines = tuple(
            _line(numbers[one], one, grounds.get(one), since, people, carried, voice) for one in own
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
    since: str,
    people: Mapping[str, str],
    carried: Mapping[str, str],
    voice: Voice,
) -> Line:
    spans = [Span(text=f"{number}. "), Span(text=voice.say(f"forum_{question}"), strong=True)]
    if person := people.get(question):
        spans += _for(person, voice)
    if day := carried.get(question):
        spans.append(Span(text=f" {voice.say('forum_carried', date=day)}"))
    if ground is not None and ground.line:
        spans += [Span(text=f" {since} "), *ground.line]
    return tuple(spans)


def _for(person: str, voice: Voice) -> list[Span]:
    return [
        Span(text=f" {voice.say('forum_for')} "),
        Span(text="", user=person),
        Span(text="."),
    ]


def put_to(post: Post, numbers: Sequence[str], person: str, voice: Voice) -> Post:
    """The same with the questions of these numbers put to somebody by name."""
    heads, named = {f"{one}. " for one in numbers}, _for(person, voice)

    def again(line: Line) -> Line:
        if not line or line[0].text not in heads:
            return line
        is_named = len(line) > len(named) + 1 and line[2].text == named[0].text
        return (*line[:2], *named, *line[2 + len(named) if is_named else 2 :])

    parts = (one.model_copy(update={"lines": tuple(map(again, one.lines))}) for one in post.parts)
    return post.model_copy(update={"parts": tuple(parts)})


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
