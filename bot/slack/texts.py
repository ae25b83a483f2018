"""What the edge itself says: labels, and what a person reads when something fails."""

from typing import Final

from bot.benefits.facts import Value


class Texts(Value):
    """Every string of the edge but its help; the defaults are plain English, and are shown letter
    by letter.
    """

    unknown_command: str = "I did not understand that. Here is what I can do."
    not_installed: str = "I am not installed in this workspace. An admin can add me."
    failed: str = "That did not reach my record, and nothing was changed. Please try again."
    form_closed: str = "That is no longer open, so there is nothing to fill in."
    incomplete: str = "I could not tell what that was about, so nothing was changed."

    challenge_ours: str = "I wrote that one myself. Point me at an update of your team."

    record: str = "Record"
    edit: str = "Edit"
    discard: str = "Discard"
    answer: str = "Answer"
    not_known: str = "Not known yet"
    not_update: str = "Not an update"
    snooze: str = "Snooze"
    snooze_day: str = "For a day"
    snooze_week: str = "For a week"
    snooze_until: str = "Until a date …"
    skip: str = "Skip"
    pass_on: str = "Hand on"
    owner_picked: str = "Who owns it?"
    undo: str = "Undo"
    attest: str = "Attest"
    why: str = "Why I ask: "
    rests_on: str = "Rests on: "
    not_shown: str = "Shortened to fit: {count} more lines are on record and not shown here."

    board_failed: str = (
        "I could not give you the file: I may lack the permission files:write. Whoever runs me "
        "makes the same page with: whatimproved export --format html"
    )

    measured_title: str = "Record a measurement"
    measured_submit: str = "Continue"
    measured_note: str = (
        "I show you what I understood in a direct message. Nothing is recorded until you press "
        "Record there."
    )
    measured_none: str = (
        "There is nothing you can record for yet. Members of an investment's own channel can; "
        "/whatimproved new NAME: MEASURE in UNIT links a channel to one."
    )
    measured_choose: str = "Choose"
    measured_investment: str = "Investment"
    measured_what: str = "What was measured"
    measured_another: str = "Something else …"
    measured_name: str = "What is counted, in a few words"
    measured_name_hint: str = "For example: claim settlement time"
    measured_value: str = "The figure"
    measured_value_hint: str = "What it is now, with its unit: 9 days"
    measured_day: str = "Measured on"
    measured_source_hint: str = "Where it can be looked up. A link to a file here will do."
    measured_owner_hint: str = "They are asked first whether they accept."

    home_begin: str = "Link an investment"
    home_as_of: str = "As of"
    home_asked: str = "Asked"
    home_in_words: str = "Answer it there, in its thread."
    home_record: str = "Record a measurement"
    home_fiscal: str = "Fiscal year begins in"
    home_country: str = "Country, for its public holidays"
    home_country_hint: str = "Two letters such as GB, or off; Enter keeps it"
    home_search: str = "Search by name"
    home_search_hint: str = "An investment or a measure; Enter looks"
    home_clear: str = "Clear the search"
    home_filter: str = "Show"
    home_shown: str = "{first} to {last} of {total}"
    home_details: str = "Tell one in full"
    home_all: str = "All of them, rolled up"
    home_previous: str = "Previous page"
    home_next: str = "Next page"
    home_full_title: str = "What improved"
    home_full_close: str = "Close"
    begin_title: str = "Link an investment"
    begin_submit: str = "Link it"
    begin_channel: str = "Channel where its updates are posted"
    begin_channel_hint: str = "You are in it, and so am I: invite me with @."
    begin_name: str = "Name of the investment"
    begin_name_hint: str = "As your teams call it: CRM phase 2"
    begin_measure: str = "What should get better"
    begin_measure_hint: str = "One thing that can be counted: quote-to-cash"
    begin_unit: str = "Counted in"
    begin_unit_hint: str = "days, %, GBP, errors a week"
    guide_told: str = "What Improved"
    guide_too_long: str = (
        "Together that is more than fits into one form. Please say this in fewer words."
    )
    working: str = "is looking it up"
    loading: tuple[str, ...] = (
        "Reads the record",
        "Keeps to what you may see",
        "Works out what changed",
    )
    stopped: str = "Stopped, as you asked. Ask again whenever you like."
    good: str = "Helpful"
    good_label: str = "Helpful: this answer helped"
    bad: str = "Not helpful"
    bad_label: str = "Not helpful: this answer did not help"
    rate_title: str = "What was not right"
    rate_label: str = "What was it?"
    rate_words: str = "In a few words, if you like"
    rate_submit: str = "Send"
    rate_reasons: tuple[tuple[str, str], ...] = (
        ("wrong", "A figure or a source is wrong"),
        ("missing", "Something I asked for is missing"),
        ("unclear", "It was hard to understand"),
        ("other", "Something else"),
    )

    form_title: str = "What was measured"
    form_submit: str = "Record"
    form_close: str = "Cancel"
    behind: str = "Why this, and what is on record"
    behind_title: str = "What is on record"
    snooze_title: str = "Put it off"
    snooze_label: str = "Ask again on"
    snooze_submit: str = "Put off"
    skip_title: str = "Skip this question"
    skip_label: str = "Why, in a few words"
    skip_submit: str = "Skip"
    pass_on_title: str = "Hand it on"
    pass_on_label: str = "Who knows"
    pass_on_hint: str = "They are asked first whether they answer for it."
    pass_on_submit: str = "Hand on"
    baseline: str = "Before (baseline)"
    current: str = "Now"
    target: str = "Target"
    owner: str = "Who owns this outcome"
    evidence: str = "Source: which report or link"
    baseline_hint: str = "The figure, its unit and when it held: 14 days, Q1 2026"
    current_hint: str = "The figure, its unit and when: 9 days, June 2026"
    target_hint: str = "The figure and when it is due: 7 days by December 2026"
    owner_hint: str = "A person, a team or a role in the business"
    evidence_hint: str = "Where the figure can be looked up"


ENGLISH: Final = Texts()
