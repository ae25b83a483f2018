"""What one person's Home shows: what is theirs to see and to do, and nothing else."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from bot.advice import home
from bot.advice.home_seen import Health
from bot.benefits.conversation import Line
from bot.benefits.home import PAGE, Home, Section, Wanted
from bot.benefits.practices.alignment import rounds
from bot.ports import Channel, Parked, Person
from tests.advice.world import GUEST, LEAD, OWNER, PRIVATE, QUIET, SPONSOR, World, card_of
from tests.builders import CHANNEL, NOON, WORKSPACE, a_measure

ADMIN = "UADMIN"
LIVE = "The claims portal is live, 340 people logged in this week."
BASELINE = "Claim handling time was 14 days in Q1, per the ledger report."
LATEST = "Claim handling time is 9 days now, per the ledger report."


def shown(world: World, user: str, **wanted: object) -> Home:
    """Their Home now."""
    asked = Wanted.model_validate(wanted)
    return home.home(WORKSPACE, user, asked, world.doors, world.now, lambda _: HEALTH)


HEALTH = Health(
    parts=(("records", True), ("slack", False)),
    swept_at=NOON,
    parked=(
        Parked(WORKSPACE, CHANNEL, NOON, "is_archived"),
        Parked(WORKSPACE, PRIVATE, NOON, "not_in_channel"),
    ),
    tokens=(12_300, 200_000),
)


def text(lines: tuple[Line, ...]) -> str:
    return "\n".join("".join(span.text for span in line) for line in lines)


def section(found: Home, title: str) -> Section | None:
    return next((one for one in (*found.before, *found.after) if one.title == title), None)


def all_words(found: Home) -> str:
    """Every word of it."""
    return found.model_dump_json()


def names(found: Home) -> list[str]:
    return [one.name for one in found.shelf.entries] if found.shelf else []


@pytest.fixture
def here(world: World) -> World:
    """Three investments: one that improved, one in a private channel, one in another's channel."""
    world.begin(sponsor=f"<@{SPONSOR}>")
    for said in (BASELINE, LATEST):
        world.click("record", card_of(world.say(said)).proposal)
    world.begin(id="i2", name="Board pack", channel=PRIVATE, measures=())
    rate = a_measure("m3", "error rate", unit="%")
    world.begin(id="i3", name="Billing", channel=QUIET, measures=(rate,))
    world.directory.people[ADMIN] = Person(id=ADMIN, name="admin", is_admin=True)
    return world


def test_a_sponsor_sees_what_improved_and_what_moved(here: World) -> None:
    """How many of the measures, from what to what and how far it can be trusted, first."""
    found = shown(here, SPONSOR)
    assert "1 of 1 measure improved, with evidence" in text(found.lead)
    assert found.shelf is not None
    assert found.shelf.shown.filter == "mine"
    [entry] = found.shelf.entries
    assert "claim handling time: " in text(entry.lines)
    assert "5 days less (36%)" in text(entry.lines)
    assert "Improved · shown by a source" in text(entry.lines)
    moved = section(found, "Moved in the last four weeks")
    assert moved is not None
    assert "Moved from “only activity so far” to “shown by a source”." in text(moved.lines)


def test_who_was_asked_can_answer_there_and_the_team_too(here: World) -> None:
    """The question of the one who was asked can be put off; another of the channel answers it."""
    here.say("Billing is live since Monday.", channel=QUIET, user=OWNER)
    waits = section(shown(here, OWNER), "Waiting for you")
    assert waits is not None
    [asked] = waits.waiting
    assert (asked.channel, asked.has_form, asked.can_wait) == (QUIET, True, True)
    quiet = here.directory.channels[QUIET]
    more = quiet.model_copy(update={"members": quiet.members | {LEAD}})
    here.directory.channels[QUIET] = more
    team = section(shown(here, LEAD), "Open in your channels")
    assert team is not None
    assert (asked.question, False) in [(one.question, one.can_wait) for one in team.waiting]
    assert asked.question not in all_words(shown(here, SPONSOR))
    here.click("not_known", asked.question, user=OWNER, channel=QUIET)
    assert section(shown(here, OWNER), "Waiting for you") is None


