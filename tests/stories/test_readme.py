"""The README's exchange is what happens."""

import re
from pathlib import Path

from bot.sandbox.cast import HELEN, PRIYA, TOM
from bot.sandbox.shapes import Message
from tests.stories.stage import Stage, words

README = Path(__file__).parents[2] / "README.md"
NEW = "/whatimproved new CRM phase 2: quote-to-cash in days"
PEOPLE = {"Priya": PRIYA.id, "Tom": TOM.id, "Helen": HELEN.id}


def exchange() -> list[tuple[str, str]]:
    """Who says what, line by line."""
    block = re.search(r"```text\n(Priya:.*?)```", README.read_text("utf-8"), re.DOTALL)
    assert block is not None
    lines = (line.partition(":") for line in block[1].strip().splitlines())
    return [(who, said.strip()) for who, _, said in lines]


async def test_the_exchange_of_the_readme_is_what_happens(stage: Stage) -> None:
    """Whoever tries the first lines of the README reads the same."""
    await stage.command(PRIYA.id, NEW)
    head: Message | None = None
    heard: Message | None = None
    for who, said in exchange():
        if who == "Bot":
            assert heard is not None
            assert said in words(heard)
        elif said == "(clicks Record)":
            assert heard is not None
            await stage.click_and_see(PEOPLE[who], heard, "record")
            head = None
        else:
            posted, heard = await stage.say_and_hear(PEOPLE[who], said, thread=head)
            head = head or posted
