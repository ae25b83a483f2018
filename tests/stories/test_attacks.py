"""A hostile insider: what they write stays text, and what they may not see stays unseen."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.sandbox.cast import AMARA, BOT, GENERAL, HELEN, JONAS, PRIYA, TOM
from bot.sandbox.shapes import Json, Message, Person, Room
from bot.sandbox.tickets import Origin
from tests.sandbox.serving import a_socket, served
from tests.stories.stage import RETURNS, Stage, a_stage, words
from tests.stories.wire import Wire, a_click, a_form

pytestmark = pytest.mark.asyncio(loop_scope="module")

GUEST = Person(id="U0GUEST001", name="Gil Guest", is_guest=True)
STRANGER = Person(id="U0STRANGER", name="Sam Stranger", is_external=True)
SECRET = Room(
    id="C0SECRET01",
    name="board-only",
    is_private=True,
    members=(HELEN.id, JONAS.id, BOT.id),
)
OPEN = Room(
    id="C0OPEN0001",
    name="with-partners",
    members=(PRIYA.id, TOM.id, GUEST.id, STRANGER.id, BOT.id),
)
LOCKED = Room(id="C0LOCKED01", name="without-the-bot", is_private=True, members=(PRIYA.id, TOM.id))

INJECTIONS = (
    "<!channel>",
    "<!here|here>",
    "<@U0HELEN001>",
    "<!subteam^S0AAAAAA1>",
    "<#C0SECRET01|board-only>",
    "<https://evil.example|the report>",
    "<mailto:evil@evil.example|mail>",
    "*bold* _slanted_ ~struck~ `code`",
    "@channel @here @everyone #board-only",
    "<script>alert(1)</script>",
    "<b onmouseover=alert(1)>x</b>",
    "{investment} {measure} {0} %s ${HOME}",
    "&lt;!channel&gt; &amp;lt;!here&amp;gt;",
    "[the report](javascript:alert(1))",
)
DATE = re.compile(r"<!date\^\d{1,12}\^[{}a-z_, ]{1,60}\|[0-9A-Za-z:, ]{1,60}>")
"""A moment as Slack tells it by its reader's clock: the only mark of ours."""

UNSEEN = "\u200b\u200e\u200f\u202e\u2066\u2060\u061c\u00ad\ufeff"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where this bot keeps what it keeps."""
    return tmp_path_factory.mktemp("home")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stage(home: Path) -> AsyncIterator[Stage]:
    """One bot; a public channel, one with partners in it, one private, one it is not in."""
    rooms = (SECRET, OPEN, LOCKED)
    async with a_stage(home, guests=(GUEST, STRANGER), more_rooms=rooms) as found:
        await found.command(PRIYA.id, "/whatimproved new CRM phase 2: quote-to-cash in days")
        await found.command(PRIYA.id, "/whatimproved new Portal: waiting time in days", OPEN.id)
        await found.command(HELEN.id, "/whatimproved new Merger: churn in points", SECRET.id)
        yield found


@pytest_asyncio.fixture(loop_scope="module")
async def wire(stage: Stage) -> AsyncIterator[Wire]:
    """A wire to the bot; all that was sent is handled when a test ends."""
    address = stage.workspace.delivery._address.removesuffix("/slack/events")
    async with httpx.AsyncClient(base_url=address, timeout=30) as http:
        yield Wire(stage, http)
    await stage.settled()


def elements(node: Any) -> Iterator[Json]:
    """Every object in a message's blocks, however deep."""
    if isinstance(node, list | tuple):
        for one in node:
            yield from elements(one)
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from elements(value)


def is_only_text(
    message: Message, stage: Stage, names: tuple[str, ...] = (), links: tuple[str, ...] = ()
) -> None:
    """Nothing in a message of the bot mentions, formats, or leads out of the workspace."""
    assert "<" not in message.text
    assert ">" not in message.text
    for one in elements(list(message.blocks)):
        assert one.get("type") not in ("markdown", "broadcast", "usergroup", "channel")
        if one.get("type") == "mrkdwn":
            assert one["verbatim"]
            assert not set(DATE.sub("", one["text"], count=1)) & set("<>*_~`"), one["text"]
        if one.get("type") == "user":
            assert one["user_id"] in names
        if "url" in one:
            assert one["url"].startswith(stage.workspace.base_url) or one["url"] in links
            assert one["text"] == one["url"] or "://" not in one["text"]
        if one.get("type") in ("text", "plain_text"):
            assert not set(one["text"]) & set(UNSEEN), ascii(one["text"])


