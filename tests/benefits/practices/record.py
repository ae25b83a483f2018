"""A record in which some slots of the measure m1 are filled."""

from bot.benefits.facts import Recorded, Slot
from tests.builders import a_fact, a_record


def recorded(*slots: Slot) -> list[Recorded]:
    """One fact a slot, all of one message."""
    levels = ("baseline", "current", "target")
    return [
        a_record(f"f-{slot}", a_fact(slot) if slot in levels else a_fact(slot, None, "said so"))
        for slot in slots
    ]
