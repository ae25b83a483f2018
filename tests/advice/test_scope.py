"""What was agreed moves by a click of who may, with its history, and what is not agreed is none."""

from datetime import date

import pytest

from bot.advice import practise
from bot.advice.practices import scope_heard
from bot.benefits.conversation import Guided, Option, Sending
from bot.benefits.entries import Entry
from bot.benefits.guides import Guide
from bot.benefits.practices.scope import heard
from tests.advice.world import GUEST, LEAD, OPEN_TO_GUESTS, OWNER, World, words
from tests.builders import CHANNEL, WORKSPACE

MOVED = "The pilot is done. Go-live moved to September."


def agreed(world: World, **fields: str) -> list[Sending]:
    """The form, sent."""
    return world.happens(sent_form(world, fields))


def sent_form(world: World, fields: dict[str, str]) -> Guided:
    """The form as it is sent by the delivery lead."""
    return Guided(
        workspace=WORKSPACE,
        channel=CHANNEL,
        user=LEAD,
        at=world.now,
        name="scope",
        ref="i1",
        fields=fields,
    )


def versions(world: World) -> dict[tuple[str, str], list[Entry]]:
    """What is on record as agreed, with all its versions."""
    with world.records.work(WORKSPACE) as work:
        home = work.investment("i1")
        assert home is not None
        return scope_heard.agreed(work, home)


def offers(sent: list[Sending]) -> list[Option]:
    """The buttons that keep a change or leave it."""
    return [one for each in sent for one in each.post.options if one.verb == "practice"]


def press(world: World, sent: list[Sending], number: int = 0, user: str = LEAD) -> list[Sending]:
    """A press of a button of an offer."""
    (post,) = [one for one in sent if offers([one])]
    ref, message = offers(sent)[number].ref, world.ts_of[post.key]
    return world.click("practice", ref, user, message=message, channel=post.channel)


def test_a_date_set_by_command_is_the_first_version_of_what_then_moves(world: World) -> None:
    """Twice: the second time it is told how often, and where it began."""
    world.begin()
    world.command("go-live", "1 July 2026")
    press(world, world.say(MOVED))
    assert [one.day and one.day.isoformat() for one in versions(world)["go_live", ""]] == [
        "2026-07-01",
        "2026-09-30",
    ]
    live = world.investment().go_live
    assert live is not None
    assert live.isoformat() == "2026-09-30"
    world.later(days=8)
    again = world.say("Training is done. Go-live slips by two weeks.")
    assert "On record go-live is September 2026; this says 14 October 2026" in words(again)
    assert "the first was 1 July 2026" in words(again)
    press(world, again, 1)
    assert len(versions(world)["go_live", ""]) == 2
    world.later(days=1)
    assert offers(world.say("Training is over. Go-live slips by two weeks.")) == []


def test_only_who_may_record_moves_a_date(world: World) -> None:
    """A guest is told why not."""
    world.begin(channel=OPEN_TO_GUESTS, go_live="2026-07-01")
    sent = world.say(MOVED, channel=OPEN_TO_GUESTS)
    assert "member" in words(press(world, sent, user=GUEST))
    assert len(versions(world)["go_live", ""]) == 1


def test_what_was_never_agreed_cannot_drift(world: World) -> None:
    """No date, no budget, no scope: nothing is offered."""
    world.begin()
    for said in (MOVED, "Rollout is done. Budget is now 450k.", "We also added the mobile app."):
        assert offers(world.say(said)) == []


def test_a_form_keeps_what_changed_alone_and_takes_back_what_is_emptied(world: World) -> None:
    """The same again says nothing; a budget in the same words is the same."""
    world.begin()
    first = agreed(world, budget="£300,000", out="Marketing", milestones="Pilot: 1 July 2026")
    assert "Budget: £300,000" in words(first)
    assert "Pilot: 1 July 2026" in words(first)
    assert agreed(world, budget="300k GBP", out="Marketing", milestones="Pilot: 1 July 2026") == []
    after = agreed(world, budget="£350,000", milestones="Pilot: 8 July 2026")
    assert "Budget: £300,000 → £350,000" in words(after)
    assert "Out of scope: taken off the record" in words(after)
    assert ("out", "") not in versions(world)
    assert [one.value for one in versions(world)["budget", ""]] == [300_000, 350_000]


def test_what_was_added_goes_with_its_message(world: World) -> None:
    """That something was added stays; in which words does not."""
    world.begin()
    agreed(world, **{"in": "Claims portal for brokers"})
    sent = world.say("Training is done. We also added the mobile app.")
    ts = world.last
    press(world, sent, user=OWNER)
    assert "the mobile app" in words(world.improved("Claims portal"))
    world.delete(ts)
    told = words(world.improved("Claims portal"))
    assert "mobile app" not in told
    assert "Added since it was agreed: source deleted" in told


