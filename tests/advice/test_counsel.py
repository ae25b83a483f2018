"""Who seeks advice is told what the knowledge base says and what is on record, and nothing else."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.advice.consult import consulted
from bot.advice.sought import sought
from bot.benefits.asking import Prompt
from bot.ports import Library
from bot.voice.drafting import ModelDrafts
from knowledge.library import KnowledgeBase
from tests.advice.test_report import level, put
from tests.advice.world import (
    DIRECT,
    GUEST,
    LEAD,
    OTHER,
    OWNER,
    PRIVATE,
    World,
    ask_of,
    texts,
    words,
)
from tests.builders import CHANNEL, WORKSPACE, a_measure, an_investment
from tests.fakes import ScriptedModel

LIVE = "The claims portal is live, 340 people logged in this week."
UNKNOWN = "I do not know that."
TODAYS_HELP = "I did not find what that asks."

SOUGHT = {
    "Help me find a baseline": {"where-it-stands-today"},
    "<@UBOT> how would I measure hand-offs?": {"work-that-arrives"},
    "is uptime good enough?": {"work-per-hour-not-uptime", "business-twins-of-technical-figures"},
    "is 99.9% availability enough for the business?": {"business-twins-of-technical-figures"},
    "what counts as evidence?": {"which-report-exactly", "what-supports-the-view"},
    "are closed tickets a good measure?": {"average-ticket-hides-the-urgent"},
    "do logins count as success?": {"usage-is-not-value"},
    "Is a green dashboard enough?": {"dashboards-and-decisions"},
    "how do we prove the saved hours are real?": {"what-supports-the-view"},
    "who should own the outcome?": {"split-between-teams", "who-answers-after-delivery"},
    "how would we set a target?": {"clear-enough-to-judge"},
    "how often should we measure?": {"when-to-look-again"},
    "how do I know if it was us or the market?": {"other-causes"},
    "We never measured it before. What should we do?": {"where-it-stands-today"},
    "how would you count rework?": {"sent-back-incomplete", "friction-that-stays"},
    "We report uptime every month, is that not enough?": {"uptime-and-busy-hours"},
    "why don't logins count?": {"usage-is-not-value"},
    "can you suggest a measure for hand-offs between sales and ops?": {"work-that-arrives"},
    "should IT own the outcome?": {"split-between-teams"},
    "is a link enough?": {"which-report-exactly"},
    "what would the business ask about backups?": {"backup-is-not-recovery"},
    "what matters more than ticket counts?": {"average-ticket-hides-the-urgent"},
    "how long after go-live should we look?": {"when-to-look-again"},
    "what is scope creep?": {"small-project-that-grew"},
}
"""What people ask, and the passages of which one is told."""

NOT_KNOWN = (
    "is the coffee good enough?",
    "is pizza good enough?",
    "how can I measure the weather?",
)
NOT_SOUGHT = (
    "what improved?",
    "what improved on the CRM since April?",
    "how is the CRM doing?",
    "is the CRM working?",
    "was it worth it?",
    "is the CRM any good",
    "Could somebody tell me how many people logged in?",
    "<@UBOT> All is live, 340 people logged in this week.",
    "who sponsors it?",
    "why did you stay silent?",
    "what would you ask here?",
    "why is it not known?",
    "why?",
    "who owns quote-to-cash?",
    "which report is that?",
    "what about billing?",
    "show me the history",
    "what is quote-to-cash now?",
    "what is the baseline?",
    "what evidence do you have?",
    "what is due from me?",
    "help",
    "what can you do?",
    "how do I link a channel?",
    "how do I rename an investment?",
    "how do I set the owner?",
    "mute me",
    "skip, we count it yearly",
    "ask me next week",
    "about 14 days in Q1, per Finance's report",
    "is it 14 days?",
    "that 14 should be 16",
    "<@UBOT> <@UOTHER> how would you measure hand-offs?",
    "how do we measure " + "x" * 40_000,
    "Wie messen wir das?",
    "🙂",
    "<!channel> \u202e <http",
    "",
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The passages as they are."""
    return KnowledgeBase(Path(tmp_path_factory.mktemp("passages")))


@pytest.mark.parametrize("text", SOUGHT)
def test_advice_is_the_passage_nearest_to_what_was_asked(library: Library, text: str) -> None:
    """By what it is called and by what it is about; cited by the passage's id."""
    found = sought(text)
    assert found is not None
    told = consulted(found, texts().wordings, library)
    assert {one.id for one in told} & SOUGHT[text], [one.id for one in told]


