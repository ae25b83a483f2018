"""Showing: the messages of ours in which a question stands, and what they show of it."""

from typing import Any

from bot.benefits.conversation import Ask, Post
from bot.benefits.questions import Question
from bot.ports import Work


def posts_asking(work: Work, question: Question) -> list[tuple[str, Post, Ask]]:
    """Every message a question stands in, by its key: its own or the card it was put with, and each
    reminder that showed it since.
    """
    cards = [f"card:{one.id}" for one in work.proposals_under(question.channel, question.thread)]
    steps = work.steps([question.investment])
    again = [one.post for one in steps if one.question == question.id and one.post]
    found = []
    for key in dict.fromkeys((f"ask:{question.id}", *cards, *again)):
        post = work.shown(key)
        asks = post.every_ask if post else ()
        ask = next((one for one in asks if one.question == question.id), None)
        if post is not None and ask is not None:
            found.append((key, post, ask))
    return found


def with_ask(post: Post, question: str, **changed: Any) -> Post:
    """The post with one of its questions shown otherwise."""

    def now(ask: Ask) -> Ask:
        return ask.model_copy(update=changed) if ask.question == question else ask

    ask = now(post.ask) if post.ask else None
    return post.model_copy(update={"ask": ask, "asks": tuple(map(now, post.asks))})