def test_what_is_added_beside_a_moved_date_is_offered_with_it(world: World) -> None:
    """Each with buttons of its own, and one is decided without the other."""
    world.begin()
    agreed(world, **{"in": "Claims portal for brokers", "go_live": "2026-07-01"})
    sent = world.say("The mobile app is added to the project too. Go-live moves by three weeks.")
    assert [one.label for one in offers(sent)] == [
        "Move go-live to 22 July 2026",
        "Leave go-live as agreed",
        "Add the mobile app",
        "Leave the mobile app out",
    ]
    assert [len(one.about) > 0 for one in offers(sent)] == [True] * 4
    left = press(world, sent, 2)
    assert "In scope now: “The mobile app”, recorded by" in words(left)
    assert "Not in the scope on record" not in words(left)
    assert "this says 22 July 2026" in words(left)
    after = versions(world)
    assert len(after["go_live", ""]) == 1
    assert [one.text for (what, _), all_of in after.items() if what == "added" for one in all_of]
    moved = words(press(world, sent))
    assert "Go-live is 22 July 2026 on record now; /whatimproved scope changes that" in moved
    assert "this says" not in moved
    opened = practise.opened("scope", WORKSPACE, CHANNEL, LEAD, "", world.doors, world.now)
    assert isinstance(opened, Guide)
    assert "Added since it was agreed: The mobile app" in opened.note


def test_what_was_left_out_stands_in_the_form_as_that(world: World) -> None:
    """Beside what stood there; the form sent as it opened changes nothing, one with more in it
    keeps it; who left it out does not speak of the date beside it.
    """
    world.begin()
    agreed(world, **{"in": "Claims portal", "out": "Marketing", "go_live": "2026-07-01"})
    sent = world.say("The mobile app is added to the project too. Go-live moves by three weeks.")
    press(world, sent)
    done = words(press(world, sent, 3, OWNER))
    assert "Out of scope on record: “The mobile app”" in done
    assert "stays as agreed" not in done
    opened = practise.opened("scope", WORKSPACE, CHANNEL, LEAD, "", world.doors, world.now)
    assert isinstance(opened, Guide)
    shown = {one.key: one.initial for one in opened.fields if one.initial}
    assert shown["out"] == "Marketing\nThe mobile app"
    assert agreed(world, **opened.carries, **shown) == []
    told = words(agreed(world, **opened.carries, **shown | {"out": shown["out"] + "\nFax"}))
    assert "Fax" in told
    assert "taken off" not in told
    assert {key for key in versions(world) if key[0] == "out"} == {("out", "")}
    world.later(days=200)
    assert "On record as out of scope" in words(world.say("We also added the mobile app."))


@pytest.mark.parametrize(
    "words_of_it",
    [
        "The supplier portal is added to the project too",
        "While we are at it the supplier portal joins the project",
        "While we are at it we also take in the supplier portal",
        "The project now covers the supplier portal as well",
        "Scope is extended to the supplier portal",
    ],
)
def test_what_was_to_stay_out_is_told_as_such_when_it_is_added(
    world: World, words_of_it: str
) -> None:
    """Beside a moved date in the same message; and told in an answer while nobody decided."""
    world.begin()
    agreed(world, out="The supplier portal, and the archive", go_live="2026-07-01")
    sent = world.say(f"{words_of_it}. Go-live moves by three weeks.")
    assert "On record as out of scope: “the supplier portal”" in words(sent).replace("The", "the")
    assert len(offers(sent)) == 4


@pytest.mark.parametrize(
    "text",
    [
        "we add the supplier portal to the project while we are at it. "
        "go-live moves by three weeks to 15 february 2027",
        "While we are at it, we add the triage screens. Go-live moves by three weeks.",
        "adding the dealer login to the project while we are at it, go-live moves by a month",
        "The loyalty app comes on board as well. Go-live slips by a month.",
        "We put the payroll interface into scope as well. Cut-over moves to Q2 2027.",
        "Supplier portal added to scope. Go-live moves three weeks to 15 February 2027.",
        "we have decided to add the claims archive to the scope - go-live now 15 February",
        "the steering group added warehouse labels to the project, "
        "go-live is pushed back four weeks",
        "On top of that we take the returns desk into the project. go-live moves by 3 weeks.",
        "We now also build the ward rota. The launch date moves to 1 June 2027.",
    ],
)
def test_each_of_an_addition_and_a_moved_date_is_heard_however_it_is_put(text: str) -> None:
    """In one message, whichever comes first."""
    assert {one.what for one in heard(text, date(2026, 11, 30))} == {"added", "go_live"}


