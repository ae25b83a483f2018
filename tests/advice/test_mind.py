"""How people, channels and the workspace are reminded is theirs to say, and kept to."""

from datetime import date, timedelta

import pytest

from bot.advice import wishes
from bot.benefits.manners import Away, HouseManners, PersonManners
from bot.errors import NotFoundError
from bot.ports import Person
from tests.advice.test_remind import live
from tests.advice.world import GUEST, LEAD, OWNER, PRIVATE, World, at, words
from tests.builders import CHANNEL, WORKSPACE


@pytest.fixture
def here(world: World) -> World:
    """One investment, an admin, and a door to the holidays of one country."""
    world.begin()
    admin = world.directory.people[OWNER].model_copy(update={"is_admin": True})
    world.directory.people[OWNER] = admin
    return world


def manners(world: World, person: str = LEAD) -> PersonManners:
    with world.records.work(WORKSPACE) as work:
        return work.manners_of_people([person])[person]


CASES = [
    ("away", "until 4 January 2027", "away until 4 January 2027", "away off"),
    ("away", "until Friday", "away until 5 June 2026", "away off"),
    ("away", "from 10 June until 12 June", "from 10 June 2026 until 12 June 2026", "away off"),
    ("away", "off", "You are here", "away until"),
    ("mute", "", "You are muted everywhere", "unmute"),
    ("unmute", "", "no longer muted", "mute"),
    ("budget", "light", "one question a week", "budget standard"),
    ("budget", "Active", "four questions a week", "budget standard"),
    ("digest", "weekly", "Once a week", "digest off"),
    ("digest", "off", "No digest", "digest off"),
    ("weekly", "off", "No weekly thread", "weekly on"),
    ("weekly", "on", "Monday 09:00, on the clock", "weekly Monday 09:00"),
    ("weekly", "friday 14:00", "Friday 14:00, on the clock", "weekly Monday 09:00"),
    ("weekly", "on fri at 2pm europe/london", "Friday 14:00, Europe/London", "weekly Monday 09:00"),
    ("pause", "", "Claims portal is paused", "resume Claims portal"),
    ("pause", "until 4 Jan", "Claims portal is paused until 4 January 2027", "resume Claims"),
    ("pause", "claims portal until 2026-06-20", "until 20 June 2026", "resume Claims portal"),
]


@pytest.mark.parametrize(("verb", "typed", "said", "undo"), CASES)
def test_a_wish_is_done_and_told_in_one_line_with_its_undoing(
    here: World, verb: str, typed: str, said: str, undo: str
) -> None:
    """Nobody has to look up how to take it back."""
    told = words(here.command(verb, typed))
    assert said in told
    assert f"To undo: /whatimproved {undo}" in told
    assert "\n" not in told.strip()


REFUSED = [
    ("away", "", "cannot read a day", "away until 4 January"),
    ("away", "until yesterday", "cannot read a day", "away until 4 January"),
    ("away", "until 2026-05-04", "4 May 2026 is past", "away until 4 January"),
    ("away", "until 2029-05-04", "more than a year ahead", "away until 4 January"),
    ("away", "from 12 June until 10 June", "cannot read a day", "away until 4 January"),
    ("mute", "until friday", "Nothing follows", "away until 4 January"),
    ("budget", "none", "light, standard or active", "budget light"),
    ("digest", "daily", "weekly, monthly or off", "digest weekly"),
    ("weekly", "", "a day, an hour and a time zone", "weekly friday 14:00 Europe/London"),
    ("weekly", "friday 25:00", "a day, an hour and a time zone", "weekly friday 14:00"),
    ("weekly", "friday Europe/Lundon", "no time zone called “Europe/Lundon”", "Europe/London"),
    ("weekly", "friday monday", "a day, an hour and a time zone", "weekly friday 14:00"),
    ("pause", "nothing like it", "I know nothing called", ""),
    ("pause", "until 2020-01-01", "1 January 2020 is past", "pause until 4 January"),
    ("resume", "", "is not paused", ""),
    ("away", "until " + "4" * 40_000, "cannot read a day", ""),
    ("budget", "\u202e<!channel> 🙂", "light, standard or active", "budget light"),
]