def everything(stage: Stage) -> list[Message]:
    """All the bot ever said, for one person's eyes or for all."""
    return [said for room in stage.workspace.rooms for said in stage.by_the_bot(room)]


# what people write stays text


@pytest.mark.parametrize("text", INJECTIONS)
async def test_names_are_shown_as_text(stage: Stage, wire: Wire, text: str) -> None:
    """An investment, a measure and a unit called like a command to Slack command nothing."""
    room = stage.workspace.direct(JONAS.id).id
    answer = await wire.type(JONAS.id, f"new {text}: a{UNSEEN}{text} in {text}", RETURNS.id)
    assert answer.status_code == 200
    await stage.settled()
    _, answer = await wire.say(JONAS.id, "what improved?", room)
    assert answer.status_code == 200
    await stage.settled()
    report = stage.by_the_bot(room)[-1]
    is_only_text(report, stage)


@pytest.mark.parametrize("text", INJECTIONS)
async def test_updates_are_quoted_as_text(stage: Stage, wire: Wire, text: str) -> None:
    """Source, owner, figures and deliveries are shown as words, in the card and the question; an
    address the author gave for a figure leads where they said, and nowhere else.
    """
    said = (
        f"{text} is live now, 40 people logged in to {text}. Quote-to-cash was 14 days in Q1 "
        f"per the {text}{UNSEEN} report and {text} owns it. New dashboards {text} are out."
    )
    update, answer = await wire.say(PRIYA.id, said, stage.channel)
    assert answer.status_code == 200
    await stage.settled()
    for shown in stage.workspace.thread(stage.channel, update.ts)[1:]:
        is_only_text(shown, stage, links=("https://evil.example",))


async def test_replies_and_forms_are_quoted_as_text(stage: Stage, wire: Wire) -> None:
    """What is typed into the form is recorded and shown letter by letter."""
    said = "Quote-to-cash is 9 days now, per Finance's report."
    update, card = await stage.say_and_hear(PRIYA.id, said)
    proposal = stage.button(card, "edit")[1]["value"]
    typed = a_form(
        stage,
        PRIYA.id,
        proposal,
        stage.channel,
        baseline="14 days in Q1 2026 <!channel>",
        owner="<@U0HELEN001> <!here>",
        evidence="<https://evil.example|the report> *bold*",
    )
    assert (await wire.interaction(typed)).status_code == 200
    await stage.settled()
    shown = stage.workspace.thread(stage.channel, update.ts)[1:]
    assert "14 days" in words(shown[-1])
    for one in shown:
        is_only_text(one, stage, (PRIYA.id,), ("https://evil.example",))
    _, report = await stage.say_and_hear(PRIYA.id, "@What Improved? what improved?")
    is_only_text(report, stage, links=("https://evil.example",))


async def test_an_unknown_name_is_repeated_as_text(stage: Stage) -> None:
    """The answer names what was asked for; it does not call anybody."""
    for text in INJECTIONS:
        shown = await stage.command(PRIYA.id, f"/whatimproved improved {text} nowhere", GENERAL.id)
        is_only_text(shown, stage)


# what one may not see stays unseen


@dataclass(frozen=True)
class Secret:
    """A card in the private channel, and the ids its buttons carry."""

    card: Message
    ids: dict[str, str]


@pytest_asyncio.fixture(loop_scope="module")
async def secret(stage: Stage) -> Secret:
    """A new card in the private channel, with the first question asked there, open or not."""
    said = "Churn is 7 points now https://reports.example.com/churn and the merger went live."
    _, card = await stage.say_and_hear(HELEN.id, said, channel=SECRET.id)
    await stage.settled()
    first = stage.by_the_bot(SECRET.id)[1]
    ids = {action: stage.button(card, action)[1]["value"] for action in ("record", "edit")}
    asked = QUESTIONS.setdefault("asked", stage.button(first, "not_known")[1]["value"])
    return Secret(card, ids | {"discard": ids["record"]} | dict.fromkeys(ASKED, asked))


QUESTIONS: dict[str, str] = {}
ASKED = ("answer", "not_known", "not_update")


