"""The real client of OpenAI against a server that may do anything: in time, and no error."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.benefits.asking import WhyNot
from bot.model.failures import Failure
from bot.model.line import Line, Loop, Said
from bot.model.providers import Choice
from tests.model import server
from tests.model.builders import SCHEMA, a_line, a_prompt
from tests.model.server import answers, gives, says, serving

LONG, SHORT = 10.0, 0.4
"""Seconds: more than anything here takes, and too few for what never comes."""


def test_what_is_asked_for_comes_back_with_what_it_used(loop: Loop) -> None:
    """The system's words and a person's stand apart; the shape goes along as a function."""
    with serving(answers({"says": "hi"})) as script:
        line = a_line(script.url, loop)
        said = line.say(a_prompt("Half \ud83d of it"), SCHEMA, LONG)
        line.close()
    assert said == Said({"says": "hi"}, (120, 30))
    asked = script.asked[0]
    told = [(one["role"], one["content"]) for one in asked["messages"]]
    assert told == [("system", "Read this."), ("user", "Half ? of it")]
    assert asked["tools"][0]["function"]["name"] == "Words"
    assert script.keys == ["Bearer sk-test"]


def test_a_model_that_calls_no_functions_may_say_it_in_words(loop: Loop) -> None:
    """Small ones of one's own do; no key is needed there, and none of somebody else's is sent."""
    words = says({"content": '```json\n{"says": "hi"}\n```'})
    with serving(words) as script:
        line = a_line(script.url, loop, key=None)
        said = line.say(a_prompt(), SCHEMA, LONG)
        line.close()
    assert said == Said({"says": "hi"}, (120, 30))
    assert script.keys == ["Bearer none"]


FAILURES: dict[str, tuple[server.Line, WhyNot, int, bool]] = {
    "no key of theirs": (gives(401), "refused", 1, True),
    "no money": (gives(402), "refused", 1, True),
    "no such model": (gives(404), "refused", 1, True),
    "too long a prompt": (gives(400), "refused", 1, False),
    "too many, come back much later": (gives(429, retry_after="60"), "broken", 1, True),
    "too many, come back never": (gives(429, retry_after="soon"), "broken", 3, True),
    "broken there": (gives(500), "broken", 3, True),
    "sent elsewhere": (gives(307, location="http://127.0.0.1:1/"), "broken", 3, True),
    "cut in the middle": (server.cuts, "broken", 3, True),
    "nothing": (gives(200, b""), "broken", 1, True),
    "a page": (gives(200, b"<html>", content_type="text/html"), "broken", 1, True),
    "another object": (gives(200, b'{"choices": null}'), "broken", 1, True),
    "deep": (gives(200, b"[" * 100_000), "broken", 1, True),
    "not JSON": (answers('{"says": '), "broken", 1, False),
    "words": (says({"content": "Certainly, here it is."}), "broken", 1, False),
    "a list": (says({"content": "[1]"}), "broken", 1, False),
    "a refusal": (says({"content": None, "refusal": "no"}), "refused", 1, False),
    "filtered": (says({"content": ""}, "content_filter"), "refused", 1, False),
    "a flood": (server.floods, "broken", 1, True),
    "a flood in a small parcel": (server.packs, "broken", 1, True),
}


@pytest.mark.parametrize("name", FAILURES)
def test_whatever_comes_instead_is_a_reason(
    name: str, loop: Loop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What may go away is tried again; what lies in the prompt is nobody's fault."""
    monkeypatch.setattr("bot.model.line.PAUSE", 0.001)
    script_line, why_not, times, counts = FAILURES[name]
    with serving(script_line) as script:
        line = a_line(script.url, loop)
        said = line.say(a_prompt(), SCHEMA, LONG)
        line.close()
    assert isinstance(said, Failure)
    assert (said.why_not, len(script.asked), said.counts) == (why_not, times, counts)


def test_a_refused_key_and_a_busy_server_are_left_alone_at_once(loop: Loop) -> None:
    """A key does not get better by being shown again."""
    for line, rests in ((gives(401), 300), (gives(429, retry_after="60"), 60)):
        with serving(line) as script:
            asked = a_line(script.url, loop)
            said = asked.say(a_prompt(), SCHEMA, LONG)
            asked.close()
        assert isinstance(said, Failure)
        assert said.rests == rests


def test_what_goes_well_at_the_second_try_went_well(
    loop: Loop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Now and then a server stumbles."""
    monkeypatch.setattr("bot.model.line.PAUSE", 0.001)
    with serving(gives(503), server.cuts, answers({"says": "hi"})) as script:
        line = a_line(script.url, loop)
        assert line.say(a_prompt(), SCHEMA, LONG) == Said({"says": "hi"}, (120, 30))
        line.close()


@pytest.mark.parametrize("behaviour", [server.hangs, server.drips])
def test_who_is_too_slow_is_late_and_waited_for_no_longer(
    behaviour: Callable[[server.Request], None], loop: Loop
) -> None:
    """The server goes on for ever; several who ask at once wait no longer than one."""
    with serving(behaviour) as script:
        line = a_line(script.url, loop)
        line.open()
        with ThreadPoolExecutor(4) as threads:
            asked = [threads.submit(line.say, a_prompt(), SCHEMA, SHORT) for _ in range(4)]
        line.close()
    assert [one.result() for one in asked] == [Failure("late", used_up=True)] * 4


def test_nobody_there_is_a_reason_too(loop: Loop, monkeypatch: pytest.MonkeyPatch) -> None:
    """A port nobody listens on."""
    monkeypatch.setattr("bot.model.line.PAUSE", 0.001)
    with serving(answers({})) as script:
        pass
    line = a_line(script.url, loop)
    said = line.say(a_prompt(), SCHEMA, LONG)
    line.close()
    assert isinstance(said, Failure)
    assert said.why_not == "broken"


def test_a_package_that_is_missing_is_a_reason_too(loop: Loop) -> None:
    """Whoever set a model and did not install its provider's package gets what there is without."""
    said = Line(Choice("nowhere", "m"), loop).say(a_prompt(), SCHEMA, LONG)
    assert isinstance(said, Failure)
    assert said.why_not == "broken"


def test_nothing_is_traced_to_a_third_party(loop: Loop, monkeypatch: pytest.MonkeyPatch) -> None:
    """A setting of langchain's own would send every prompt to its makers."""

    def told(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("something was traced")

    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    monkeypatch.setenv("LANGSMITH_API_KEY", "a key")
    monkeypatch.setattr("langchain_core.tracers.langchain.LangChainTracer.__init__", told)
    with serving(answers({"says": "hi"})) as script:
        line = a_line(script.url, loop)
        said = line.say(a_prompt(), SCHEMA, LONG)
        line.close()
    assert isinstance(said, Said)
