"""The command, as people script it: real processes, real files."""

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from pydantic import SecretStr

from bot.advice import begin
from bot.app import build_directory, open_rows
from bot.benefits.investment import Investment, Measure
from bot.errors import SettingsError
from bot.serving import check_complete, secrets_of
from bot.settings import Settings, load
from storage.installations import SqlInstallations
from tests.builders import NOON, WORKSPACE, a_fact, a_record
from tests.storage.test_installations import installed

ROOT = Path(__file__).parents[2]


def whatimproved(
    home: Path, *args: str, given: bytes = b"", **env: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the command to its end, with a home of its own."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *args],
        input=given,
        capture_output=True,
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "WHATIMPROVED_HOME": str(home), **env},
        timeout=120,
        check=False,
    )


UPDATE = {
    "id": 1,
    "text": "Quote-to-cash fell from 14 to 9 days in March, per the sales ledger.",
    "at": "2026-04-02T10:00:00Z",
    "user": "U1",
    "channel": "C1",
}
BROKEN = b"""
not json
{"id": 3}
[]
{"id": 5, "text": "lunch?", "at": "yesterday"}
\xff\xfe
{"id": "seven", "text": "Who is in for lunch?"}
"""


def test_each_line_gets_a_line_and_a_broken_one_its_number(tmp_path: Path) -> None:
    """The rest goes on; the exit code tells that something was broken."""
    ended = whatimproved(tmp_path, "read", "--jsonl", given=json.dumps(UPDATE).encode() + BROKEN)
    answers = [json.loads(line) for line in ended.stdout.splitlines()]
    assert ended.returncode == 1
    assert [answer.get("id", answer.get("line")) for answer in answers] == [
        1,
        2,
        3,
        4,
        5,
        6,
        "seven",
    ]
    assert ["error" in answer for answer in answers] == [False, *[True] * 5, False]
    first = answers[0]
    assert first["facts"]["baseline"][0]["value"] == 14
    assert first["facts"]["current"][0]["as_of"] == "2026-03"
    assert first["measures"][0]["better"] == "lower"
    for question in first["questions"]:
        assert set(question) == {"asks", "text", "why", "citations"}
        assert question["citations"][0].keys() == {"id", "title", "source"}
    assert answers[6]["is_update"] is False
    assert answers[6]["questions"] == []


def test_lines_that_can_all_be_read_end_well(tmp_path: Path) -> None:
    """A file works as standard input does."""
    source = tmp_path / "updates.jsonl"
    source.write_text('{"id": "a", "text": "The new portal is live."}\n')
    ended = whatimproved(tmp_path / "home", "read", str(source), "--jsonl")
    assert ended.returncode == 0
    assert json.loads(ended.stdout)["id"] == "a"


def test_a_whole_text_is_read_as_one_update(tmp_path: Path) -> None:
    """With --json the input is the text itself; without it people get words."""
    text = b"CRM phase 2 is live.\n340 people logged in this week."
    found = json.loads(whatimproved(tmp_path, "read", "--json", given=text).stdout)
    assert {claim["kind"] for claim in found["claims"]} == {"milestone", "adoption"}
    said = whatimproved(tmp_path, "read", given=text).stdout.decode()
    assert "would ask:" in said
    silent = whatimproved(tmp_path, "read", given=b"Who is in for lunch?").stdout.decode()
    assert "silent" in silent


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (("read", "/no/such/file", "--jsonl"), 2, "No such file"),
        (("read", "--json", "--jsonl"), 2, "choose one"),
        (("rubbish",), 2, "rubbish"),
        (("serve",), 1, "SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET"),
        (("improved", "Nothing of the kind"), 1, ""),
    ],
)
def test_a_mistake_is_told_in_a_sentence_with_its_exit_code(
    tmp_path: Path, args: tuple[str, ...], code: int, words: str
) -> None:
    """No traceback reaches a person."""
    ended = whatimproved(tmp_path, *args)
    assert ended.returncode == code
    assert words in ended.stderr.decode()
    assert b"Traceback" not in ended.stderr + ended.stdout


