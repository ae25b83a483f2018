"""Every story of the dry run, played through the use cases of the bot."""

import json

import pytest

from bot.app import build_replay
from bot.settings import Settings
from tests.replay import story

SOURCE = "a report named after a comma, at the head or with “by” is not read as the figure's source"
LEVEL = "a level said plainly (“is 40 minutes in April”, “report for May: … 33 days”) is not read"

WAITS: dict[str, str] = {
    "a-long-spring": f"{LEVEL}; {SOURCE}; a level after go-live is read as a baseline",
    "all-green": "uptime and firmware are read as figures and not as technical health",
    "before-it-went-live": LEVEL,
    "behind-the-door": f"{LEVEL}; {SOURCE}; “queries, baseline 400 queries a month” is not read",
    "claimed-and-left": "“printer is out of yellow” is read as a milestone",
    "counted-twice": SOURCE,
    "euros-and-dollars": SOURCE,
    "evidence-weeks-later": "“I own that number - Shaz Hussain” is not read as an owner",
    "held-for-a-quarter": f"{LEVEL}; “two days and two hours before” is read as two baselines",
    "hours-a-week-or-a-month": f"{LEVEL}: “was 60 hours a month in Q4 according to our timesheets”",
    "hours-for-days": f"{SOURCE}; the month of a baseline is not read",
    "later-claim-without-source": SOURCE,
    "logins-are-not-it": "adoption and letters generated are read as figures of a measure",
    "nobody-pressed-record": "“concrete pour moved to 6am” is read as a milestone; an outcome "
    "claimed in an update counts as claimed though nobody recorded its figure",
    "north-region-only": LEVEL,
    "not-known-yet": SOURCE,
    "numbers-in-words": f"{LEVEL}; {SOURCE}; “half a dozen” is read as a half, “week 20” not read",
    "one-measure-two-names": f"{SOURCE}; “is up since Monday” is not read as an update",
    "ranges-and-changes": f"{SOURCE}; “Prize longlist is out” is read as a milestone",
    "rebaselined-in-silence": SOURCE,
    "returns-of-web-orders": "“in April the rate was only 9%” after go-live is read as a baseline",
    "settled-between-colleagues": LEVEL,
    "still-being-built": "“took ten years off my life” is read as a change of the measure",
    "target-slips-twice": f"{SOURCE}; a target's new date without a level is not read",
    "that-14-should-be-16": SOURCE,
    "three-in-one-channel": f"{LEVEL}; an owner named in a thread of nobody is not read",
    "two-reports-one-month": f"{LEVEL}; {SOURCE}",
    "which-way-is-better": f"{LEVEL}; {SOURCE}",
    "working-days-are-not-days": f"{LEVEL}: “says the decision time is 19 working days”",
    "worse-and-unchanged": f"{LEVEL}; {SOURCE}",
}
"""Stories that wait for other parts, and what each waits for."""


def _marked(name: str) -> object:
    reason = WAITS.get(name)
    marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
    return pytest.param(name, id=name, marks=marks)


def test_no_story_waits_that_is_not_there() -> None:
    """A story that was renamed takes its reason along."""
    assert set(story.names()) >= set(WAITS)


@pytest.mark.parametrize("name", [_marked(name) for name in story.names()])
def test_a_story_ends_as_it_promises(name: str, settings: Settings) -> None:
    """Its positions, what is unknown, what was posted and where the bot was silent."""
    promised = story.expected(name)
    folder = story.STORIES / name
    listed = folder / "investments.yaml"
    replay = build_replay(
        settings, folder / "export", listed if listed.exists() else None, promised["accept"]
    )
    found = json.loads(json.dumps(replay.play().as_json()))
    missed = list(story.misses(promised, found))
    assert not missed, "\n".join(missed)
