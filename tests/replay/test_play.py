"""A replay: what the bot would have said over an export, and what the record amounts to."""

from pathlib import Path

import pytest

from bot.replay.play import Replayed
from bot.settings import Settings
from tests.replay.slack_export import (
    BEFORE,
    CHANNELS,
    DAY,
    HOUR,
    LIVE,
    NOW,
    USERS,
    a_message,
    an_export,
    listed,
    played,
    ts,
)


def _kinds(found: Replayed) -> list[tuple[str, str | None]]:
    return [(one.kind, one.asks) for one in found.posts]


def _story(folder: Path) -> Path:
    said = [
        a_message(LIVE),
        a_message("nice one", 60, "U2", thread_ts=ts()),
        a_message(BEFORE, HOUR, thread_ts=ts()),
        a_message(NOW, 21 * DAY),
        a_message("<@U9> what improved on the CRM?", 22 * DAY, "U2"),
    ]
    return an_export(folder / "export", said)


def test_the_main_story_is_replayed(settings: Settings, tmp_path: Path) -> None:
    """One question, a proposal, a measurement with its question, and an answer."""
    found = played(settings, _story(tmp_path), listed(tmp_path))
    assert _kinds(found)[:3] == [
        ("question", "baseline"),
        ("proposal", None),
        ("proposal", None),
    ]
    assert found.posts[-1].kind == "answer"
    assert "14 → 9 days, 5 days less (36%)" in found.posts[-1].text
    position = found.positions[0]
    assert (position.investment, position.measure) == ("CRM phase 2", "quote-to-cash")
    assert (position.verdict, position.owner) == ("improved", "head of sales operations")
    assert "CRM phase 2 / quote-to-cash: target" in found.unknown


def test_each_post_tells_what_caused_it_and_what_it_says(
    settings: Settings, tmp_path: Path
) -> None:
    """In the exchanged form: channel by name, the message's ts and time, words, facts."""
    found = played(settings, _story(tmp_path), listed(tmp_path)).as_json()
    assert list(found) == ["posts", "positions", "unknown"]
    asked, proposed = found["posts"][:2]
    assert list(asked) == ["channel", "in_reply_to", "at", "kind", "asks", "text", "facts"]
    assert (asked["channel"], asked["in_reply_to"]) == ("crm-rollout", ts())
    assert asked["at"] == "2026-05-04T09:00:00+00:00"
    assert "CRM phase 2 is live" in asked["text"]
    assert "What was quote-to-cash before go-live" in asked["text"]
    assert asked["facts"] == []
    assert proposed["in_reply_to"] == ts(HOUR)
    assert {fact["slot"] for fact in proposed["facts"]} >= {"baseline", "owner", "evidence"}
    assert proposed["facts"][0]["quote"] in BEFORE
    assert "14 days" in proposed["text"]


def test_the_same_export_gives_the_same_replay(settings: Settings, tmp_path: Path) -> None:
    """Time after time."""
    export, investments = _story(tmp_path), listed(tmp_path)
    once, again = (played(settings, export, investments).as_json() for _ in range(2))
    assert once == again


def test_nothing_is_recorded_unless_proposals_are_accepted(
    settings: Settings, tmp_path: Path
) -> None:
    """The bot would have proposed, and people would have had to decide."""
    found = played(settings, _story(tmp_path), listed(tmp_path), accept=False)
    assert ("proposal", None) in _kinds(found)
    assert found.positions[0].baseline is None
    assert "CRM phase 2 / quote-to-cash: baseline" in found.unknown


def test_a_free_statement_answers_what_was_asked(settings: Settings, tmp_path: Path) -> None:
    """Nobody knew that there was a question, so nobody replied in its thread."""
    said = [a_message(LIVE), a_message("about 14 days in Q1, per Finance's report", DAY)]
    found = played(settings, an_export(tmp_path / "export", said), listed(tmp_path))
    assert found.posts[1].in_reply_to == ts(DAY)
    assert found.posts[1].kind == "proposal"
    assert found.positions[0].baseline is not None
    assert found.positions[0].baseline.value == 14


