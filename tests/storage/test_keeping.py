"""The commands over the whole record, as an operator types them."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.__main__ import app
from bot.settings import Settings
from storage.records import SqlRecords
from tests.builders import NOON, WORKSPACE, a_fact, a_record, an_investment

MEI = "UMEI"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with one investment and one figure, told by Mei."""
    from bot.keeping import opened

    folder = tmp_path / "home"
    monkeypatch.setenv("WHATIMPROVED_HOME", str(folder))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with opened(Settings()) as engine, SqlRecords(engine).work(WORKSPACE) as work:
        work.add_investment(an_investment(), "U1", NOON)
        work.append(a_record(fact=a_fact(quote="21 days, says Mei"), author=MEI))
        work.commit()
    return folder


def run(*typed: str, said: str | bytes | None = None) -> Result:
    """What came of typing this."""
    return CliRunner().invoke(app, list(typed), input=said)


def record() -> str:
    """The record as it is exported now."""
    return run("export").stdout


def test_what_came_of_the_bot_itself_is_told_in_words_and_as_one_object(home: Path) -> None:
    """From the record as it is, from a day on or from the beginning."""
    assert "With a baseline: 1 of 1" in run("ourselves").stdout
    told = json.loads(run("ourselves", "--json", "--since", "2026-06-02").stdout)
    assert (told["investments"], told["since"]) == (1, "2026-06-02")
    assert told["reached"][1] | {"after": None} == {
        "reach": "baselined",
        "n": 1,
        "at_start": 1,
        "came": 0,
        "after": None,
    }
    assert run("ourselves", "--since", "soon").exit_code == 2


