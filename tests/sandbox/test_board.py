"""What everybody sees."""

from bot.sandbox.cast import CRM_ROLLOUT, GENERAL, HELEN, PRIYA, TOM, WHO
from bot.sandbox.shapes import Change
from tests.sandbox.builders import a_workspace


def test_a_thread_counts_its_replies_and_not_what_one_person_sees() -> None:
    """The head carries how many replies all can see, and the ts of the last."""
    board = a_workspace().board
    head = board.say(PRIYA.id, CRM_ROLLOUT.id, "live")
    reply = board.say(TOM.id, CRM_ROLLOUT.id, "since when?", thread_ts=head.ts)
    board.say(WHO.bot_user, CRM_ROLLOUT.id, "psst", thread_ts=head.ts, ephemeral_to=TOM.id)
    (shown,) = board.messages(CRM_ROLLOUT.id)
    assert (shown.reply_count, shown.last_reply) == (1, reply.ts)


def test_what_is_for_one_person_is_shown_to_nobody_else() -> None:
    """With a viewer, others' ephemeral messages are left out of channel, thread and count."""
    board = a_workspace().board
    head = board.say(PRIYA.id, GENERAL.id, "hello")
    board.say(WHO.bot_user, GENERAL.id, "psst", ephemeral_to=TOM.id)
    board.say(WHO.bot_user, GENERAL.id, "psst", ephemeral_to=TOM.id, thread_ts=head.ts)
    seen = {
        viewer: (
            len(board.messages(GENERAL.id, viewer)),
            len(board.thread(GENERAL.id, head.ts, viewer)),
            board.unread(viewer, GENERAL.id),
        )
        for viewer in (TOM.id, HELEN.id)
    }
    assert seen == {TOM.id: (2, 2, 3), HELEN.id: (1, 1, 1)}


def test_a_deleted_head_with_replies_stays_empty_and_one_without_goes() -> None:
    """Replies keep their place; nothing of the deleted text remains."""
    board = a_workspace().board
    head = board.say(PRIYA.id, GENERAL.id, "secret")
    board.say(TOM.id, GENERAL.id, "reply", thread_ts=head.ts)
    alone = board.say(PRIYA.id, GENERAL.id, "alone")
    for ts in (head.ts, alone.ts):
        found = board.find(GENERAL.id, ts)
        assert found
        board.remove(found)
    (left,) = board.messages(GENERAL.id)
    assert (left.deleted, left.text, left.reply_count) == (True, "", 1)


def test_who_listens_hears_of_every_change_until_they_stop() -> None:
    """A listener is told the channel; ending twice is harmless."""
    board = a_workspace().board
    heard: list[Change] = []
    end = board.subscribe(heard.append)
    board.say(PRIYA.id, GENERAL.id, "one")
    end()
    end()
    board.say(PRIYA.id, GENERAL.id, "two")
    assert heard == [Change(channel=GENERAL.id)]


def test_reading_a_channel_clears_its_count_and_ones_own_words_never_count() -> None:
    """Unread is what others said since."""
    board = a_workspace().board
    board.say(PRIYA.id, GENERAL.id, "one")
    assert (board.unread(PRIYA.id, GENERAL.id), board.unread(TOM.id, GENERAL.id)) == (0, 1)
    board.mark_read(TOM.id, GENERAL.id)
    assert board.unread(TOM.id, GENERAL.id) == 0
