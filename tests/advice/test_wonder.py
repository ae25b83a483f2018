"""Who wonders why we were silent, or what we would ask, is told from the record as it stands."""

import pytest

from bot.advice import practise
from bot.benefits.guides import Guide
from bot.benefits.practices.alignment import rounds
from tests.advice.world import (
    DIRECT,
    GUEST,
    LEAD,
    OTHER,
    OWNER,
    QUIET,
    SPONSOR,
    World,
    asks_in,
    words,
)
from tests.builders import CHANNEL, WORKSPACE, a_fact, a_measure, a_record, an_investment

LIVE = "The claims portal is live, 340 people logged in this week."
GERMAN = "Die Bearbeitungszeit ist im Juni von 14 auf 9 Tage gesunken."

ASKED = [
    ("why did you stay silent?", True),
    ("Why were you so quiet about this?", True),
    ("why didn't you ask anything here", True),
    ("Why no question?", True),
    ("what would you ask here?", True),
    ("So what would you still like to know about this?", True),
    ("why did the figure stay so silent on costs, and what did it improve in March", False),
    ("why is it not known?", False),
    ("what would you ask the head of claims, were you me?", False),
    ("why " * 10_000, False),
    ("\u202e<!channel> 🙂", False),
]


@pytest.mark.parametrize(("text", "is_asked"), ASKED)
def test_it_is_asked_in_a_whole_short_sentence_to_us(
    world: World, text: str, is_asked: bool
) -> None:
    """Told to who asks alone; colleagues who ask one another are left alone."""
    world.begin()
    world.say("We are on track.")
    told = world.say(text, to_us=True)
    assert [(one.way, one.user) for one in told] == [("whisper", LEAD)] or not is_asked
    known = ("no question here", "would ask", "Claims portal: ")
    assert any(one in words(told) for one in known) == is_asked
    assert world.say(text) == []


SILENCES = {
    "We are on track.": "no question here now",
    "ok": "Nothing in it reads like an update",
    GERMAN: "I read English only",
    LIVE: "I was not silent about that one. I asked: ",
    "Claim handling time is 9 days now, per the claims report.": "I was not silent about that one",
}


@pytest.mark.parametrize("text", SILENCES)
def test_the_last_message_of_the_channel_is_explained_else_that_of_the_thread(
    world: World, text: str
) -> None:
    """By words or by command: the same reason."""
    world.begin()
    world.say(text)
    head = world.last
    assert SILENCES[text] in words(world.say("why did you stay silent?", to_us=True))
    world.say("lunch?")
    asked = world.say("why did you stay silent?", to_us=True, thread=head)
    assert SILENCES[text] in words(asked)
    assert asked[0].thread == head
    world.directory.messages = {(CHANNEL, head): world.directory.messages[CHANNEL, head]}
    world.later(minutes=1)
    assert SILENCES[text] in words(world.command("explain"))


def test_what_is_missing_is_told_without_an_update(world: World) -> None:
    """The question that would be put next, or why none would; a channel of nothing says so."""
    world.begin()
    told = words(world.say("what would you ask here?", to_us=True))
    assert "Claims portal: " in told
    assert "claim handling time" in told
    world.command("mute")
    assert "does not want to be asked" in words(world.say("what would you ask here?", to_us=True))
    assert "No investment is linked" in words(world.command("explain", channel=OTHER))


def test_nothing_is_kept_of_wondering(world: World) -> None:
    """Neither a question nor a claim: the next update is asked about as if nobody had wondered."""
    world.begin()
    for text in ("why did you stay silent?", "what would you ask here?"):
        world.say(text, to_us=True)
    with world.records.work(WORKSPACE) as work:
        assert work.questions("i1") == []
        assert work.noticed(["i1"]) == []
    assert asks_in(world.say(LIVE))


def test_who_wonders_is_told_no_more_than_they_may_see(world: World) -> None:
    """For a guest a confidential investment is as if it were not: the same words to the letter."""
    members = frozenset({LEAD, OWNER, GUEST})
    shut = world.directory.channels[CHANNEL].model_copy(update={"members": members})
    world.directory.channels[CHANNEL] = shut
    before = [world.say(text, user=GUEST, to_us=True) for text in ("what would you ask here?",)]
    world.begin(an_investment(confidential=True))
    after = [world.say(text, user=GUEST, to_us=True) for text in ("what would you ask here?",)]
    assert words(before[0]) == words(after[0])
    assert "claim handling time" in words(world.say("what would you ask here?", to_us=True))


def test_where_the_message_cannot_be_read_that_is_said(world: World) -> None:
    """In a direct message, where nothing was said, and where Slack does not tell."""
    why = "why did you stay silent?"
    assert "Ask me that in a channel" in words(world.say(why, channel=DIRECT))
    assert "cannot read" in words(world.say(why, to_us=True, thread="1.1"))
    assert "cannot read" in words(world.command("explain", channel="CUNKNOWN"))


def test_a_channel_that_wished_for_mentions_alone_is_told_so(world: World) -> None:
    """The silence was theirs to choose."""
    world.begin()
    world.command("listen", "mentions")
    world.say(LIVE)
    told = words(world.say("why did you stay silent?", to_us=True))
    assert "only what mentions me" in told


FOREIGN = [
    (GERMAN, True),
    ("Le délai de traitement est passé de 14 à 9 jours en juin.", True),
    ("処理時間は6月に14日から9日に短縮されました", True),
    ("Seit Montag ist die neue Plattform live und wird von allen Teams gern benutzt.", True),
    ("Kommt jemand um 12:15 mit zum Essen in die Stadt?", False),
    ("Guten Morgen zusammen", False),
    ("Danke!", False),
    ("東京", False),
    ("CRM live 🎉", False),
    (LIVE, False),
    ("", False),
    ("🙂" * 500, False),
    ("x" * 40_000, False),
    ("<@U1> <#C1|über-uns> :tada:", False),
    ("\x00\x07", False),
]


