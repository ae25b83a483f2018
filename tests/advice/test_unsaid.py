"""Of a message that was deleted no words are left, in whatever was made of it."""

import io
from collections.abc import Iterator
from itertools import product

import pytest
from sqlalchemy import Engine, select

from bot.benefits.conversation import Card, Option, Part, Post, Sending, Span
from bot.benefits.unsaid import Words, unsaid
from storage.exchange import export_lines
from storage.importing import restore
from storage.lines import EVERYTHING
from tests.advice.world import (
    DIRECT,
    LEAD,
    OTHER,
    OWNER,
    PRIVATE,
    SPONSOR,
    World,
    card_of,
    cards_in,
    words,
)
from tests.builders import CHANNEL, WORKSPACE, a_measure, taken

TOKEN = "quuxberry"
LIVE = f"The {TOKEN} release of the claims portal is live, 340 people logged in this week."
FASTER = f"Claim handling time fell from 21 days to 9 days, per the {TOKEN} ledger."
CLAIM = f"Claim handling is so much faster since the {TOKEN} release went live."
OWNED = f"We agreed that the head of {TOKEN} owns it."


def left(engine: Engine, said: str = TOKEN) -> Iterator[str]:
    """Where in the whole database the token stands, or these words."""
    with engine.connect() as connection:
        for table in EVERYTHING:
            for row in connection.execute(select(table)).mappings():
                for name, value in row.items():
                    if said in repr(value):
                        yield f"{table.name}.{name}: {value!r}"


def engine_of(world: World) -> Engine:
    """The database behind it."""
    return world.records._engine


def kept_of(world: World, cards: list[Card]) -> list[str]:
    """The words of a message that were kept, as they stand on its card and in its claims."""
    with world.records.work(WORKSPACE) as work:
        claims = [one.claim.quote for one in work.noticed(["i1"])]
    return [*claims, *(line.quote for card in cards for line in card.lines if line.quote)]


def an_answer_with_more(world: World, quotes: list[str], ts: str) -> None:
    """One that was given elsewhere, one that waits to be sent; both are kept for their buttons."""
    link = world.directory.permalink(WORKSPACE, CHANNEL, ts)
    lines = tuple(
        (Span(text=f"“{one.rstrip('.')}”"), Span(text=f"{one[:40]}…", href=link)) for one in quotes
    )
    more = tuple(Option(ref="1|k", label=one, verb="more") for one in quotes)
    post = Post(parts=(Part(title="Delivered", lines=lines),), options=more)
    with world.records.work(WORKSPACE) as work:
        for key in ("given", "waits"):
            work.send(Sending(key=key, way="post", channel=OTHER, post=post), world.now)
        work.commit()
    assert begun(world) == "given"
    world.queues.posted("given", "7.7", world.now)
    assert begun(world) == "waits"


def begun(world: World) -> str:
    """The key of the next post, which is on its way from now on."""
    found = taken(world.queues, world.now)
    assert found is not None
    return found[1].key


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
    ts, quotes = world.last, kept_of(world, cards)
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
        an_answer_with_more(world, quotes, ts)
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


@pytest.mark.parametrize("then", ["record", "discard", "waits"])
def test_a_backup_does_not_bring_it_back(world: World, then: str) -> None:
    """Not the words, on record or where they were quoted; of what was never recorded no figure."""
    world.begin()
    world.say("The claims portal is live, 340 people logged in this week.")
    head = world.last
    card = card_of(world.say("roughly twenty-three days in Q1", thread=head))
    ts, said = world.last, card.lines[0].quote or ""
    if then != "waits":
        world.click("record" if then == "record" else "discard", card.proposal)
    an_answer_with_more(world, kept_of(world, [card]), ts)
    backup = io.BytesIO("\n".join(export_lines(engine_of(world), "backup")).encode())
    assert list(left(engine_of(world), said))
    world.delete(ts, thread=head)
    live = world.shown(f"card:{card.proposal}").card
    assert restore(engine_of(world), backup, [], instead="gone").refused == ()
    shown = world.shown(f"card:{card.proposal}").card
    assert live is not None
    assert shown is not None
    assert [line.after for line in shown.lines] == [line.after for line in live.lines]
    assert bool(shown.lines) is (then == "record")
    if then == "record":
        world.click("undo", card.proposal)
    assert list(left(engine_of(world), said)) == []


@pytest.mark.parametrize("elsewhere", [True, False])
def test_another_message_with_the_same_words_keeps_its_card(world: World, elsewhere: bool) -> None:
    """In a private channel of another investment, or by another person under the same one: nothing
    public tells that the hidden one is gone, and nobody loses what they said.
    """
    world.begin()
    home = PRIVATE if elsewhere else CHANNEL
    if elsewhere:
        world.begin(id="i2", name="Secret", channel=PRIVATE, channel_is_private=True)
    card = card_of(world.say(FASTER, OWNER))
    world.click("record", card.proposal, OWNER)
    kept = world.shown(f"card:{card.proposal}")
    told = said_now(world, SPONSOR)
    an_answer_with_more(world, kept_of(world, [card]), world.last)
    given = world.shown("given")
    world.say(FASTER, channel=home)
    sent = world.delete(world.last, channel=home)
    assert [one.key for one in sent if one.key.startswith((f"card:{card.proposal}", "given"))] == []
    assert world.shown(f"card:{card.proposal}") == kept
    assert world.shown("given") == given
    assert said_now(world, SPONSOR) == told


def said_now(world: World, user: str) -> str:
    """What that person is answered."""
    return words(world.improved("", user))


LINK, ELSEWHERE = "https://x.example/p1", "https://x.example/p2"
QUOTE = "the quuxberry release of the portal is live for everybody"
HERS = "the business does better"


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ([(f"Delivered: “{QUOTE[:30]}…”, and more.", None)], ["Delivered: “gone”, and more."]),
        ([("14 → 9 days", LINK), (f"“{QUOTE}”", LINK)], ["14 → 9 days", "“gone”"]),
        ([(". Source: ", None), (QUOTE, LINK)], [". Source: ", "gone"]),
        ([(f"None of it shows yet what {HERS}.", None)], [f"None of it shows yet what {HERS}."]),
        ([(f"“{QUOTE}”", ELSEWHERE)], [f"“{QUOTE}”"]),
        ([(f"“{QUOTE}”", ELSEWHERE), (f", “{QUOTE}”", None)], [f"“{QUOTE}”", f", “{QUOTE}”"]),
        ([(f"“{QUOTE}”", ELSEWHERE), (f"“{QUOTE}”", LINK)], [f"“{QUOTE}”", "“gone”"]),
        ([("“早い”, “速い”", None)], ["“gone”, “速い”"]),
    ],
)
def test_figures_and_our_own_words_stay_and_what_was_quoted_goes(
    line: list[tuple[str, str | None]], left: list[str]
) -> None:
    """Cut short or whole; not where it links to another message."""
    post = Post(lead=(tuple(Span(text=text, href=link) for text, link in line),))
    said = Words(quotes=frozenset({QUOTE, HERS, "9 days", "早い"}), links=frozenset({LINK}))
    told = unsaid(post, said, "gone").lead[0]
    assert [one.text for one in told] == left
    assert LINK not in {one.href for one in told}
