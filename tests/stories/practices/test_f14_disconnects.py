"""Five disconnects: a technical figure is translated into what the business would ask and count."""

from bot.sandbox.cast import PRIYA
from tests.stories.stage import Stage, words


async def test_technical_health_is_met_by_what_the_business_would_ask(stage: Stage) -> None:
    """Story 7: the update is asked about in the business's own terms; a technical measure is kept
    as it was typed, beside what would be counted instead, with the passage that rests on.
    """
    await stage.command(PRIYA.id, "/whatimproved new Service desk renewal")
    update = "Uptime 99.97%, all patches current, tickets within SLA."
    _, asked = await stage.say_and_hear(PRIYA.id, update)
    assert any(part in words(asked) for part in ("lost hours", "stopped", "hours back", "stands"))
    assert "Technology Forest for the Trees" in words(asked)
    for measure, instead in {
        "uptime in %": "work completed in the busiest hour in cases/hour",
        "help desk tickets within SLA in %": "hours users lost in hours/month",
        "patch compliance in %": "hours of work lost to security incidents",
        "backup success in %": "time until work can go on after a rehearsed restore",
        "project completion in %": "share of cases done without working around the system",
    }.items():
        told = words(await stage.command(PRIYA.id, f"/whatimproved measure {measure}"))
        name = measure.removesuffix(" in %")
        assert f"is measured by {name}, in this unit: %" in told
        assert instead in told
        assert "Technology Forest for the Trees" in told
    await stage.command(PRIYA.id, "/whatimproved rename Service desk renewal to Backups")
    plain = await stage.command(PRIYA.id, "/whatimproved measure Backups: time to answer in hours")
    assert "time to answer" in words(plain)
    assert "instead" not in words(plain)
