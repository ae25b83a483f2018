"""The main job, told through signed HTTP: challenged, answered, recorded, and "what improved?"."""

from bot.sandbox.cast import HELEN, PRIYA, TOM
from bot.sandbox.payloads import envelope, message_event
from bot.sandbox.shapes import Message
from tests.stories.stage import Stage, words

NEW = "/whatimproved new CRM phase 2: quote-to-cash in days"
UPDATE = (
    "CRM phase 2 is live :tada: 340 people logged in this week, 12 workflows automated, "
    "Power BI dashboards out."
)
ANSWER = (
    "about 14 days in Q1, per Finance's Salesforce report. The head of sales operations owns it."
)
MEASURED = "Quote-to-cash is 9 days now https://reports.example.com/q2c"


async def challenged(stage: Stage) -> tuple[Message, Message]:
    """The update and the bot's question under it."""
    await stage.command(PRIYA.id, NEW)
    return await stage.say_and_hear(PRIYA.id, UPDATE)


async def answered(stage: Stage) -> tuple[Message, Message, Message]:
    """The update, the question and the recorded card."""
    update, question = await challenged(stage)
    _, card = await stage.say_and_hear(PRIYA.id, ANSWER, thread=update)
    return update, question, await stage.click_and_see(TOM.id, card, "record")


async def measured(stage: Stage) -> tuple[Message, Message]:
    """Three weeks later: the measurement's message and its card."""
    await answered(stage)
    stage.clock.forward(days=21)
    return await stage.say_and_hear(PRIYA.id, MEASURED)


async def test_an_update_of_activity_is_asked_for_the_baseline(stage: Stage) -> None:
    """Story 1: one line of what was delivered, one question in the team's measure, one citation."""
    update, question = await challenged(stage)
    said = words(question)
    assert question.thread_ts == update.ts
    assert "“CRM phase 2 is live”" in said
    assert "“12 workflows automated”" in said
    assert "None of it shows yet" in said
    assert "What was quote-to-cash before go-live: how many days" in said
    assert said.count("?") == 1
    assert "Why I ask" in said
    assert stage.buttons(question) == ["answer", "not_known", "not_update"]


async def test_an_answer_is_shown_before_anything_is_recorded(stage: Stage) -> None:
    """Story 2: each value with the words it came from; the record waits for a click."""
    update, question = await challenged(stage)
    _, card = await stage.say_and_hear(PRIYA.id, ANSWER, thread=update)
    said = words(card)
    assert "about 14 days (Q1 2026)" in said
    assert "about 14 days in Q1" in said
    assert "Finance's Salesforce report" in said
    assert "head of sales operations" in said
    assert stage.buttons(card) == ["record", "edit", "discard"]
    answer = await stage.command(HELEN.id, "/whatimproved improved")
    assert "14 days" not in words(answer)

    done = await stage.click_and_see(TOM.id, card, "record")
    assert stage.buttons(done) == ["undo", "attest"]
    assert f"@{TOM.id}" in words(done)
    await stage.until(lambda: stage.buttons(question) == [])


async def test_a_measurement_is_proposed_and_only_its_report_is_asked_for(stage: Stage) -> None:
    """Story 3: 14 to 9 days; the baseline is not asked for again."""
    _, card = await measured(stage)
    said = words(card)
    assert "14 → 9 days, 5 days less (36%)" in said
    assert "https://reports.example.com/q2c" in said
    assert "Which report" in said
    assert "before go-live" not in said


async def test_naming_the_report_completes_the_card_that_waits(stage: Stage) -> None:
    """One card holds all that waits in a thread; recording it closes the question."""
    update, card = await measured(stage)
    _, fuller = await stage.say_and_hear(
        PRIYA.id, "Finance's monthly Salesforce report", thread=update
    )
    assert "9 days" in words(fuller)
    assert "monthly Salesforce report" in words(fuller)
    await stage.until(lambda: "record" not in stage.buttons(card))
    await stage.click_and_see(TOM.id, fuller, "record")
    await stage.until(lambda: stage.buttons(card) == [])


async def test_the_sponsor_gets_figures_dates_sources_and_what_nobody_knows(stage: Stage) -> None:
    """Story 4: one sentence, the fixed parts, every figure linked to its message."""
    update, card = await measured(stage)
    await stage.click_and_see(TOM.id, card, "record")
    _, answer = await stage.say_and_hear(HELEN.id, "@What Improved? what improved on the CRM?")
    said = words(answer)
    assert "14 → 9 days, 5 days less (36%)" in said
    assert "Improved, with evidence" in said
    assert "Still missing: " in said
    assert stage.workspace.permalink(update) in said
    assert "head of sales operations" in said
    command = await stage.command(HELEN.id, "/whatimproved improved CRM")
    assert "14 → 9 days" in words(command)
    assert command.ephemeral_to == HELEN.id


