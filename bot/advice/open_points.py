"""Open points: what nobody said yet of an investment, by short names."""

from datetime import date

from bot.advice.practices import framing_form, framing_told
from bot.benefits.entries import counting
from bot.benefits.gaps import open_gaps, stage_of
from bot.benefits.investment import Investment
from bot.benefits.position import in_force
from bot.benefits.practices import readiness
from bot.benefits.reading import NOTHING
from bot.ports import Voice, Work


def of(work: Work, home: Investment, today: date, voice: Voice) -> str:
    """All that is open of it, joined by commas: what is asked at its stage, what leaders are asked,
    and while go-live is ahead how its users are prepared.
    """
    counts = in_force(work.facts([home.id]))
    gaps = open_gaps(stage_of(home, NOTHING, today), home, counts)
    entries = counting(work.entries([home.id]))
    barriers = sum(one.practice == "barriers" for one in entries)
    has = framing_told.has_barriers(counts, barriers)
    said = {kind: one.text for kind, one in framing_form.framed(entries).items()}
    names = framing_told.still_open(home, gaps, said, has)
    is_ahead = home.go_live is None or home.go_live > today
    if is_ahead and not readiness.is_told(readiness.groups(entries)):
        names.append("readiness")
    return ", ".join(voice.say(f"framing_open_{one}") for one in names)
