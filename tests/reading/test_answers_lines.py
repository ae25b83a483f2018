"""Lines of replies: what was asked and what is known, as far as it is given."""

import json
from datetime import date
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.__main__ import app
from bot.reading.asked import slot_of
from bot.reading.lines import BrokenLineError, given_reply
from prompts.templates import load_texts


def line(**given: object) -> str:
    return json.dumps({"text": "14 days", **given})


def test_every_question_of_ours_is_known_by_its_words() -> None:
    """Whoever passes on the words we asked in needs no name for the slot."""
    for wording in load_texts().wordings:
        words = wording.text.replace("{measure}", "quote-to-cash")
        words = words.replace("{how_much}", "how many days").replace("{investment}", "CRM phase 2")
        assert slot_of(words) == wording.asks, words


@pytest.mark.parametrize(
    ("words", "slot"),
    [
        ("baseline", "baseline"),
        ("Owner?", "owner"),
        ("Who answers for it?", "owner"),
        ("And who owns that number?", "owner"),
        ("How long did it take before?", "baseline"),
        ("How many days is it now?", "current"),
        ("What is the target, and by when?", "target"),
        ("Where does the figure come from?", "evidence"),
        ("When was that measured?", "timeframe"),
        ("hm", None),
        ("", None),
    ],
)
def test_a_question_is_known_by_its_words(words: str, slot: str | None) -> None:
    """Other words than ours are understood too; what tells nothing is left open."""
    assert slot_of(words) == slot


def test_all_but_the_text_may_be_missing() -> None:
    """Null is as good as missing."""
    id, text, context = given_reply('{"text": "14", "asked": null, "context": null}')
    assert (id, text) == (None, "14")
    assert (context.asked, context.measure, context.today, context.prior) == (None, None, None, ())


def test_what_is_known_is_taken_over() -> None:
    """A fact on record needs no place, and may carry keys that are ours no more."""
    known = {
        "measure": "lead time",
        "unit": "days",
        "today": "2026-05-12",
        "from": "U1",
        "prior": [{"slot": "baseline", "value": 14, "in_context_unit": 14, "id": "f1"}],
    }
    context = given_reply(line(asked="baseline", context=known))[2]
    assert (context.asked, context.measure, context.unit) == ("baseline", "lead time", "days")
    assert (context.today, context.sender) == (date(2026, 5, 12), "U1")
    assert [(fact.slot, fact.value) for fact in context.prior] == [("baseline", 14)]


def test_facts_told_by_slot_are_understood() -> None:
    """As a reading tells them."""
    known = {"prior": {"owner": [{"slot": "owner", "person": "Mei"}], "target": []}}
    assert [fact.person for fact in given_reply(line(context=known))[2].prior] == ["Mei"]


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        ("{", "not JSON"),
        ("[]", "not an object"),
        ('{"id": 1}', "text"),
        (line(asked=3), "asked"),
        (line(context=[]), "context"),
        (line(context={"today": "soon"}), "today"),
        (line(context={"today": 5}), "today"),
        (line(context={"unit": 5}), "unit"),
        (line(context={"prior": "14 days"}), "prior"),
        (line(context={"prior": ["14 days"]}), "prior"),
        (line(context={"prior": [{"slot": "colour"}]}), "slot"),
        (line(context={"prior": [{"slot": "baseline", "value": "many"}]}), "value"),
        ("[" * 100_000, "nested"),
        ('{"text": ' + "9" * 5_000 + "}", "not JSON"),
    ],
)
def test_a_broken_line_says_what_is_wrong(broken: str, says: str) -> None:
    """In words for whoever wrote it."""
    with pytest.raises(BrokenLineError, match=says):
        given_reply(broken)


def _run(given: str) -> tuple[int, list[dict[str, Any]]]:
    ended = CliRunner().invoke(app, ["read", "--answers", "--jsonl"], input=given)
    return ended.exit_code, [json.loads(each) for each in ended.output.splitlines()]


def test_a_reply_a_line_and_an_error_a_broken_line() -> None:
    """The rest goes on; the exit code tells that something was broken."""
    known = {"unit": "days", "today": "2026-05-12"}
    good = line(id="x", asked="baseline", context=known, text="two weeks in Q1")
    code, found = _run(f"{good}\nnonsense\n{line(id=3, text='thanks')}\n")
    fact = found[0]["facts"][0]
    assert code == 1
    assert (found[0]["id"], found[0]["kind"]) == ("x", "answer")
    assert (fact["slot"], fact["value"], fact["unit"]) == ("baseline", 2, "weeks")
    assert (fact["as_of"], fact["in_context_unit"]) == ("2026-Q1", 14)
    assert found[1]["line"] == 2
    assert found[2] == {"id": 3, "kind": "chatter", "facts": []}


def test_lines_that_can_all_be_read_end_well() -> None:
    """Half a character in an id breaks nothing."""
    code, found = _run('{"id": "\\ud800", "text": "14"}\n')
    assert code == 0
    assert found[0]["id"] == "?"


def test_answers_come_as_lines_only() -> None:
    """A single reply without its question is no whole input."""
    assert CliRunner().invoke(app, ["read", "--answers"]).exit_code == 2
