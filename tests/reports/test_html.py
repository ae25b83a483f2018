"""The report as a page: whole in itself, every figure led to its source, words as text."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bot.ports import Audience
from bot.reports import html_section
from bot.reports.html import FIRST, page
from bot.reports.html_chart import inline
from bot.reports.html_text import anchor, link, said
from bot.voice.plain import PlainVoice
from prompts.templates import load_texts
from storage.records import SqlRecords
from tests.builders import (
    NOON,
    WORKSPACE,
    a_database,
    a_fact,
    a_measure,
    a_noticed,
    a_record,
    an_entry,
    an_investment,
)
from tests.reports.test_chart import a_chart, a_point

LATER = NOON + timedelta(days=30)
VOICE = PlainVoice(load_texts())
HOSTILE = "<script>alert(1)</script> \"&' <img src=x onerror=alert(1)> \u202etxt \x00 & <@U9|Eve>"


@pytest.fixture
def records(tmp_path: Path) -> Iterator[SqlRecords]:
    """An empty record."""
    with a_database(tmp_path) as engine:
        yield SqlRecords(engine)


def fill(records: SqlRecords, name: str = "Claims portal", quote: str = "21 days") -> None:
    """An investment that improved: a baseline, a later figure with a source, a delivery."""
    measure = a_measure(name=f"{name} time")
    later = {"said_at": LATER, "ts": "200.1", "permalink": "https://example.com/later"}
    with records.work(WORKSPACE) as work:
        work.add_investment(an_investment(name=name, measures=(measure,)), "U1", NOON)
        work.append(a_record(fact=a_fact(quote=quote)))
        work.append(a_record("f2", a_fact("current", 9, "9 days now"), **later))
        work.append(a_record("f3", a_fact("evidence", None, "Finance", ref="Finance"), **later))
        work.notice("c1", a_noticed())
        work.commit()


def written(records: SqlRecords) -> str:
    """The page as a file holds it."""
    return "\n".join(page(WORKSPACE, records, VOICE, LATER))


class Links(HTMLParser):
    """Addresses, places, and tags of a page."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.hrefs: list[str] = []
        self.ids: list[str] = []
        self.tags: set[str] = set()
        self.open: list[str] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember what is opened and where it leads."""
        self.tags.add(tag)
        self.open += [tag] if tag not in ("meta", "br") else []
        for name, value in attrs:
            if name == "href" and tag == "a":
                self.hrefs.append(value or "")
            if name == "id":
                self.ids.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        """Everything is closed in its order."""
        assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Closed at once."""
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)


def test_the_page_needs_nothing_from_elsewhere(records: SqlRecords) -> None:
    """No script, no picture and no style to be fetched: it can be mailed and kept."""
    fill(records)
    seen = written(records)
    links = Links(seen)
    assert not links.tags & {"script", "img", "link", "iframe", "object", "form"}
    assert "default-src 'none'" in seen
    assert "@import" not in seen
    assert "url(http" not in seen


def test_every_place_that_is_linked_to_is_there_once(records: SqlRecords) -> None:
    """No link leads nowhere, and no two places have one name, charts included."""
    fill(records)
    links = Links(written(records))
    assert links.open == []
    assert len(links.ids) == len(set(links.ids))
    assert {href[1:] for href in links.hrefs if href.startswith("#")} <= set(links.ids)


def test_every_figure_leads_to_where_it_comes_from(records: SqlRecords) -> None:
    """In the table, in the answer and beneath the chart, a figure is a link."""
    fill(records)
    seen = written(records)
    without_links = re.sub(r"<a .*?</a>|<svg.*?</svg>|<style>.*?</style>", "", seen, flags=re.S)
    words = re.sub(r"<table class=.ledger.*|<[^>]*>", "", without_links, flags=re.S)
    assert "12 days less (57%)" in seen
    assert not re.search(r"\d+ (days|of)\b|57%", words)


@pytest.mark.parametrize(("level", "word"), [(27, "Worse"), (21, "Unchanged")])
def test_the_table_says_whether_it_is_worse_or_unchanged(
    records: SqlRecords, level: float, word: str
) -> None:
    """Nobody has to work out which of the two a row is."""
    with records.work(WORKSPACE) as work:
        work.add_investment(an_investment(), "U1", NOON)
        work.append(a_record("b", a_fact("baseline", 21, as_of="2026-03-01")))
        work.append(a_record("c", a_fact("current", level, as_of="2026-05-01")))
        work.append(a_record("e", a_fact("evidence", None, quote="report", ref="report")))
        work.commit()
    assert f'<span class="counted_{word.lower()}">{word}</span>' in written(records)


