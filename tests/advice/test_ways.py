"""The many ways people ask what improved: each finds what it is about, and none is an update."""

from datetime import date

import pytest

from bot.advice.asked import asked, asks_for_report
from bot.benefits.reading import Said
from bot.reading.local import LocalReader
from tests.advice.world import DIRECT, OWNER, PRIVATE, SPONSOR, World, words
from tests.builders import a_measure, an_investment

TODAY = date(2026, 6, 15)

ABOUT_ONE = [
    "where are we with CRM?",
    "<@UBOT> where do we stand on the CRM",
    "where does the CRM stand?",
    "Where's the CRM at now?",
    "anything to show for the CRM yet",
    "do we have anything to show for the CRM?",
    "what do we have to show for the CRM",
    "did the CRM get better since April",
    "has the CRM made any difference?",
    "what do we still not know about the CRM",
    "what don't we know about the CRM?",
    "what's still missing on the CRM",
    "what is unproven about the CRM?",
    "how's the CRM doing",
    "how did the CRM do last quarter",
    "how are we doing on the CRM?",
    "how far are we with the CRM",
    "is the CRM paying off",
    "was the CRM worth the money?",
    "does the CRM work?",
    "any evidence that the CRM works?",
    "are we getting anything from the new CRM",
    "are we there yet with the CRM?",
    "Hi, can you give me a quick update on the CRM please",
    "could I get the latest on the CRM?",
    "any news on the CRM?",
    "what's the latest on the CRM",
    "what's happening with the CRM",
    "results for the CRM this fiscal year",
    "benefits of the CRM so far?",
    "show me the CRM",
    "tell me about the CRM",
    "what can I tell the board about the CRM",
    "what's better since the CRM went live?",
    "is the CRM any better?",
    "how good is the CRM now?",
    "<@UBOT> CRM - worth the money?",
    "CRM any good?",
    "any good? CRM",
    "CRM worth it",
    "is the CRM any good",
    "was the CRM a good investment",
    "did we get our money's worth from the CRM",
    "did we get our moneys worth from the CRM",
    "are we getting value from the CRM",
    "has the CRM paid off",
    "did the CRM pay for itself",
    "CRM paying off yet?",
    "what difference has the CRM made",
    "what good did the CRM do us",
    "what did the CRM bring us",
    "what are we getting from the CRM",
    "are we any better off with the CRM",
    "did anything change since we bought the CRM",
    "any good news on the CRM",
    "whats the return on the CRM",
    "roi CRM",
    "value from the CRM",
    "status CRM",
    "CRM results?",
    "results for CRM pls",
    "CRM benefits so far",
    "summarise the CRM for me",
    "hows the CRM",
    "wheres the CRM at",
    "CRM, better or worse?",
    "CRM: any improvement",
    "money well spent on the CRM?",
    "should we keep paying for the CRM",
    "how much did we save with the CRM",
    "tell me if the CRM is worth it",
    "hi, wondering whether the CRM is paying off",
    "the board wants to know what we got from the CRM",
]

ABOUT_ALL = [
    "how are we doing?",
    "What got better for the business?",
    "what has improved since spring?",
    "so what actually got better for the business since spring?",
    "did anything improve for our customers this year?",
    "what's better now",
    "has anything got worse?",
    "what should I tell the board?",
    "what have we got to show for last year's spend?",
    "which investments have no owner?",
    "show me everything",
    "summary of the portfolio please",
    "portfolio",
    "did it work?",
    "what is the latest?",
    "whats better across everything",
    "whats improved",
    "worth it?",
    "better?",
    "are we any better off",
    "what are we getting for our money",
    "have the investments paid off",
    "did it make a difference",
    "board summary",
    "overview pls",
]

WHOSE = [
    ("how's Mei's stuff doing", "Mei", None),
    ("what are Mei’s numbers?", "Mei", None),
    ("which of my measures have no baseline", "me", None),
    ("how are my investments doing", "me", None),
    ("my stuff", "me", None),
    ("status of everything I sponsor", None, "me"),
    ("how is everything that I'm sponsoring doing?", None, "me"),
]

NO_QUESTIONS = [
    "Status of the CRM: live since Monday, 340 users.",
    "Update on the CRM. Quote-to-cash is 9 days now.",
    "results for the CRM are in and quote-to-cash fell to 9 days",
    "The CRM has made a difference, 9 days now",
    "quote-to-cash is down to 9 days",
    "show me how to link a channel",
    "tell me who owns the CRM",
    "show me the history of quote-to-cash",
    "why is the CRM not known?",
    "where does the 9 come from?",
    "not known yet",
    "the CRM is worth it",
    "the CRM is working now",
    "the target is 2 working days by end of March 2027",
    "an order is confirmed within 3 working days now",
    "handling time has improved to 9 days",
    "response times did not improve",
    "thanks for the update",
    "update the baseline to 14 days",
    "value 9 days",
    "how is that computed",
    "help",
    "thanks, that's better",
    "where are we " * 3_000,
    "how " * 9_000,
    "",
]


@pytest.mark.parametrize(
    ("text", "about", "owner", "sponsor"),
    [
        *((text, "CRM", None, None) for text in ABOUT_ONE),
        *((text, "", None, None) for text in ABOUT_ALL),
        *((text, "", owner, sponsor) for text, owner, sponsor in WHOSE),
    ],
)
def test_a_question_finds_what_it_is_about_and_is_no_update(
    text: str, about: str, owner: str | None, sponsor: str | None
) -> None:
    """However it is put; the same words in a channel, to nobody, are not read as news."""
    found = asked(text, TODAY)
    assert asks_for_report(text)
    assert (found.about, found.owner, found.sponsor) == (about, owner, sponsor)
    read = LocalReader().read(Said(text=text))
    assert (read.claims, read.facts) == ((), ())


@pytest.mark.parametrize("text", NO_QUESTIONS)
def test_what_is_no_question_for_what_improved_is_left_to_others(text: str) -> None:
    """Updates, follow-ups, replies and requests for help."""
    assert not asks_for_report(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("what improved in FY2025/26?", date(2025, 1, 1), date(2025, 12, 31)),
        ("what improved this fiscal year", date(2026, 1, 1), None),
        ("results last financial year", date(2025, 1, 1), date(2025, 12, 31)),
        ("whats better since april across everything", date(2026, 4, 1), None),
    ],
)
def test_a_fiscal_year_is_a_period(text: str, first: date, last: date | None) -> None:
    """The calendar's, as long as nobody set when it begins; the answer names its days."""
    found = asked(text, TODAY)
    assert (found.about, found.since, found.until) == ("", first, last)


def test_a_sponsor_is_answered_for_what_they_sponsor(world: World) -> None:
    """In a direct message too, and only what they may see; who sponsors nothing is told so."""
    world.begin(sponsor=f"<@{SPONSOR}>")
    world.begin(an_investment("i2", name="Billing", measures=(a_measure("m2"),)))
    hidden = an_investment("i3", name="Merger", channel=PRIVATE, sponsor=f"<@{SPONSOR}>")
    world.begin(hidden)
    ask = "<@UBOT> what's the status of everything I sponsor?"
    told = words(world.say(ask, SPONSOR, to_us=True))
    assert "Claims portal" in told
    assert "Billing" not in told
    assert "Merger" not in told
    assert "sponsors" in words(world.say(ask, OWNER, channel=DIRECT))