@pytest.mark.parametrize(
    "text",
    [
        "We add a column to the report while we are at it.",
        "We add two testers to the project.",
        "We add value to the project.",
        "We add the minutes to the project page.",
        "We took the supplier data to the project office.",
        "We brought three designers into the project.",
        "The new analyst comes on board.",
    ],
)
def test_what_is_no_part_of_a_plan_is_no_addition(text: str) -> None:
    """People, pages and papers come and go beside it."""
    assert heard(text, date(2026, 11, 30)) == []


def test_what_is_said_to_be_added_waits_in_sight(world: World) -> None:
    """Where only a date is agreed it is offered too; "none" is never said of what was announced."""
    world.begin()
    agreed(world, go_live="2026-07-01")
    text = "While at it we have added the returns desk to the project. Go-live moves by a week."
    sent = world.say(text)
    assert "No scope is on record yet" in words(sent)
    assert "“the returns desk”" in words(sent)
    assert "Said to be added, and not on record" in words(world.improved("Claims portal"))
    press(world, sent, 2)
    told = words(world.improved("Claims portal"))
    assert "Added since it was agreed: the returns desk" in told
    assert "not on record: “" not in told


def test_a_budget_has_its_currency_and_a_form_something_new(world: World) -> None:
    """It is said beside the field, and nothing that was typed is lost."""
    world.begin()
    bare = practise.wrong(sent_form(world, {"budget": "380k"}), world.doors, world.now)
    assert "In which currency?" in bare["budget"]
    agreed(world, go_live="2026-07-01")
    same = practise.wrong(sent_form(world, {"go_live": "2026-07-01"}), world.doors, world.now)
    assert "Nothing here differs" in same["in"]


def test_an_old_form_puts_nothing_back_that_others_changed_meanwhile(world: World) -> None:
    """What its sender did not touch stays as it is now; what both changed is told to them."""
    world.begin()
    agreed(world, go_live="2026-09-01", budget="£100,000")
    opened = practise.opened("scope", WORKSPACE, CHANNEL, LEAD, "", world.doors, world.now)
    assert isinstance(opened, Guide)
    world.later(hours=1)
    agreed(world, go_live="2026-10-01", budget="£300,000")
    world.later(hours=1)
    old = {**opened.carries, "go_live": "2026-09-01", "budget": "£100,000"}
    assert "Budget" not in words(agreed(world, **old, **{"in": "claims"}))
    assert versions(world)["budget", ""][-1].value == 300_000
    both = sent_form(world, old | {"budget": "£200,000"})
    wrong = practise.wrong(both, world.doors, world.now)
    assert "it is £300,000 now" in wrong["budget"]
    world.happens(both)
    assert versions(world)["budget", ""][-1].value == 300_000


def test_milestones_that_find_no_room_in_the_form_stay(world: World) -> None:
    """Sent as it opened, it changes nothing."""
    world.begin()
    many = [f"Part {number}: {number} July 2026" for number in range(1, 13)]
    for at in range(0, 12, 6):
        agreed(world, seen="", milestones="\n".join(many[at : at + 6]))
        world.later(hours=1)
    assert len(versions(world)) == 12
    opened = practise.opened("scope", WORKSPACE, CHANNEL, LEAD, "", world.doors, world.now)
    assert isinstance(opened, Guide)
    shown = {one.key: one.initial for one in opened.fields if one.initial}
    assert len(shown["milestones"]) <= 300
    assert agreed(world, **opened.carries, **shown) == []
    assert len(versions(world)) == 12


@pytest.mark.parametrize(
    "text",
    [
        "Claims portal is live, 210 users, 9 workflows automated.",
        "The claims portal went live today.",
        "We are live! Training is done.",
        "It is now live, 40 people logged in.",
        "Claims portal has gone live this morning.",
    ],
)
def test_what_is_live_sooner_than_on_record_is_offered_for_the_record(
    world: World, text: str
) -> None:
    """In one line; not where a part is live, nor once that day is past."""
    world.begin()
    agreed(world, go_live="2026-06-15")
    assert offers(world.say("Claims portal is live in Leeds, 12 users.")) == []
    sent = world.say(text)
    assert "On record go-live is 15 June 2026; this says 1 June 2026" in words(sent)
    press(world, sent)
    assert world.investment().go_live == world.now.date()
