"""A Home as Slack takes it, whatever stands in it, and what is pressed in it."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from bot import limits
from bot.benefits.conversation import Clicked, Commanded, Option, Post, PutOff, Sending, Span
from bot.benefits.home import FILTERS, PAGE, Choice, Entry, Home, Section, Shelf, Waiting, Wanted
from bot.errors import ChatError
from bot.sandbox.sizes import checked_view
from bot.slack import at_home, home, home_forms
from bot.slack.home_door import HomeChat, HomeDoor
from bot.slack.texts import ENGLISH
from tests.builders import NOON, a_sending
from tests.slack.slackside import press

WORDS = {
    "plain": "Quote-to-cash: 14 → 9 days",
    "empty": "",
    "long": "word " * 8_000,
    "emoji": "\U0001f600" * 3_000,
    "markup": "<!channel> *bold <https://x.example|x> _never closed",
    "unseen": "\x00\u202e\u200b",
}


def full(words: str) -> Home:
    """A Home in which everything there can be holds these words."""
    line = (Span(text=words), Span(text=words, strong=True, href="https://r.example/q"))
    waits = Waiting(
        question="q1",
        about=words,
        text=words,
        at=NOON,
        channel="C1",
        has_form=True,
        can_wait=True,
    )
    option = Option(ref="mute", label=words, verb="set")
    part = Section(title=words, lines=(line,) * 9, waiting=(waits,) * 5, options=(option,) * 9)
    entry = Entry(id="i1", name=words, channel="C1", stage="live", lines=(line,) * 5)
    shelf = Shelf(
        title=words,
        entries=(entry,) * PAGE,
        shown=Wanted(filter="all", page=3, search=words[:80]),
        choices=tuple(Choice(filter=one, label=words) for one in FILTERS),
        total=500,
    )
    house = Section(title=words, lines=(line,), options=(option,), house=True)
    return Home(
        at=NOON,
        lead=(line, line),
        before=(part, part, part, Section(title=words, records=True)),
        shelf=shelf,
        after=(part, house, part),
        begins=True,
        closing=words,
        notice=words,
    )


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_whatever_stands_in_it_slack_takes_it(words: str) -> None:
    """At most a hundred blocks and 250 KB, and nothing in it is markup."""
    shown = checked_view(home.view(full(words)))
    assert len(shown["blocks"]) <= limits.VIEW_BLOCKS
    assert len(json.dumps(shown)) <= limits.VIEW_BYTES
    assert "mrkdwn" not in json.dumps(shown)


def test_a_newcomer_s_home_has_one_button() -> None:
    """And nothing else to press."""
    shown = home.view(Home(at=NOON, lead=((Span(text="Hello"),),), begins=True))
    pressed = [
        e["action_id"] for b in shown["blocks"] for e in b.get("elements", []) if "value" in e
    ]
    assert pressed == [home.BEGIN]


def test_what_waits_is_answered_there_and_times_are_the_readers() -> None:
    """Answer, Not known and Put off, or the way to its thread; when it was asked is told by the
    reader's own clock.
    """
    waits = full("x").before[0].waiting[0]
    in_words = waits.model_copy(update={"has_form": False, "link": "https://s.example/p1"})
    part = Section(title="Waiting", waiting=(waits, in_words))
    shown = home.view(Home(at=NOON, lead=(), before=(part,)))
    ids = [
        [e["action_id"] for e in b["elements"]] for b in shown["blocks"] if b["type"] == "actions"
    ]
    assert ids == [
        ["answer", "not_known", "snooze", "skip", "pass_on"],
        ["not_known:1", "snooze:1", "skip:1", "pass_on:1"],
    ]
    assert [e["url"] for e in _each(shown) if e.get("type") == "link"] == ["https://s.example/p1"]
    dates = [e for e in _each(shown) if e.get("type") == "date"]
    assert {e["timestamp"] for e in dates} == {int(NOON.timestamp())}
    assert all(e["fallback"] for e in dates)


def _each(node: Any) -> list[dict[str, Any]]:
    if isinstance(node, list):
        return [found for one in node for found in _each(one)]
    if not isinstance(node, dict):
        return []
    return [node, *(found for one in node.values() for found in _each(one))]


def at(action: Mapping[str, Any], hidden: str = '{"filter":"due","page":2}') -> dict[str, Any]:
    """Something used in a Home."""
    view = {"type": "home", "private_metadata": hidden}
    body = press("x", view=view, channel=None, container={"type": "view"}, message=None)
    return {**body, "actions": [{"action_ts": "1771405400.5", **action}]}


@pytest.mark.parametrize(
    ("action", "wanted"),
    [
        (
            {"action_id": home.FILTER, "selected_option": {"value": "worse"}},
            Wanted(filter="worse"),
        ),
        (
            {"action_id": home.SEARCH, "value": " crm \n phase "},
            Wanted(filter="due", search="crm phase"),
        ),
        (
            {"action_id": home.SEARCH, "value": "x" * 40_000},
            Wanted(filter="due", search="x" * 80),
        ),
        ({"action_id": home.SEARCH, "value": None}, Wanted(filter="due")),
        ({"action_id": home.CLEAR, "value": "home"}, Wanted(filter="due")),
        ({"action_id": f"{home.TURN}:1", "value": "3"}, Wanted(filter="due", page=3)),
        ({"action_id": f"{home.TURN}:1", "value": "-3"}, Wanted(filter="due", page=2)),
        (
            {"action_id": home.FILTER, "selected_option": {"value": "*"}},
            Wanted(filter="due", page=2),
        ),
        ({"action_id": "record", "value": "p1"}, Wanted(filter="due", page=2)),
    ],
)
def test_what_is_asked_of_the_list(action: dict[str, Any], wanted: Wanted) -> None:
    """A filter and words begin on the first page; what makes no sense changes nothing."""
    assert home.turned(at(action)) == wanted


@pytest.mark.parametrize("hidden", ["", "nonsense", "[]", "[" * 9_000, '{"page":-1}', '{"x":1}'])
def test_what_travelled_along_is_never_trusted(hidden: str) -> None:
    """What is none of ours shows what is shown first."""
    assert home.unpacked(hidden) == Wanted()


def test_what_is_done_in_a_home_says_so_and_leads_back() -> None:
    """A form above it carries along what the Home showed."""
    body = at({"action_id": "not_known", "value": "q1"})
    assert at_home.home_of(body) == '{"filter":"due","page":2}'
    form = at_home.carried({"private_metadata": '{"ref":"q1"}'}, body)
    sent = {"view": {"type": "modal", "private_metadata": form["private_metadata"]}}
    done = PutOff(workspace="T1", channel="U1", user="U1", at=NOON, ref="q1", how="skip")
    told = at_home.told(done, sent)
    assert told.home == '{"filter":"due","page":2}'
    assert at_home.person_and_home(told.reply_to or "") == ("U1", told.home)
    assert at_home.told(done, {"view": {"type": "modal", "private_metadata": "{}"}}) == done


def test_the_form_that_links_an_investment_is_the_command_that_does() -> None:
    """A colon in a name does not end it."""
    checked_view(home_forms.begin_form(ENGLISH))
    typed = {"name": "CRM: phase 2", "measure": "quote-to-cash", "unit": "days"}
    values: dict[str, Any] = {key: {"value": {"value": said}} for key, said in typed.items()}
    values["channel"] = {"value": {"selected_conversation": "C1"}}
    body = {"team": {"id": "T1"}, "user": {"id": "U1"}, "view": {"state": {"values": values}}}
    asked = home_forms.begun(body, NOON)
    assert isinstance(asked, Commanded)
    assert (asked.channel, asked.words) == ("C1", "CRM phase 2: quote-to-cash in days")
    del values["measure"]
    assert home_forms.begun(body, NOON) is None


class Slack:
    """Remembers what was published; refuses it where told."""

    def __init__(self) -> None:
        self.shown: list[dict[str, Any]] = []

    def views_publish(self, **given: Any) -> None:
        self.shown.append(given)


class Chat:
    """Remembers what was said."""

    def __init__(self) -> None:
        self.sent: list[Sending] = []

    def send(self, _workspace: str, sending: Sending) -> str | None:
        self.sent.append(sending)
        return None

    def find(self, _workspace: str, _sending: Sending) -> str | None:
        return None


def door(slack: Slack, homes: dict[str, Home] | None = None) -> HomeDoor:
    """Shows everybody a Home of two words."""
    plain = Home(at=NOON, lead=((Span(text="Two words of <@U2>"),),))
    return HomeDoor(
        lambda _: slack,  # type: ignore[arg-type,return-value]  # one method of it is used
        lambda _, user, __: (homes or {}).get(user, plain),
        lambda: 0.0,
        lambda _, user: f"name of {user}",
    )


def test_what_came_of_something_done_in_a_home_is_told_there() -> None:
    """And it stays while the Home is shown anew; all else is said as ever."""
    slack, chat = Slack(), Chat()
    speaking = HomeChat(chat, shows := door(slack))
    post = Post(lead=((Span(text="Muted."),),))
    sending = Sending(key="k", way="reply", channel="U1", reply_to="home:U1:{}", post=post)
    speaking.send("T1", sending)
    shows.show("T1", "U1", Wanted())
    assert [one["user_id"] for one in slack.shown] == ["U1", "U1"]
    assert all("Muted." in json.dumps(one["view"]) for one in slack.shown)
    assert "name of U2" in json.dumps(slack.shown[0]["view"])
    speaking.send("T1", a_sending())
    assert [(one.way, one.channel) for one in chat.sent] == [("post", "C1")]


def test_what_cannot_be_shown_keeps_nothing_else_from_being_done() -> None:
    """It is shown when it is opened again."""

    def fails(_workspace: str) -> Any:
        raise ChatError("unreachable")

    broken = HomeDoor(fails, lambda *_: Home(at=NOON, lead=()), lambda: 0.0)
    broken.show("T1", "U1", Wanted())


def test_what_was_read_later_stands() -> None:
    """An older reading that comes late is not shown."""
    slack = Slack()
    held: list[Home] = []

    def read(_workspace: str, _user: str, wanted: Wanted) -> Home:
        if wanted.page == 1:
            shows.publish("T1", "U1", Wanted())
        held.append(Home(at=NOON + timedelta(days=wanted.page), lead=()))
        return held[-1]

    shows = HomeDoor(lambda _: slack, read, lambda: 0.0)  # type: ignore[arg-type,return-value]
    shows.publish("T1", "U1", Wanted(page=1))
    assert len(held) == 2
    assert len(slack.shown) == 1


def test_a_choice_stands_for_its_command() -> None:
    """The fiscal year by its menu, the country by its letters."""
    from bot.slack.home_handlers import _as_set
    from bot.slack.payloads import clicked

    chosen = {"action_id": home.HOUSE, "selected_option": {"value": "fiscal-year april"}}
    for action, command in (
        (chosen, "fiscal-year april"),
        ({"action_id": home.COUNTRY, "value": "GB"}, "country GB"),
        ({"action_id": home.COUNTRY, "value": None}, "country off"),
    ):
        click = clicked(_as_set(at(action)))
        assert isinstance(click, Clicked)
        assert (click.verb, click.ref, click.channel) == ("set", command, "U0ANA")
