"""Quietly: what is said back to one person where they said something themselves."""

from bot.benefits.conversation import Post, Posted, Sending, Span


def quietly(said: Posted, event: str, words: str) -> Sending:
    """In a direct message plainly, beneath it; in a channel for their eyes alone."""
    alone = {} if said.direct else {"user": said.user}
    fields = {"key": f"reply:{event}", "way": "post" if said.direct else "whisper"}
    thread = said.thread or said.ts if said.direct else said.thread
    where = {"channel": said.channel, "thread": thread}
    post = Post(lead=((Span(text=words),),))
    return Sending.model_validate({**fields, **where, **alone, "post": post})
