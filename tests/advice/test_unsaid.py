"""Of a message that was deleted no words are left, in whatever was made of it."""

from collections.abc import Iterator
from itertools import product

import pytest
from sqlalchemy import Engine, select

from bot.benefits.conversation import Option, Part, Post, Sending, Span
from bot.benefits.unsaid import Words, unsaid
from storage.lines import EVERYTHING
from tests.advice.world import DIRECT, LEAD, OTHER, OWNER, SPONSOR, World, cards_in
from tests.builders import CHANNEL, WORKSPACE, a_measure

TOKEN = "quuxberry"
LIVE = f"The {TOKEN} release of the claims portal is live, 340 people logged in this week."
FASTER = f"Claim handling time fell from 21 days to 9 days, per the {TOKEN} ledger."
CLAIM = f"Claim handling is so much faster since the {TOKEN} release went live."
OWNED = f"We agreed that the head of {TOKEN} owns it."


def left(engine: Engine) -> Iterator[str]:
    """Where in the whole database the token stands."""
    with engine.connect() as connection:
        for table in EVERYTHING:
            for row in connection.execute(select(table)).mappings():
                for name, value in row.items():
                    if TOKEN in repr(value):
                        yield f"{table.name}.{name}: {value!r}"


def engine_of(world: World) -> Engine:
    """The database behind it."""
    return world.records._engine


def an_answer_with_more(world: World, said: str) -> None:
    """One that was given elsewhere, one that waits to be sent; both are kept for their buttons."""
    lines = ((Span(text=f"“{said.rstrip('.')}”"),), (Span(text=f"{said[:40]}…"),))
    more = (Option(ref="1|k", label=f"More of {said}", verb="more"),)
    post = Post(parts=(Part(title="Delivered", lines=lines),), options=more)
    with world.records.work(WORKSPACE) as work:
        for key in ("given", "waits"):
            work.send(Sending(key=key, way="post", channel=OTHER, post=post), world.now)
        work.commit()
    world.queues.claim("given", world.now, 60)
    world.queues.posted("given", "7.7", world.now)
    world.queues.claim("waits", world.now, 60)


@pytest.mark.parametrize(
    ("said", "then"),
    [
        *product((LIVE, FASTER, OWNED), ("waits", "discard", "superseded", "edited")),
        *product((LIVE, OWNED), ("record",)),
    ],
)
def test_nothing_of_it_is_left_anywhere(world: World, said: str, then: str) -> None:
    """Whatever became of its cards, in whatever thread, and in the answers given since. A source
    that was recorded stays, as a name.
    """
    world.begin(measures=(a_measure(), *(a_measure(f"x{n}", f"delay {n}") for n in range(2))))
    cards = cards_in(world.say(said))
    ts = world.last
    assert list(left(engine_of(world))) or said == OWNED
    if then in ("record", "discard") and cards:
        world.click("record" if then == "record" else "discard", cards[0].proposal)
    world.later(minutes=5)
    if then == "superseded":
        world.say("Claim handling time fell from 22 days to 8 days, per the ledger.", OWNER)
    if then == "edited":
        world.change(ts, said + f" And {TOKEN} it is.")
    world.say("<@UBOT> what improved?", SPONSOR, to_us=True)
    if then != "edited":
        an_answer_with_more(world, said)
    world.say("what improved?", LEAD, channel=DIRECT)
    world.improved("", OWNER)
    world.say("that 21 should be 23", thread=ts)
    world.delete(ts)
    assert list(left(engine_of(world))) == []


def test_what_waits_to_be_sent_goes_out_without_it(world: World) -> None:
    """Slack was away: the words never reach it."""
    world.begin()
    world.is_slack_away = True
    world.say(LIVE)
    world.say(CLAIM)
    first = world.last
    world.delete(first)
    world.is_slack_away = False
    sent = world.say("lunch?", to_us=True, channel=DIRECT)
    assert CLAIM.rstrip(".") not in "".join(one.model_dump_json() for one in sent)


def test_figures_stay_and_what_was_cut_short_goes() -> None:
    """Our own words are kept, links to the message are not."""
    quote = "the quuxberry release of the portal is live for everybody"
    link = "https://x.example/p1"
    post = Post(
        lead=(
            (Span(text=f"Delivered: “{quote[:30]}…”, and more."),),
            (Span(text="14 → 9 days", href=link), Span(text=f" ({quote}).")),
        )
    )
    words = Words(quotes=frozenset({quote, "9 days"}), links=frozenset({link}))
    told = unsaid(post, words, "gone").lead
    assert told[0][0].text == "Delivered: “gone…”, and more."
    assert [(one.text, one.href) for one in told[1]] == [("14 → 9 days", None), (" (gone).", None)]
    assert CHANNEL not in told[0][0].text