@pytest.mark.parametrize(("verb", "typed", "why", "example"), REFUSED)
def test_what_cannot_be_done_is_told_with_an_example_and_changes_nothing(
    here: World, verb: str, typed: str, why: str, example: str
) -> None:
    """Whatever was typed, the answer is short and says what would do."""
    told = words(here.command(verb, typed))
    assert why in told
    assert example in told
    assert len(told) < 400
    assert manners(here) == PersonManners()
    assert not here.investment().paused


def test_leave_that_is_over_is_undone_by_one_press_of_a_button(here: World) -> None:
    """What is shown can be clicked: a button stands for the command it carries."""
    here.command("away", "until 4 January 2027")
    [shown] = here.command("settings")
    options = {one.label: one.ref for one in shown.post.options}
    assert options["I am here"] == "away off"
    told = words(here.click("set", options["I am here"]))
    assert "You are here" in told
    assert manners(here).away == ()


def test_settings_tell_all_of_it_to_the_one_who_asks_alone(here: World) -> None:
    """Of the person, the channel and the workspace; what is paused is shown with who did it."""
    here.command("pause", "until 20 June 2026", user=OWNER)
    here.command("budget", "light")
    here.command("freeze", "until 10 June 2026", user=OWNER)
    [shown] = here.command("settings")
    assert (shown.way, shown.in_channel) == ("reply", False)
    told = words([shown])
    for part in (
        "one question a week",
        "No digest",
        "Monday 09:00",
        "Claims portal: Paused until 20 June 2026 by @UOWNER: nothing is asked meanwhile.",
        "rest in the whole workspace until 10 June 2026",
        "No public holidays are kept free",
    ):
        assert part in told


BACK = {
    "away": [("away", "until 22 June", LEAD), ("away", "off", LEAD)],
    "away again": [
        ("away", "until 21 June", LEAD),
        ("away", "from 1 August until 10 August", LEAD),
    ],
    "freeze": [("freeze", "until 30 June", "UADMIN"), ("freeze", "off", "UADMIN")],
    "pause": [("pause", "", LEAD), ("resume", "", LEAD)],
}


@pytest.mark.parametrize("how", BACK)
def test_days_off_that_are_taken_back_are_no_days_of_silence(world: World, how: str) -> None:
    """Who was asked on a Friday and back two weeks later has as many days to answer as others."""
    live(world, go_live=None)
    world.directory.people["UADMIN"] = Person(id="UADMIN", name="ada", is_admin=True)
    world.now = at("2026-06-05T10:00+00:00")
    world.say("The claims portal is live, 12 workflows automated")
    (off, on) = BACK[how]
    world.command(off[0], off[1], user=off[2])
    world.now = at("2026-06-22T09:00+00:00")
    world.command(on[0], on[1], user=on[2])
    world.later(minutes=5)
    assert world.falls_due(kind="escalate") == []
    next_look = world.next_look("escalate")
    assert next_look is not None
    assert next_look >= at("2026-07-03T00:00+00:00")
    world.now = next_look
    assert [one.channel for one in world.falls_due(kind="escalate")] == [OWNER]


def test_days_off_that_are_long_over_are_forgotten() -> None:
    """Leaves that are over stay for a while, each with its real end, none twice."""
    then, today = date(2026, 3, 1), date(2026, 6, 10)
    before = PersonManners(
        away=(
            Away(first=then, last=then + timedelta(days=5)),
            Away(first=date(2026, 5, 1), last=date(2026, 5, 7)),
            Away(first=date(2026, 6, 8), last=date(2026, 6, 20)),
        )
    )
    back = wishes.of_person("away", "off", before, today)
    assert [(one.first.day, one.last.day) for one in back.manners.away] == [(1, 7), (8, 9)]
    assert back.undo == "/whatimproved away until 2026-06-20"
    same_day = PersonManners(away=(Away(first=today, last=today),))
    assert wishes.of_person("away", "off", same_day, today).manners.away == ()
    frozen = HouseManners(frozen_from=today, frozen_until=today + timedelta(days=9))
    assert wishes.of_house("freeze", "off", frozen, today).manners == HouseManners()


def test_what_holds_for_everybody_is_for_an_admin_to_say(here: World) -> None:
    """One lead would silence every other team; to rest their own, they pause it."""
    wishes = (
        *(("freeze", "until 4 January"), ("country", "GB"), ("fiscal-year", "april")),
        *(("numbers", "german"), ("model", "on"), ("model", "everywhere on")),
    )
    for verb, typed in wishes:
        told = words(here.command(verb, typed, user=LEAD))
        assert "for an admin" in told
        assert "/whatimproved pause NAME" in told
    with here.records.work(WORKSPACE) as work:
        assert work.manners_of_house() == HouseManners()


