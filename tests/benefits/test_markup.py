"""What people wrote is shown as they saw it."""

import pytest

from bot.benefits.conversation import Card, CardLine, Post, Span
from bot.benefits.markup import readable, readable_post


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("R&amp;D", "R&D"),
        ("under 5 &lt; 6", "under 5 < 6"),
        ("<@U1> owns it", "@Tom Okafor owns it"),
        ("<@U1|tom> owns it", "@tom owns it"),
        ("in <#C1|crm-rollout>", "in #crm-rollout"),
        ("per <https://x.example/r|the ledger>", "per the ledger"),
        ("per <https://x.example/r>", "per https://x.example/r"),
        ("<!here> and <!subteam^S1|@finance>", "@here and @finance"),
        ("typed &lt;@U1&gt; by hand", "typed <@U1> by hand"),
        ("&amp;lt; stays", "&lt; stays"),
        ("a < b, never closed <@U1", "a < b, never closed <@U1"),
    ],
)
def test_marks_become_what_their_author_saw(kept: str, shown: str) -> None:
    """And what was typed as plain signs stays plain signs."""
    assert readable(kept, {"U1": "Tom Okafor"}.__getitem__) == shown


def test_a_post_keeps_its_addresses_and_ids() -> None:
    """Only what is read is changed."""
    line = CardLine(label="Owner", before=None, after="<@U1>", href="https://x.example/?a=1&amp;b")
    post = Post(
        lead=((Span(text="R&amp;D", user="U1"),),),
        card=Card(proposal="p&amp;1", title="R&amp;D", lines=(line,)),
    )
    seen = readable_post(post, lambda _: "Tom")
    assert seen.lead[0][0] == Span(text="R&D", user="U1")
    assert seen.card is not None
    assert (seen.card.proposal, seen.card.title) == ("p&amp;1", "R&D")
    assert (seen.card.lines[0].after, seen.card.lines[0].href) == ("@Tom", line.href)
