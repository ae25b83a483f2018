"""What was said in a channel before is read once a member says yes: some at a time, never twice."""

from datetime import date
from typing import get_args

import pytest

from bot.advice import back_over, read_back, stop_back
from bot.app import falls
from bot.benefits.manners import LookBack
from bot.errors import ChatError, RateLimitedError
from bot.ports import Message, Past
from bot.reminding import Kind
from tests.advice.world import (
    DIRECT,
    GUEST,
    LEAD,
    OTHER,
    OWNER,
    World,
    asks_in,
    at,
    cards_in,
    words,
)
from tests.builders import CHANNEL, WORKSPACE
from tests.fakes import at_ts

TODAY = date(2026, 6, 1)

SPANS = [
    ("", date(2026, 3, 1)),
    ("three months", date(2026, 3, 1)),
    ("over the last 6 weeks, please", date(2026, 4, 20)),
    ("the last quarter", date(2026, 3, 1)),
    ("a year", date(2025, 6, 1)),
    ("10 days", date(2026, 5, 22)),
    ("to 1 March 2026", date(2026, 3, 1)),
    ("since March", date(2026, 3, 1)),
    ("through the channel's history", date(2026, 3, 1)),
    ("to me what I said", None),
    ("x" * 40_000, None),
    ("\u202e<!channel> 🙂", None),
]


@pytest.mark.parametrize(("typed", "since"), SPANS)
def test_how_far_is_said_in_words(typed: str, since: date | None) -> None:
    """Three months where nobody says how far; what cannot be read is asked again."""
    assert read_back.understood(typed, TODAY).since == since


SAID = [
    (
        "2026-03-10T10:00+00:00",
        LEAD,
        "Claim handling time was 14 days in Q1, per the audit.",
    ),
    ("2026-03-11T10:00+00:00", OWNER, "lunch?"),
    ("2026-04-20T10:00+00:00", LEAD, "The claims portal is live, 340 people logged in this week."),
    ("2026-05-12T10:00+00:00", OWNER, "Claim handling time is 9 days now, per the claims report."),
]


@pytest.fixture
def here(world: World) -> World:
    """An investment linked today in a channel where people have talked for months."""
    world.now = at("2026-06-01T10:00+00:00")
    world.begin()
    for number, (when, who, text) in enumerate(SAID):
        world.directory.messages[CHANNEL, at_ts(at(when), number)] = Message(who, text)
    return world


def sweep(world: World) -> list[str]:
    """A minute goes by, and what is due is done; what was said then."""
    world.later(minutes=1)
    back_over.back_over(WORKSPACE, [CHANNEL], world.doors, world.now)
    return [words([one]) for one in world.slack_is_back() if one.way == "post"]


def begun(world: World) -> None:
    """Somebody asks, and says yes."""
    [card] = world.command("read-back", "3 months")
    world.click("set", card.post.options[0].ref)


def test_nothing_is_read_before_a_full_member_says_yes(here: World) -> None:
    """The card says what is read, whom it asks nothing and what is recorded: nothing."""
    [card] = here.say("read back three months", to_us=True)
    assert card.thread == here.last
    for part in (
        "since 1 March 2026",
        "replies under updates",
        "ask nobody",
        "record nothing",
        "full member",
    ):
        assert part in words([card])
    assert here.next_look("back", CHANNEL) is None
    yes = card.post.options[0].ref
    assert "Only full members" in words(here.click("set", yes, user=GUEST))
    assert here.next_look("back", CHANNEL) is None
    here.click("set", yes, user=OWNER)
    assert here.next_look("back", CHANNEL) == here.now
    shown = here.shown(card.key)
    assert [one.ref.split()[1] for one in shown.options] == ["stop"]
    assert "already" in words(here.click("set", yes))
    with here.records.work(WORKSPACE) as work:
        done = work.audited()[-1]
    assert (done.what, done.by, done.words) == ("read-back", OWNER, "2026-03-01")


def test_what_was_found_is_told_once_and_each_figure_waits_for_a_person(here: World) -> None:
    """Nobody is asked anything, nothing is recorded, no card stands in an old thread."""
    begun(here)
    [told] = [one for _ in range(4) for one in sweep(here)]
    assert "1 March 2026. Messages: 4, updates among them: 3" in told
    assert "claim handling time, baseline: 14 days (Q1 2026)" in told
    assert "claim handling time, latest figure: 9 days (12 May 2026)" in told
    assert here.questions() == []
    assert here.facts() == []
    assert asks_in(here.sent) == []
    assert cards_in(here.sent) == []
    assert here.next_look("back", CHANNEL) is None


def test_the_cards_are_shown_at_a_press_and_recorded_as_any_other(here: World) -> None:
    """With the words they came from, by whom and when."""
    begun(here)
    for _ in range(4):
        sweep(here)
    summary = here.sent[-1]
    shown = here.click("set", summary.post.options[0].ref, thread="9.9")
    cards = cards_in(shown)
    assert [one.thread for one in shown if one.way == "post"] == ["9.9"] * len(cards)
    for card in cards:
        here.click("record", card.proposal, thread="9.9")
    values = {(one.fact.slot, one.fact.value) for one in here.facts()}
    assert {("baseline", 14.0), ("current", 9.0)} <= values
    assert {one.author for one in here.facts()} == {LEAD, OWNER}
    assert here.shown(summary.key).options == ()


