"""An export is read in place; what is damaged, too large or out of place is told in a sentence."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from bot.errors import ExportError
from bot.replay import files
from bot.replay.directory import ExportDirectory
from bot.replay.export import Export, open_export
from bot.replay.spoken import WORKSPACE
from tests.replay.slack_export import BEFORE, CHANNELS, LIVE, USERS, a_message, an_export, zipped


def _texts(export: Export) -> list[str]:
    return [str(message["text"]) for day in export.days for _, message in export.said_on(day)]


def test_a_folder_and_a_zip_hold_the_same(tmp_path: Path) -> None:
    """However Slack's file was kept."""
    folder = an_export(tmp_path / "export", [a_message(LIVE)])
    assert _texts(open_export(folder)) == [LIVE]
    assert _texts(open_export(zipped(folder))) == [LIVE]


def test_a_folder_around_the_export_is_no_hindrance(tmp_path: Path) -> None:
    """Some tools put one there when they pack or unpack."""
    folder = an_export(tmp_path / "export", [a_message(LIVE)])
    assert _texts(open_export(zipped(folder, "Acme Slack export May 4/"))) == [LIVE]
    assert _texts(open_export(tmp_path)) == [LIVE]


def test_private_channels_are_known_as_such(tmp_path: Path) -> None:
    """Those of groups.json, and those that say so."""
    own = [{"id": "G1", "name": "board"}]
    said = [{"id": "C1", "name": "crm-rollout", "is_private": True}, {"id": "C2", "name": "open"}]
    found = open_export(an_export(tmp_path, groups=own, channels=said)).channels
    assert [found[id].is_private for id in ("G1", "C1", "C2")] == [True, True, False]


def test_guests_make_a_channel_one_with_strangers(tmp_path: Path) -> None:
    """As in Slack itself."""
    users = [*USERS, {"id": "U7", "name": "guest", "is_ultra_restricted": True}]
    channels = [*CHANNELS, {"id": "C2", "name": "partners", "members": ["U1", "U7"]}]
    shared = {"id": "C3", "name": "shared", "is_ext_shared": True}
    export = open_export(an_export(tmp_path, users=users, channels=[*channels, shared]))
    directory = ExportDirectory(export)
    found = [directory.has_strangers(WORKSPACE, id) for id in ("C1", "C2", "C3")]
    assert found == [False, True, True]


def test_what_an_export_does_not_call_private_is_public(tmp_path: Path) -> None:
    """There is nobody to ask how it is now."""
    own = [{"id": "G1", "name": "board"}]
    directory = ExportDirectory(open_export(an_export(tmp_path, groups=own)))
    assert directory.public_channels(WORKSPACE) == {"C1"}


@pytest.mark.parametrize(
    ("lists", "words"),
    [
        ({"users": None}, "users.json is missing"),
        ({"channels": None}, "channels.json is missing"),
        ({"users": {"a": 1}}, "users.json: not a list"),
    ],
)
def test_what_an_export_must_have_is_named_where_it_is_missing(
    tmp_path: Path, lists: dict[str, Any], words: str
) -> None:
    """A person learns which file it is."""
    with pytest.raises(ExportError, match=words):
        open_export(an_export(tmp_path, **lists))


def test_private_channels_alone_are_enough(tmp_path: Path) -> None:
    """Some exports hold no others."""
    own = [{"id": "G1", "name": "crm-rollout"}]
    folder = an_export(tmp_path, [a_message(LIVE)], channels=None, groups=own)
    assert _texts(open_export(folder)) == [LIVE]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a zip", b"\x00" * 1000])
def test_what_is_no_zip_is_refused(tmp_path: Path, content: bytes) -> None:
    """Whatever its name."""
    path = tmp_path / "export.zip"
    path.write_bytes(content)
    with pytest.raises(ExportError, match="neither a folder nor a whole zip"):
        open_export(path)
    with pytest.raises(ExportError, match="is not there"):
        open_export(tmp_path / "nothing")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{", "not JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"ok": true}', "not a list"),
        (b"9" * 5_000, "not JSON"),
        (b"", "not JSON"),
    ],
)
def test_a_broken_day_is_named_and_the_rest_goes_on(
    tmp_path: Path, content: bytes, words: str
) -> None:
    """Named once, however often it is looked at."""
    folder = an_export(tmp_path, [a_message(LIVE)])
    (folder / "crm-rollout" / "2026-05-05.json").write_bytes(content)
    export = open_export(folder)
    assert _texts(export) == [LIVE]
    assert _texts(export) == [LIVE]
    assert export.broken == [f"crm-rollout/2026-05-05.json: {words}"]