@pytest.mark.parametrize("text", NOT_KNOWN)
def test_of_what_no_passage_speaks_nothing_is_known(library: Library, text: str) -> None:
    """However the question is put, nothing far-fetched is cited."""
    found = sought(text)
    assert found is not None
    assert consulted(found, texts().wordings, library) == []


@pytest.mark.parametrize("text", NOT_SOUGHT)
def test_what_is_heard_elsewhere_seeks_no_advice(text: str) -> None:
    """Reports, follow-ups, wishes, commands, answers and noise are left to those who hear them."""
    assert sought(text) is None


def told(world: World, library: Library) -> None:
    """The world, with the real passages."""
    world.doors = replace(world.doors, library=library)


def test_advice_in_a_channel_is_cited_and_says_what_is_on_record(
    world: World, library: Library
) -> None:
    """In the asker's thread, for everybody who reads there, with links and as of when."""
    told(world, library)
    world.begin()
    put(world, level("f1", "current", 9, 2))
    said = world.say("<@UBOT> help me find a baseline", to_us=True)
    (post,) = [one.post for one in said]
    assert [one.id for one in post.citations] == ["where-it-stands-today"]
    assert "Roughly right and written down" in words(said)
    assert "9 days" in words(said)
    assert "baseline" in words(said).lower()
    assert post.closing is not None
    assert post.closing.startswith("As of")
    assert said[0].thread == world.last


def test_what_nobody_knows_is_said_in_fixed_words(world: World, library: Library) -> None:
    """And what is no question for advice still gets the help it always got."""
    told(world, library)
    world.begin()
    assert UNKNOWN in words(world.say("is the coffee good enough?", to_us=True))
    assert TODAYS_HELP in words(world.say("sing me a song", to_us=True))
    assert world.say("is the coffee good enough?") == []


def test_in_a_thread_of_ours_who_was_asked_is_helped(world: World, library: Library) -> None:
    """About what was asked; who was not is told why it was. A figure in doubt is an answer."""
    told(world, library)
    world.begin()
    ask_of(world.say(LIVE))
    head = world.last
    helped = world.say("How would I find that?", thread=head)
    assert helped
    assert helped[0].post.citations
    assert "claim handling time" in words(helped)
    theirs = world.say("How would I find that?", user=OWNER, thread=head)
    assert not any(one.post.citations for one in theirs)
    doubtful = world.say("is 14 days from the claims report good enough?", thread=head)
    assert not any(one.post.citations for one in doubtful)


def test_why_we_ask_is_told_where_no_thread_says_which_question(
    world: World, library: Library
) -> None:
    """By mention and directly: of the last question that waits; in its thread as ever."""
    told(world, library)
    world.begin()
    assert "Nothing I asked waits here" in words(world.say("why do you ask?", channel=DIRECT))
    asked = ask_of(world.say(LIVE))
    head = world.last
    for how in ({"to_us": True}, {"channel": DIRECT}):
        said = world.say("Why do you ask?", **how)
        assert asked.text in words(said)
        assert asked.why in words(said)
        assert said[0].post.citations == asked.citations
    assert "I take this from" in words(world.say("why do you ask?", thread=head))


def test_a_question_of_a_hidden_investment_tells_nobody_else_of_it(
    world: World, library: Library
) -> None:
    """What is at home in a private channel is neither named nor counted for who may not see it."""
    told(world, library)
    secret = an_investment().model_copy(
        update={
            "id": "i9",
            "name": "Quiet sale",
            "channel": PRIVATE,
            "measures": (a_measure("m9", "Bid price"),),
        }
    )
    world.begin(secret)
    put(world, level("f9", "current", 9, 2, investment="i9", measure="m9"))
    ask = "help me find a baseline for bid price"
    assert "Quiet sale" in words(world.say(ask, user=LEAD, channel=DIRECT))
    for who in (OWNER, GUEST):
        assert "Bid price" not in words(world.say(ask, user=who, to_us=True))


