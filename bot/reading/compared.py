"""A language model measured beside our own reader: each alone and both together."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.benefits.reading import Said
from bot.reading import evaluation, scoring, worth
from bot.reading.by_model import Seen, TogetherReader
from bot.reading.evaluation import Measured
from bot.reading.examples import Example
from bot.reading.figured import WHY, Lacks
from bot.reading.scoring import LABELS

PLACE: Final = ("evaluation", "evaluation")
"""Where a passage is from that is read to be measured."""

Progress = Callable[[Iterable[Example]], Iterable[Example]]


@dataclass(frozen=True)
class Compared:
    """What was found by each, and what it took. The model alone was asked about every passage;
    together it counts where the bot would have asked it.
    """

    found: Mapping[str, Measured]
    seen: tuple[Seen, ...]
    worth_asking: int

    @property
    def tokens(self) -> tuple[int, int]:
        """All that were used, in and out."""
        asked = [one.asked for one in self.seen if one.asked is not None]
        return sum(one.tokens_in for one in asked), sum(one.tokens_out for one in asked)

    @property
    def not_answered(self) -> Counter[str]:
        """Why there was no answer, and how often."""
        reasons = (one.asked.why_not for one in self.seen if one.asked is not None)
        return Counter(one for one in reasons if one is not None)

    @property
    def dropped(self) -> Counter[Lacks]:
        """What entries of its drafts lacked, and how often."""
        return Counter(
            each.lacks for one in self.seen if one.drafted for each in one.drafted.dropped
        )

    def seconds(self, share: float) -> float:
        """Within these seconds that share of the answers came; 0 where none did."""
        came = (one.asked for one in self.seen if one.asked is not None)
        took = sorted(one.milliseconds for one in came if one.value is not None)
        return took[min(int(len(took) * share), len(took) - 1)] / 1000 if took else 0.0

    def as_json(self) -> dict[str, Any]:
        """Everything measured."""
        into, out = self.tokens
        return {
            **{name: one.as_json() for name, one in self.found.items()},
            "asked": {
                "passages": len(self.seen),
                "worth_asking": self.worth_asking,
                "not_answered": dict(self.not_answered),
                "dropped": dict(self.dropped),
                "tokens_in": into,
                "tokens_out": out,
                "seconds": {"half": self.seconds(0.5), "most": self.seconds(0.95)},
            },
        }


def compare(
    given: Sequence[Example], reader: TogetherReader, progress: Progress = lambda given: given
) -> Compared:
    """Have every passage read by both."""
    seen = [reader.look_at_all(Said(text=one.text), PLACE) for one in progress(given)]
    head = scoring.delivered()
    asks = [
        worth.is_update_like(Said(text=one.text), each.own, head)
        for one, each in zip(given, seen, strict=True)
    ]
    together = [
        each.reading if is_asked else each.own for each, is_asked in zip(seen, asks, strict=True)
    ]
    found = {
        "reader": evaluation.measure(given, [each.own.labels() for each in seen]),
        "model": evaluation.measure(given, [each.alone.labels() for each in seen]),
        "together": evaluation.measure(given, [one.labels() for one in together]),
    }
    return Compared(found, tuple(seen), sum(asks))


def as_words(compared: Compared) -> str:
    """Side by side, a line a label, then what it took."""
    found = compared.found
    lines = [f"{'F1 of label':<17}" + "".join(f"{name:>10}" for name in found)]
    for label in LABELS:
        lines.append(
            f"{label:<17}" + "".join(f"{one.tally(label).f1:10.3f}" for one in found.values())
        )
    lines.append(f"{'macro-F1':<17}" + "".join(f"{one.macro:10.3f}" for one in found.values()))
    for name, one in found.items():
        low, high = one.interval()
        lines.append(f"macro-F1 of {name}: {one.macro:.3f} ({low:.3f} to {high:.3f})")
    into, out = compared.tokens
    lines += [
        f"the bot would ask about: {compared.worth_asking} of {len(compared.seen)} passages",
        f"tokens: {into} in, {out} out",
        f"seconds: {compared.seconds(0.5):.2f} for half, {compared.seconds(0.95):.2f} for 19 in 20",
    ]
    lines += [
        f"not answered, {why}: {times}" for why, times in sorted(compared.not_answered.items())
    ]
    lines += [f"dropped, {WHY[lack]}: {times}" for lack, times in sorted(compared.dropped.items())]
    return "\n".join(lines)
