"""What the bot says within the practices beside the passages it rests on, to be read together.

`python -m tests.knowledge.said` prints every pair.
"""

from collections.abc import Iterator

from bot.benefits.questions import Passage
from knowledge.library import load_passages
from prompts.templates import load_texts


def pairs() -> Iterator[tuple[str, str, Passage]]:
    """Each text by its key, and the passage behind it, by key. Raises KeyError, naming it, where
    there is no such passage.
    """
    texts, by_id = load_texts(), {one.id: one for one in load_passages()}
    for key in sorted(texts.rests):
        yield key, texts.reply(key).text, by_id[texts.rests[key]]


def main() -> None:
    """Print every pair."""
    for key, text, passage in pairs():
        print(f"{key}\n  says: {text}\n  rests on {passage.id} ({passage.source})")
        print(f"    gist: {passage.gist}\n    text: {' '.join(passage.text.split())}\n")


if __name__ == "__main__":
    main()