def test_what_was_read_is_not_read_twice(here: World) -> None:
    """A shorter time is done; of a longer one the rest alone is read."""
    begun(here)
    for _ in range(4):
        sweep(here)
    assert "read back to 1 March 2026 already" in words(here.command("read-back", "2 months"))
    early = at_ts(at("2026-01-20T10:00+00:00"), 9)
    here.directory.messages[CHANNEL, early] = Message(LEAD, "Claim handling time was 16 days.")
    [card] = here.command("read-back", "6 months")
    assert "as far as 1 March 2026" in words([card])
    here.click("set", card.post.options[0].ref)
    [told] = [one for _ in range(4) for one in sweep(here) if "read back" in one]
    assert "1 December 2025. Messages: 1, updates among them: 1." in told


def test_what_is_on_a_card_or_on_record_already_is_not_proposed_again(here: World) -> None:
    """Who posted today is not overtaken by what was said in March."""
    [card] = cards_in(here.say("Claim handling time was 15 days in January, per the audit."))
    begun(here)
    told = [one for _ in range(4) for one in sweep(here)]
    assert "baseline: 14 days" not in told[-1]
    assert here.proposal(card.proposal).state == "open"


def test_what_people_said_is_no_update_is_not_read_back(here: World) -> None:
    """Live it was asked about and put aside, by its question or its choice of investments: nothing
    of it comes back.
    """
    live = "The new claims portal is live, and everybody is much faster now."
    [ask] = asks_in(here.say(live))
    assert ask.question is not None
    here.click("not_update", ask.question, thread=here.last)
    here.begin(id="i2", name="Billing", measures=())
    [which] = here.say("The new workflow went live, much faster now.")
    here.click("choose", which.post.options[-1].ref, thread=here.last)
    here.later(minutes=1)
    begun(here)
    [told] = [one for _ in range(4) for one in sweep(here)]
    assert "Messages: 6, updates among them: 3" in told
    with here.records.work(WORKSPACE) as work:
        heard = {one.ts for one in work.noticed(["i1", "i2"])}
    assert not [ts for ts in heard if float(ts) >= at("2026-06-01T00:00+00:00").timestamp()]


def test_slack_s_limits_are_kept_and_work_goes_on_where_it_was(here: World) -> None:
    """Few messages at a time, and a wait in the middle: all of it is read, once."""
    whole, asked = here.directory.past, []

    def few(workspace: str, channel: str, after: str, before: str, limit: int = 200) -> Past:
        asked.append((after, before))
        if len(asked) == 3:
            raise RateLimitedError("ratelimited", 30)
        return whole(workspace, channel, after, before, 1)

    here.directory.past = few  # type: ignore[method-assign]
    begun(here)
    told: list[str] = []
    for _ in range(40):
        before = len(asked)
        try:
            told += sweep(here)
        except RateLimitedError:
            continue
        assert len(asked) - before <= back_over.CALLS
    assert len([one for one in told if "Messages: 4, updates among them: 3" in one]) == 1


def one_at_a_time(world: World) -> None:
    """Slack tells a message at a time, so that reading takes a while."""
    whole = world.directory.past

    def few(workspace: str, channel: str, after: str, before: str, limit: int = 200) -> Past:
        return whole(workspace, channel, after, before, 1)

    world.directory.past = few  # type: ignore[method-assign]


def look_back(world: World) -> LookBack | None:
    with world.records.work(WORKSPACE) as work:
        return work.manners_of_channels([CHANNEL])[CHANNEL].back


def test_replies_under_updates_are_read_too(here: World) -> None:
    """Figures are often asked for there; what stands under chatter is left alone."""
    update, chatter = at_ts(at(SAID[2][0]), 2), at_ts(at(SAID[1][0]), 1)
    below = (
        (update, "2026-04-21T10:00+00:00", "Claim handling time is 11 days now, per the ledger."),
        (update, "2026-04-21T11:00+00:00", "thanks!"),
        (chatter, "2026-03-11T11:00+00:00", "Claim handling time is 99 days now, per the menu."),
    )
    for number, (head, when, text) in enumerate(below, 20):
        ts = at_ts(at(when), number)
        here.directory.messages[CHANNEL, ts] = Message(OWNER, text)
        here.directory.threads[ts] = (CHANNEL, head)
    begun(here)
    [told] = [one for _ in range(6) for one in sweep(here)]
    assert "Messages: 6, updates among them: 4" in told
    assert "11 days" in told
    assert "99 days" not in told


STOPS = [
    ("button", ""),
    ("command", "stop"),
    ("words", "stop"),
    ("words", "Please stop reading back."),
]