def facts_about(stage: Stage, name: str) -> int:
    """How many facts are on record about an investment."""
    assert stage.bot is not None
    with stage.bot.rows.records.work(stage.workspace.team_id) as work:
        return len(work.facts([one.id for one in work.investments() if one.name == name]))


def shown_in(stage: Stage, channel: str) -> list[Any]:
    """All that the bot's messages of a channel show now."""
    return [one.blocks for one in stage.by_the_bot(channel)]


@pytest.mark.parametrize("action", ["record", "discard", "not_known", "not_update"])
async def test_a_button_works_in_its_own_channel_alone(
    stage: Stage, wire: Wire, secret: Secret, action: str
) -> None:
    """Knowing the id of a card or a question elsewhere lets nobody decide it."""
    before, on_record = shown_in(stage, SECRET.id), facts_about(stage, "Merger")
    under = wire.posted(PRIYA.id, "nothing", GENERAL.id)
    stolen = a_click(stage, PRIYA.id, under, action, secret.ids[action])
    assert (await wire.interaction(stolen)).status_code == 200
    await stage.settled()
    assert facts_about(stage, "Merger") == on_record
    assert shown_in(stage, SECRET.id) == before


@pytest.mark.parametrize("action", ["edit", "answer"])
async def test_the_form_of_a_private_card_opens_in_its_channel_alone(
    stage: Stage, wire: Wire, secret: Secret, action: str
) -> None:
    """It would show the figures to whoever knows the id."""
    under = await stage.say(PRIYA.id, "nothing of note", channel=GENERAL.id)
    element = {"type": "button", "action_id": action, "value": secret.ids[action]}
    await stage.workspace.click(PRIYA.id, under.channel, under.ts, "b0", element)
    view = stage.workspace.view_for(PRIYA.id)
    await stage.workspace.close_view(PRIYA.id)
    assert view is None


@pytest.mark.parametrize("action", ["edit", "answer"])
async def test_a_form_fills_in_its_own_channel_alone(
    stage: Stage, wire: Wire, secret: Secret, action: str
) -> None:
    """A form about a private card, sent by somebody from elsewhere, records nothing."""
    before, on_record = shown_in(stage, SECRET.id), facts_about(stage, "Merger")
    sent = a_form(stage, PRIYA.id, secret.ids[action], GENERAL.id, current="1 point in April 2026")
    assert (await wire.interaction(sent)).status_code == 200
    await stage.settled()
    assert facts_about(stage, "Merger") == on_record
    assert shown_in(stage, SECRET.id)[: len(before)] == before


async def test_an_update_is_never_counted_for_an_investment_elsewhere(
    stage: Stage, wire: Wire
) -> None:
    """The choice of an investment is one among those of the channel."""
    assert stage.bot is not None
    with stage.bot.rows.records.work(stage.workspace.team_id) as work:
        merger = next(one.id for one in work.investments() if one.name == "Merger")
    before = len(stage.by_the_bot(SECRET.id))
    update = wire.posted(PRIYA.id, "Churn is 1% now, per the audit report.", GENERAL.id)
    click = a_click(stage, PRIYA.id, update, "choose:0", merger)
    assert (await wire.interaction(click)).status_code == 200
    await stage.settled()
    assert len(stage.by_the_bot(SECRET.id)) == before
    thread = stage.workspace.thread(GENERAL.id, update.ts)
    assert {one.ephemeral_to for one in thread} <= {None, PRIYA.id}
    assert not any("Merger" in words(one) for one in thread)
    assert len([one for one in thread if not one.ephemeral_to]) == 1


@pytest.mark.parametrize("who", [PRIYA.id, GUEST.id, STRANGER.id])
async def test_a_private_investment_is_as_if_it_were_not(
    stage: Stage, secret: Secret, who: str
) -> None:
    """Asked for by name, in a channel and by command: the same words as for a name made up."""
    room = OPEN.id
    told = []
    for name in ("Merger", "Murger"):
        shown = await stage.command(who, f"/whatimproved improved {name}", room)
        _, answer = await stage.say_and_hear(
            who, f"@What Improved? what improved on {name}?", channel=room
        )
        told.append((words(shown) + words(answer)).replace(name, "X"))
    assert told[0] == told[1]
    assert "churn" not in told[0].casefold()