def test_what_is_answered_in_words_leads_to_its_thread(here: World) -> None:
    """By the link that came with what is on record of that message: Slack is not asked for it."""
    here.say("The board pack went live on Monday, 40 people logged in.", channel=PRIVATE)
    thread = here.last
    here.directory.permalink = None  # type: ignore[method-assign, assignment]
    waits = section(shown(here, LEAD), "Waiting for you")
    assert waits is not None
    [asked] = [one for one in waits.waiting if not one.has_form]
    assert asked.link is not None
    assert asked.link.endswith(thread)


def test_what_an_owner_answers_for_is_told_before_they_are_asked(here: World) -> None:
    """The figure that is due by the measure's rhythm, since when, with a way to give it."""
    said = here.say(f"Claim handling time is owned by <@{OWNER}>.", thread=None)
    here.click("record", card_of(said).proposal)
    here.click("accept", "owner|i1", user=OWNER)
    assert section(shown(here, OWNER), "Due from you") is None
    here.later(days=40)
    due = section(shown(here, OWNER), "Due from you")
    assert due is not None
    assert due.records
    assert "Next figure, due since " in text(due.lines)
    assert names(shown(here, LEAD, filter="due")) == ["Billing", "Board pack", "Claims portal"][2:]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"filter": "all"}, ["Billing", "Board pack", "Claims portal"]),
        ({"filter": "mine"}, ["Billing", "Board pack", "Claims portal"]),
        ({"filter": "improved"}, ["Claims portal"]),
        ({"filter": "worse"}, []),
        ({"filter": "not_known"}, ["Billing", "Board pack"]),
        ({"filter": "delivery"}, ["Billing", "Board pack", "Claims portal"]),
        ({"filter": "all", "search": "PORTAL"}, ["Claims portal"]),
        ({"filter": "all", "search": "error  billing"}, ["Billing"]),
        ({"filter": "all", "search": "\U0001f600"}, []),
        ({"filter": "all", "page": 9}, ["Billing", "Board pack", "Claims portal"]),
    ],
)
def test_the_list_is_filtered_and_searched(
    here: World, wanted: dict[str, object], found: list[str]
) -> None:
    """By what it is to the person, by verdict, by stage, by words; a page too far is the last."""
    assert names(shown(here, LEAD, **wanted)) == found


@pytest.mark.parametrize("user", [SPONSOR, GUEST, ADMIN])
def test_what_a_person_may_not_see_is_in_no_word_of_it(here: World, user: str) -> None:
    """A private channel's investment shows to its members alone, whatever was asked for."""
    for wanted in ({}, {"filter": "all"}, {"filter": "all", "search": "board"}):
        assert "Board pack" not in all_words(shown(here, user, **wanted))
    before = shown(here, user, filter="all")
    here.begin(id="i9", name="Secret", channel=PRIVATE)
    here.say("Secret is live since Monday.", channel=PRIVATE)
    assert shown(here, user, filter="all").model_dump(exclude={"after"}) == before.model_dump(
        exclude={"after"}
    )


def test_a_guest_sees_the_investments_of_their_channels(here: World) -> None:
    """And no settings, nor a button to begin."""
    nothing = shown(here, GUEST)
    assert (nothing.shelf, nothing.begins, nothing.after) == (None, False, ())
    open_channel = Channel(id="CPARTNERS", name="partners", members=frozenset({GUEST, LEAD}))
    here.directory.channels[open_channel.id] = open_channel
    here.begin(id="i4", name="Returns", channel=open_channel.id)
    found = shown(here, GUEST, filter="all")
    assert names(found) == ["Returns"]
    assert found.after == ()


def test_a_newcomer_reads_two_lines_and_has_one_thing_to_try(world: World) -> None:
    """Nothing is on record yet."""
    found = shown(world, LEAD)
    assert (len(found.lead), found.begins, found.before, found.shelf) == (2, True, (), None)


