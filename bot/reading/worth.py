"""Which texts are worth showing to a language model: what our own rules leave aside never is."""

import re
from typing import Final

from bot.benefits.reading import Reading, Said
from bot.reading import genre, language, rules, screen, stance
from bot.reading.markup import page
from bot.reading.scoring import Head

LIKELY: Final = 0.3
"""How likely an update a text must look to our own reader: of 200 updates 196 do, of 400 messages
of small talk 34.
"""

_EMOJI = re.compile(r":[a-z0-9_+-]+:")

SHORTEST: Final = 12
"""Characters of a reply that may hold more than we read in it."""


def is_update_like(said: Said, own: Reading, head: Head) -> bool:
    """Whether a message is an update to us, or near enough. One that gives orders is never."""
    if not screen.could_be_update(said.text):
        return False
    found = rules.find(said)
    if genre.is_nothing(found.page) or _gives_orders(said.text):
        return False
    return own.is_update or head.scores(found).likely["is_update"] >= LIKELY


def is_reply_like(text: str) -> bool:
    """Whether a reply says something that could answer a question."""
    plain = _EMOJI.sub(" ", page(text[: rules.LONGEST]).plain)
    if len(plain.strip()) < SHORTEST or stance.is_chatter(plain) or stance.is_jest(text):
        return False
    return not (language.is_foreign(text) or _gives_orders(text))


def _gives_orders(text: str) -> bool:
    sheet = page(text[: rules.LONGEST])
    return genre.gives_orders(sheet) or stance.orders_the_bot(sheet.plain)