def test_figures_of_something_else_are_no_answer(settings: Settings, tmp_path: Path) -> None:
    """Guests at lunch are not days, and an hour of the day is none either."""
    said = [a_message(LIVE)]
    chatter = ("14 people are coming to lunch", "donuts at 3pm", "back in 2 days!")
    said += [a_message(text, DAY + number) for number, text in enumerate(chatter)]
    found = played(settings, an_export(tmp_path / "export", said), listed(tmp_path))
    assert [one.in_reply_to for one in found.posts] == [ts()]


def test_what_colleagues_say_under_an_update_is_no_answer_unless_it_states_something(
    settings: Settings, tmp_path: Path
) -> None:
    """They thank each other, ask each other, and never saw our question."""
    chatter = ("Splendid.", "brilliant, well done everyone", "what about the other three?")
    replies = [a_message(text, 60 + n, "U2", thread_ts=ts()) for n, text in enumerate(chatter)]
    found = played(
        settings, an_export(tmp_path / "export", [a_message(LIVE), *replies]), listed(tmp_path)
    )
    assert [one.in_reply_to for one in found.posts] == [ts()]


def test_a_reply_in_another_thread_stands_for_itself(settings: Settings, tmp_path: Path) -> None:
    """A thread under small talk is none of ours; a figure given in it counts all the same."""
    said = [
        a_message("Who is in for lunch?"),
        a_message("me", 60, "U2", thread_ts=ts()),
        a_message(
            "The baseline for quote-to-cash is 14 days for Q1, from the Finance report.",
            120,
            thread_ts=ts(),
        ),
    ]
    found = played(settings, an_export(tmp_path / "export", said), listed(tmp_path))
    assert {one.in_reply_to for one in found.posts} == {ts(120)}
    assert found.posts[0].kind == "proposal"


def test_without_a_list_a_channel_becomes_an_investment_with_its_first_update(
    settings: Settings, tmp_path: Path
) -> None:
    """Named after the channel; channels of small talk become none."""
    channels = [*CHANNELS, {"id": "C2", "name": "random"}]
    export = an_export(tmp_path, [a_message("anyone for coffee?")], "random", channels=channels)
    an_export(tmp_path, [a_message(LIVE), a_message(NOW, DAY)], channels=channels)
    found = played(settings, export)
    assert {one.channel for one in found.posts} == {"crm-rollout"}
    assert {one.investment for one in found.positions} == {"crm rollout"}


def test_with_a_list_other_channels_are_not_read(settings: Settings, tmp_path: Path) -> None:
    """As in a workspace where only some channels are linked."""
    channels = [*CHANNELS, {"id": "C2", "name": "billing"}]
    export = an_export(tmp_path / "export", [a_message(LIVE)], "billing", channels=channels)
    assert played(settings, export, listed(tmp_path)).posts == ()


def test_a_listed_investment_nobody_speaks_of_is_not_known(
    settings: Settings, tmp_path: Path
) -> None:
    """An empty export still says what is missing."""
    found = played(settings, an_export(tmp_path / "export"), listed(tmp_path))
    assert found.messages == 0
    assert found.positions[0].verdict in ("not_measured", "not_due")
    assert found.unknown
    assert played(settings, tmp_path / "export").as_json() == {
        "posts": [],
        "positions": [],
        "unknown": [],
    }


def test_who_is_not_in_the_list_of_people_can_still_speak(
    settings: Settings, tmp_path: Path
) -> None:
    """People of other companies, and those who left, are often missing from it."""
    said = [
        a_message(LIVE, user="U77"),
        a_message(BEFORE, HOUR, user="U78", thread_ts=ts()),
        a_message("not known yet", 2 * DAY, user="U79", thread_ts=ts()),
        a_message("<@U9> what improved?", 3 * DAY, user="U80"),
    ]
    found = played(settings, an_export(tmp_path / "export", said), listed(tmp_path))
    assert [one.kind for one in found.posts][:2] == ["question", "proposal"]
    assert found.posts[-1].kind == "answer"