async def test_the_same_event_three_times_asks_once(stage: Stage) -> None:
    """Slack delivers at least once; people are asked once."""
    await stage.command(PRIYA.id, NEW)
    update = await stage.say(PRIYA.id, UPDATE)
    room, who = stage.workspace.rooms[stage.channel], stage.workspace.who
    again = envelope(message_event(update, room, who), "Ev-thrice", 1, who)
    for _ in range(3):
        stage.workspace.delivery.event(again)
    await stage.next_by_the_bot(update.ts)
    await stage.settled()
    assert len(stage.workspace.thread(stage.channel, update.ts)) == 2


async def test_two_people_clicking_record_put_it_on_record_once(stage: Stage) -> None:
    """The second sees who was first."""
    update, _ = await challenged(stage)
    _, card = await stage.say_and_hear(PRIYA.id, ANSWER, thread=update)
    block, element = stage.button(card, "record")
    await stage.workspace.click(TOM.id, card.channel, card.ts, block, element)
    await stage.settled()
    await stage.workspace.click(PRIYA.id, card.channel, card.ts, block, element)
    await stage.settled()
    assert stage.bot is not None
    with stage.bot.rows.records.work(stage.workspace.team_id) as work:
        home = work.investments()[0]
        assert len([f for f in work.facts([home.id]) if f.fact.slot == "baseline"]) == 1
    told = [
        one
        for one in stage.workspace.thread(stage.channel, update.ts, PRIYA.id)
        if one.ephemeral_to == PRIYA.id
    ]
    assert any("first" in words(one) for one in told)


async def test_discard_records_nothing_and_the_question_stays_open(stage: Stage) -> None:
    """What a person sets aside leaves no trace on the record."""
    update, question = await challenged(stage)
    _, card = await stage.say_and_hear(PRIYA.id, ANSWER, thread=update)
    done = await stage.click_and_see(TOM.id, card, "discard")
    assert "Discarded" in words(done)
    assert "answer" in stage.buttons(question)


async def test_not_known_is_an_answer_and_is_not_asked_again(stage: Stage) -> None:
    """Said once without shame; the next update asks for something else."""
    _, question = await challenged(stage)
    closed = await stage.click_and_see(PRIYA.id, question, "not_known")
    assert stage.buttons(closed) == []
    stage.clock.forward(days=8)
    _, other = await stage.say_and_hear(PRIYA.id, "We have trained 40 more people on the new CRM.")
    assert "before go-live" not in words(other)


async def test_not_an_update_takes_the_message_out(stage: Stage) -> None:
    """What was wrongly taken for an update is forgotten."""
    _, question = await challenged(stage)
    await stage.click_and_see(PRIYA.id, question, "not_update")
    answer = await stage.command(HELEN.id, "/whatimproved improved")
    assert "340 people" not in words(answer)


async def test_a_second_update_is_not_asked_while_a_question_is_open(stage: Stage) -> None:
    """One open question an investment at a time."""
    await challenged(stage)
    later = await stage.say(PRIYA.id, "Phase 2b is live as well, 80 more people logged in today.")
    await stage.settled()
    assert stage.workspace.thread(stage.channel, later.ts)[1:] == []


async def test_the_form_edits_what_was_understood(stage: Stage) -> None:
    """Edit opens with the values, keeps what is left alone, and records what is sent."""
    update, _ = await challenged(stage)
    _, card = await stage.say_and_hear(PRIYA.id, ANSWER, thread=update)
    await stage.click(TOM.id, card, "edit")
    await stage.until(lambda: stage.workspace.view_for(TOM.id) is not None)
    view = stage.workspace.view_for(TOM.id)
    assert view is not None
    values = {
        block["block_id"]: {
            block["element"]["action_id"]: {
                "type": "plain_text_input",
                "value": block["element"].get("initial_value"),
            }
        }
        for block in view.view["blocks"]
        if block["type"] == "input"
    }
    assert "about 14 days (Q1 2026)" in str(values)
    baseline = next(key for key in values if "baseline" in key)
    action = next(iter(values[baseline]))

    values[baseline][action]["value"] = "no figure at all"
    await stage.workspace.submit(TOM.id, values)
    complained = stage.workspace.view_for(TOM.id)
    assert complained is not None
    assert complained.errors

    values[baseline][action]["value"] = "16 days in Q1 2026"
    await stage.workspace.submit(TOM.id, values)
    assert stage.workspace.view_for(TOM.id) is None
    recorded = await stage.next_by_the_bot(card.ts)
    assert "16 days (Q1 2026)" in words(recorded)
    assert f"@{TOM.id}" in words(recorded)
    assert stage.bot is not None
    with stage.bot.rows.records.work(stage.workspace.team_id) as work:
        facts = {f.fact.slot: f for f in work.facts([work.investments()[0].id])}
    assert facts["baseline"].fact.value == 16
    assert facts["owner"].author == PRIYA.id
    assert facts["baseline"].author == TOM.id
