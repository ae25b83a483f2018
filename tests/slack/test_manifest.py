"""The manifest is what this release does: nothing is missing, and nothing is asked for besides."""

import ast
import inspect
import json
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any, cast, get_args

import pytest
import yaml
from slack_sdk import WebClient
from typer.testing import CliRunner

from bot import limits
from bot.__main__ import app
from bot.advice import asked, begin, meant
from bot.benefits.conversation import CommandVerb
from bot.sandbox.calls import Call
from bot.sandbox.cast import PRIYA, TOM, WHO
from bot.sandbox.methods import METHODS
from bot.sandbox.payloads import channel_type
from bot.sandbox.scopes import to_hear
from bot.sandbox.shapes import Room
from bot.serving import check_complete
from bot.settings import Settings
from bot.slack import leaving, listeners, oauth, pages, talk
from bot.slack.manifest import ENGLISH, as_yaml, manifest
from bot.slack.scopes import BOT, CALLS, EVENTS, NAMES
from bot.web import build_web
from tests.builders import NOON
from tests.sandbox.builders import a_workspace

URL = "https://bot.example.com"
SOURCES = Path(listeners.__file__).parent
README = Path(__file__).parents[2] / "README.md"
STEPS = README.read_text("utf-8").split("## Installing it in Slack\n")[1].split("\n## ")[0]
WAYS = STEPS.split("\n**")[1:4]
KINDS = {"channel": "channels", "group": "groups", "im": "im"}
ROOMS = (
    Room(id="C0OPEN0001", name="open", members=(TOM.id, WHO.bot_user)),
    Room(id="C0CLOSED01", name="closed", is_private=True, members=(TOM.id, WHO.bot_user)),
    Room(id="D0DIRECT01", name="", is_direct=True, members=(PRIYA.id, WHO.bot_user)),
)
GIVEN: dict[str, list[dict[str, str]]] = {
    "conversations.list": [{"types": "public_channel"}],
    "users.conversations": [{"types": "public_channel,private_channel"}],
    "conversations.open": [{"users": TOM.id}],
}
"""How we call what takes other scopes by what it is called with; else in each kind of room."""


class Routes:
    """Stands where Bolt does, and remembers what was listened to."""

    def __init__(self) -> None:
        self.heard: dict[str, list[Any]] = {}

    def __getattr__(self, kind: str) -> Any:
        def listen(what: Any = None, *_: Any, **__: Any) -> Any:
            self.heard.setdefault(kind, []).append(what)
            return lambda handler: handler

        return listen


class Anyone:
    """Stands where handlers do: they are named when types are checked."""

    def __getattr__(self, name: str) -> None:
        return None


@pytest.fixture
def routes() -> dict[str, list[Any]]:
    found = Routes()
    for name, route in vars(listeners).items():
        if name.startswith("_route"):
            route(found, Anyone())
    return found.heard


def of_events(subscribed: list[str]) -> set[str]:
    """The types as events carry them: of a message, where it was said stands elsewhere."""
    return {one.partition(".")[0] for one in subscribed}


def test_subscribed_is_what_is_listened_to(routes: dict[str, list[Any]]) -> None:
    """An event without a listener costs a request; a listener without its event never runs."""
    told = manifest()["settings"]["event_subscriptions"]["bot_events"]
    assert told == sorted({one.name for one in EVENTS})
    assert of_events(told) == {*routes["event"], talk.EVENT, *leaving._OURS, *leaving._MANY}


def test_messages_are_heard_where_their_scope_is_asked_for() -> None:
    """As the local workspace has it, for each kind of conversation; none of several people."""
    heard = {one.name: one.scopes for one in EVENTS if one.name.startswith("message.")}
    event = {"type": "message"}
    assert heard == {
        f"message.{KINDS[channel_type(room)]}": (to_hear(event, room),) for room in ROOMS
    }