@pytest.mark.parametrize(("text", "is_foreign"), FOREIGN)
def test_another_language_is_met_once_in_a_channel_and_then_with_silence(
    world: World, text: str, is_foreign: bool
) -> None:
    """Chatter and names are no news in any language."""
    world.begin()
    assert world.doors.reader.is_foreign(text) == is_foreign
    if not is_foreign:
        return
    [told] = world.say(text)
    assert "English only" in words([told])
    assert told.thread == world.last
    assert world.say(text) == []
    world.later(days=90)
    assert world.say(GERMAN, user=OWNER) == []
    assert "English only" in words(world.say(text, to_us=True))
    assert world.say(text, channel=OTHER) == []


def test_a_channel_heard_by_mention_alone_is_told_nothing_of_language(world: World) -> None:
    """Nor is one of which no investment is linked: nobody spoke to us."""
    world.begin()
    world.command("listen", "mentions")
    assert world.say(GERMAN) == []


def test_what_is_open_is_told_with_the_silence_and_no_sentence_twice(world: World) -> None:
    """Why nothing is asked is no word that nothing is missing."""
    world.begin()
    world.command("pause", "Claims portal")
    world.say("We are on track.")
    world.later(minutes=1)
    told = words(world.command("explain"))
    assert told.count("is paused") == 1
    assert "Still open: " in told
    assert "how it was before" in told


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("what is still missing before go-live? has anybody been trained?", "still open: "),
        ("does everybody mean the same thing by this portal?", "/whatimproved align Claims portal"),
        ("what is missing on Claims portal?", "Claims portal, still open: "),
        ("what's still open for the claims portal?", "Claims portal, still open: "),
        ("what is still missing before go-live?", "Claims portal, still open: "),
        ("is anything missing on claim handling time?", "Claims portal, still open: "),
        ("has anybody been trained?", "/whatimproved ready Claims portal"),
        ("are the users ready for it?", "nothing is on record of how people are prepared"),
        ("does everybody mean the same by it?", "/whatimproved align Claims portal"),
        ("is it purple?", "“what improved on Claims portal?”"),
    ],
)
def test_what_is_asked_of_the_channel_s_investment_is_answered_of_it(
    world: World, asked: str, told: str
) -> None:
    """And an example names one of this channel, whatever comes first by its name elsewhere."""
    world.begin(an_investment("i0", name="Accounts", channel=QUIET, measures=()))
    world.begin()
    found = words(world.say(asked, to_us=True))
    assert told in found
    assert "Accounts" not in found


def test_what_is_in_the_way_is_told_beside_what_is_missing_with_a_button_to_fill_it_in(
    world: World,
) -> None:
    """How many barriers are open, of its users first, that the purpose is not agreed, and how each
    group is prepared.
    """
    world.begin(an_investment(sponsor=f"<@{SPONSOR}>", delivery_lead=f"<@{LEAD}>"))
    asked = "what is still missing before go-live?"
    plain = words(world.say(asked, to_us=True))
    assert "Open barriers" not in plain
    world.guide("barrier", "i1", what="the scanner has no case")
    world.guide("barrier", "i1", what="the desk has no time for training before February")
    world.command("align", "Claims portal")
    with world.records.work(WORKSPACE) as work:
        (round,) = rounds(work.entries(["i1"], "alignment"))
    for user, first in ((LEAD, "efficiency"), (SPONSOR, "revenue")):
        world.guide("alignment", round.id, user=user, channel=user, success="it", first=first)
    world.guide("ready", "i1", group="Adjusters", training="Two mornings in May")
    (found,) = world.say(asked, to_us=True)
    told = words([found])
    assert "2 open barriers are on record, such as “the desk has no time for training" in told
    assert "did not agree on what it is for" in told
    assert "Adjusters" in told
    (fill,) = found.post.options
    name, _, ref = fill.ref.partition("|")
    form = practise.opened(name, WORKSPACE, CHANNEL, LEAD, ref, world.doors, world.now)
    assert isinstance(form, Guide)


def test_directly_too_the_gaps_of_what_is_named_are_told(world: World) -> None:
    """Not the report; of how people are prepared what somebody told. Where nothing is at home, no
    example names what is elsewhere.
    """
    world.begin()
    world.begin(an_investment("i0", name="Accounts", channel=QUIET, measures=()))
    found = words(world.say("what's missing on Accounts?", channel=DIRECT))
    assert found.startswith("Accounts, still open: ")
    assert "Claims" not in found
    world.guide("ready", "i1", group="Adjusters", training="Two mornings in May")
    told = words(world.say("has anybody been trained for the claims portal?", channel=DIRECT))
    assert "Adjusters" in told
    assert "training" in told
    elsewhere = words(world.say("is it purple?", to_us=True, channel=OTHER))
    assert "I did not find" in elsewhere
    assert "Accounts" not in elsewhere
    assert "Claims" not in elsewhere


def test_what_is_open_of_one_measure_alone_is_told_with_its_name(world: World) -> None:
    """Where another one has it, "who answers for it" would tell of nobody."""
    both = (a_measure(), a_measure("m2", name="claims keyed twice"))
    world.begin(measures=both)
    with world.records.work(WORKSPACE) as work:
        work.append(a_record(fact=a_fact(slot="owner", value=None, person=f"<@{LEAD}>")))
        work.commit()
    told = words(world.say("what is still missing on Claims portal?", to_us=True))
    assert "(claims keyed twice)" in told