def test_a_figure_whose_message_has_no_link_leads_to_its_row(records: SqlRecords) -> None:
    """What Slack gave no address for is still to be looked up, in the page itself."""
    with records.work(WORKSPACE) as work:
        work.add_investment(an_investment(), "U1", NOON)
        work.append(a_record(permalink=None))
        work.commit()
    assert f'href="#{anchor("f", "i1", "f1")}"' in written(records)


def test_what_people_wrote_is_text_whatever_it_is(records: SqlRecords) -> None:
    """Names, quotes and measures never become markup, and turn no words around them."""
    fill(records, name=HOSTILE, quote=HOSTILE)
    seen = written(records)
    links = Links(seen)
    assert "script" not in links.tags
    assert "onerror" not in re.sub(r"&lt;.*?&gt;", "", seen)
    assert "\x00" not in seen
    assert "@Eve" in seen


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil",
        "ftp://x",
        "https://x y",
        'https://"',
        "",
    ],
)
def test_an_address_that_is_not_of_the_web_is_no_link(href: str) -> None:
    """What would run or deceive is left out, the words stay."""
    assert link("9 days", href) == "9 days"


def test_a_lawful_address_is_a_link_that_gives_nothing_away() -> None:
    """The page it leads to is not told where one came from."""
    assert link("9", "https://a.example/?b=1&c=2") == (
        '<a href="https://a.example/?b=1&amp;c=2" rel="noopener noreferrer">9</a>'
    )


def test_half_a_surrogate_and_controls_are_left_out() -> None:
    """What no file can hold does not break the page."""
    assert said("a\ud800b\x07c") == "<bdi>abc</bdi>"


def test_a_chart_of_a_page_is_drawn_with_no_picture_and_no_place() -> None:
    """Plain shapes: hundreds of them cost little, and none is that of another."""
    chart = a_chart(a_point("baseline", 0, 14), a_point(day=30), alt='"<b>', title="<script>")
    drawn = inline(chart, "#l")
    assert ' id="' not in drawn
    assert "url(" not in drawn
    assert "image" not in drawn
    assert 'role="img" aria-label="&quot;&lt;b&gt;"' in drawn
    assert not Links(drawn).tags & {"script", "b", "use", "style"}