def test_a_proposal_nobody_decides_expires(settings: Settings, tmp_path: Path) -> None:
    """Without --accept a later answer stands alone: the old card is not taken along."""
    said = [
        a_message(LIVE),
        a_message("14 days in Q1 per Finance", DAY, thread_ts=ts()),
        a_message("Priya Shah owns quote-to-cash", 20 * DAY, thread_ts=ts()),
    ]
    found = played(settings, an_export(tmp_path / "export", said), listed(tmp_path), accept=False)
    last = found.posts[-1]
    assert last.in_reply_to == ts(20 * DAY)
    assert "baseline" not in {fact.slot for fact in last.facts}


def test_of_several_investments_in_a_channel_the_one_meant_is_asked_for(
    settings: Settings, tmp_path: Path
) -> None:
    """A question that asks for no slot; a name in the text settles it."""
    two = "[{name: CRM, channel: C1}, {name: Billing, channel: C1}]"
    said = [a_message("We went live with phase two yesterday, 340 people logged in.")]
    found = played(settings, an_export(tmp_path / "export", said), listed(tmp_path, two))
    assert _kinds(found) == [("question", None)]
    assert "Billing · CRM" in found.posts[0].text


def test_a_private_channel_stays_out_of_answers_elsewhere(
    settings: Settings, tmp_path: Path
) -> None:
    """The operator sees it in the positions; the channel that asks does not."""
    groups = [{"id": "G1", "name": "board", "members": ["U1"]}]
    channels = [*CHANNELS, {"id": "C2", "name": "general", "members": [one["id"] for one in USERS]}]
    secret = "[{name: Secret, channel: board, measures: [{name: churn, unit: '%'}]}]"
    export = an_export(tmp_path, channels=channels, groups=groups)
    an_export(tmp_path, [a_message("Churn was 9% in Q1, per the CRM report.")], "board",
              channels=channels, groups=groups)  # fmt: skip
    an_export(tmp_path, [a_message("<@U9> what improved?", DAY, "U2")], "general",
              channels=channels, groups=groups)  # fmt: skip
    found = played(settings, export, listed(tmp_path / "list", secret))
    assert [one.investment for one in found.positions] == ["Secret"]
    assert found.posts[-1].channel == "general"
    assert "churn" not in found.posts[-1].text.lower()


def test_bad_input_ends_quietly(settings: Settings, tmp_path: Path) -> None:
    """Forty thousand characters, other languages, emoji, control characters, open markup."""
    texts = (
        "from 3 to 4 " * 3_400,
        "上线了，340人登录",
        ":tada:" * 50,
        "\x00\x01 live \x1b[31m since \u202emonday 14 days",
        "<@U1 <https://x| **live* `14 days",
        "=cmd()|' /C calc'!A0 is live, 14 days",
    )
    said = [a_message(text, n * HOUR) for n, text in enumerate(texts)]
    found = played(settings, an_export(tmp_path / "export", said), listed(tmp_path))
    assert found.messages == len(texts)
    assert found.broken == ()


def test_facts_of_an_edited_message_count_from_when_it_was_made(
    settings: Settings, tmp_path: Path
) -> None:
    """Its last words are all an export holds; it is proposed once, at its own time."""
    edited = {"user": "U1", "ts": ts(20 * DAY)}
    said = [
        a_message(LIVE),
        a_message("about 18 days in Q1, per Finance", HOUR, thread_ts=ts(), edited=edited),
        a_message("thanks all", 30 * DAY),
    ]
    found = played(settings, an_export(tmp_path / "export", said), listed(tmp_path))
    assert [one.in_reply_to for one in found.posts if one.kind == "proposal"] == [ts(HOUR)]
    assert found.positions[0].baseline is not None
    assert found.positions[0].baseline.value == 18


