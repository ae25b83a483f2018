"""Board: what improved as a file to print, given to who asks, of what they may see."""

import re
from collections.abc import Sequence
from datetime import datetime

from bot.advice import eyes, said_back
from bot.advice.days import in_words
from bot.advice.doors import Doors
from bot.advice.practices.practised import Practised
from bot.benefits import measures
from bot.benefits.conversation import Board, Commanded, Post, Sending, Span
from bot.benefits.investment import Investment

MOST = 60
"""Investments in one file, at most: it is read by people."""

EVERYTHING = "all"
"""Asks for all that may be seen, in a channel too."""

_WITHOUT = re.compile(r"[,;]?\s*\b(?:without|no)\s+(?:the\s+|an\s+)?appendix$", re.IGNORECASE)
"""Asks for the first page alone."""


def command(typed: Commanded, event: str, doors: Doors, now: datetime) -> None:
    """Send who typed it the page of the investment named, else of those at home in the channel.

    Where none is at home there, of all they may see.
    """
    words = " ".join(typed.words.split())
    about = _WITHOUT.sub("", words).strip()
    audience = eyes.of_person(typed.workspace, typed.user, doors)
    with doors.records.work(typed.workspace, audience) as work:
        seen = work.investments()
        meant = _meant(seen, about, typed.channel)
        say = doors.voice.say
        if not meant:
            names = ", ".join(one.name for one in seen[:20])
            known = say("unknown_investment", name=about[:80], names=names) if seen else ""
            told = known or say("nothing_on_record")
        elif len(meant) > MOST:
            told = say("board_many", n=str(len(meant)), total=str(MOST))
        else:
            is_here = not about and len(meant) < len(seen)
            told = say("board_sent_here" if is_here else "board_sent")
            work.send(_page(typed, meant, about != words, event, doors, now), now)
        reply = said_back.to_typed(typed, event, Post(lead=((Span(text=told),),)))
        work.send(reply, now)
        work.finish(event, now)
        work.commit()


def _meant(seen: Sequence[Investment], about: str, channel: str) -> list[Investment]:
    """Those of a name; without one those at home in a channel, else all."""
    called = [one for one in seen if about and _is_called(one, about)]
    if called or about:
        return list(seen) if not called and about.casefold() == EVERYTHING else called
    return [one for one in seen if one.channel == channel] or list(seen)


def _is_called(one: Investment, about: str) -> bool:
    return any(measures.same(name, about) for name in (one.name, *one.aliases))


def _page(
    typed: Commanded,
    meant: list[Investment],
    is_short: bool,
    event: str,
    doors: Doors,
    now: datetime,
) -> Sending:
    say = doors.voice.say
    one = meant[0].name if len(meant) == 1 else ""
    title = say("board_title_one", investment=one) if one else say("board_title")
    head = say("board_head_one", investment=one) if one else say("board_head", n=str(len(meant)))
    how = say("board_how_short" if is_short else "board_how")
    lines = ((Span(text=head, strong=True),), (Span(text=how),))
    slug = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:60]
    board = Board(
        viewer=typed.user,
        investments=tuple(each.id for each in meant),
        title=title,
        file=f"{slug or 'what-improved'}-{now:%Y-%m-%d}.html",
        is_short=is_short,
    )
    return Sending(
        key=f"board:{event}",
        way="post",
        channel=typed.user,
        post=Post(lead=lines, board=board, closing=say("board_as_of", date=in_words(now.date()))),
    )


PRACTICE = Practised(commands={"board": command})
