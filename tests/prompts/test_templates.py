"""The texts: checked on load, filled without surprises."""

import re
from pathlib import Path
from typing import get_args

import pytest
from pydantic import ValidationError

from bot.benefits.facts import Slot
from bot.benefits.position import Verdict
from bot.benefits.questions import Signal, wording_for
from bot.errors import PromptsError
from knowledge.library import load_passages
from prompts.templates import HOME, QUESTIONS, REPLIES, Template, Texts, load_texts

SPECIFIC: list[tuple[Slot, Signal]] = [
    ("baseline", "milestone"),
    ("baseline", "adoption"),
    ("baseline", "automation"),
    ("baseline", "reporting"),
    ("baseline", "technical_health"),
    ("baseline", "outcome"),
    ("outcome", "milestone"),
    ("outcome", "adoption"),
    ("outcome", "automation"),
    ("outcome", "reporting"),
    ("outcome", "technical_health"),
    ("evidence", "bare_link"),
    ("evidence", "outcome"),
    ("owner", "outcome"),
    ("current", "milestone"),
    ("problem", "plan"),
    ("problem", "goal"),
]


@pytest.fixture(scope="module")
def texts() -> Texts:
    return load_texts()


def question(**changes: str) -> str:
    """One entry of a file of questions, valid unless changed."""
    entry = {
        "asks": "baseline",
        "signal": "milestone",
        "text": "What was {measure} before?",
        "why": "It has to be known.",
        "topics": "[baseline]",
        "default": "where-it-stands-today",
    } | changes
    lines = [f"{key}: {value if key == 'topics' else repr(value)}" for key, value in entry.items()]
    return "  - " + "\n    ".join(lines) + "\n"


def folder_with(folder: Path, questions: str = "", replies: str = "") -> Path:
    """The texts of a folder: a plain question for every gap, and what is given besides."""
    plain = "".join(
        question(asks=slot, signal="any", text="What is known of {investment}?")
        for slot in get_args(Slot)
    )
    (folder / QUESTIONS).write_text(f"questions:\n{plain}{questions}", "utf-8")
    (folder / HOME).write_text("variables: {}\nreplies: {home: Home}\n", "utf-8")
    (folder / REPLIES).write_text(
        replies or 'variables: {who: a person}\nreplies:\n  hello: "Hello {who}"\n', "utf-8"
    )
    return folder


@pytest.mark.parametrize("asks", get_args(Slot))
def test_every_gap_can_be_asked_for_plainly(texts: Texts, asks: Slot) -> None:
    """Whatever is missing, and whatever the update offered, there are words for it."""
    for signal in get_args(Signal):
        assert wording_for(asks, signal, texts.wordings).asks == asks


@pytest.mark.parametrize(("asks", "signal"), SPECIFIC)
def test_what_the_stories_meet_has_words_of_its_own(
    texts: Texts, asks: Slot, signal: Signal
) -> None:
    """A launch, a dashboard and a clean audit are each answered in their own terms."""
    assert wording_for(asks, signal, texts.wordings).signal == signal


def test_every_citation_can_be_found(texts: Texts) -> None:
    """Each wording's topics have passages, and its default is one of them."""
    passages = {passage.id: passage for passage in load_passages()}
    for wording in texts.wordings:
        for topic in wording.topics:
            assert any(topic in passage.topics for passage in passages.values()), topic
        assert set(wording.topics) & set(passages[wording.default].topics), wording.default


def test_nothing_the_bot_says_shouts(texts: Texts) -> None:
    """The voice is plain: no exclamation marks, no emoji."""
    said = [template.text for template in texts.replies.values()]
    said += [part for wording in texts.wordings for part in (wording.text, wording.why)]
    for text in said:
        assert "!" not in text
        assert all(ord(character) < 0x2600 for character in text)


def test_labels_and_verdicts_are_complete(texts: Texts) -> None:
    """Cards and reports name every slot and every verdict."""
    for slot in get_args(Slot):
        assert texts.reply(f"label_{slot}").variables == frozenset()
    for verdict in get_args(Verdict):
        assert texts.reply(f"verdict_{verdict}").variables == frozenset()


def test_a_text_is_filled_with_what_it_names() -> None:
    """Values are put in as they are, braces and all."""
    template = Template(name="here", text="{who} said {{so}}: {what}")
    assert template.variables == {"who", "what"}
    assert (
        template.fill(who="Ada", what="{0} {who} \u202e🎉") == "Ada said {so}: {0} {who} \u202e🎉"
    )


@pytest.mark.parametrize(
    ("given", "said"), [({}, "who not given"), ({"who": "Ada", "wo": "x"}, "wo given")]
)
def test_a_missing_or_unknown_variable_is_refused_by_name(given: dict[str, str], said: str) -> None:
    """A text is never sent with a hole in it."""
    with pytest.raises(PromptsError, match=f"here: {said}"):
        Template(name="here", text="Hello {who}").fill(**given)


@pytest.mark.parametrize("text", ["{", "}", "{}", "{0}", "{who.name}", "{who!r}", "{who:>9}"])
def test_only_names_stand_between_braces(text: str) -> None:
    """A template reaches into nothing and formats nothing."""
    with pytest.raises(PromptsError, match="here: "):
        Template(name="here", text=text).fill(who="Ada")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"text": "What was {mesure} before?"}, "mesure may not be named"),
        ({"asks": "outcome", "text": "Is it {measure}?"}, "measure may not be named"),
        ({"text": "What? And when?"}, "not one question"),
        ({"text": "Tell me? Now"}, "not one question"),
        ({"why": "It has to be known. It does."}, "not one sentence"),
        ({"text": "a" * 199 + "?"}, "too long"),
        ({"topics": "[]"}, "topics or default missing"),
        ({"signal": "any", "text": "What is known of {investment}?"}, "given twice"),
        ({"signal": "any", "topics": "[owner]"}, "among the same topics"),
    ],
)
def test_a_wrong_wording_is_refused_with_its_place(
    tmp_path: Path, changes: dict[str, str], said: str
) -> None:
    """Whoever edits the questions is told the file, the entry and the mistake."""
    with pytest.raises(PromptsError, match=rf"questions\.yaml, entry \(.*{said}"):
        load_texts(folder_with(tmp_path, question(**changes)))