def test_an_edit_whose_first_words_are_known_is_a_correction(
    settings: Settings, tmp_path: Path
) -> None:
    """Both stay on record, and what the message says now counts."""
    first = a_message("about 14 days in Q1, per Finance", HOUR, thread_ts=ts())
    edited = {"user": "U1", "ts": ts(20 * DAY)}
    again = first | {"text": "about 18 days in Q1, per Finance", "edited": edited}
    said = [a_message(LIVE), first, again, a_message("thanks all", 30 * DAY)]
    found = played(settings, an_export(tmp_path / "export", said), listed(tmp_path))
    last = [one for one in found.posts if one.kind == "proposal"][-1]
    assert last.in_reply_to == ts(HOUR)
    assert last.at.isoformat() == "2026-05-24T09:00:00+00:00"
    assert found.positions[0].baseline is not None
    assert found.positions[0].baseline.value == 18


def test_a_log_of_edits_corrects_and_one_of_deletions_takes_the_evidence_away(
    settings: Settings, tmp_path: Path
) -> None:
    """The figure stays, and nobody shows it any more."""
    first = a_message("about 14 days in Q1, per Finance", HOUR, thread_ts=ts())
    now = a_message("Quote-to-cash was 9 days in June, per the Finance report.", 60 * DAY)
    logs = [
        {"subtype": "message_changed", "message": first | {"text": "about 18 days in Q1"}},
        {"subtype": "message_deleted", "deleted_ts": now["ts"], "previous_message": now},
    ]
    changes = [
        one | {"type": "message", "ts": ts((20 + 60 * n) * DAY)} for n, one in enumerate(logs)
    ]
    export = an_export(tmp_path / "export", [a_message(LIVE), first, now, *changes])
    (position,) = played(settings, export, listed(tmp_path)).positions
    assert position.baseline is not None
    assert position.baseline.value == 18
    assert position.current is not None
    assert (position.current.value, position.current.evidence) == (9, False)


def test_a_second_baseline_is_drift_and_the_first_counts(
    settings: Settings, tmp_path: Path
) -> None:
    """Accepting proposals settles no drift; the notice holds both figures and asks for nothing."""
    second = "Quote-to-cash fell from 20 days to 9 days in June, per the Finance report."
    said = [a_message(LIVE), a_message(BEFORE, HOUR, thread_ts=ts()), a_message(second, 60 * DAY)]
    found = played(settings, an_export(tmp_path / "export", said), listed(tmp_path))
    drift = next(one for one in found.posts if one.kind == "drift")
    assert (drift.in_reply_to, drift.asks) == (ts(60 * DAY), None)
    assert [fact.value for fact in drift.facts] == [14, 20]
    assert "14 days" in drift.text
    assert "20 days" in drift.text
    assert found.positions[0].baseline is not None
    assert found.positions[0].baseline.value == 14


def test_a_correction_in_words_counts_wherever_it_is_said(
    settings: Settings, tmp_path: Path
) -> None:
    """In the thread or in the channel, and it is no drift."""
    right = "Sorry all, that 14 should be 16 days for quote-to-cash."
    for number, more in enumerate(({"thread_ts": ts()}, {})):
        said = [
            a_message(LIVE),
            a_message(BEFORE, HOUR, thread_ts=ts()),
            a_message(right, 9 * DAY, **more),
        ]
        folder = tmp_path / str(number)
        found = played(settings, an_export(folder / "export", said), listed(folder))
        assert "drift" not in {one.kind for one in found.posts}
        assert found.positions[0].baseline is not None
        assert found.positions[0].baseline.value == 16


@pytest.mark.parametrize("is_accepted", [True, False])
def test_a_figure_that_is_taken_back_counts_no_more(
    settings: Settings, tmp_path: Path, is_accepted: bool
) -> None:
    """In the thread or in the channel: proposed with the figure it is about, and recorded where
    proposals are accepted; what counted before counts again.
    """
    right = "Sorry all, that 14 should be 16 days for quote-to-cash."
    for number, more in enumerate(({"thread_ts": ts()}, {})):
        said = [
            a_message(LIVE),
            a_message(BEFORE, HOUR, thread_ts=ts()),
            a_message(right, 9 * DAY, thread_ts=ts()),
            a_message("Please take the 16 days back, it was wrong.", 10 * DAY, **more),
            a_message("please scrap the May figure", 11 * DAY, thread_ts=ts()),
        ]
        folder = tmp_path / str(number)
        export = an_export(folder / "export", said)
        found = played(settings, export, listed(folder), accept=is_accepted)
        offered = [one for one in found.posts if "Shall this be taken back?" in one.text]
        assert [one.kind for one in offered] == ["proposal"] * is_accepted
        if not is_accepted:
            assert found.positions[0].baseline is None
            continue
        assert [fact.value for one in offered for fact in one.facts] == [16]
        assert found.positions[0].baseline is not None
        assert found.positions[0].baseline.value == 14


