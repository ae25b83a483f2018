"""A post as plain text, for a terminal or an email."""

from bot.benefits.conversation import Line, Post
from bot.benefits.markup import readable_post


def as_text(post: Post) -> str:
    """The post's lead, parts and closing; links stand behind their words, people as their ids."""
    post = readable_post(post, str)
    blocks = ["\n".join(_line(line) for line in post.lead)]
    blocks += [
        "\n".join([part.title, *(f"  {_line(line)}" for line in part.lines)]) for part in post.parts
    ]
    blocks.append(post.closing or "")
    return "\n\n".join(block for block in blocks if block)


def _line(line: Line) -> str:
    return "".join(f"{span.text} <{span.href}>" if span.href else span.text for span in line)