def test_wrong_settings_are_reported_together(tmp_path: Path) -> None:
    """One run names every mistake."""
    evil = "http://127.0.0.1.evil.example"
    ended = whatimproved(tmp_path, "improved", WHATIMPROVED_PORT="x", SLACK_API_URL=evil)
    assert ended.returncode == 1
    assert b"WHATIMPROVED_PORT" in ended.stderr
    assert b"SLACK_API_URL" in ended.stderr


def test_a_home_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """What to do is in the message."""
    (tmp_path / "file").write_text("")
    ended = whatimproved(tmp_path / "file" / "home", "improved")
    assert ended.returncode == 1
    assert b"WHATIMPROVED_HOME" in ended.stderr


def test_the_answer_is_printed_for_people_and_for_programs(tmp_path: Path) -> None:
    """The same record, in words and in its exchanged form."""
    measure = Measure(id="m1", name="refund turnaround", unit="days", better="lower")
    home = Investment(id="i1", name="Returns portal", channel="C1", measures=(measure,))
    rows = open_rows(Settings(home=tmp_path))
    with rows.records.work("T1") as work:
        work.add_investment(home, "U1", NOON)
        work.append(a_record("f1", a_fact("baseline", 11, "11 days")))
        work.append(a_record("f2", a_fact("current", 6, "6 days", as_of="2026-05"), ts="200.1"))
        source = a_fact("evidence", None, "the ledger", ref="refunds ledger")
        work.append(a_record("f3", source, ts="200.1"))
        work.commit()
    rows.close()
    found = json.loads(whatimproved(tmp_path, "improved", "returns", "--json").stdout)
    assert found.keys() == {"as_of", "sentence", "positions", "unknown", "provenance"}
    assert found["positions"][0]["verdict"] == "improved"
    assert found["unknown"] == [
        "Returns portal / refund turnaround: owner",
        "Returns portal / refund turnaround: target",
    ]
    figures = {one["figure"]: one["facts"] for one in found["provenance"]}
    assert figures["5 days less (45%)"] == ["f1", "f2"]
    said = whatimproved(tmp_path, "improved").stdout.decode()
    assert "11 → 6 days, 5 days less (45%)" in said


def test_check_names_what_is_missing_and_what_to_do(tmp_path: Path) -> None:
    """The local workspace needs neither secret; with one of them, the other is missing."""
    ended = whatimproved(tmp_path, "check", "--json")
    found = {one["part"]: one for one in json.loads(ended.stdout)}
    assert ended.returncode == 0
    assert [found[part]["state"] for part in ("home", "records", "texts", "knowledge")] == [
        "ok"
    ] * 4
    assert found["SLACK_BOT_TOKEN"]["state"] == "not set"
    half = whatimproved(tmp_path, "check", SLACK_SIGNING_SECRET="s")
    assert half.returncode == 1
    assert b"set SLACK_BOT_TOKEN" in half.stdout


MANY = {
    "SLACK_CLIENT_ID": "1.2",
    "SLACK_CLIENT_SECRET": "very-secret",
    "WHATIMPROVED_SECRET_KEY": Fernet.generate_key().decode(),
}
HEARS = {"SLACK_SIGNING_SECRET": "very-secret"}


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"SLACK_BOT_TOKEN": "xapp-very-secret", **HEARS}, "begins with xoxb"),
        ({"SLACK_BOT_TOKEN": "xoxp-very-secret", **HEARS}, "begins with xoxb"),
        ({"SLACK_APP_TOKEN": "xoxb-very-secret"}, "begins with xapp"),
        ({"WHATIMPROVED_SECRET_KEY": "very-secret"}, "openssl rand"),
        ({"SLACK_CLIENT_ID": "1.2", **HEARS}, "SLACK_CLIENT_SECRET and WHATIMPROVED_SECRET_KEY"),
        ({**MANY, **HEARS, "WHATIMPROVED_SECRET_KEY": " "}, "WHATIMPROVED_SECRET_KEY must be set"),
        (MANY, "SLACK_SIGNING_SECRET must be set"),
        ({**MANY, **HEARS, "SLACK_BOT_TOKEN": "xoxb-very-secret"}, "set one of them"),
        ({"WHATIMPROVED_PURGE_AFTER": "-1"}, "greater than or equal to 0"),
    ],
)
def test_serve_says_what_is_set_wrongly(told: dict[str, str], words: str) -> None:
    """What is missing, of the wrong kind or too much, and what to do; never the value."""
    with pytest.raises(SettingsError) as refused:
        check_complete(settings_of(told))
    assert words in str(refused.value)
    assert "very-secret" not in str(refused.value)


