"""What a workspace brought to the knowledge base itself: files, cut into passages."""

from bot.benefits.facts import Value
from bot.benefits.questions import Passage

OWN = "own/"
"""Begins the id of every passage that somebody brought; none of ours begins so."""


class Brought(Value):
    """A file, by the name it had, and its passages in the order they stand in it.

    A file of the same name has the same id, and takes the place of the one before.
    """

    id: str
    name: str
    passages: tuple[Passage, ...]
