"""Business-centric measures: suggested for the problem described, chosen by a person, kept so."""

from bot.sandbox.cast import HELEN, PRIYA
from tests.stories.stage import Stage, words


async def test_measures_fit_the_problem_and_a_technical_one_reads_its_counterpart(
    stage: Stage,
) -> None:
    """What is chosen brings unit, direction, dimension and place; what is typed counts before it,
    and stays as typed where it is technical, beside what the business would count.
    """
    form = await stage.opens(PRIYA.id, "/whatimproved new")
    problem = "Clerks retype orders by hand from a spreadsheet, and each branch does it its own way"
    await form.send(name="Order desk", problem=problem)
    offered = form.choices("suggested")
    assert next(iter(offered)) == "hours"
    assert "spread" in offered
    assert "System activity is not business progress" in form.words
    await form.send(suggested="hours", baseline="40 hours a week in 2026-Q1")
    await stage.settled()
    framed = words(stage.by_the_bot()[-1])
    for said in ("hours of manual work in hours/week", "capacity", "lower is better", "40 hours"):
        assert said in framed
    assert "less manual effort and fewer delays" in framed
    form = await stage.opens(PRIYA.id, "/whatimproved frame")
    assert "Order desk: what is on record or was said here is filled in" in form.words
    await form.send()
    assert form.holds["measure"] == "hours of manual work"
    assert form.holds["dimension"] == "capacity"
    wrong = await form.send(measure="uptime", unit="%", baseline="99.2 days")
    assert "uptime is counted in % here" in wrong["baseline"]
    await form.send(measure="uptime", unit="%", baseline="99.2% in March 2026", suggested="hours")
    await stage.settled()
    told = words(stage.by_the_bot()[-1])
    assert "Kept as you typed it: uptime. It tells how the technology does" in told
    assert "work completed in the busiest hour in cases/hour" in told
    assert "Work carried in an hour, in place of uptime" in told
    answer = words(await stage.command(HELEN.id, "/whatimproved improved Order desk"))
    assert "99.2%" in answer
    assert "40 hours" in answer