def called_by_us() -> Iterator[str]:
    """The methods of the Web API that our code names, by Slack's names."""
    for path in (*SOURCES.glob("*.py"), SOURCES.parent / "check.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in dir(WebClient):
                found = getattr(WebClient, node.attr)
                yield from re.findall(r'api_call\(\s*"([\w.]+)"', _source(found))
            elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "api_call":
                yield from (str(one.value) for one in node.args if isinstance(one, ast.Constant))


def _source(found: object) -> str:
    return inspect.getsource(found) if inspect.isfunction(found) else ""


def test_the_table_of_calls_is_what_the_code_calls() -> None:
    """Whoever calls another method says which scope it takes."""
    assert set(called_by_us()) == set(CALLS)


@pytest.mark.parametrize("method", sorted(set(CALLS) & set(METHODS)))
def test_a_call_takes_the_scopes_the_local_workspace_wants_for_it(method: str) -> None:
    """What runs here runs in Slack, and nothing is asked for that no call takes."""
    workspace = a_workspace(scopes=frozenset())
    for room in ROOMS:
        workspace.board.add_room(room)
    calls = GIVEN.get(method, [{"channel": room.id} for room in ROOMS])
    needs = METHODS[method].needs
    assert set(chain.from_iterable(needs(workspace, Call(one)) for one in calls)) == {
        *CALLS[method]
    }


def test_every_scope_is_for_a_call_an_event_or_a_surface() -> None:
    """The least: take one away and something of this would fail."""
    taken = {*chain.from_iterable(CALLS.values()), *chain(*(one.scopes for one in EVENTS))}
    features = manifest()["features"]
    surfaces = dict.fromkeys(("slash_commands", "shortcuts"), "commands")
    surfaces |= {"agent_view": "assistant:write"}
    assert surfaces.keys() <= features.keys()
    assert taken | set(surfaces.values()) == set(NAMES)
    assert list(NAMES) == sorted(NAMES)


def test_surfaces_are_there_where_somebody_listens(routes: dict[str, list[Any]]) -> None:
    """A shortcut, a Home tab or a command that nothing answers is worse than none."""
    features = manifest()["features"]
    offered = {one["callback_id"] for one in features.get("shortcuts", [])}
    kinds = ("shortcut", "global_shortcut", "message_shortcut")
    assert offered == {one for kind in kinds for one in routes.get(kind, [])}
    assert features["app_home"]["home_tab_enabled"] == ("views.publish" in CALLS)
    commands = features["slash_commands"]
    assert [one["command"] for one in commands] == list(a_workspace()._commands)
    assert len(routes["command"]) == 2  # one of them is for those that open a form
    hinted = {one.split()[0] for one in commands[0]["usage_hint"].split(" | ")}
    assert hinted <= {*get_args(CommandVerb), "help"}


def test_what_is_suggested_is_understood() -> None:
    """Who presses one of the first questions is not told that it was not understood."""
    view = manifest()["features"]["agent_view"]
    said = [one["message"] for one in view["suggested_prompts"]]
    assert [asked.asks_for_report(one) or meant.asks_for_help(one) for one in said] == [True] * 4
    whole, worse, sponsored, _ = (asked.asked(one, NOON.date()) for one in said)
    assert (whole.about, worse.worse, sponsored.sponsor) == ("", True, "me")


def test_no_text_is_longer_than_slack_takes() -> None:
    """By the schema Slack publishes for manifests."""
    made = manifest(URL, is_many=True)
    shown, features = made["display_information"], made["features"]
    command, view = features["slash_commands"][0], features["agent_view"]
    sizes = [
        (shown["name"], 1, 35),
        (shown["description"], 1, 140),
        (shown["long_description"], 175, 4_000),
        (features["bot_user"]["display_name"], 1, 80),
        (command["command"], 2, 32),
        (command["description"], 1, 2_000),
        (command["usage_hint"], 1, 1_000),
        (view["agent_description"], 1, 300),
        *((one["name"], 1, 24) for one in features["shortcuts"]),
        *((one["description"], 1, 150) for one in features["shortcuts"]),
        *((one, 1, 50) for one in (*NAMES, *(each.name for each in EVENTS))),
    ]
    assert [text for text, least, most in sizes if not least <= len(text) <= most] == []
    assert len(view["suggested_prompts"]) <= 4
    assert "assistant_view" not in features
    assert re.fullmatch(r"[\w .']+", features["bot_user"]["display_name"])


def addresses(found: object) -> Iterator[str]:
    """Every address in it, however deep."""
    if isinstance(found, dict):
        found = list(found.values())
    if isinstance(found, list):
        yield from chain.from_iterable(map(addresses, found))
    elif isinstance(found, str) and found.startswith("http"):
        yield found


def test_slack_is_sent_where_somebody_answers() -> None:
    """Each path in the manifest is one of ours, and none of ours is forgotten."""
    served = {cast(Any, one).path for one in build_web(cast(Any, None), parts={}).routes}
    sent = {one.removeprefix(URL) for one in addresses(manifest(URL))}
    assert sent == served - {"/health", "/ready"}
    assert set(addresses(manifest(URL, is_many=True))) == {
        *(f"{URL}{path}" for path in sent),
        f"{URL}{oauth.REDIRECT}",
    }


@pytest.mark.parametrize(("url", "is_socket"), [(None, False), (None, True), (URL, True)])
def test_socket_mode_needs_no_address(url: str | None, is_socket: bool) -> None:
    """Nothing is to be reached, but where browsers are sent back to."""
    made = manifest(url, is_socket=is_socket, is_many=url is not None)
    assert made["settings"]["socket_mode_enabled"] is True
    assert list(addresses(made)) == ([f"{URL}{oauth.REDIRECT}"] if url else [])


@pytest.mark.parametrize("is_many", [False, True])
def test_tokens_rotate_only_where_they_can_be_renewed(is_many: bool) -> None:
    """A token in a setting would end after twelve hours."""
    made = manifest(URL, is_many=is_many)["settings"]
    assert made["token_rotation_enabled"] is is_many
    assert made["org_deploy_enabled"] is is_many


def test_yaml_says_the_same_and_why() -> None:
    """Each permission and each event has its reason beside it."""
    made = manifest(URL, is_many=True)
    shown = as_yaml(made)
    assert yaml.safe_load(shown) == made
    for one in (*BOT, *EVENTS):
        assert f"    - {one.name}  # {one.reason}\n" in shown


@pytest.mark.parametrize(
    ("typed", "url", "is_socket", "is_many"),
    [
        ([], None, False, False),
        (["--socket"], None, True, False),
        (["--url", f"{URL}/"], URL, False, False),
        (["--url", URL, "--many"], URL, False, True),
        (["--url", URL, "--many", "--socket"], URL, True, True),
    ],
)
def test_the_command_prints_it_in_both_forms(
    typed: list[str], url: str | None, is_socket: bool, is_many: bool
) -> None:
    """JSON is nothing but JSON."""
    made = manifest(url, is_socket=is_socket, is_many=is_many)
    said = [
        CliRunner().invoke(app, ["manifest", *typed, *more]).output for more in (["--json"], [])
    ]
    assert [json.loads(said[0]), yaml.safe_load(said[1])] == [made, made]


@pytest.mark.parametrize(
    "typed",
    [
        ["--many"],
        *(
            ["--url", one]
            for one in ("", "http://x", "https://", "https://a b", "https://x?y", "https://x/y")
        ),
    ],
)
def test_an_address_slack_would_not_take_is_refused(typed: list[str]) -> None:
    """Before it is pasted anywhere."""
    ended = CliRunner().invoke(app, ["manifest", *typed])
    assert (ended.exit_code, "--url" in ended.output) == (2, True)


def test_the_readme_s_manifests_can_be_printed() -> None:
    """Each as it is written there, and each way has its own."""
    typed = [re.findall(r"`whatimproved (manifest[^`]*)`", way)[0].split() for way in WAYS]
    made = [CliRunner().invoke(app, [*one, "--json"]) for one in typed]
    assert [json.loads(one.output) for one in made] == [
        manifest(),
        manifest(URL),
        manifest(URL, is_many=True),
    ]


@pytest.mark.parametrize("way", range(3))
def test_who_follows_the_readme_has_set_what_serve_needs(way: int) -> None:
    """Every name that a way mentions is a setting, and they are enough."""
    names = set(re.findall(r"`((?:SLACK|WHATIMPROVED)_[A-Z_]+)`", WAYS[way]))
    assert names <= {one.alias for one in Settings.model_fields.values()}
    kept = names - {"WHATIMPROVED_HOST", "WHATIMPROVED_PORT"}
    key = "A" * 43 + "="
    check_complete(Settings.model_validate(dict.fromkeys(kept, key)))


def test_the_readme_s_addresses_and_figures_are_those_of_the_code() -> None:
    """A step that leads nowhere is worse than none."""
    served = {cast(Any, one).path for one in build_web(cast(Any, None), parts={}).routes}
    named = set(re.findall(r"/(?:slack/\w+|health|ready)\b", STEPS))
    assert named <= {*served, oauth.INSTALL, oauth.REDIRECT}
    assert {"/slack/events", oauth.INSTALL, oauth.REDIRECT, "/health", "/ready"} <= named
    assert f"/invite @{ENGLISH.bot}`" in STEPS
    assert pages.TEXTS.steps[0].endswith(f"/invite @{ENGLISH.bot}")
    assert f"at most {limits.REQUEST_BYTES // 1_000_000} MB" in STEPS
    usual = Settings.model_fields
    assert f"/slack/* {usual['host'].default}:{usual['port'].default}`" in STEPS
    told = re.search(r"`/whatimproved new ([^`]*)`", STEPS)
    assert told is not None
    assert begin.understood(told[1]) is not None
