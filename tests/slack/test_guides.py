"""The forms of the practices over real HTTP: opened, sent, led from step to step."""

import json
from typing import Any, cast

import pytest
from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.benefits.conversation import Commanded, Guided, Option, Post
from bot.benefits.guides import Field, Guide
from bot.benefits.home import Wanted
from bot.benefits.questions import Citation
from bot.benefits.sheet import Choice
from bot.sandbox.sizes import checked_view
from bot.slack import guided
from bot.slack.blocks import render
from bot.slack.home_handlers import HomeHandlers
from bot.slack.texts import ENGLISH
from tests.slack.conftest import NOW, Place
from tests.slack.slackside import TEAM, TS, press, slash

CONSTRAINT = Field(
    key="constraint",
    label="What limits the outcome today?",
    hint="In the words of those who do the work",
    kind="text",
    needed=True,
    part="Today",
)
FRAMING = Guide(
    name="framing",
    ref="i1",
    title="What should get better",
    note=("The constraint is the business's, not the tool's.", " "),
    cites=(
        Citation(id="p1", title="Name the constraint", source="On framing, “Why”"),
        Citation(id="p2", title="Ask why", source="On framing, “Why”"),
    ),
    fields=(
        CONSTRAINT,
        Field(key="measure", label="Measure", initial="quote-to-cash"),
        Field(
            key="kind",
            label="Kind",
            kind="choice",
            choices=(Choice(id="time", name="Time"), Choice(id="cost", name="Cost")),
            initial="cost",
        ),
        Field(key="owner", label="Owner", kind="person", initial="U0ANA"),
        Field(key="by", label="By when", kind="day", initial="2026-06-30"),
        Field(key="system", label="System", kind="choice"),
    ),
    submit="Record",
)
TYPED = {"constraint": " Three handovers ", "kind": "time", "owner": "U0BEN", "by": "2026-07-01"}
KINDS = {
    "kind": "selected_option",
    "owner": "selected_user",
    "by": "selected_date",
}


@pytest.fixture(autouse=True)
def opens(place: Place) -> None:
    """Slack opens what it is asked to."""
    place.api.answers("views.open", {"view": {"id": "V1"}})


def viewed(asked: dict[str, Any]) -> dict[str, Any]:
    found = asked["view"]
    return json.loads(found) if isinstance(found, str) else dict(found)


def sent(view: dict[str, Any], **values: str) -> dict[str, Any]:
    """The form as it is sent, with these values in it."""
    state: dict[str, Any] = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            id = block["block_id"]
            value = values.get(id)
            held: Any = {"value": value} if id == "kind" and value else value
            state[id] = {"value": {"type": "any", KINDS.get(id, "value"): held}}
    return {
        "type": "view_submission",
        "team": {"id": TEAM},
        "user": {"id": "U0ANA", "team_id": TEAM},
        "trigger_id": "1.2.3",
        "view": {**view, "id": "V1", "state": {"values": state}},
    }


def opened(place: Place) -> dict[str, Any]:
    """The form that was opened last; Slack would take it."""
    [*_, asked] = place.api.asked("views.open")
    return checked_view(viewed(asked))


def test_a_guide_is_a_form_that_slack_takes() -> None:
    """Notes and headings stand above the fields, sources below all of them; a menu without choices
    is left out.
    """
    shown = checked_view(guided.view(FRAMING, "C0CRM"))
    kinds = [block["type"] for block in shown["blocks"]]
    assert kinds == ["section", "header", *["input"] * 5, "context"]
    [small] = shown["blocks"][-1]["elements"]
    assert small["text"] == "Rests on: Name the constraint; Ask why · On framing, “Why”"
    inputs = {one["block_id"]: one for one in shown["blocks"] if one["type"] == "input"}
    assert [one["optional"] for one in inputs.values()] == [False, True, True, True, True]
    elements = [one["element"] for one in inputs.values()]
    assert [one["type"] for one in elements] == [
        "plain_text_input",
        "plain_text_input",
        "static_select",
        "users_select",
        "datepicker",
    ]
    assert elements[0]["multiline"]
    assert elements[0]["max_length"] == elements[1]["max_length"] == 300
    assert elements[1]["initial_value"] == "quote-to-cash"
    assert elements[2]["initial_option"]["value"] == "cost"
    assert (elements[3]["initial_user"], elements[4]["initial_date"]) == ("U0ANA", "2026-06-30")


