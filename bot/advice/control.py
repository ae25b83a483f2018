"""Control: what a command asks about what is heard in a channel, who records, and who decides."""

import re
from collections.abc import Collection, Mapping

from bot.advice.wishes import Wish, unclear
from bot.benefits.accepted import mentioned
from bot.benefits.manners import ChannelManners, HouseManners, Listening, is_model_on
from bot.ports import Voice

LISTENING: tuple[Listening, ...] = ("every", "weekly", "mentions")
"""From what hears most to what hears least."""

RECORDING = ("members", "named")

READ = 120
"""Characters of a message in which it may be said how a channel is heard."""

_MODES: Mapping[Listening, re.Pattern[str]] = {
    "mentions": re.compile(
        r"(?:only|just) (?:\w+ ){0,3}?(?:when(?:ever)?|where|if|on|for)"
        r" (?:(?:you(?:'re| are)?|we|i|somebody|someone) )?(?:are |is )?"
        r"(?:directly )?(?:mention(?:ed|s|ing)?|asked|spoken to|called)(?: you)?"
        r"|(?:mentions only|only mentions|listen (?:only )?to mentions(?: only)?)"
        r"|(?:do not|don't) (?:speak|post|ask|answer|reply) unless (?:you(?:'re| are) )?"
        r"(?:mentioned|asked|spoken to)",
        re.IGNORECASE,
    ),
    "weekly": re.compile(
        r"(?:only|just) (?:post |ask |send |speak in )?(?:the |in the |your |a |once a )?"
        r"(?:weekly thread|week(?:ly)?)|(?:the )?weekly thread only|"
        r"(?:only|just) once a week",
        re.IGNORECASE,
    ),
    "every": re.compile(
        r"(?:please )?(?:listen to|read|hear) (?:every|each|all)(?: (?:the|of the))? "
        r"(?:messages?|updates?|posts?)(?: (?:here|again))*|every message",
        re.IGNORECASE,
    ),
}
_POLITE = re.compile(
    r"^(?:(?:please|pls|hi|hello|hey|ok(?:ay)?)[,.!]? +|(?:can|could|would) you +(?:please +)?)+"
    r"|,? +(?:please|pls|thanks|thank you|here|from now on|in this channel)$",
    re.IGNORECASE,
)


def mode_in(text: str) -> Listening | None:
    """How a message wishes its channel to be heard, where it says that and nothing else."""
    if len(text) > READ:
        return None
    said = " ".join(text.replace("’", "'").split()).strip(" .!?")
    while (bare := _POLITE.sub("", said).strip(" .!?")) != said:
        said = bare
    return next((mode for mode, pattern in _MODES.items() if pattern.fullmatch(said)), None)


def of_listening(words: str, before: ChannelManners) -> Wish[ChannelManners]:
    """What `listen` means for its channel: with less heard the weekly thread goes too, and comes
    back with it. Raises Unclear.
    """
    mode = next((one for one in LISTENING if one == words.casefold()), None)
    if mode is None:
        raise unclear("control_listen_usage", "/whatimproved listen mentions")
    is_weekly = mode != "mentions" if mode != "every" else _thread_after(before)
    manners = before.model_copy(update={"listens": mode, "is_weekly": is_weekly})
    undo = f"/whatimproved listen {before.listens}"
    return Wish(manners=manners, said=f"control_listen_{mode}", undo=undo)


def _thread_after(before: ChannelManners) -> bool:
    return before.is_weekly or before.listens == "mentions"


def of_recording(words: str, before: ChannelManners) -> Wish[ChannelManners]:
    """What `recording` means for its channel. Raises Unclear."""
    who = words.casefold()
    if who not in RECORDING:
        raise unclear("control_recording_usage", "/whatimproved recording named")
    manners = ChannelManners.model_validate(before.model_dump() | {"recorders": who})
    undo = f"/whatimproved recording {before.recorders}"
    return Wish(manners=manners, said=f"control_recording_{who}", undo=undo)


def is_dropped(words: str) -> bool:
    """Whether `admin` takes somebody off the list."""
    return words.split()[-1:] in (["off"], ["OFF"])


def of_admins(words: str, before: HouseManners) -> Wish[HouseManners]:
    """Whom `admin` names beside Slack's own, or no longer. Raises Unclear."""
    person, is_off = mentioned(words), is_dropped(words)
    if person is None:
        raise unclear("control_admin_usage", "/whatimproved admin @NAME")
    others = tuple(one for one in before.admins if one != person)
    kept = before.model_copy(update={"admins": others if is_off else (*others, person)})
    undo = f"/whatimproved admin <@{person}>" + ("" if is_off else " off")
    said = "control_admin_dropped" if is_off else "control_admin_kept"
    return Wish(manners=kept, said=said, words={"name": f"<@{person}>"}, undo=undo)


_ON: Mapping[str, bool] = {"on": True, "off": False}

_AS_ELSEWHERE = "default"
"""In a channel: as the workspace has it."""


def of_model(
    words: str, here: ChannelManners, house: HouseManners
) -> Wish[ChannelManners] | Wish[HouseManners]:
    """What `model` means for its channel, or the workspace with `everywhere`. Raises Unclear."""
    where, _, said = words.casefold().rpartition(" ")
    is_known = said in _ON or (said == _AS_ELSEWHERE and not where)
    if where not in ("", "everywhere") or not is_known:
        raise unclear("control_model_usage", "/whatimproved model on")
    if where:
        changed = house.model_copy(update={"model": _ON[said]})
        undo = f"/whatimproved model everywhere {_word(house.model)}"
        return Wish[HouseManners](manners=changed, said=model_said_everywhere(changed), undo=undo)
    manners = here.model_copy(update={"model": _ON.get(said)})
    undo = f"/whatimproved model {_word(here.model)}"
    return Wish[ChannelManners](manners=manners, said=model_said(manners, house), undo=undo)


def _word(is_on: bool | None) -> str:
    return next((word for word, one in _ON.items() if one is is_on), _AS_ELSEWHERE)


def model_said(here: ChannelManners, house: HouseManners) -> str:
    """The key of what is said of a language model in a channel."""
    return "control_model_on" if is_model_on(here, house) else "control_model_off"


def model_said_everywhere(house: HouseManners) -> str:
    """The same of the workspace."""
    return "control_model_all_on" if house.model else "control_model_all_off"


def model_in_words(key: str, name: str | None, voice: Voice) -> str:
    """The same, and what is shown to which model; where none is set, that nothing is."""
    said = voice.say(key)
    if not key.endswith("_on"):
        return said
    told = voice.say("control_model_told", name=name) if name else voice.say("control_model_none")
    return f"{said} {told}"


def check_named(words: str, named: Collection[str]) -> None:
    """Raises Unclear where recording would be left to nobody."""
    if words.casefold() == "named" and not named:
        raise unclear("control_recording_nobody", "/whatimproved lead @NAME")