@pytest.mark.parametrize(("how", "typed"), STOPS)
def test_reading_back_is_stopped_by_any_member_and_tells_what_it_found(
    here: World, how: str, typed: str
) -> None:
    """Nothing more is read, what was found is not lost, and the rest may be asked for again."""
    one_at_a_time(here)
    [card] = here.command("read-back", "3 months")
    here.click("set", card.post.options[0].ref)
    while (back := look_back(here)) is not None and not back.proposals:
        sweep(here)
    if how == "button":
        said = here.click("set", here.shown(card.key).options[0].ref, user=OWNER)
    elif how == "command":
        said = here.command("read-back", typed, user=OWNER)
    else:
        said = here.say(typed, OWNER, to_us=True)
    assert "stop" in words(said)
    told = [one for _ in range(5) for one in sweep(here)]
    [summary] = [one for one in told if "I stopped" in one]
    assert "from 1 March 2026" in summary
    assert "claim handling time, baseline: 14 days" in summary
    assert "9 days" not in summary
    assert here.next_look("back", CHANNEL) is None
    assert here.shown(card.key).options == ()
    [again] = here.command("read-back", "3 months")
    here.click("set", again.post.options[0].ref)
    [rest] = [one for _ in range(40) for one in sweep(here) if "Messages" in one]
    assert "latest figure: 9 days" in rest
    assert "14 days" not in rest


def test_what_was_stopped_while_it_was_read_is_stopped(here: World) -> None:
    """Another process may be in the middle of it: what that one finds is told, and it ends."""
    begun(here)
    whole = here.directory.past

    def meanwhile(workspace: str, channel: str, after: str, before: str, limit: int = 200) -> Past:
        here.directory.past = whole  # type: ignore[method-assign]
        stop_back.stop(WORKSPACE, CHANNEL, here.doors, here.now)
        return whole(workspace, channel, after, before, limit)

    here.directory.past = meanwhile  # type: ignore[method-assign]
    told = [one for _ in range(3) for one in sweep(here)]
    assert len([one for one in told if "I stopped" in one]) == 1
    assert here.next_look("back", CHANNEL) is None


def test_stop_is_no_word_for_reading_back_where_nothing_is_read(here: World) -> None:
    """It may mean something else there; a command says that there is nothing to stop."""
    assert "reading back" not in words(here.say("stop", OWNER, to_us=True))
    assert "nothing to stop" in words(here.command("read-back", "stop"))
    begun(here)
    assert "Only full members" in words(here.command("read-back", "stop", user=GUEST))


def test_where_we_are_not_in_the_channel_nothing_is_promised(here: World) -> None:
    """Slack tells of a public one to everybody, and nothing that was said in it to us."""
    room = here.directory.channels[CHANNEL]
    here.directory.channels[CHANNEL] = room.model_copy(update={"is_ours": False})
    assert "Invite me first" in words(here.command("read-back", "3 months"))


@pytest.mark.parametrize("code", ["not_in_channel", "channel_not_found", "missing_scope"])
def test_where_we_were_put_out_it_ends_and_may_be_asked_for_again(here: World, code: str) -> None:
    """Nothing waits for ever; where something can be said, it is said why."""
    begun(here)
    whole = here.directory.past

    def gone(workspace: str, channel: str, after: str, before: str, limit: int = 200) -> Past:
        raise ChatError(code)

    here.directory.past = gone  # type: ignore[method-assign]
    assert bool(sweep(here)) == (code == "missing_scope")
    assert here.next_look("back", CHANNEL) is None
    here.directory.past = whole  # type: ignore[method-assign]
    assert len(here.command("read-back", "3 months")[0].post.options) == 2


REFUSED = [
    ("read-back", "to me", CHANNEL, LEAD, "Say how far"),
    ("read-back", "3 years", CHANNEL, LEAD, "further back than a year"),
    ("read-back", "since tomorrow", CHANNEL, LEAD, "Say how far"),
    ("read-back", "3 months", OTHER, LEAD, "No investment is linked"),
    ("read-back", "3 months", DIRECT, LEAD, "works in a channel"),
    ("read-back", "3 months", CHANNEL, GUEST, "Only full members"),
    ("read-back", "x" * 40_000, CHANNEL, LEAD, "Say how far"),
]


@pytest.mark.parametrize(("verb", "typed", "channel", "user", "told"), REFUSED)
def test_what_cannot_be_read_is_told_to_who_asked(
    here: World, verb: str, typed: str, channel: str, user: str, told: str
) -> None:
    """Nothing begins."""
    said = here.command(verb, typed, channel=channel, user=user)
    assert told in words(said)
    assert here.next_look("back", channel) is None


def test_no_is_an_answer(here: World) -> None:
    """The card says who said so; another one may be asked for."""
    [card] = here.command("read-back", "3 months")
    here.click("set", card.post.options[1].ref, user=OWNER)
    assert here.next_look("back", CHANNEL) is None
    assert here.shown(card.key).options == ()
    assert here.command("read-back", "3 months")


def test_each_kind_of_what_falls_due_is_done_by_somebody(here: World) -> None:
    """What nobody takes up would wait for ever, unseen."""
    assert falls(here.doors).keys() == set(get_args(Kind))