def test_of_one_investment_the_first_sentence_names_it_and_when_it_is_due(world: World) -> None:
    """What is due after go-live is not told as not known."""
    world.begin(go_live=(world.now + timedelta(days=60)).date(), sponsor=f"<@{SPONSOR}>")
    world.click("record", card_of(world.say(BASELINE)).proposal)
    lead = text(shown(world, SPONSOR).lead)
    assert "Claims portal is not shown to have improved anything yet." in lead
    assert "1 not due yet." in lead
    assert "1 not known" not in lead


def test_a_sponsor_reads_first_what_they_must_know(world: World) -> None:
    """That go-live moved, that people do not agree, that nobody owns a measure: a line each; who
    sponsors nothing reads no such part, and what is not due yet is not listed as not known.
    """
    world.begin(sponsor=f"<@{SPONSOR}>", delivery_lead=f"<@{LEAD}>")
    world.command("go-live", "1 September 2026")
    world.command("go-live", "1 December 2026")
    world.command("align")
    with world.records.work(WORKSPACE) as work:
        [asked] = rounds(work.entries(["i1"], "alignment"))
    for user, head in ((LEAD, "efficiency"), (SPONSOR, "revenue")):
        given = {"success": "It works.", "first": head}
        world.guide("alignment", asked.id, user=user, channel=user, **given)
    found = shown(world, SPONSOR)
    assert found.before[0].title == "Worth knowing"
    assert text(found.before[0].lines).splitlines() == [
        "Claims portal: go-live moved from 1 September 2026 to 1 December 2026",
        "Claims portal: asked apart on 1 June 2026, people do not agree on purpose",
        "Claims portal: nobody is on record as owner of claim handling time",
    ]
    assert section(shown(world, OWNER), "Worth knowing") is None
    assert names(shown(world, SPONSOR, filter="not_known")) == []


def test_an_admin_sees_settings_health_and_what_came_of_the_bot(here: World) -> None:
    """A channel they are not in is counted and not named; who else decides sees the same."""
    found = shown(here, ADMIN)
    titles = [one.title for one in found.after]
    assert titles == [
        "How I ask you",
        "Settings of the whole workspace",
        "How I am",
        "What came of me here",
    ]
    health = section(found, "How I am")
    assert health is not None
    assert "Does not answer: Slack." in text(health.lines)
    assert "(is archived)" in text(health.lines)
    assert "A language model used 12,300 of 200,000 tokens today." in text(health.lines)
    assert "Channels you are not in, where nothing can be posted: 1" in text(health.lines)
    assert PRIVATE not in all_words(found)
    assert [one.title for one in shown(here, LEAD).after] == ["How I ask you"]


def test_an_admin_reads_that_a_model_used_up_its_day(here: World) -> None:
    """Why everything goes on without it since noon, and until when."""

    def used_up(_workspace: str) -> Health:
        return Health(tokens=(200_100, 200_000))

    found = home.home(WORKSPACE, ADMIN, Wanted(), here.doors, here.now, used_up)
    health = section(found, "How I am")
    assert health is not None
    assert "used 200,100 of 200,000 tokens today, so until tomorrow" in text(health.lines)


def test_where_slack_does_not_tell_nothing_is_shown(here: World) -> None:
    """Rather nothing than too much, and it says what to do."""
    here.directory.fails = True
    found = shown(here, SPONSOR)
    assert "Open this again" in text(found.lead)
    assert (found.before, found.shelf, found.after) == ((), None, ())


def test_a_long_list_is_read_page_by_page_in_as_many_queries(world: World) -> None:
    """Twenty on a page; no query is made an investment."""
    for number in range(2 * PAGE + 1):
        world.begin(id=f"p{number:03}", name=f"Project {number:03}")
    pages = [names(shown(world, LEAD, page=page)) for page in range(3)]
    assert [len(page) for page in pages] == [PAGE, PAGE, 1]
    assert pages[2] == ["Project 040"]
    few, many = queries(world, 1), queries(world, 40)
    assert few == many


def queries(world: World, more: int) -> int:
    """How many it takes after so many more investments."""
    for number in range(more):
        world.begin(id=f"q{more}-{number}", name=f"More {more} {number}")
    seen: list[str] = []
    engine = world.records._engine

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    shown(world, LEAD)
    event.remove(engine, "before_cursor_execute", note)
    return len(seen)
