"""Sponsor, delivery lead and owner are asked apart what success is; nobody reads an answer before
the round closes, and then all who were asked read them side by side.
"""

from bot.sandbox.cast import HELEN, MEI, PRIYA, TOM
from bot.sandbox.shapes import Message
from tests.stories.stage import Stage, words

NEW = "/whatimproved new CRM phase 2: quote-to-cash in days"


def last(stage: Stage, who: str) -> Message:
    """What the bot told somebody alone last."""
    return stage.by_the_bot(stage.workspace.direct(who).id)[-1]


def asked(stage: Stage, who: str) -> Message:
    """The message in which somebody is asked."""
    found = stage.by_the_bot(stage.workspace.direct(who).id)
    return next(one for one in found if "a few short questions" in words(one))


async def test_what_each_means_by_success_is_private_until_it_is_compared(stage: Stage) -> None:
    """By form and in words; changed before it closes; told to all who were asked, and the channel
    learns what it came to.
    """
    await stage.command(PRIYA.id, NEW)
    await stage.command(PRIYA.id, f"/whatimproved lead <@{PRIYA.id}>")
    await stage.command(HELEN.id, f"/whatimproved sponsor <@{HELEN.id}>")
    await stage.settled()
    typed = f"/whatimproved align CRM phase 2 <@{TOM.id}>"
    begun = await stage.command(PRIYA.id, typed)
    assert "3 people are asked" in words(begun)
    await stage.settled()
    form = await stage.click_and_fill(PRIYA.id, asked(stage, PRIYA.id), "guide:0")
    assert "Nobody sees an answer before the round closes" in form.words
    wrong = await form.send(first="efficiency", second="efficiency")
    assert set(wrong) == {"success", "second"}
    assert not await form.send(
        success="No quote is typed twice",
        first="efficiency",
        second="",
        measure="quote-to-cash",
        by="end of September",
    )
    await stage.settled()
    mine = words(asked_now(stage, PRIYA.id))
    assert "No quote is typed twice" in mine
    assert "1 of 3 answered" in words(last_status(stage))

    hers = asked(stage, HELEN.id)
    room = stage.workspace.direct(HELEN.id).id
    said = "Sales win more deals, and the win rate shows it by 30 September 2026"
    _, read = await stage.say_and_hear(HELEN.id, said, hers, room)
    assert "Nothing is kept until you record it" in words(read)
    form = await stage.click_and_fill(HELEN.id, read, "guide:0")
    assert form.holds["success"] == said
    assert form.holds["first"] == "revenue"
    assert not await form.send(measure="win rate")
    await stage.settled()

    answer = await stage.command(PRIYA.id, "/whatimproved improved CRM phase 2")
    assert "2 of 3 answered; nothing is shown before it closes" in words(answer)
    everywhere = " ".join(words(one) for one in all_but(stage, HELEN.id))
    assert "win more deals" not in everywhere

    await stage.click(PRIYA.id, last_status(stage), "practice:0")
    await stage.settled()
    for who in (PRIYA.id, HELEN.id, TOM.id):
        told = words(last(stage, who))
        assert "No quote is typed twice" in told
        assert "Sales win more deals" in told
        assert "not agreed on purpose and measure" in told
        assert "agreed on time" in told
        assert "if only one of revenue" in told
        assert "Income, effort, customers or risk" in told
    channel = words(stage.by_the_bot()[-1])
    assert "not agreed on purpose and measure" in channel
    assert "win more deals" not in channel
    answer = await stage.command(MEI.id, "/whatimproved improved CRM phase 2")
    assert "agreed on time; not agreed on purpose and measure" in words(answer)
    assert "win more deals" not in words(answer)


def asked_now(stage: Stage, who: str) -> Message:
    """The message in which somebody was asked, as it stands once they answered."""
    found = stage.by_the_bot(stage.workspace.direct(who).id)
    return next(one for one in found if "Your answer" in words(one))


def last_status(stage: Stage) -> Message:
    """What tells who began the round how far it is."""
    found = stage.by_the_bot(stage.workspace.direct(PRIYA.id).id)
    return next(one for one in found if "of 3 answered" in words(one))


def all_but(stage: Stage, who: str) -> list[Message]:
    """All that the bot said to others."""
    rooms = [stage.channel, *(stage.workspace.direct(one).id for one in (PRIYA.id, TOM.id))]
    return [one for room in rooms for one in stage.by_the_bot(room)]