@pytest.mark.parametrize(
    ("typed", "told", "starts"),
    [
        ("april", "begins in April: Q1, said without more, is April to June", 4),
        ("Nov", "begins in November: Q1, said without more, is November to January", 11),
        ("January", "Q1 is January to March", 1),
        ("", "Name the month", 7),
        ("4", "Name the month", 7),
        ("\u202e<!channel> " + "a" * 40_000, "Name the month", 7),
    ],
)
def test_the_month_a_fiscal_year_begins_in_is_set_by_its_name(
    here: World, typed: str, told: str, starts: int
) -> None:
    """What was before comes back with the command it is told with; settings show what holds."""
    here.command("fiscal-year", "july", user=OWNER)
    said = words(here.command("fiscal-year", typed, user=OWNER))
    assert told in said
    assert len(said) < 400
    assert ("To undo: /whatimproved fiscal-year july" in said) == (starts != 7)
    with here.records.work(WORKSPACE) as work:
        assert work.manners_of_house().fiscal_start == starts
    assert starts == 7 or told in words(here.command("settings", user=OWNER))


@pytest.mark.parametrize(
    ("typed", "told", "kept"),
    [
        ("german", "as in German for everybody here: 1.200,5", "german"),
        ("1.200,5", "as in German for everybody here: 1.200,5", "german"),
        ("1 200,5", "as in French", "french"),
        ("Swiss", "as in Swiss", "swiss"),
        ("off", "each reader's own language", None),
        ("", "Say english, german", "english"),
        ("klingon", "Say english, german", "english"),
        ("\u202e<!channel> " + "1" * 40_000, "Say english, german", "english"),
    ],
)
def test_how_numbers_are_written_is_set_for_everybody(
    here: World, typed: str, told: str, kept: str | None
) -> None:
    """By a name or a number written so; what was before comes back with the command shown."""
    here.command("numbers", "english", user=OWNER)
    said = words(here.command("numbers", typed, user=OWNER))
    assert told in said
    assert len(said) < 300
    assert ("To undo: /whatimproved numbers english" in said) == (kept != "english")
    with here.records.work(WORKSPACE) as work:
        assert work.manners_of_house().numbers == kept
    assert kept == "english" or told in words(here.command("settings", user=OWNER))


def test_a_country_nobody_keeps_holidays_of_is_refused(here: World) -> None:
    """A typing mistake would silently ask people on their holidays."""

    def known(country: str, year: int) -> frozenset[date]:
        if country != "GB":
            raise NotFoundError
        return frozenset({date(year, 12, 25)})

    here.doors = here.doors.__class__(**(vars(here.doors) | {"holidays": known}))
    for typed in ("XX", "United Kingdom", ""):
        assert "country GB" in words(here.command("country", typed, user=OWNER))
    assert "Public holidays of GB" in words(here.command("country", "gb", user=OWNER))


@pytest.mark.parametrize(("verb", "typed"), [("weekly", "off"), ("pause", ""), ("resume", "")])
def test_a_channel_s_reminders_are_for_its_full_members_to_change(
    here: World, verb: str, typed: str
) -> None:
    """As recording is."""
    assert "Only full members" in words(here.command(verb, typed, user=GUEST))


def test_a_guest_says_how_they_are_asked_themselves(here: World) -> None:
    """They are asked too; so they may say no."""
    here.command("mute", user=GUEST, channel=PRIVATE)
    assert manners(here, GUEST).is_muted


def test_the_channel_hears_what_holds_for_it_and_the_trail_who_did_it(here: World) -> None:
    """A thread that stays away is never a riddle."""
    [told] = here.command("weekly", "off", channel=CHANNEL)
    assert told.in_channel
    with here.records.work(WORKSPACE) as work:
        done = work.audited()[-1]
    assert (done.by, done.what, done.words) == (LEAD, "weekly", "off")


def test_settings_never_name_what_the_one_who_asks_may_not_see(here: World) -> None:
    """A confidential investment of the channel is none of a guest's business."""
    here.command("confidential", "on", user=OWNER)
    here.command("pause", user=OWNER)
    assert "Claims portal" not in words(here.command("settings", user=GUEST))