def test_a_page_of_many_charts_draws_no_picture(
    records: SqlRecords, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A picture takes half a second: a page of a hundred would not be waited for."""
    monkeypatch.setattr("bot.reports.chart._saved", lambda charts: pytest.fail("a picture"))
    fill(records)
    assert "<figure>" in written(records)


def test_what_was_forgotten_and_taken_back_is_no_row(records: SqlRecords) -> None:
    """A row that states nothing is not shown as if it did."""
    fill(records)
    with records.work(WORKSPACE) as work:
        work.append(a_record("f9", a_fact(), supersedes="f1", withdraws=True))
        work.commit()
    seen = written(records)
    assert anchor("f", "i1", "f9") not in seen
    assert "superseded" in seen


def test_a_long_ledger_is_shown_in_part_and_says_so(
    records: SqlRecords, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a figure rests on is always there; how much is left out is said."""
    monkeypatch.setattr(html_section, "LATEST", 1)
    fill(records)
    with records.work(WORKSPACE) as work:
        for number in range(5):
            fact = a_fact("target", number, "a target")
            work.append(a_record(f"t{number}", fact, said_at=NOON, ts="100.1"))
        work.commit()
    seen = written(records)
    assert "earlier rows are left out here" in seen
    assert f'id="{anchor("f", "i1", "f1")}"' in seen


def test_an_empty_record_is_a_page_too(records: SqlRecords) -> None:
    """It says that nothing is on record yet, in figures."""
    assert "0 measures are on record." in written(records)


def test_some_investments_alone_can_be_asked_for(records: SqlRecords) -> None:
    """A sponsor's page holds their own."""
    fill(records)
    with records.work(WORKSPACE) as work:
        work.add_investment(an_investment("i2", name="Payroll"), "U1", NOON)
        work.commit()
    seen = "".join(page(WORKSPACE, records, VOICE, LATER, only=["i2"]))
    assert "Payroll" in seen
    assert "Claims portal" not in seen


def test_a_reader_is_shown_what_they_may_see_and_people_by_name(records: SqlRecords) -> None:
    """What is hidden from them changes nothing; people stand by name."""
    fill(records)
    eyes = Audience(channels=frozenset({"C1"}))
    alone = "".join(page(WORKSPACE, records, VOICE, LATER, audience=eyes))
    with records.work(WORKSPACE) as work:
        hidden = an_investment("i2", name="Secret", channel="C2")
        work.add_investment(hidden, "U1", NOON)
        work.commit()
    assert "".join(page(WORKSPACE, records, VOICE, LATER, audience=eyes)) == alone
    named = "".join(page(WORKSPACE, records, VOICE, LATER, name={"U1": "Ann"}.__getitem__))
    assert "@Ann" in named
    assert "Secret" in named


def test_nobody_stands_by_an_id_and_how_a_figure_came_about_is_told_in_plain_words(
    records: SqlRecords,
) -> None:
    """In the ledger too, and where each figure comes from."""
    fill(records)
    said = {"permalink": "https://example.com/3", "ts": "300.1"}
    with records.work(WORKSPACE) as work:
        work.append(a_record("f7", a_fact("owner", None, "<@UANN>", person="<@UANN>"), **said))
        for id, text, older in (("s1", "1 June", None), ("s2", "2 June", "s1")):
            day = f"2026-06-0{text[0]}"
            own = {"practice": "scope", "text": text, "day": day, "supersedes": older}
            work.enter(an_entry(id, "go_live", **own))
        work.commit()
    seen = "".join(page(WORKSPACE, records, VOICE, LATER, name=lambda id: f"Name of {id[1:]}"))
    assert "@UANN" not in seen
    assert "@Name of ANN" in seen[seen.index("The ledger") :]
    assert "count of changes of go-live" in seen
    assert "go_live" not in seen
    assert "quoted from a message" in seen


def test_a_page_without_its_appendix_leads_nowhere_that_is_left_out(records: SqlRecords) -> None:
    """The first page alone, whole in itself; a figure still leads to its message."""
    fill(records)
    short = "".join(page(WORKSPACE, records, VOICE, LATER, is_short=True))
    links = Links(short)
    assert {href[1:] for href in links.hrefs if href.startswith("#")} <= set(links.ids)
    assert links.open == []
    assert "https://example.com/later" in links.hrefs
    assert "Appendix" not in short
    assert "The ledger, newest first" not in short
    assert "The ladder of evidence" in short
    assert "12 days less (57%)" in short


def test_the_front_tells_what_it_cost_what_moved_and_in_which_words_it_was_signed(
    records: SqlRecords,
) -> None:
    """Why no ROI is known, else what it is of; go-live that moved, what was added, who signed."""
    fill(records)
    scope = {"practice": "scope", "permalink": "https://example.com/s"}
    review = {"practice": "review", "about": "C1@2026-06-30"}
    moved = {**scope, "text": "", "day": date(2026, 2, 15), "supersedes": "s1"}
    with records.work(WORKSPACE) as work:
        for entry in (
            an_entry("s1", "go_live", **scope, text="", day=date(2026, 1, 25)),
            an_entry("s2", "go_live", **moved, said_at=NOON),
            an_entry("s3", "added", **scope, text="the supplier portal"),
            an_entry("v1", "opened", **review, text=""),
            an_entry("v2", "signed", **review, text="Good, and not done.", value=1, author="UH"),
        ):
            work.enter(entry)
        work.commit()
    front, rest = "".join(
        page(WORKSPACE, records, VOICE, LATER, name={"UH": "Helen", "U1": "Ann"}.__getitem__)
    ).split('class="appendix"')
    front = re.sub(r"<[^>]*>", "", front)
    lacks = "System ROI: Not computable, because this is not on record: business value, "
    assert f"{lacks}technology cost" in front
    assert "Go-live: 25 January 2026 → 15 February 2026, @Ann, 1 June 2026" in front
    assert "Added since it was agreed: the supplier portal" in front
    assert "signed by @Helen, 1 June 2026: “Good, and not done.”" in front
    assert "Not signed yet" not in rest
    with records.work(WORKSPACE) as work:
        for what, value in (("value", 90000), ("cost", 60000)):
            own = {"practice": "assessment", "value": value, "unit": "GBP/year"}
            work.enter(an_entry(what, what, **own, text=f"£{value} a year"))
        work.commit()
    front = re.sub(r"<[^>]*>", "", written(records).split('class="appendix"')[0])
    assert "System ROI: 1.5 gained for each 1 spent" in front


def test_what_a_board_needs_stands_first_and_the_rest_is_an_appendix(records: SqlRecords) -> None:
    """What improved from where to where, the budget, who answers for it and the day of go-live, the
    verdicts, the rungs and one chart; then, on a new printed page, the review of what is on record,
    the ledger and where figures come from. No question stands there bare.
    """
    fill(records)
    agreed = an_entry("s1", "budget", practice="scope", text="£380k", value=380000, unit="GBP")
    with records.work(WORKSPACE) as work:
        given = {"sponsor": "<@USPONSOR>", "delivery_lead": "<@ULEAD>", "go_live": NOON.date()}
        work.keep(work.investments()[0].model_copy(update=given))
        work.append(a_record("f7", a_fact("owner", None, "Ann", person="<@UOWNER>")))
        work.enter(agreed)
        work.commit()
    seen = written(records)
    front = seen[: seen.index('class="appendix"')]
    lead = re.sub(r"<[^>]*>", "", front[front.index('class="lead"') :].partition("</p>")[0])
    assert "Claims portal time: 21 → 9 days, 12 days less (57%). 1 of 1" in lead
    for told in ("£380,000", "@UOWNER", "@USPONSOR", "@ULEAD", "1 June 2026"):
        assert told in front, told
    places = ['class="lead"', 'id="terms"', 'id="measures"', 'id="ladder"', "<figure"]
    places.append('class="appendix"')
    found = [seen.index(one) for one in (*places, 'id="review"', "<section")]
    assert found == sorted(found)
    assert seen.count("<figure") == 1
    assert "claimed, no source yet" not in seen[found[3] : found[4]]
    assert "break-before: page" in seen
    assert "Nothing on record." not in seen
    assert '<a href="#measures" rel="noopener noreferrer">1 / 1</a>' in seen
    assert "What had to be left undone because something was not at hand?" not in seen


def test_a_long_table_of_verdicts_goes_on_in_the_appendix(records: SqlRecords) -> None:
    """What improved stands at the front; the rest is counted there and led to."""
    fill(records)
    with records.work(WORKSPACE) as work:
        bare = tuple(a_measure(f"n{n}", name=f"bare {n:02}") for n in range(FIRST + 3))
        work.add_investment(an_investment("a0", name="A portal", measures=bare), "U1", NOON)
        work.commit()
    seen = written(records)
    front, appendix = seen.split('class="appendix"')
    assert "Claims portal time" in front
    assert (
        f'#measures-further" rel="noopener noreferrer">In the appendix: 4 of {FIRST + 4} ' in front
    )
    table = front[front.index('id="measures"') : front.index('id="ladder"')]
    assert table.count("<tr") == FIRST + 1
    further = appendix[appendix.index('id="measures-further"') : appendix.index("</table>")]
    assert further.count("<tr") == 5


def test_who_told_a_barrier_is_named_nowhere_in_the_file(records: SqlRecords) -> None:
    """Neither by an entry of the register nor by an answer on record; their words stay."""
    fill(records)
    with records.work(WORKSPACE) as work:
        barrier = a_fact("barrier", None, "claims are keyed twice", text="claims are keyed twice")
        work.append(a_record("f9", barrier, author="UTELLER"))
        for entry in (
            an_entry("b1", "chasing", text="we chase the board", author="UTELLER"),
            an_entry("b2", "closed", about="b1", text="none since May", author="UTELLER"),
        ):
            work.enter(entry)
        work.commit()
    seen = written(records)
    assert "claims are keyed twice" in seen
    assert "we chase the board" in seen
    assert "UTELLER" not in seen


def test_the_same_record_at_the_same_time_is_the_same_page(records: SqlRecords) -> None:
    """Two copies can be compared."""
    fill(records)
    assert written(records) == written(records)
