"""The trained head: what it learns, how it is kept, and how it sits beside the rules."""

from pathlib import Path

import numpy as np
import pytest

from bot.benefits.reading import NOTHING, Said
from bot.reading import examples, rules, scoring, training, traits, verdict
from bot.reading.examples import Example, ExamplesError
from bot.reading.explained import explained
from bot.reading.local import LocalReader
from bot.reading.scoring import LABELS, Bounds, Head

EXAMPLES = sorted(Path(__file__).parents[2].glob("knowledge/examples/*.jsonl"))


def head(**bounds: Bounds) -> Head:
    """The delivered weights with other bounds."""
    kept = scoring.delivered()
    return Head(kept.names, kept.weights, kept.bias, {**kept.bounds, **bounds}, kept.letters)


def labels(text: str, by: Head) -> dict[str, bool]:
    found = rules.find(Said(text=text))
    return verdict.reading(found, by, text, None).labels()


def test_one_statement_is_enough_for_a_label() -> None:
    """A text has a label where one of its statements has it; without statements it has none."""
    none = np.full((1, len(LABELS)), -20.0)
    assert scoring.pooled(none).max() < 0.001
    assert scoring.pooled(np.vstack([none, -none])).min() > 0.999
    assert scoring.pooled(np.zeros((0, len(LABELS)))).tolist() == [0.0] * len(LABELS)


def test_many_small_doubts_make_no_certainty() -> None:
    """What one statement is enough for, a long text that only hints at it is not given."""
    hint = np.full((1, len(LABELS)), -2.5)
    assert scoring.pooled(np.repeat(hint, 12, axis=0)).max() < 0.3
    assert scoring.pooled(np.vstack([hint] * 11 + [-hint])).min() > 0.6


def test_the_head_hears_what_the_rules_say() -> None:
    """Each claim and fact they find stands among the traits of its statement."""
    seen = traits.of(rules.find(Said(text="The list is live. Errors fell from 40 to 12.")))
    first, second = (set(one) for _, one in seen)
    assert "rule:milestone:made" in first - second
    assert {"rule:baseline", "rule:current", "rule:outcome:made"} <= second - first


def test_a_head_is_the_same_after_it_was_kept(tmp_path: Path) -> None:
    """Names and bounds to the letter, weights as closely as half precision holds them."""
    first = scoring.delivered()
    scoring.write(first, tmp_path / "head.npz")
    again = scoring.read(tmp_path / "head.npz")
    assert (again.names, again.bounds) == (first.names, first.bounds)
    assert np.array_equal(again.weights, first.weights)
    assert np.array_equal(again.letters.weights, first.letters.weights)
    assert again.letters.bias == first.letters.bias


def test_what_the_head_doubts_is_left_out() -> None:
    """Even where a rule found it."""
    text = "Invoice errors fell from 40 to 12 a month."
    assert labels(text, head())["baseline"]
    assert not labels(text, head(baseline=Bounds(absent=1.0, present=1.1)))["baseline"]


def test_what_the_head_is_sure_of_has_a_quote() -> None:
    """A label without words for it is no label: the best statement is quoted."""
    text = "The assistant answers simple tax questions on its own now."
    by = head(automation=Bounds(absent=0.0, present=0.0))
    (claim,) = verdict.reading(rules.find(Said(text=text)), by, text, None).made("automation")
    assert text[claim.start : claim.end] == claim.quote


@pytest.mark.parametrize("slot", ["baseline", "current", "target", "owner", "evidence"])
def test_a_fact_the_text_cannot_hold_is_not_made_up(slot: str) -> None:
    """However sure the head is: no figure, no name, no source, no fact."""
    text = "we rolled it out to 3 sites"
    by = head(**{slot: Bounds(absent=0.0, present=0.0)})
    found = verdict.reading(rules.find(Said(text=text)), by, text, None)
    assert all(text[fact.start : fact.end] == fact.quote for fact in found.facts)
    assert not any(fact.slot in ("owner", "evidence") for fact in found.facts)


def test_the_reasons_of_a_label_are_told() -> None:
    """What found each claim is named: a rule, or the traits that weighed most."""
    told = explained("Waits fell from 9 to 6 days. Password resets run by themselves now.")
    assert "by a rule" in told
    assert "automation" in told


def test_the_same_text_is_read_the_same_way_twice() -> None:
    """Nothing in the head depends on chance or on what was read before."""
    text = "Waits fell from 9 to 6 days, per the clinic's report. Dr Hale answers for it."
    first = LocalReader().read(Said(text=text))
    LocalReader().read(Said(text="something else entirely, by 40%"))
    assert LocalReader().read(Said(text=text)) == first != NOTHING


def test_training_again_gives_the_head_that_is_delivered() -> None:
    """The committed weights are those of the committed examples and code."""
    given = examples.load(EXAMPLES)
    corpus = training.Corpus(given)
    rows, owner = corpus.of(np.arange(corpus.size))
    kept = scoring.delivered()
    for label in ("owner", "timeframe"):
        wanted = np.array([bool(one.labels[label]) for one in given])
        fresh = dict(zip(corpus.names, training.fitted(rows, owner, wanted), strict=False))
        column = LABELS.index(label)
        seen = [fresh[name] - kept.weights[row, column] for row, name in enumerate(kept.names)]
        assert np.abs(seen).max() < 0.1, label


def test_a_head_learns_what_its_examples_show() -> None:
    """On a handful of passages it tells the wanted ones from the others."""
    told = [
        f"Orders are packed by robot {word} now." for word in ("north", "south", "east", "west")
    ]
    other = [f"Lunch is at {word} today." for word in ("noon", "one", "two", "three")]
    given = [_example(text, text in told) for text in told * 3 + other * 3]
    learnt = training.train(given)
    likely = [learnt.scores(rules.find(Said(text=one.text))).likely["automation"] for one in given]
    assert min(likely[:12]) > max(likely[12:])


def _example(text: str, told: bool) -> Example:
    return Example(text, text, dict.fromkeys(LABELS, told), group=text[-12:])


def test_every_example_can_be_learnt_from() -> None:
    """Each has every label, and no text of one is a text of another."""
    given = examples.load(EXAMPLES)
    assert len(given) >= 1_400
    assert all(one.labels[label] is not None for one in given for label in LABELS)
    assert all(one.labels["is_update"] or not any(one.labels.values()) for one in given), (
        "what is no update has no other label"
    )


@pytest.mark.parametrize("line", ["{", "[]", '{"text": "x"}', '{"text": 1, "labels": 3}'])
def test_a_broken_line_of_examples_is_named(tmp_path: Path, line: str) -> None:
    """With its file and number, so that it can be mended."""
    file = tmp_path / "some.jsonl"
    file.write_text(f"\n{line}\n")
    with pytest.raises(ExamplesError, match="line 2"):
        examples.load([file])
