"""What the use cases say with our texts: why they ask, and what helps where nobody knows."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from bot.advice import settle
from bot.advice.ask import Wanted, worded
from bot.advice.doors import Doors
from bot.benefits.facts import Slot
from bot.benefits.gaps import Gap
from bot.benefits.questions import Passage, Ranked, wording_for
from bot.voice.plain import PlainVoice
from knowledge.library import KnowledgeBase
from prompts.templates import load_texts
from storage.queues import SqlQueues
from storage.records import SqlRecords
from tests.builders import (
    NOON,
    WORKSPACE,
    a_database,
    a_measure,
    a_question,
    an_investment,
    taken,
)

TEXTS = load_texts()
VOICE = PlainVoice(TEXTS)
UNUSED: Any = None
"""A door that stays shut here."""


class OneFits:
    """A library in which one passage, or none, fits whatever is asked."""

    def __init__(self, fitting: str | None) -> None:
        self.own = KnowledgeBase(Path("nowhere"))
        self.fitting = fitting

    def search(self, words: str, topics: Sequence[str] = (), limit: int = 3) -> list[Ranked]:
        return [Ranked(passage=self.own.passage(self.fitting), score=1)] if self.fitting else []

    def passage(self, id: str) -> Passage:
        return self.own.passage(id)

    def of(self, workspace: str) -> "OneFits":
        return self


@pytest.mark.parametrize("fitting", [None, "measured-before-go-live", "where-it-stands-today"])
def test_the_reason_is_what_the_passage_cited_says(fitting: str | None) -> None:
    """The wording's own reason stands for its default alone."""
    wording = wording_for("baseline", "milestone", TEXTS.wordings)
    library = OneFits(fitting)
    ask = worded(
        Wanted(gap=Gap(asks="baseline", measure=a_measure()), signal="milestone"),
        an_investment(),
        "The portal is live.",
        TEXTS.wordings,
        library,
        VOICE,
    )
    cited = fitting or wording.default
    assert [citation.id for citation in ask.citations] == [cited]
    own = cited == wording.default
    assert ask.why == (wording.why if own else library.passage(cited).gist)


@pytest.mark.parametrize(
    ("asks", "said"),
    [
        ("baseline", "baseline of claim handling time. Measuring from now on"),
        ("current", "latest figure of claim handling time. Measuring from now on"),
        ("target", "target of claim handling time. Measuring from now on"),
        ("owner", "owner of claim handling time. Nothing is guessed"),
        ("evidence", "source of claim handling time. Nothing is guessed"),
        ("attribution", "other causes of claim handling time. Nothing is guessed"),
    ],
)
def test_what_helps_next_fits_what_is_not_known(tmp_path: Path, asks: Slot, said: str) -> None:
    """Only a figure can be measured; an owner is found out."""
    doors = Doors(UNUSED, UNUSED, UNUSED, UNUSED, VOICE, ())
    with a_database(tmp_path) as engine:
        with SqlRecords(engine).work(WORKSPACE) as work:
            work.add_investment(an_investment(), "U1", NOON)
            work.ask(a_question(asks=asks))
            settle.not_known(work, a_question(asks=asks), an_investment(), "U1", "e1", doors, NOON)
            work.commit()
        waiting = taken(SqlQueues(engine), NOON)
    assert waiting is not None
    assert said in waiting[1].post.lead[0][0].text
