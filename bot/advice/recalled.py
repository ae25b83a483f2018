"""Recalled: what is on record beside the figures is told to who asks for that alone: what becomes
of the business when a system stops, who answers for what, what it may cost.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.advice import said_back
from bot.advice.days import in_words
from bot.advice.doors import Doors
from bot.advice.left_open import ALONE, MOST, asked_in, homes_of
from bot.advice.place import stands
from bot.advice.practices.align.roles import roles_of
from bot.advice.practices.assess import disconnect, joint, worth
from bot.advice.practices.assess.tell import recalled as told_of_system
from bot.advice.practices.barriers_heard import on_record
from bot.advice.practices.barriers_told import line_of
from bot.benefits.accepted import named_owner, owner_facts
from bot.benefits.conversation import Line, Post, Posted, Span
from bot.benefits.entries import Entry, counting
from bot.benefits.investment import Investment
from bot.benefits.practices.assessment import current
from bot.benefits.practices.barriers import meant
from bot.ports import Voice, Work

_KNOWN = re.compile(r"^do\s+(?:we|you)\s+know\b\W*", re.IGNORECASE)
_IF = r"(?:if|when|once|should|were)"
_STOPS = (
    r"(?:stands?\s+still|stood\s+still|stops?|stopped|stopping|fails?|failed|breaks?(?:\s+down)?|"
    r"(?:is|are|was|were|goes|went|be)\s+(?:down|out|off(?:line)?|gone|unavailable|not\s+there))"
)
_SYSTEM = re.compile(
    rf"^(?:what|how)\b[^?!.]{{0,80}}?\b{_IF}\s+(?:the\s+|our\s+|a\s+)?(?P<name>[^?!.]{{2,60}}?)\s+"
    rf"{_STOPS}\b|"
    r"^what\s+(?:does|do|would)\s+(?:a\s+day\s+without|an?\s+(?:outage|standstill|failure)\s+of)\s+"
    r"(?:the\s+|our\s+)?(?P<other>[^?!.]{2,60}?)\s+(?:cost|mean)\b",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"^who\s+(?:owns|answers\s+for|is\s+(?:responsible|accountable)\s+for|does)\s+what\b|"
    r"^who\s+(?:is|are)\s+(?:the\s+|our\s+|its\s+|all\s+)*"
    r"(?:owners|sponsor|(?:delivery\s+|project\s+)?lead)\b|"
    r"^who\s+(?:sponsors|leads)\s+(?:it|this|that|the\s+\w+)",
    re.IGNORECASE,
)
_COST = re.compile(
    r"^(?:what|how\s+much)\s+(?:did|does|do|will|would|has|have)\s+(?:[\w’'-]+\s+){1,5}cost(?:ed)?\b|"
    r"^what(?:['’]s|\s+is|\s+was|\s+are)\s+(?:the|its|our)\s+(?:agreed\s+|total\s+)?"
    r"(?:budget|costs?)\b(?!\s+(?:per|of\s+(?:leaving|not|doing|delay\w*))\b)",
    re.IGNORECASE,
)

_ROI = re.compile(
    r"^(?:is|are|do|does|did|have|has|can|could|what|how|any|the|our|whats|and|show|give|me|us|\s|['’]s)*\b[^?]{0,60}?"
    r"\b(?:roi|returns?\s+on\s+(?:(?:our|the|this|that)\s+)?investment)\b",
    re.IGNORECASE,
)
_SAYS = r"(?:said|says|told|tells|wrote|writes|reported|reports|complained|complains|mentioned)"
_WHO_SAID = re.compile(
    rf"^(?:who(?:se)?|which\s+\w+|from\s+whom)\b[^?!.]{{0,30}}?\b{_SAYS}\b\s*(?:us\s+|you\s+)?(?:that\s+)?"
    r"(?P<words>(?:[^\s?!.]+\s+){2,}[^\s?!.]+)",
    re.IGNORECASE,
)
_WHAT_SAID = re.compile(
    r"^(?:what|how)\s+(?:did|does|has|have|would|do|was|is)\b[^?!.]{0,60}?"
    r"\b(?:say|said|answer(?:ed)?|mean|think|want|write|wrote|written|told|tell|call)\b[^?!.]{0,40}"
    r"\b(?:success\w*|the\s+round|alignment|the\s+purpose|it\s+is\s+for|for\s+(?:him|her|them))\b|"
    r"^(?:who|what)\b[^?!.]{0,40}\b(?:answer(?:ed|s)?|said)\b[^?!.]{0,30}\b(?:round|alignment)\b",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\b(?:improv\w*|bring|brought|better|worse|changed|gain(?:ed)?)\b", re.IGNORECASE
)
"""What came of it is asked for as well."""


_BROUGHT = re.compile(
    r"\b(?:br(?:ings?|ought)|gain(?:s|ed)?|yield(?:s|ed)?|improved?|(?:came?|got)\s+"
    r"(?:of|out|back|for))\b",
    re.IGNORECASE,
)
"""What it brought is asked for beside what it cost."""


def tell(said: Posted, event: str, doors: Doors, now: datetime) -> bool:
    """Answer who asks us this and nothing else; False where that is not so, or it is asked of
    nothing that they may see.
    """
    asked = _KNOWN.sub("", asked_in(said.text), count=1)
    if not said.to_us or len(asked) > ALONE or re.search(r"[?!.\n]\s*\S", asked):
        return False
    audience = said_back.audience_of(said, doors)
    with doors.records.work(said.workspace, audience) as work:
        lines = tuple(_lines(work, said, asked, doors.voice, now))
        homes = homes_of(said, work.investments())[:MOST] if _asks_cost(asked) else []
    if not lines:
        return False
    options = joint.buttons(homes, said.channel, doors.voice)
    said_back.answer(said, event, Post(lead=lines, options=options), doors, now)
    return True


def _asks_cost(asked: str) -> bool:
    """Whether it is asked what something cost, or what came back for that, and nothing else."""
    is_cost = _COST.match(asked) is not None and not disconnect.asks(asked)
    return is_cost or (_ROI.match(asked) is not None and _MORE.search(asked) is None)


def _lines(work: Work, said: Posted, asked: str, voice: Voice, now: datetime) -> Iterator[Line]:
    seen = work.investments()
    homes = homes_of(said, seen)[:MOST]
    if found := _SYSTEM.match(asked):
        yield from _of_system(work, homes, seen, found["name"] or found["other"], voice)
    elif _WHAT_SAID.match(asked):
        yield (Span(text=voice.say("alignment_whose")),)
    elif (of := _WHO_SAID.match(asked)) and not re.search(r"\d", asked):
        yield _who_said(work, of["words"], seen, voice)
    elif _WHO.match(asked):
        yield from (_of_people(work, one, voice) for one in homes)
    elif _asks_cost(asked):
        yield from worth.lines(work, homes, voice, now if _BROUGHT.search(asked) else None)


def _of_system(
    work: Work, homes: Sequence[Investment], seen: Sequence[Investment], name: str, voice: Voice
) -> Iterator[Line]:
    """What was assessed of a system, at home here before elsewhere; that nothing was, where
    something is at home here.
    """
    for among in (homes, seen):
        entries = work.entries([one.id for one in among], "assessment")
        own = [one for one in current(entries) if stands(name, (one.system,))]
        if own:
            yield from (line for one in own[:MOST] for line in told_of_system(one, voice))
            return
    if said := _in_forums(work, homes, name):
        yield from (_said(one, voice) for one in said)
    elif homes:
        yield (Span(text=voice.say("recalled_no_system", name=name.strip())),)


def _who_said(work: Work, words: str, seen: Sequence[Investment], voice: Voice) -> Line:
    """What the register shows of what is in the way, in these words, with its name where it was
    told with one; nothing of it where it shows none.
    """
    for home in seen:
        one = meant(words, on_record(work, home.id))
        if one is not None and one.text:
            return (Span(text=f"{home.name}: ", strong=True), *line_of(one, home, voice))
    return (Span(text=voice.say("barrier_who")),)


def _in_forums(work: Work, homes: Sequence[Investment], name: str) -> list[Entry]:
    """What was answered of a system in a forum, the latest first."""
    said = counting(work.entries([one.id for one in homes], "forum"))
    own = [one for one in said if one.what == "answer" and stands(one.text, (name,))]
    return own[::-1][:MOST]


def _said(one: Entry, voice: Voice) -> Line:
    who = (Span(text=f" {voice.say('assessment_said_by')} "), Span(text="", user=one.author))
    day = Span(text=f", {in_words(one.said_at.date())}")
    return (Span(text=f"“{one.text}”", href=one.permalink), *(who if one.author else ()), day)


def _of_people(work: Work, home: Investment, voice: Voice) -> Line:
    """Who owns each measure, sponsors and leads it, or that nobody is on record."""
    facts = work.facts_in_force([home.id])
    spans = [Span(text=f"{home.name}: ", strong=True)]
    for measure in home.measures:
        said = owner_facts(facts, measure.id)
        words = said[-1].fact.person if said else None
        user = named_owner(measure.id, facts)
        spans += [Span(text=f"{measure.name} – "), *_who(user, words, voice), Span(text="; ")]
    roles = {role: user for role, user in roles_of(work, home) if role != "owner"}
    given = {"sponsor": home.sponsor, "lead": home.delivery_lead}
    for n, (role, user) in enumerate(roles.items()):
        label = voice.say(f"alignment_role_{role}")
        between = "; " if n else ""
        spans += [Span(text=f"{between}{label} – "), *_who(user, given[role], voice)]
    return (*spans, Span(text="."))


def _who(user: str | None, words: str | None, voice: Voice) -> list[Span]:
    if user is not None:
        return [Span(text="", user=user)]
    return [Span(text=words or voice.say("recalled_nobody"))]
