"""Slack's sizes, in characters unless said otherwise: what is sent fits to them.

Where Slack's own documents disagree, the smaller figure stands.
"""

from typing import Final

# a message
BLOCKS: Final = 50
MESSAGE_TEXT: Final = 40_000
MESSAGE_BLOCKS_TEXT: Final = 13_200
"""All text in a message's blocks together; not documented, found by others in trying."""

# parts of a message
SECTION_TEXT: Final = 3_000
RICH_TEXT: Final = 3_000
"""One text of a rich text block; not documented, held to what a section takes."""
FIELDS: Final = 10
FIELD_TEXT: Final = 2_000
HEADER_TEXT: Final = 150
CONTEXT_ELEMENTS: Final = 10
CONTEXT_TEXT: Final = 2_000
ACTION_ELEMENTS: Final = 25
CONTEXT_ACTIONS: Final = 5
"""Elements of a context_actions block: feedback buttons and the like."""
BUTTON_TEXT: Final = 75
BUTTON_VALUE: Final = 2_000
OPTIONS: Final = 100
OPTION_TEXT: Final = 75
OPTION_VALUE: Final = 150
OVERFLOW: Final = 5
CHOICES: Final = 10
"""Checkboxes, and radio buttons."""
PLACEHOLDER: Final = 150
ALT_TEXT: Final = 2_000
MARKDOWN: Final = 12_000
URL: Final = 3_000
ID: Final = 255
"""block_id, action_id and callback_id."""

# a form
VIEW_BLOCKS: Final = 100
VIEW_TITLE: Final = 24
VIEW_BUTTON: Final = 24
PRIVATE_METADATA: Final = 3_000
INPUT_LABEL: Final = 2_000
INPUT_VALUE: Final = 3_000
VIEW_BYTES: Final = 250_000

# how often
CALLS_A_MINUTE: Final = {1: 1, 2: 20, 3: 50, 4: 100}
"""By Slack's tiers, for each method: more than these may be refused."""
POST_SECONDS: Final = 1
"""One message in a channel within this."""
TRIGGER_SECONDS: Final = 3
"""A trigger id opens a form within this, once."""
RESPONSE_SECONDS: Final = 1_800
RESPONSE_USES: Final = 5
"""A response address takes so many answers within that time."""

# an agent's conversation
PROMPTS: Final = 4
"""Suggested prompts."""
LOADING_MESSAGES: Final = 10
STATUS_SECONDS: Final = 120
"""A status without a message after it is taken away by Slack itself."""
SESSION_TITLE: Final = 200
FEEDBACK_TEXT: Final = 75
STREAM_SECONDS: Final = 300
"""A stream that was not stopped is ended by Slack itself; not documented, found by others."""
STREAMS_A_MINUTE: Final = 20

# what comes in
FILE_BYTES: Final = 5_000_000
"""Ours, not Slack's: the local workspace takes small files."""
REQUEST_BYTES: Final = 1_000_000
"""Ours, not Slack's: no request of Slack's comes near it."""