@pytest.mark.parametrize(
    ("replies", "said"),
    [
        ("variables: {}\nreplies: {hello: 'Hello {who}'}", "'hello': who is not among"),
        ("variables: {who: a person}\nreplies: {hello: Hello}", "who are used by no text"),
        ("variables: {}\nreplies: {hello: ''}", "'hello': empty"),
        ("variables: {}\nreplies: {home: Home}", "'home': is in replies.yaml too"),
        ("variables: {}\nreplies: {hello: a, hello: b}", "'hello' is given twice"),
        ("variables: {}\nreplies: {hello: [1]}", "replies, hello"),
        ("variables: {}", "entry replies"),
        ("variables: {", "while parsing"),
    ],
)
def test_a_wrong_reply_is_refused_with_its_place(tmp_path: Path, replies: str, said: str) -> None:
    """A text that two people added under one key does not silently lose one of them."""
    with pytest.raises(PromptsError, match=rf"(?s)(?:replies|home)\.yaml.*{said}"):
        load_texts(folder_with(tmp_path, replies=replies))


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("variables: {}\nreplies: {}\nrests: {bar_a: p1}\n", "bar_a rest on something"),
        ("variables: {}\nreplies: {bar_a: A}\nrests: p1\n", "rests"),
        ("variables: {}\nreplies: {home: A}\n", "is in home.yaml too"),
    ],
)
def test_what_is_said_within_a_practice_tells_what_it_rests_on(
    tmp_path: Path, source: str, said: str
) -> None:
    """A passage behind a sentence that is not there is found before anybody reads on."""
    folder = folder_with(tmp_path)
    (folder / "practices").mkdir()
    (folder / "practices" / "barriers.yaml").write_text(source, "utf-8")
    with pytest.raises(PromptsError, match=said):
        load_texts(folder)


def test_what_is_said_within_a_practice_is_said_as_all_else(tmp_path: Path) -> None:
    """By its key, with the passage it rests on; what only labels the record rests on none."""
    folder = folder_with(tmp_path)
    (folder / "practices").mkdir()
    source = "variables: {}\nreplies: {bar_a: A, bar_b: B}\nrests: {bar_a: p1}\n"
    (folder / "practices" / "barriers.yaml").write_text(source, "utf-8")
    found = load_texts(folder)
    assert (found.reply("bar_b").fill(), found.rests) == ("B", {"bar_a": "p1"})


def test_a_gap_without_plain_words_is_refused(tmp_path: Path) -> None:
    """Otherwise a gap could be found that cannot be asked for."""
    folder = folder_with(tmp_path)
    (folder / QUESTIONS).write_text(f"questions:\n{question()}", "utf-8")
    with pytest.raises(PromptsError, match=r"no entry \(baseline, any\)"):
        load_texts(folder)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """A package that lost its texts says which."""
    with pytest.raises(PromptsError, match=r"questions\.yaml"):
        load_texts(tmp_path)


def test_the_version_follows_the_texts(tmp_path: Path) -> None:
    """The same texts have the same version, changed ones another."""
    before = load_texts(folder_with(tmp_path)).version
    assert load_texts(folder_with(tmp_path)).version == before
    assert load_texts(folder_with(tmp_path, question())).version != before


def test_texts_cannot_be_changed_once_loaded(texts: Texts) -> None:
    """One frozen value is handed to every part."""
    with pytest.raises(TypeError):
        texts.replies["hello"] = Template(name="x", text="y")  # type: ignore[index]  # that is it
    with pytest.raises(ValidationError):
        setattr(texts, "version", "other")  # noqa: B010 (mypy would refuse it, which is the point)


@pytest.mark.parametrize("number", ["0", "1", "2"])
def test_what_goes_with_a_number_is_of_one_or_of_many(texts: Texts, number: str) -> None:
    """ "1 figure", "0 answers", "2 weeks": whichever number a text is filled with."""
    counting = [one for one in texts.replies.values() if one.variables & {"n", "total"}]
    assert len(counting) > 80
    for text in counting:
        said = text.fill(**dict.fromkeys(text.variables, number))
        after = re.findall(rf"\b{number} (?:of them |more |earlier |further )?([a-z]+)\b", said)
        if number == "1":
            assert not [word for word in after if _MANY.fullmatch(word)], said
        else:
            assert not [word for word in after if _ONE.fullmatch(word)], said


_MANY = re.compile(
    r"(?!is$|was$|has$|this$|does$|waits$)[a-z]{2,}(?<!s)s|people|are|have|were|wait"
)
_ONE = re.compile(
    r"is|was|has|waits|measure|figure|answer|decision|week|day|row|question|person|investment|"
    r"system|delivery|time|message"
)


def test_words_for_one_and_for_many_are_two() -> None:
    """More or fewer of them, or another way of writing a number, is a mistake in the text."""
    assert Template(name="x", text="{n} {n:row is|rows are} new").fill(n="1") == "1 row is new"
    assert Template(name="x", text="{n} {n:row is|rows are} new").fill(n="0") == "0 rows are new"
    for text in ("{n:row}", "{n:a|b|c}", "{n:>4}"):
        with pytest.raises(PromptsError, match="not the name of a variable"):
            _ = Template(name="x", text=text).variables