async def test_a_private_name_can_be_taken_without_learning_of_it(stage: Stage) -> None:
    """Whether a private investment of this name exists is not told to who may not see it."""
    shown = await stage.command(PRIYA.id, "/whatimproved new Merger: churn in points", RETURNS.id)
    assert "already" not in words(shown)


@pytest.mark.parametrize("who", [GUEST.id, STRANGER.id])
async def test_guests_and_partners_see_their_channels_alone_and_record_nothing(
    stage: Stage, wire: Wire, who: str
) -> None:
    """Neither by a question, nor by a click on somebody else's card."""
    _, answer = await stage.say_and_hear(who, "@What Improved? what improved?", channel=OPEN.id)
    shown = await stage.command(who, "/whatimproved improved", OPEN.id)
    for told in (words(answer), words(shown)):
        assert "Portal" in told
        assert "CRM" not in told
    said = f"Waiting time is {8 if who == GUEST.id else 9} days now, per the audit report."
    _, card = await stage.say_and_hear(TOM.id, said, channel=OPEN.id)
    before = facts_about(stage, "Portal")
    block, element = stage.button(card, "record")
    await stage.workspace.click(who, OPEN.id, card.ts, block, element)
    await stage.settled()
    assert facts_about(stage, "Portal") == before
    assert "Only full members" in words(stage.by_the_bot(OPEN.id)[-1])


@pytest.mark.parametrize("line", ["new Vault: time in days", "improved", "improved Merger"])
async def test_a_command_where_the_bot_is_not_is_answered(stage: Stage, line: str) -> None:
    """Slack tells nothing of that channel: what may be said to anybody is said, and no more."""
    shown = await stage.command(PRIYA.id, f"/whatimproved {line}", LOCKED.id)
    assert words(shown).count("Merger ·") <= 1, "of two of that name the one anybody may see"
    assert facts_about(stage, "Vault") == 0


# other workspaces, other addresses, other times


async def test_another_workspace_is_not_served(stage: Stage, wire: Wire, secret: Secret) -> None:
    """A second team id in the payload opens nothing: no event, no click, no form, no command."""
    before, said = shown_in(stage, SECRET.id), len(everything(stage))
    ref, other = secret.ids["record"], {"id": "T0OTHER001"}
    event = {"type": "app_mention", "user": PRIYA.id, "channel": GENERAL.id, "ts": "1777000000.1"}
    event["text"] = "what improved?"
    outers: tuple[Json, ...] = (
        {"authorizations": [{"team_id": "T0OTHER001"}]},
        {"authorizations": []},
    )
    for outer in outers:
        answer = await wire.event(event, team_id="T0OTHER001", **outer)
        assert answer.status_code == 403
        assert answer.headers["x-slack-no-retry"] == "1"
    for click in ("record", "edit"):
        pressed = a_click(stage, HELEN.id, secret.card, click, ref, team=other)
        assert "not installed" in (await wire.interaction(pressed)).text
    form = a_form(stage, HELEN.id, ref, SECRET.id, current="1%") | {"team": other}
    assert "not installed" in (await wire.interaction(form)).text
    answer = await wire.command(
        command="/whatimproved", text="improved", team_id="T0OTHER001", channel_id=SECRET.id,
        user_id=HELEN.id, trigger_id="T1", response_url="https://hooks.slack.com/x",
    )  # fmt: skip
    assert "not installed" in answer.text
    await stage.settled()
    assert shown_in(stage, SECRET.id) == before
    assert len(everything(stage)) == said


class Elsewhere:
    """An address that is not Slack's; remembers who called."""

    def __init__(self) -> None:
        self.called: list[str] = []

    async def hear(self, request: Request) -> PlainTextResponse:
        self.called.append(str(request.url))
        return PlainTextResponse("ok")