def test_a_menu_holds_what_is_chosen_however_many_there_are() -> None:
    """Slack takes a hundred choices in a list: more stand in groups named by their first and last,
    and what stands in the menu is among them.
    """
    many = tuple(Choice(id=f"i{n}", name=f"Investment {n}") for n in range(150))
    field = Field(key="of", label="Of", kind="choice", choices=many, initial="i149")
    [block] = checked_view(
        guided.view(FRAMING.model_copy(update={"fields": (field,), "note": (), "cites": ()}), "C0")
    )["blocks"]
    groups = block["element"]["option_groups"]
    assert [len(one["options"]) for one in groups] == [100, 50]
    assert groups[1]["label"]["text"] == "Investment 100 – Investment 149"
    assert groups[1]["options"][-1] == block["element"]["initial_option"]


def test_a_button_that_opens_a_form_says_which() -> None:
    """It is rendered as the others are, and what it names is read back."""
    post = Post(options=(Option(ref="framing|i1", label="Frame it", verb="guide"),))
    [button] = [one for block in render(post)["blocks"] for one in block.get("elements", ())]
    assert (button["action_id"], guided.ref_of(button["value"])) == ("guide:0", ("framing", "i1"))
    assert guided.ref_of("framing") == ("framing", "")
    assert guided.ref_of("|i1") is guided.ref_of(None) is None


async def test_a_command_opens_a_form_and_what_is_sent_is_kept(place: Place) -> None:
    """The words after the verb are what it is of; empty fields are left out."""
    place.edge.forms["frame"], place.edge.guides["framing"] = "framing", FRAMING
    answer = await place.slack.command(**slash("frame CRM phase 2"))
    assert (answer.status_code, answer.text) == (200, "")
    assert place.edge.wanted == [("framing", TEAM, "C0CRM", "U0ANA", "CRM phase 2")]
    assert place.edge.received == []
    answer = await place.slack.interact(sent(opened(place), **TYPED))
    assert (answer.status_code, answer.text) == (200, "")
    [(id, kept)] = place.edge.received
    assert id == "1.2.3"
    assert kept == Guided(
        workspace=TEAM,
        channel="C0CRM",
        user="U0ANA",
        at=NOW,
        name="framing",
        ref="i1",
        needed=("constraint",),
        fields={**TYPED, "constraint": "Three handovers"},
        reply_to="https://hooks.slack.com/commands/1/2/3#U0ANA",
    )


async def test_words_for_nothing_leave_a_field_open_that_may_be(place: Place) -> None:
    """What cannot stay empty is looked at as it was typed, by who knows what is asked there."""
    place.edge.forms["frame"], place.edge.guides["framing"] = "framing", FRAMING
    await place.slack.command(**slash("frame CRM phase 2"))
    typed = {**TYPED, "constraint": "?", "measure": "n/a"}
    await place.slack.interact(sent(opened(place), **typed))
    [(_, kept)] = place.edge.received
    assert isinstance(kept, Guided)
    assert kept.fields == {**TYPED, "constraint": "?"}


async def test_a_command_whose_words_are_none_of_the_form_is_done_as_typed(place: Place) -> None:
    """One verb opens a form alone, and does what it did with words."""
    place.edge.forms["new"] = "framing"
    answer = await place.slack.command(**slash("new CRM: quote-to-cash in days"))
    assert (answer.status_code, answer.text) == (200, "")
    [kept] = place.edge.events
    assert isinstance(kept, Commanded)
    assert (kept.verb, kept.words) == ("new", "CRM: quote-to-cash in days")
    assert place.api.asked("views.open") == []