def test_where_it_is_asked_which_measure_is_meant_the_question_is_for_the_measure(
    settings: Settings, tmp_path: Path
) -> None:
    """An owner stated beside several measures; `asks` is one of the gaps."""
    two = """
- name: Billing portal
  channel: C1
  measures: [{name: complaint time, unit: days}, {name: churn, unit: "%"}]
"""
    said = [a_message("Joy Mbeki is the owner of the outcome from today.")]
    found = played(settings, an_export(tmp_path / "export", said), listed(tmp_path, two))
    assert ("question", "measure") in _kinds(found)


_TWO = """
- name: Kiosk
  channel: crm-rollout
  go_live: 2026-05-04
  aliases: [the kiosks]
  measures: [{name: stamp errors, unit: errors/week, better: lower}]
- name: Parcel app
  channel: crm-rollout
  go_live: 2026-05-04
  measures: [{name: parcel wait, unit: minutes, better: lower}]
- name: Till app
  channel: crm-rollout
  go_live: 2026-05-04
  measures: [{name: till time, unit: seconds, better: lower}]
"""


def test_what_names_the_measure_of_one_investment_answers_no_question_of_another(
    settings: Settings, tmp_path: Path
) -> None:
    """Though seconds are asked for, and minutes are told."""
    said = [
        a_message("The till app is live in nine branches."),
        a_message("Parcel wait was 12 minutes in April, per the branch log.", DAY),
        a_message("The target for the parcel wait is now 7 minutes by December.", 2 * DAY),
        a_message("The kiosks handed out 900 tickets in nine branches.", 9 * DAY),
        a_message("Uma Day owns parcel wait and till time.", 10 * DAY, "U2"),
    ]
    found = played(settings, an_export(tmp_path / "export", said), listed(tmp_path, _TWO))
    homes = {(one.investment, one.measure) for one in found.positions}
    assert ("Till app", "parcel wait") not in homes
    assert "Uma Day" not in {one.owner for one in found.positions if one.investment == "Kiosk"}
    (wait,) = (one for one in found.positions if one.measure == "parcel wait")
    assert wait.baseline is not None
    assert wait.target is not None


def test_a_terse_reply_answers_with_its_unit_in_short(settings: Settings, tmp_path: Path) -> None:
    """In the thread of the question, minutes and money as people type them; nobody who jokes under
    a card is answered: they never saw it.
    """
    answers = ("48 min, April", "Apr: 48 mins", "0.8 hrs in Q1 I think", "1h10 last year")
    channels = [{"id": f"C{n}", "name": f"shop-{n}"} for n in range(len(answers))]
    for n, text in enumerate(answers):
        said = [
            a_message("The kiosk is live in nine branches.", user=f"U{n}"),
            a_message(text, HOUR, f"U{n}", thread_ts=ts()),
            a_message("that's more like it", 2 * HOUR, thread_ts=ts()),
        ]
        an_export(tmp_path / "export", said, f"shop-{n}", channels=channels)
    lines = [
        f"- {{name: Kiosk {n}, channel: shop-{n}, go_live: 2026-05-04, "
        "measures: [{name: queue time, unit: minutes, better: lower}]}"
        for n in range(len(answers))
    ]
    found = played(settings, tmp_path / "export", listed(tmp_path, "\n".join(lines)), accept=False)
    proposed = [one for one in found.posts if one.kind == "proposal"]
    assert [one.facts[0].slot for one in proposed] == ["baseline"] * len(answers)
    assert {one.in_reply_to for one in found.posts} == {ts(), ts(HOUR)}
