"""Open points: what nobody said yet of an investment, by short names."""

import re
from datetime import date

from bot.advice.practices import barriers_heard, barriers_told, framing_form, framing_told
from bot.advice.practices.readiness import as_it_stands
from bot.benefits.conversation import Option
from bot.benefits.entries import counting
from bot.benefits.gaps import Gap, open_gaps, stage_of
from bot.benefits.investment import Investment
from bot.benefits.position import in_force
from bot.benefits.practices import alignment, readiness
from bot.benefits.practices.barriers import is_open
from bot.benefits.practices.readiness import lacking
from bot.benefits.reading import NOTHING
from bot.ports import Voice, Work

READINESS = "readiness"

_OF_USERS = re.compile(
    r"\b(?:train\w*|learn\w*|users?|staff|time\s+for|prepar\w*|support|told|trust\w*)\b",
    re.IGNORECASE,
)


def of(work: Work, home: Investment, today: date, voice: Voice) -> str:
    """All that is open of it, joined by commas; of which measures, where it is not of each."""
    lacking_in: dict[str, list[str]] = {}
    for gap in _gaps(work, home, today):
        if gap.measure is not None:
            lacking_in.setdefault(gap.asks, []).append(gap.measure.name)
    said = []
    for one in kinds(work, home, today):
        names = lacking_in.get(one, [])
        of_some = f" ({', '.join(names)})" if 0 < len(names) < len(home.measures) else ""
        said.append(f"{voice.say(f'framing_open_{one}')}{of_some}")
    return ", ".join(said)


def _gaps(work: Work, home: Investment, today: date) -> list[Gap]:
    counts = in_force(work.facts([home.id]))
    return open_gaps(stage_of(home, NOTHING, today), home, counts)


def kinds(work: Work, home: Investment, today: date) -> list[str]:
    """What is asked at its stage, what leaders are asked, and while go-live is ahead how its users
    are prepared.
    """
    counts, gaps = in_force(work.facts([home.id])), _gaps(work, home, today)
    entries = counting(work.entries([home.id]))
    barriers = sum(one.practice == "barriers" for one in entries)
    has = framing_told.has_barriers(counts, barriers)
    said = {kind: one.text for kind, one in framing_form.framed(entries).items()}
    names = framing_told.still_open(home, gaps, said, has)
    if is_ahead(home, today) and not readiness.is_told(readiness.groups(entries)):
        names.append(READINESS)
    return names


def is_ahead(home: Investment, today: date) -> bool:
    """Whether its go-live is to come, or nobody said when it is."""
    return home.go_live is None or home.go_live > today


def in_the_way(work: Work, home: Investment, today: date, voice: Voice) -> list[str]:
    """What beside these keeps it from arriving: what is in the way, of its users first; that those
    who answer for it were asked apart and did not agree what it is for; and what nobody told of a
    group of users of which something was told.
    """
    found = []
    barriers = is_open(barriers_heard.on_record(work, home.id))
    if barriers:
        of_users = [one for one in barriers if _OF_USERS.search(one.text)]
        one = (of_users or barriers)[0]
        quote = barriers_told.in_short(one.text or "…")
        found.append(voice.say("open_points_barriers", n=str(len(barriers)), what=quote))
    rounds = alignment.rounds(work.entries([home.id], "alignment"))
    closed = [one for one in rounds if one.state == "closed"]
    topics = alignment.compare(closed[-1].told) if closed else ()
    if any(one.topic == "purpose" and one.stands == "differs" for one in topics):
        found.append(voice.say("open_points_purpose"))
    groups = readiness.groups(work.entries([home.id], "readiness"))
    if is_ahead(home, today) and lacking(groups):
        found.append(as_it_stands(work, home, voice))
    return found


def button(work: Work, home: Investment, today: date, voice: Voice) -> tuple[Option, ...]:
    """Opens the form in which most of it can be filled in; none where nothing is open."""
    names = kinds(work, home, today)
    if not names:
        return ()
    ref = f"ready|id:{home.id}" if names == [READINESS] else f"{framing_form.FRAME}|{home.id}"
    return (Option(ref=ref, label=voice.say("framing_button_more"), verb="guide"),)