async def test_why_a_form_is_not_opened_is_told_to_who_wanted_it(place: Place) -> None:
    """By command, by button, and from anywhere, where it is told in the form's place."""
    why = "Only members of this channel can frame it."
    place.edge.forms["frame"], place.edge.guides["framing"] = "framing", why
    answer = await place.slack.command(**slash("frame"))
    assert answer.json() == {"text": why, "response_type": "ephemeral"}
    pressed = press("guide:3", "framing|i1", response_url=place.api.hook)
    assert (await place.slack.interact(pressed)).status_code == 200
    assert place.api.hooked[0]["text"] == why
    assert place.api.hooked[0]["thread_ts"] == TS
    alone = press(
        "guide:3", "framing|i1", response_url=place.api.hook, message={"ts": "1771405300.000200"}
    )
    assert (await place.slack.interact(alone)).status_code == 200
    assert "thread_ts" not in place.api.hooked[1]
    place.edge.guides["feedback"] = why
    anywhere = {"type": "shortcut", "callback_id": "tell_what_hinders", "team": {"id": TEAM}}
    anywhere |= {"user": {"id": "U0ANA", "team_id": TEAM}, "trigger_id": "7.8.9"}
    assert (await place.slack.interact(anywhere)).status_code == 200
    assert why in str(opened(place)["blocks"])
    assert place.edge.received == []
    place.edge.guides["feedback"] = FRAMING
    assert (await place.slack.interact(anywhere)).status_code == 200
    assert "constraint" in str(opened(place)["blocks"])
    place.edge.broken = True
    assert (await place.slack.interact(pressed)).status_code == 200
    assert "try again" in place.api.hooked[-1]["text"]


async def test_a_button_opens_the_form_it_names(place: Place) -> None:
    """It decides nothing by itself; one that names no form says so."""
    place.edge.guides["framing"] = FRAMING
    await place.slack.interact(press("guide:0", "framing|i1"))
    assert place.edge.wanted == [("framing", TEAM, "C0CRM", "U0ANA", "i1")]
    assert "constraint" in str(opened(place)["blocks"])
    for value in ("gone|i1", "|"):
        await place.slack.interact(press("guide:0", value, response_url=place.api.hook))
    told = [one["text"] for one in place.api.hooked]
    assert ["no longer open" in told[0], "could not tell" in told[1]] == [True, True]
    assert place.edge.received == []


async def test_what_is_wrong_stands_beside_its_field_and_nothing_is_kept(place: Place) -> None:
    """What is about no field of this step stands at the first."""
    shown = guided.view(FRAMING, "C0CRM")
    place.edge.problems = {"by": "That day is gone.", "elsewhere": "Say more."}
    answer = await place.slack.interact(sent(shown, **TYPED))
    assert answer.json() == {
        "response_action": "errors",
        "errors": {"by": "That day is gone.", "constraint": "Say more."},
    }
    place.edge.problems, place.edge.broken = {}, True
    answer = await place.slack.interact(sent(shown, **TYPED))
    assert "try again" in answer.json()["errors"]["constraint"]
    assert "secret" not in answer.text
    place.edge.broken = False
    answer = await place.slack.interact(sent({**shown, "private_metadata": "[1"}, **TYPED))
    assert "could not tell" in answer.json()["errors"]["constraint"]
    assert place.edge.received == []


