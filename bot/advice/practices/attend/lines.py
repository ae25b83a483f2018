"""Lines: what is told of news and sponsors, kindly and from the record alone."""

from collections.abc import Iterator
from datetime import datetime

from bot.advice.days import in_words
from bot.benefits.conversation import Line, Part, Span
from bot.benefits.practices.attention import Attention, Flag
from bot.benefits.questions import Question
from bot.ports import Voice

WAITING = 3
"""Questions that wait, told of one investment, at most."""


def flagged(one: Attention, flag: Flag, voice: Voice, now: datetime) -> Line:
    """What needs attention, in one line, with the message it was seen from."""
    if flag == "no_update" and one.latest is not None:
        words = {"date": in_words(one.latest.at.date()), "n": str(one.weeks_since(now))}
        said = voice.say("attention_no_update", **words)
        return (Span(text=said, href=one.latest.href),)
    if flag == "quiet" and one.deed is not None:
        said = voice.say("attention_quiet", date=in_words(one.deed.at.date()))
        return (Span(text=said, href=one.deed.href),)
    if flag in ("left", "not_accepted"):
        return (Span(text="", user=one.sponsor), Span(text=f" {voice.say(f'attention_{flag}')}"))
    words = {"name": one.investment.sponsor or ""} if flag == "no_person" else {}
    return (Span(text=voice.say(f"attention_{flag}", **words)),)


def to_sponsor(one: Attention, flag: Flag, voice: Voice, now: datetime) -> Line:
    """The same to the sponsor themselves."""
    if flag == "quiet" and one.deed is not None:
        date = in_words(one.deed.at.date())
        return (Span(text=voice.say("attention_quiet_you", date=date), href=one.deed.href),)
    return flagged(one, flag, voice, now)


def waiting(one: Attention, voice: Voice) -> Iterator[Line]:
    """What was asked and waits for the sponsor, then what else was passed up."""
    theirs = {question.id for question in one.waits}
    others = [question for question in one.passed_up if question.id not in theirs]
    told = [("attention_waits", question) for question in one.waits]
    told += [("attention_passed_up", question) for question in others]
    for key, question in told[:WAITING]:
        what = _what(one, question, voice)
        yield (Span(text=voice.say(key, date=in_words(question.at.date()), what=what)),)


def _what(one: Attention, question: Question, voice: Voice) -> str:
    measure = one.investment.measure(question.measure)
    label = voice.say(f"label_{question.asks}").lower()
    return f"{measure.name}, {label}" if measure else label


def in_full(one: Attention, voice: Voice, now: datetime) -> Part:
    """All that is on record of one investment: news, sponsor, what waits."""
    flags = one.flags(now)
    lines = [_news(one, voice)]
    lines += [flagged(one, flag, voice, now) for flag in flags if flag == "no_update"]
    lines.append(_sponsor(one, voice))
    lines += [flagged(one, flag, voice, now) for flag in flags if flag == "quiet"]
    lines += waiting(one, voice)
    return Part(title=one.investment.name, lines=tuple(lines))


def _news(one: Attention, voice: Voice) -> Line:
    if one.latest is None:
        return (Span(text=voice.say("attention_never")),)
    said = voice.say("attention_latest", date=in_words(one.latest.at.date()))
    by = (Span(text=", "), Span(text="", user=one.latest.by)) if one.latest.by else ()
    return (Span(text=said, href=one.latest.href), *by)


def _sponsor(one: Attention, voice: Voice) -> Line:
    if one.state == "none":
        return (Span(text=voice.say("attention_no_sponsor")),)
    if one.state == "no_person":
        return (Span(text=voice.say("attention_no_person", name=one.investment.sponsor or "")),)
    key = {"left": "attention_left", "asked": "attention_not_accepted"}.get(one.state)
    who = Span(text="", user=one.sponsor)
    if key is not None:
        return (who, Span(text=f" {voice.say(key)}"))
    if one.deed is None:
        return (who, Span(text=f" {voice.say('attention_no_deed')}"))
    act = voice.say(f"attention_act_{one.deed.act}")
    said = voice.say("attention_deed", date=in_words(one.deed.at.date()), what=act)
    return (who, Span(text=f" {said}", href=one.deed.href))
