"""Models as settings name them, wired, and as a record says where they are on."""

import time
from pathlib import Path
from typing import Any

import pytest
from prometheus_client import generate_latest

from bot import check
from bot.advice.doors import NO_MODEL
from bot.benefits.asking import PURPOSES
from bot.benefits.manners import ChannelManners, HouseManners, is_model_on
from bot.metrics import Metrics
from bot.model.providers import Choice, opened
from bot.models import build_models, choices_of, models_alone, switched
from bot.settings import Settings
from storage.model_rows import SqlModelRows
from storage.records import SqlRecords
from tests.builders import NOON, a_database
from tests.model.builders import Words, a_prompt
from tests.model.server import answers, serving


def _settings(**told: str) -> Settings:
    return Settings.model_validate({"home": Path("nowhere"), **told})


def test_one_model_reads_and_speaks_or_another_speaks() -> None:
    """A server of one's own gets its own models' prompts and key, and no other provider's."""
    own = {"model_url": "http://localhost:11434", "openai_api_key": "sk-1"}
    both = choices_of(_settings(model="ollama:qwen", model_phrasing="anthropic:x", **own))
    assert {one: both[one].whole_name for one in PURPOSES} == {
        "read": "ollama:qwen",
        "extract": "ollama:qwen",
        "phrase": "anthropic:x",
        "converse": "anthropic:x",
    }
    assert [both["read"].url, both["phrase"].url] == ["http://localhost:11434", None]
    one = choices_of(_settings(model="openai:m", **own))
    assert set(one.values()) == {Choice("openai", "m", "http://localhost:11434", "sk-1")}
    assert set(choices_of(_settings(model_phrasing="openai:m"))) == {"phrase", "converse"}


def test_the_environment_of_a_providers_package_leads_nowhere_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What check tells of is where it goes: the provider's own address, or that of the settings."""
    for name in ("OPENAI_BASE_URL", "OPENAI_API_BASE"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/elsewhere")
    goes: list[str] = []
    for url in (None, "http://localhost:1/v1"):
        model: Any = opened(Choice("openai", "m", url, "sk-1"))
        goes.append(str(model.root_async_client.base_url))
    assert goes == ["https://api.openai.com/v1/", "http://localhost:1/v1/"]


def test_without_a_setting_nothing_is_asked() -> None:
    """Off by default; nothing of any provider's is imported."""
    models = models_alone(_settings(model=" "), lambda: NOON, time.monotonic)
    assert models.door is NO_MODEL
    assert models.name is None
    models.begin()
    models.end()


@pytest.mark.parametrize(
    "told",
    [
        {"model": "gpt"},
        {"model": "openai:"},
        {"model": "openai:a b"},
        {"model_url": "http://example.com/v1"},
        {"model_price": "1"},
        {"model_seconds": "0"},
    ],
)
def test_settings_that_mean_nothing_are_told(told: dict[str, str]) -> None:
    """What people wrote never goes over the open net in the clear."""
    with pytest.raises(ValueError, match=next(iter(told))):
        _settings(**told)


def test_a_channels_word_goes_before_the_workspaces() -> None:
    """Off, unless somebody said otherwise."""
    said = [
        is_model_on(ChannelManners(model=here), HouseManners(model=house))
        for here in (None, True, False)
        for house in (False, True)
    ]
    assert said == [False, True, True, True, False, False]


def test_wired_it_asks_where_it_is_on_and_counts_what_it_cost(tmp_path: Path) -> None:
    """From the settings to the server and back, with the record's own word."""
    metrics = Metrics(lambda: pytest.fail("nobody looks"), time.monotonic)
    with serving(answers({"says": "hi"})) as script, a_database(tmp_path) as engine:
        records = SqlRecords(engine)
        with records.work("T1") as work:
            work.keep_manners("C1", ChannelManners(model=True), NOON)
            work.commit()
        settings = _settings(model="openai:m", model_url=script.url, model_price="1000000,0")
        models = build_models(
            settings,
            SqlModelRows(engine),
            switched(records),
            lambda: NOON,
            time.monotonic,
            metrics.asking(settings.price_per_token),
        )
        models.begin()
        asked = [models.door.ask("T1", one, a_prompt(), Words, 10) for one in ("C1", "C2", "C1")]
        assert [models.door.is_on("T1", one) for one in ("C1", "C2")] == [True, False]
        models.end()
    assert [one.why_not for one in asked] == [None, "off", None]
    assert models.name == "openai:m"
    told = generate_latest(metrics.registry.restricted_registry(_NAMES)).decode()
    assert "whatimproved_model_cost_total 120.0" in told
    assert 'whatimproved_model_tokens_total{purpose="read",way="in"} 120.0' in told


CHECKED = [
    ({}, "not set", "none is needed"),
    ({"model": "openai:m"}, "broken", "set OPENAI_API_KEY for openai:m."),
    ({"model": "nowhere:m"}, "broken", "see whether provider and name are right"),
    ({"model": "groq:m"}, "broken", "install langchain-groq"),
    (
        {"model": "openai:m", "model_url": "http://localhost:1/v1"},
        "ok",
        "openai:m at http://localhost:1/v1 to read and extract and phrase and converse; 200,000 ",
    ),
    (
        {"model_phrasing": "openai:m", "openai_api_key": "sk-secret"},
        "ok",
        "openai:m at its provider to phrase and converse",
    ),
]


@pytest.mark.parametrize(("told", "state", "says"), CHECKED)
def test_check_says_what_is_set_and_what_is_missing(
    told: dict[str, str], state: str, says: str
) -> None:
    """Nothing is sent, nothing of a key is shown, and what is broken stands in nothing's way."""
    found = check._model(_settings(**told))
    assert (found.state, found.is_bad) == (state, False)
    assert says in found.told
    assert "sk-secret" not in found.told


_NAMES = ["whatimproved_model_cost_total", "whatimproved_model_tokens_total"]
