"""An answer in words is short: what else is on record is named, and one press away."""

from datetime import timedelta

from bot.benefits.conversation import Post
from tests.advice.test_report import level, put, source
from tests.advice.world import DIRECT, LEAD, OTHER, OWNER, SPONSOR, World, words
from tests.builders import a_measure, an_entry, an_investment


def titles(post: Post) -> list[str]:
    return [one.title for one in post.parts]


def full_of(world: World) -> None:
    """One investment of which much is on record."""
    world.begin(sponsor=f"<@{SPONSOR}>")
    put(world, level("b1", "baseline", 4, 1), level("c1", "current", 2.8, 1), source("e1", 1))
    long_ago = {"said_at": world.now - timedelta(days=80)}
    world.enter(
        an_entry("s1", "added", practice="scope", text="the supplier portal", **long_ago),
        an_entry("r1", "training", practice="readiness", about="order desk", **long_ago),
        an_entry("b7", "chasing", text="every order is keyed twice", **long_ago),
        an_entry("y1", "system", practice="assessment", text="ERP"),
        an_entry("y2", "stops", practice="assessment", about="y1", text="£120k a day"),
    )


def test_in_words_what_improved_is_told_and_the_rest_is_one_press_away(world: World) -> None:
    """First what improved, what is not known and what is in the way; the rest by name alone, in
    one line, and whole behind its button, once.
    """
    full_of(world)
    [said] = world.say("what improved?", to_us=True)
    whole = world.improved("Claims portal")[-1].post
    told = titles(said.post)
    assert told[0] == "Improved, with evidence"
    assert "In the way" in told
    assert "More on record" in told
    assert len(told) <= 5
    [folded] = [one for one in said.post.parts if one.title == "More on record"]
    named = folded.lines[0][0].text
    assert set(titles(whole)) == {*titles(said.post), *named.split(", ")} - {"More on record"}
    assert "£120k" not in words([said])
    [more] = [one for one in said.post.options if one.verb == "more"]
    [rest] = [one for one in world.click("more", more.ref) if one.way == "post"]
    assert ", ".join(titles(rest.post)) == named
    assert "£120k a day" in words([rest])
    assert "every order is keyed twice" not in words([rest])
    assert [one.verb for one in rest.post.options if one.verb == "more"] == []
    assert "more" not in [one.verb for one in world.shown(said.key).options]
    assert "£120k a day" in words(world.improved("Claims portal"))


def test_who_asks_alone_reads_first_what_they_sponsor_or_lead(world: World) -> None:
    """Then how all stands; in a channel and for others it is told as ever."""
    for n, name in enumerate(("Billing", "Claims", "Doors", "Orders", "Refunds")):
        theirs = {"sponsor": f"<@{SPONSOR}>"} if name == "Orders" else {}
        led = {"delivery_lead": f"<@{OWNER}>"} if name in ("Claims", "Orders") else {}
        measure = a_measure(f"m{n}", f"{name} time")
        world.begin(an_investment(f"i{n}", name=name, measures=(measure,), **theirs, **led))
    own = {"investment": "i0", "measure": "m0"}
    put(world, level("b1", "baseline", 4, 1, **own), level("c1", "current", 2, 1, **own))
    put(world, source("e1", 1, **own))

    def lead(user: str, channel: str = DIRECT) -> list[str]:
        [said, *_] = world.say("what is improved?", user, channel=channel, to_us=True)
        return ["".join(span.text for span in line) for line in said.post.lead]

    first, second, covers = lead(SPONSOR)
    assert first.startswith("Of what you sponsor: Orders: nothing is shown to have improved yet.")
    assert second.startswith("Of what you may see: Billing time: 4 → 2 days")
    assert covers == "Covers Orders, Billing, Claims, Doors, Refunds."
    assert lead(OWNER)[0].startswith("Of what you have to do with: Nothing is shown to have imp")
    assert lead(LEAD)[0].startswith("Billing time: 4 → 2 days")
    assert lead(SPONSOR, OTHER)[0].startswith("Billing time: 4 → 2 days")