@pytest.mark.parametrize("hears", [HEARS, {"SLACK_APP_TOKEN": "xapp-1"}])
@pytest.mark.parametrize("speaks", [{"SLACK_BOT_TOKEN": "xoxb-1"}, MANY])
def test_each_way_of_hearing_goes_with_each_of_speaking(
    hears: dict[str, str], speaks: dict[str, str]
) -> None:
    """One workspace or many, by requests or over a socket."""
    settings = settings_of({**hears, **speaks})
    check_complete(settings)
    shown = secrets_of(settings)
    assert {value for name, value in {**hears, **speaks}.items() if name != "SLACK_CLIENT_ID"} == {
        *shown
    }


def settings_of(told: dict[str, str]) -> Settings:
    with pytest.MonkeyPatch.context() as environment:
        for name, value in told.items():
            environment.setenv(name, value)
        return load()


def test_check_tells_where_somebody_has_to_install_again(tmp_path: Path) -> None:
    """A token that cannot be renewed is no silence; nor is one that no key opens."""
    from bot.check import check

    settings = settings_of({**MANY, **HEARS, "WHATIMPROVED_HOME": str(tmp_path)})
    rows = open_rows(settings)
    kept = SqlInstallations(rows.engine, settings.secret_keys)
    kept.save(installed())
    spent = kept.begin_renewal(WORKSPACE, NOON, NOON + timedelta(days=1), 60)
    assert spent is not None
    kept.not_renewed(spent, "invalid_refresh_token")
    told = {one.part: one for one in check(settings)}["installations"]
    assert f"/slack/install again: {WORKSPACE} (invalid_refresh_token)" in told.told
    kept.save(installed())
    kept.leave("T2", NOON)
    rows.close()
    told = {one.part: one for one in check(settings)}["installations"]
    assert told.told.endswith("in 1 workspaces and organisations; put out of T2 since 2026-06-01")
    both = ",".join([Fernet.generate_key().decode(), *settings.secret_keys])
    rows = open_rows(settings.model_copy(update={"secret_key": SecretStr(both)}))
    build_directory(settings.model_copy(update={"secret_key": SecretStr(both)}), rows)
    rows.close()
    told = {one.part: one for one in check(settings)}["installations"]
    assert not told.is_bad, "a command that reads writes nothing"
    other = settings.model_copy(update={"secret_key": SecretStr(Fernet.generate_key().decode())})
    told = {one.part: one for one in check(other)}["installations"]
    assert (told.is_bad, "another WHATIMPROVED_SECRET_KEY" in told.told) == (True, True)


def test_check_tells_that_slack_and_the_records_cannot_be_reached(tmp_path: Path) -> None:
    """Unreachable parts are named; a secret is never printed."""
    ended = whatimproved(
        tmp_path,
        "check",
        SLACK_SIGNING_SECRET="s",
        SLACK_BOT_TOKEN="xoxb-very-secret",
        SLACK_API_URL="http://127.0.0.1:9/api/",
        DATABASE_URL="postgresql+psycopg://user:hidden@127.0.0.1:9/none",
    )
    said = (ended.stdout + ended.stderr).decode()
    assert ended.returncode == 1
    assert " broken  records" in said
    assert " broken  Slack" in said
    assert "very-secret" not in said
    assert "hidden" not in said


def test_help_names_every_command_and_the_readme_too(tmp_path: Path) -> None:
    """What can be run is written down."""
    said = whatimproved(tmp_path, "--help", COLUMNS="200").stdout.decode()
    readme = (ROOT / "README.md").read_text("utf-8")
    for name in ("serve", "read", "improved", "check"):
        assert name in said
        assert f"`whatimproved {name}" in readme
    for setting in Settings.model_fields.values():
        assert f"`{setting.alias}`" in readme


def test_words_after_new_name_an_investment_or_nothing() -> None:
    """What the README writes is what is understood."""
    found = begin.understood("Claims portal: settlement time in days")
    assert found is not None
    assert (found.name, found.measure, found.unit) == ("Claims portal", "settlement time", "days")