async def test_an_answer_goes_to_slack_or_nowhere(stage: Stage, wire: Wire) -> None:
    """A response address that leads elsewhere is not called, and not tried for ever."""
    elsewhere = Elsewhere()
    app = Starlette(routes=[Route("/{path:path}", elsewhere.hear, methods=["GET", "POST"])])
    async with served(app, a_socket()) as address:
        host = address.removeprefix("http://")
        slack = stage.workspace.base_url
        for url in (f"{address}/x", f"{slack}@{host}/x", f"http://hooks.slack.com@{host}/x", "x:"):
            answer = await wire.command(
                command="/whatimproved", text="improved", team_id=stage.workspace.team_id,
                channel_id=GENERAL.id, user_id=PRIYA.id, trigger_id=f"T{url}", response_url=url,
            )  # fmt: skip
            assert answer.status_code == 200
        under = wire.posted(PRIYA.id, "nothing", GENERAL.id)
        click = a_click(stage, PRIYA.id, under, "record", "p0", response_url=f"{address}/y")
        assert (await wire.interaction(click)).status_code == 200
        assert (
            await wire.interaction(
                a_click(stage, PRIYA.id, under, "edit", "p0", response_url=f"{address}/z")
            )
        ).status_code == 200
        await stage.settled()
    assert elsewhere.called == []


async def test_a_request_sent_again_has_one_effect(stage: Stage, wire: Wire) -> None:
    """The very same command, click or form, three times within its five minutes."""
    said = "Waiting time is 11 days now, per the audit report."
    _, card = await stage.say_and_hear(TOM.id, said, channel=OPEN.id)
    before = facts_about(stage, "Portal")
    value = stage.button(card, "record")[1]["value"]
    click = a_click(stage, TOM.id, card, "record", value)
    for _ in range(3):
        assert (await wire.interaction(click)).status_code == 200
    await stage.settled()
    once = facts_about(stage, "Portal")
    assert once > before
    form = a_form(stage, TOM.id, value, OPEN.id, current="12 days in April 2026")
    for _ in range(3):
        assert (await wire.interaction(form)).status_code == 200
    await stage.settled()
    assert facts_about(stage, "Portal") == once
    told = len(stage.by_the_bot(OPEN.id))
    for _ in range(3):
        await wire.command(
            command="/whatimproved", text="new Portal: cost in EUR", channel_id=OPEN.id,
            team_id=stage.workspace.team_id, user_id=TOM.id, trigger_id="T-again",
            response_url=f"{stage.workspace._response_url(Origin(user=TOM.id, channel=OPEN.id))}",
        )  # fmt: skip
    await stage.settled()
    assert len(stage.by_the_bot(OPEN.id)) == told + 1


# what is kept


def held(home: Path) -> bytes:
    """Every byte of every database of the bot, logs of the databases included."""
    found = [path.read_bytes() for path in home.glob("*.sqlite*")]
    assert len(found) >= 2
    return b"".join(found)


async def test_of_what_is_no_update_not_a_word_is_kept(
    stage: Stage, wire: Wire, home: Path
) -> None:
    """Not of chatter, not of questions to us, not of what only looked like an update."""
    assert stage.bot is not None
    for text in (
        "there is lasagnaone in the canteen today and we are all there at 2",
        "has anybody seen the lasagnatwo report? it was due 2 days ago",
        "please review my lasagnathree change before 5, the build was red 2 times",
    ):
        await wire.say(PRIYA.id, text, stage.channel)
    await wire.mention(PRIYA.id, "what do you think of lasagnafour at 5", GENERAL.id)
    room = stage.workspace.direct(PRIYA.id).id
    await wire.say(PRIYA.id, "my salary is lasagnafive", room)
    await stage.settled()
    await asyncio.to_thread(stage.bot.runner.sweep)
    assert b"lasagna" not in held(home)


async def test_of_an_update_the_quoted_spans_alone_are_kept(
    stage: Stage, wire: Wire, home: Path
) -> None:
    """However long a sentence is: no more than 300 characters of it in one piece."""
    assert stage.bot is not None
    filler = " ".join(f"word{number}" for number in range(2_000))
    said = f"Returns portal phase 1 is live with {filler} and 40 people logged in this week."
    await stage.command(
        AMARA.id, "/whatimproved new Returns portal: handling time in days", RETURNS.id
    )
    await wire.say(AMARA.id, f"{said} Tangerine: the lunch was fine.", RETURNS.id)
    await stage.settled()
    await asyncio.to_thread(stage.bot.runner.sweep)
    kept = held(home)
    longest = max((n for n in range(0, 2_000) if f"word{n} ".encode() in kept), default=0)
    runs = [
        n for n in range(1_950) if " ".join(f"word{k}" for k in range(n, n + 45)).encode() in kept
    ]
    assert runs == [], longest
    assert b"angerine" not in kept