def test_a_damaged_member_of_a_zip_is_named(tmp_path: Path) -> None:
    """Its sum does not fit; the other days are read."""
    folder = an_export(tmp_path / "export", [a_message(LIVE), a_message(BEFORE, 90_000)])
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as file:
        for one in sorted(folder.rglob("*.json")):
            file.write(one, str(one.relative_to(folder)))
    path.write_bytes(path.read_bytes().replace(b"Salesforce", b"Salesf0rce"))
    export = open_export(path)
    assert _texts(export) == [LIVE]
    assert export.broken == ["crm-rollout/2026-05-05.json: damaged, or locked with a password"]


def test_a_file_that_unpacks_without_end_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its size is counted while it is unpacked, whatever it says of itself."""
    monkeypatch.setattr(files, "LONGEST_FILE", 20_000)
    folder = an_export(tmp_path / "export", [a_message(LIVE)])
    (folder / "crm-rollout" / "2026-05-05.json").write_text(json.dumps(["0" * 1_000_000]))
    for path in (folder, zipped(folder)):
        export = open_export(path)
        assert _texts(export) == [LIVE]
        assert len(export.broken) == 1
        assert "longer than" in export.broken[0]


def test_a_zip_that_holds_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Too many files, or too much in all of them together."""
    folder = an_export(tmp_path / "export", [a_message(LIVE, 90_000 * day) for day in range(9)])
    packed = zipped(folder)
    monkeypatch.setattr(files, "LONGEST_EXPORT", 1_500)
    with pytest.raises(ExportError, match="more than can be read"):
        _texts(open_export(packed))
    monkeypatch.setattr(files, "MOST_FILES", 5)
    for path in (folder, packed):
        with pytest.raises(ExportError, match="more than 5 files"):
            open_export(path)


@pytest.mark.parametrize(
    "name", ["../users.json", "/etc/users.json", "a/../../users.json", "..\\users.json"]
)
def test_a_name_that_climbs_out_is_not_there(tmp_path: Path, name: str) -> None:
    """Nothing outside is ever read, and nothing is written."""
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(name, "[]")
    with pytest.raises(ExportError, match=r"channels.json|users.json is missing"):
        open_export(path)


def test_links_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    """Neither to a file nor to a folder."""
    secret = an_export(tmp_path / "secret", [a_message("Revenue rose to 900,000 GBP in March.")])
    folder = an_export(tmp_path / "export", [a_message(LIVE)])
    (folder / "crm-rollout" / "2026-05-09.json").symlink_to(
        secret / "crm-rollout" / "2026-05-04.json"
    )
    (folder / "C1").symlink_to(secret / "crm-rollout")
    assert _texts(open_export(folder)) == [LIVE]


def test_what_is_no_day_of_a_known_channel_is_passed_over(tmp_path: Path) -> None:
    """Canvases, integration logs, direct messages, channels nobody listed."""
    folder = an_export(tmp_path, [a_message(LIVE)])
    for name in ("integration_logs.json", "D1/2026-05-04.json", "crm-rollout/canvas.json"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(json.dumps([a_message(BEFORE)]))
    assert _texts(open_export(folder)) == [LIVE]


def test_names_of_people_are_those_others_see(tmp_path: Path) -> None:
    """The display name first; someone without any goes by their id."""
    users = [*USERS, {"id": "U6"}, {"name": "nobody"}, "rubbish", {"id": 7}]
    found = open_export(an_export(tmp_path, users=users)).people
    assert {one.id: one.name for one in found.values()} == {
        "U1": "pri",
        "U2": "Tom Reed",
        "U9": "What Improved?",
        "U8": "jira",
        "U6": "U6",
    }