def test_with_a_model_the_reply_is_in_its_words_and_rests_on_the_same(
    world: World, library: Library
) -> None:
    """The question is the team's, the passage and the record are ours; what is not grounded is
    answered as without one.
    """
    told(world, library)
    world.begin()
    put(world, level("f1", "current", 9, 2))
    grounded = {
        "text": "Ask for the level today and the report it can be read in.",
        "cites": ["where-it-stands-today"],
    }
    invented = {"text": "Claims fell to 3 days.", "cites": ["where-it-stands-today"]}
    bare = {"text": "Claim handling time stands below.", "cites": ["record:m1"]}
    lines = ({"sentences": [one]} for one in (grounded, invented, bare))
    model = ScriptedModel(*lines)
    drafts = ModelDrafts(model, 5, lambda: 0.0)
    world.doors = replace(world.doors, model=model, drafts=drafts)
    said = world.say("help me find a baseline", to_us=True)
    assert words(said).startswith("Ask for the level today")
    assert "9 days" in words(said)
    for _ in ("what is invented", "what leaves the passage out"):
        plainly = world.say("help me find a baseline", to_us=True)
        assert "Roughly right and written down" in words(plainly)
        assert "3 days" not in words(plainly)


def test_with_a_model_the_question_is_in_the_teams_words_where_it_asks_the_same(
    world: World, library: Library
) -> None:
    """Its id, its reason and its passage stay; where it asks otherwise it is asked plainly."""
    told(world, library)
    world.begin()

    def worded(prompt: Prompt) -> object:
        asked = prompt.turns[-1].text.split("<question>\n")[1].split("\n</question>")[0]
        return {"text": asked if "?" in asked else ""}

    model = ScriptedModel(worded, {"text": "Who will pay for it?"})
    world.doors = replace(world.doors, model=model, drafts=ModelDrafts(model, 5, lambda: 0.0))
    first = ask_of(world.say(LIVE))
    assert model.asked[0][2].purpose == "phrase"
    world.later(days=8)
    second = ask_of(world.say("The claims portal now has 400 users logged in."))
    for one in (first, second):
        assert one.citations
        assert "pay" not in one.text


def test_with_a_model_a_question_nobody_foresaw_is_answered_from_what_is_known(
    world: World, library: Library
) -> None:
    """What it looks up is of the asker's rights; where nothing holds there is the usual help."""
    told(world, library)
    world.begin()
    put(world, level("f1", "current", 9, 2))
    looks = {"look_up": [{"where": "record", "words": "claim handling time"}]}
    row = {"text": "Where claim handling time stands is shown below.", "cites": ["record:m1"]}
    model = ScriptedModel(looks, {"sentences": [row]}, {"sentences": []})
    world.doors = replace(world.doors, model=model, drafts=ModelDrafts(model, 5, lambda: 0.0))
    assert "9 days" in words(world.say("Any servers worth a cake?", to_us=True))
    assert TODAYS_HELP in words(world.say("Any servers worth a cake?", to_us=True))
    assert "rename" in words(world.say("how can I rename it?", to_us=True))
    assert len(model.asked) == 3


@pytest.mark.parametrize("channel", [CHANNEL, DIRECT])
def test_what_people_talk_of_otherwise_is_shown_to_no_model(
    world: World, library: Library, channel: str
) -> None:
    """A question to us without a word of our field gets the usual help."""
    told(world, library)
    world.begin()
    model = ScriptedModel(always={"sentences": []})
    world.doors = replace(world.doors, model=model, drafts=ModelDrafts(model, 5, lambda: 0.0))
    ask = "how was your weekend, Anna is off sick again?"
    assert TODAYS_HELP in words(world.say(ask, channel=channel, to_us=True))
    assert model.asked == []


def test_a_model_is_shown_nothing_that_was_said_where_it_is_off(
    world: World, library: Library
) -> None:
    """A measure is left out where one of its facts is from there; people see all of it."""
    told(world, library)
    world.begin()
    model = ScriptedModel(off_in=[(WORKSPACE, OTHER)])
    world.doors = replace(world.doors, model=model, drafts=ModelDrafts(model, 5, lambda: 0.0))
    put(world, level("f1", "current", 9, 1))
    world.say("help me find a baseline", to_us=True)
    put(world, level("f2", "current", 8, 2, channel=OTHER))
    said = world.say("help me find a baseline", to_us=True)
    shown = [" days" in prompt.turns[-1].text for _, _, prompt in model.asked]
    assert shown == [True, False]
    assert "8 days" in words(said)
