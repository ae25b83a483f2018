"""What the head sees of each statement of a text: its signs, its words, its shape."""

from collections.abc import Iterator, Sequence

from bot.reading import genre, kinds, signs, sources, terse
from bot.reading.markup import Page
from bot.reading.rules import Found
from bot.reading.statements import Statement
from bot.reading.tokens import tokens

HEAD = 4_000
"""Characters of a text that the head looks at."""

SIGN, WORD, SHAPE = 0.5, 0.35, 0.5
"""How much a trait of each sort weighs before training: what is rarer says less by itself."""

Traits = dict[str, float]


def of(found: Found) -> list[tuple[Statement, Traits]]:
    """Every statement of a text's head with its traits; an empty text has none."""
    told = {statement.start for statement in found.statements}
    votes = list(_votes(found))
    seen: list[tuple[Statement, Traits]] = []
    aimed = False
    for statement in found.every:
        if statement.start > HEAD:
            break
        aimed = genre.aims(statement, aimed)
        if statement.form == "quoted":
            continue
        traits = _traits(statement, statement.start in told, aimed)
        traits |= dict.fromkeys(_linked(found.page, statement), SIGN)
        traits |= dict.fromkeys(_marked(found.page, statement), SIGN)
        traits |= {name: SIGN for name, at in votes if statement.start <= at < statement.end}
        seen.append((statement, traits))
    return seen


def _votes(found: Found) -> Iterator[tuple[str, int]]:
    """What the rules say, and where: the head learns how far each is to be trusted."""
    for claim in found.claims:
        yield f"rule:{claim.kind}:{'made' if claim.is_made else claim.status}", claim.start
    for fact in found.facts:
        yield f"rule:{fact.slot}", fact.start


def _traits(statement: Statement, told: bool, aimed: bool) -> Traits:
    traits = {f"form:{statement.form}": SHAPE}
    traits |= {"told": SHAPE} if told else {}
    traits |= {"aimed": SHAPE} if aimed else {}
    traits |= dict.fromkeys(signs.find(statement), SIGN)
    words = list(tokens(statement.text))
    traits |= {f"w:{word}": WORD for word in words}
    traits |= {f"w:{one} {other}": WORD for one, other in _pairs(words)}
    return traits | dict.fromkeys(_kinds(statement.text), WORD)


def _pairs(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    return zip(["^", *words], [*words, "$"], strict=True)


def _kinds(text: str) -> Iterator[str]:
    """The kinds of its words and those side by side, where one is not the word itself."""
    found = kinds.of(text)
    yield from (f"k:{one}" for one in found if one[0].isdigit())
    for one, other in _pairs(found):
        if one[0].isdigit() or other[0].isdigit():
            yield f"k:{one} {other}"


def _marked(page: Page, statement: Statement) -> Iterator[str]:
    """Whether its line is ticked or cheered."""
    line = terse.line(page.raw, statement.start, statement.end)
    if terse.TICKED.search(line):
        yield "ticked"
    if terse.CHEERED.search(line):
        yield "cheered"


def _linked(page: Page, statement: Statement) -> Iterator[str]:
    """What sorts of links stand in a statement."""
    for link in sources.links_in(page, statement.start, statement.end):
        yield "link"
        yield "link:work" if sources.is_work_item(link) else "link:other"
        if sources.shows_figures(page, link):
            yield "link:figures"
