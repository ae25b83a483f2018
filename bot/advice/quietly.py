"""Quietly: what is said back to one person where they said something themselves."""

from bot.benefits.conversation import Post, Posted, Sending, Span


def quietly(said: Posted, event: str, words: str) -> Sending:
    """In a direct message plainly, in its thread; in a channel for their eyes alone."""
    alone = {} if said.direct else {"user": said.user}
    fields = {"key": f"reply:{event}", "way": "post" if said.direct else "whisper"}
    where = {"channel": said.channel, "thread": said.thread}
    post = Post(lead=((Span(text=words),),))
    return Sending.model_validate({**fields, **where, **alone, "post": post})