def test_an_export_imports_into_an_empty_home(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One machine's record is another one's, by a file or through a pipe."""
    file = tmp_path / "record.jsonl"
    assert run("export", str(file)).exit_code == 0
    assert file.stat().st_mode & 0o077 == 0
    exported = record()
    assert file.read_text() == exported
    monkeypatch.setenv("WHATIMPROVED_HOME", str(tmp_path / "other"))
    assert run("import", "-", "--dry-run", said=exported).stdout == (
        "Would add: 1 facts, 1 investments, 1 measures.\n"
    )
    assert json.loads(record())["rows"] == {}
    assert run("import", str(file)).exit_code == 0
    assert record() == exported
    assert "On record before: 3" in run("import", str(file)).stdout


def test_bad_lines_are_told_by_number_and_end_with_one(home: Path) -> None:
    """Nothing is taken in, and a script can tell."""
    broken = run("import", "-", "--json", said=record() + "nonsense\n")
    assert broken.exit_code == 1
    assert "line 5: not JSON" in broken.stderr
    assert json.loads(broken.stdout)["refused"] == [{"line": 5, "reason": "not JSON"}]


@pytest.mark.parametrize("typed", [("import", "nowhere.jsonl"), ("restore", "nowhere", "--yes")])
def test_a_file_that_is_not_there_is_said(home: Path, typed: tuple[str, ...]) -> None:
    """In a sentence, by its name."""
    from bot.errors import ExchangeError

    failed = run(*typed)
    assert isinstance(failed.exception, ExchangeError)
    assert "nowhere" in str(failed.exception)


def test_an_export_that_cannot_be_written_leaves_nothing_behind(home: Path, tmp_path: Path) -> None:
    """Half a file is never taken for a whole one."""
    from bot.errors import ExchangeError

    failed = run("export", str(tmp_path / "no" / "such" / "folder"))
    assert isinstance(failed.exception, ExchangeError)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["home"]


def test_forgetting_asks_first_and_shows_what_would_go(home: Path) -> None:
    """A no changes nothing and ends with 1; a yes prints the receipt."""
    refused = run("forget", "person", MEI, said="n\n")
    assert refused.exit_code == 1
    assert "1 facts emptied" in refused.stderr
    assert MEI in record()
    done = run("forget", "person", MEI, said="y\n")
    assert done.exit_code == 0
    assert f"Forgotten: person {MEI} in workspace {WORKSPACE}" in done.stdout
    assert "says Mei" not in record()


def test_a_dry_run_of_forgetting_asks_nothing_and_changes_nothing(home: Path) -> None:
    """A look is free."""
    looked = run("forget", "person", MEI, "--dry-run", "--json")
    assert json.loads(looked.stdout)["dry_run"] is True
    assert json.loads(looked.stdout)["emptied"] == {"facts": 1}
    assert MEI in record()


def test_the_receipt_is_one_object(home: Path) -> None:
    """Who keeps a register of requests files it."""
    receipt = json.loads(run("forget", "person", MEI, "--yes", "--json").stdout)
    assert receipt["what"] == "person"
    assert receipt["id"] == MEI
    assert receipt["tombstones"] == 2


def test_what_is_no_id_on_record_is_not_forgotten(home: Path) -> None:
    """A mistyped id is said, and nothing is changed."""
    from bot.errors import NothingToForgetError

    before = record()
    failed = run("forget", "person", "UNOBODY", "--yes")
    assert isinstance(failed.exception, NothingToForgetError)
    assert "Nothing of that is on record" in str(failed.exception)
    assert record() == before


@pytest.mark.parametrize("name", ["", "Mei Tanaka", "%", "@", "<!here>", "ulower"])
def test_a_name_that_tells_nobody_is_refused(home: Path, name: str) -> None:
    """Where Slack cannot be asked who goes by it: half forgotten would look like forgotten."""
    before = record()
    refused = run("forget", "person", name, "--yes")
    assert refused.exit_code == 2
    assert "user id" in refused.stderr
    assert record() == before


@pytest.mark.parametrize("said", [f"<@{MEI}>", f"<@{MEI}|mei>", f"@{MEI}"])
def test_a_mention_is_as_good_as_an_id(home: Path, said: str) -> None:
    """As it is copied from Slack."""
    assert f"person {MEI}" in run("forget", "person", said, "--yes").stdout
    assert "says Mei" not in record()


def test_an_unknown_workspace_is_said(home: Path) -> None:
    """With those there are."""
    failed = run("forget", "person", MEI, "--workspace", "T9", "--yes")
    assert "Workspaces: T1" in str(failed.exception)
    assert "Workspaces: T1" in str(run("export", "--workspace", "T9").exception)


def test_a_restore_brings_all_back_but_what_was_forgotten(home: Path, tmp_path: Path) -> None:
    """Also after the database itself was lost."""
    file = tmp_path / "backup"
    run("backup", str(file))
    run("forget", "person", MEI, "--yes")
    after = record()
    for part in home.glob("records.sqlite*"):
        part.unlink()
    assert run("restore", str(file), "--yes").exit_code == 0
    assert "says Mei" not in record()
    facts = [one for one in after.splitlines() if '"table":"facts"' in one]
    assert [one for one in record().splitlines() if '"table":"facts"' in one] == facts


def test_a_restore_asks_first(home: Path, tmp_path: Path) -> None:
    """Everything on record is replaced; from standard input nobody can be asked."""
    file = tmp_path / "backup"
    run("backup", str(file))
    assert run("restore", str(file), said="n\n").exit_code == 1
    assert run("restore", str(file), said="y\n").exit_code == 0
    assert run("restore", "-", said=file.read_bytes()).exit_code == 2


def test_a_restore_waits_for_no_running_bot(home: Path, tmp_path: Path) -> None:
    """A process that is at work on the home is named; nothing is replaced under its feet."""
    from bot.app import hold, tell_where
    from bot.errors import InUseError

    file = tmp_path / "backup"
    run("backup", str(file))
    with hold(Settings()):
        tell_where(Settings(), 8420)
        failed = run("restore", str(file), "--yes")
    assert isinstance(failed.exception, InUseError)
    assert re.search(
        r"is open in another process\. Stop that .* process \d+, port 8420, on ",
        str(failed.exception),
    )
