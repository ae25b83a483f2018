"""What a company lost or did twice, told from its record and from what Slack was told."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bot.benefits.questions import Question
from bot.benefits.reminders import RUNGS, Step
from bot.ports import Work
from tests.durable.company import Company, Said

SAID_TO = frozenset({"answered", "not_known"})


@dataclass
class Toll:
    """What was counted on one database; of what was doubled or is `gone`, what it was. What
    somebody pressed and was told at once that it was not kept is refused, not lost.
    """

    acknowledged: int = 0
    lost: int = 0
    gone: list[str] = field(default_factory=list)
    refused: int = 0
    posts: int = 0
    posts_doubled: list[str] = field(default_factory=list)
    facts: int = 0
    facts_doubled: list[str] = field(default_factory=list)
    threads: int = 0
    digests: int = 0
    steps: Counter[str] = field(default_factory=Counter)
    steps_doubled: list[str] = field(default_factory=list)
    said_to: int = 0

    @property
    def escalations(self) -> int:
        """How often a question went to its owner or its sponsor."""
        return self.steps["owner"] + self.steps["sponsor"]


def counted(company: Company) -> Toll:
    """All that can be counted when nothing is under way any more."""
    said, gone, pressed = company.said, company.unhandled(), company.balancer.pressed
    with company.rows.records.work(company.stage.workspace.team_id) as work:
        ids = [one.id for one in work.investments()]
        steps, questions = work.steps(ids), [one for id in ids for one in work.questions(id)]
        facts, doubled = _facts(work, ids)
    return Toll(
        acknowledged=len(company.balancer.acknowledged),
        lost=len(gone - pressed) + max(len(gone & pressed) - company.refused(), 0),
        gone=[company.balancer.acknowledged[one] for one in sorted(gone)],
        refused=company.refused(),
        posts=len(said),
        posts_doubled=[*_twice(one.key for one in said), *_told_twice(said, steps)],
        facts=facts,
        facts_doubled=doubled,
        threads=sum(one.key.startswith("weekly:") for one in said),
        digests=sum(one.key.startswith("digest:") for one in said),
        steps=Counter(one.what for one in steps),
        steps_doubled=list(_steps_twice(steps)),
        said_to=_said_to(questions, steps),
    )


def _facts(work: Work, ids: Sequence[str]) -> tuple[int, list[str]]:
    facts = work.facts(ids)
    stated = (f"{one.ts} {one.fact.slot} {one.fact.value} {one.fact.ref}" for one in facts)
    return len(facts), _twice(stated)


def _twice(of: Iterable[str]) -> list[str]:
    return [one for one, many in Counter(of).items() if many > 1]


def _steps_twice(steps: Sequence[Step]) -> Iterator[str]:
    """A question is asked once, and goes to its owner, to its sponsor and to its end once each; it
    is shown again once, and once more each time it was put off.
    """
    did = Counter((one.question, one.what) for one in steps)
    for (question, what), many in did.items():
        is_once = what in ("asked", *RUNGS)
        most = 1 if is_once else 1 + did[question, "snoozed"]
        if (is_once or what == "reminded") and many > most:
            yield f"{question} {what}: {many} times"


def _told_twice(said: Sequence[Said], steps: Sequence[Step]) -> list[str]:
    """The same words about the same question to the same person, whatever the keys."""
    about = {(f"stopped:{one.question}", one.question) for one in steps}
    about |= {(one.post, one.question) for one in steps if one.post and one.what in RUNGS}
    posts = {one.key: one for one in said}
    found = ((posts[key], question) for key, question in about if key in posts)
    return _twice(f"{question} to {one.where}: {one.words}" for one, question in found)


def _said_to(questions: Sequence[Question], steps: Sequence[Step]) -> int:
    skipped = {one.question for one in steps if one.what == "skipped"}
    return sum(one.state in SAID_TO or one.id in skipped for one in questions)


def figures(toll: Toll) -> Iterator[tuple[str, bool]]:
    """Each figure as a line, and whether it holds."""
    yield f"events and clicks acknowledged: {toll.acknowledged}", toll.acknowledged > 0
    yield f"acknowledged and lost: {toll.lost} (goal 0)", not toll.lost
    yield from _some(toll.gone if toll.lost else ())
    yield f"clicks refused, and the person told so: {toll.refused}", True
    yield f"messages posted: {toll.posts}", toll.posts > 0
    yield from _doubled("messages doubled", toll.posts_doubled)
    yield f"facts recorded: {toll.facts}", toll.facts > 0
    yield from _doubled("facts doubled", toll.facts_doubled)
    yield f"weekly threads: {toll.threads}; digests: {toll.digests}", toll.threads > 0
    escalated = (f"{toll.steps[what]} {what}" for what in RUNGS)
    yield f"escalations: {toll.escalations} ({', '.join(escalated)})", toll.escalations > 0
    yield f"questions somebody said something to: {toll.said_to}", True
    yield from _doubled("steps of questions doubled", toll.steps_doubled)


def _doubled(what: str, found: Sequence[str]) -> Iterator[tuple[str, bool]]:
    yield f"{what}: {len(found)} (goal 0)", not found
    yield from _some(found)


def _some(found: Sequence[str]) -> Iterator[tuple[str, bool]]:
    for one in found[:5]:
        yield f"  {one[:200]}", True
