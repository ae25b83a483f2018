"""What was measured, in lines for a person's eyes."""

from collections.abc import Mapping

from bot.reading.evaluation import Measured
from bot.reading.scoring import LABELS


def as_words(found: Mapping[str, Measured]) -> str:
    """The reader by label, then the baselines by their mean, then where it was most wrong."""
    reader = found["reader"]
    lines = [f"{'label':<17} precision  recall  F1"]
    for label in LABELS:
        one = reader.tally(label)
        lines.append(f"{label:<17} {one.precision:9.3f} {one.recall:7.3f} {one.f1:.3f}")
    for name, measured in found.items():
        low, high = measured.interval()
        lines.append(f"macro-F1 of {name}: {measured.macro:.3f} ({low:.3f} to {high:.3f})")
    lines += [f"{name}: {count}" for name, count in reader.confusion().items()]
    lines += [f"most wrong: {id} ({', '.join(wrong)})" for id, wrong in reader.worst()]
    return "\n".join(lines)