async def test_a_step_leads_to_the_next_and_all_is_sent_together(place: Place) -> None:
    """What was said before travels along unseen; where it is too much, that is said at once."""
    first = FRAMING.model_copy(update={"goes_on": True, "submit": "Continue"})
    fields = tuple(Field(key=f"f{n}", label=f"Field {n}") for n in range(12))
    last = Guide(name="framing", ref="i1", title="Last", fields=fields, submit="Record")
    place.edge.steps = [last, last]
    answer = await place.slack.interact(sent(guided.view(first, "C0CRM"), **TYPED))
    assert answer.json()["response_action"] == "update"
    second = checked_view(answer.json()["view"])
    assert place.edge.received == []
    assert (await place.slack.interact(sent(second, f1="More"))).text == ""
    [kept] = place.edge.events
    assert isinstance(kept, Guided)
    assert kept.fields == {**TYPED, "constraint": "Three handovers", "f1": "More"}
    wide = guided.view(last.model_copy(update={"goes_on": True}), "C0CRM")
    full = {f"f{n}": "x" * (300 if n == 4 else 299) for n in range(12)}
    answer = await place.slack.interact(sent(wide, **full))
    assert "fewer words" in answer.json()["errors"]["f4"]
    assert len(place.edge.events) == 1


async def test_a_command_that_says_more_than_a_form_can_carry_is_told_so(place: Place) -> None:
    """Slack would not open it."""
    place.edge.forms["frame"] = "framing"
    place.edge.guides["framing"] = FRAMING.model_copy(update={"ref": "x" * 4_000})
    answer = await place.slack.command(**slash("frame CRM"))
    assert "fewer words" in answer.text
    assert place.api.asked("views.open") == []


async def test_a_form_opened_in_a_home_tells_there(place: Place) -> None:
    """It carries what the Home showed, and there is no channel in it."""
    shown = guided.view(FRAMING, "U0ANA")
    hidden = json.loads(shown["private_metadata"]) | {"home": '{"page":2}'}
    await place.slack.interact(sent({**shown, "private_metadata": json.dumps(hidden)}, **TYPED))
    [kept] = place.edge.events
    assert isinstance(kept, Guided)
    assert (kept.channel, kept.home, kept.reply_to) == (
        "U0ANA",
        '{"page":2}',
        'home:U0ANA:{"page":2}',
    )


@pytest.mark.parametrize("verb", ["frame", "help"])
async def test_a_form_that_fails_to_open_is_told(place: Place, verb: str) -> None:
    """The words of the error are not."""
    place.edge.forms["frame"], place.edge.broken = "framing", True
    answer = await place.slack.command(**slash(verb))
    assert answer.status_code == 200
    assert ("try again" in answer.text) is (verb == "frame")
    assert "secret" not in answer.text


class Shown:
    """Homes that were shown, with what they said."""

    def __init__(self) -> None:
        self.notices: list[str] = []

    async def show(self, workspace: str, user: str, wanted: Wanted, notice: str = "") -> None:
        self.notices.append(notice)

    async def prefill(self, workspace: str, ref: str, user: str) -> None:
        return None

    async def full(self, workspace: str, user: str, investment: str | None) -> Post:
        return Post()

    async def behind(self, workspace: str, ref: str, user: str) -> tuple[Post, ...]:
        return ()


async def test_a_button_in_a_home_opens_its_form_above_it(place: Place) -> None:
    """What the Home showed goes along; why there is none is told in the Home."""
    homes = Shown()
    handle = HomeHandlers(homes, place.edge, ENGLISH, lambda: NOW)
    client = AsyncWebClient(base_url=place.api.url)
    acknowledged: list[bool] = []

    async def ack() -> None:
        acknowledged.append(True)

    pressed = press("guide:0", "framing|i1", channel=None, container=None, message=None)
    pressed["view"] = {"type": "home", "private_metadata": '{"page":2}'}
    place.edge.guides["framing"] = FRAMING
    await handle.open_guide(pressed, client, cast(AsyncAck, ack))
    assert place.edge.wanted[-1][2:] == ("U0ANA", "U0ANA", "i1")
    assert json.loads(opened(place)["private_metadata"])["home"] == '{"page":2}'
    place.edge.guides["framing"] = "Only its own channel can frame it."
    await handle.open_guide(pressed, client, cast(AsyncAck, ack))
    pressed["actions"][0]["value"] = "|"
    await handle.open_guide(pressed, client, cast(AsyncAck, ack))
    assert homes.notices == ["Only its own channel can frame it.", ENGLISH.incomplete]
    assert acknowledged == [True] * 3
