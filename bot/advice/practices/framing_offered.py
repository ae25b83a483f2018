"""Framing offered: the button that opens its form, for who speaks of framing or begins here."""

import re
from collections.abc import Sequence
from typing import Final

from bot.advice.practices.framing_form import BEGIN, FRAME
from bot.benefits.conversation import Option, Post, Span
from bot.benefits.investment import Investment
from bot.benefits.practices import announced
from bot.ports import Voice

READ: Final = 300
"""Characters of a message in which it is looked for."""

_ASKS = re.compile(
    r"^(?:<@\w+(?:\|[^<>]*)?>|\W|\b(?:please|hi|hello|hey|so|ok(?:ay)?|and)\b)*(?:(?:can|could|would|will)\s+"
    r"(?:you|we|i|somebody|anyone)\b|help\b|how\s+(?:do|can|should|would|to)\b|let['’]?s\b|frame\b|"
    r"(?:i|we)(?:['’]d)?\s+(?:would\s+)?(?:want|like|need|have|wish)\b|where\s+(?:do|can)\b|write\b)",
    re.IGNORECASE,
)


def is_meant(text: str) -> bool:
    """Whether a message speaks of writing down what an investment is for."""
    return announced.is_of_framing(text[:READ])


def asks(text: str) -> bool:
    """Whether a short message asks for that and tells nothing else."""
    return len(text) <= READ and is_meant(text) and _ASKS.match(text) is not None


def offer(here: Sequence[Investment], voice: Voice) -> Post:
    """What the button opens, and the button; of several investments how to name one."""
    if len(here) > 1:
        words = voice.say("framing_offer_which")
    else:
        words = voice.say("framing_offer_known" if here else "framing_offer_new")
    return Post(lead=((Span(text=words),),), options=button(here, voice))


def button(here: Sequence[Investment], voice: Voice) -> tuple[Option, ...]:
    """Opens the form: for the only investment of a channel, or for a new one where there is none;
    where there are several it would have to be said which.
    """
    if len(here) > 1:
        return ()
    ref = f"{FRAME}|{here[0].id}" if here else f"{BEGIN}|"
    return (Option(ref=ref, label=voice.say("framing_button"), verb="guide"),)
