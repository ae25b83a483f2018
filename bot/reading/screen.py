"""The quick look before anything is stored: false is certain, true is worth reading."""

import re

from bot.reading.language import is_english
from bot.reading.stance import OF_TRADE

_LETTERS = re.compile(r"[A-Za-z]{2,}")
_QUESTION = re.compile(r"\?[\s\"”’')\]*_!]*$|\?\s*:[a-z0-9_+-]+:\s*$")
_CHATTER = re.compile(
    r"\W*(?:hi|hey|hello|morning|good\s+(?:morning|afternoon|evening)|"
    r"happy\s+(?:birthday|\w+day|new\s+year|holidays|easter)|"
    r"(?:many\s+)?thanks?(?:\s+(?:you|a\s+lot|so\s+much|all|everyone|team))*|ta|cheers|"
    r"congrat\w*|well\s+done|(?:great|good|nice|amazing|awesome)\s+(?:job|work|one|stuff)|"
    r"welcome|lol|haha\w*|brb|afk)\b(?!\s+to\s+(?:the|our|this))[^.\n\d,:;]{0,60}[.!]*\s*"
    rf"|[^.\n]{{0,60}}\b(?:lunch|coffee|pizza|beers?|birthday|doctor|dentist)\b{OF_TRADE}[^.\n]{{0,60}}[.!]*\s*",
    re.IGNORECASE,
)
_WORTH = re.compile(
    r"\d|[A-Za-z]{3,}(?:ed|ing)\b|"
    r"\b(?:launch|releas|ship|deploy|roll|complet|finish|deliver|migrat|built|build|"
    r"introduc|publish|implement|sign|agree|creat|add|switch|mov|"
    r"train|onboard|redesign|develop|upgrad|automat|dashboard|report|analytic|users?|"
    r"adopt|reduc|increas|sav|improv|faster|quicker|easier|fewer|"
    r"less|more|cut|drop|fell|rose|grew|doubl|halv|tripl|goal|aim|target|objective|kpi|"
    r"okr|own|responsib|accountab|lead|led|baseline|measure|"
    r"live|done|online|ready|available|uptime|patch|sla|latency|coverage|problem|delay|"
    r"block|stuck|cost|time|error|worse|slow|longer|sooner|earlier|shorter|better|"
    r"updat|progress|phase|milestone|pilot|go-live|now|once|no longer|has|have|had|was|were|"
    r"is|are|will|plan|held|start|began|begun|pass|won|test|took|takes?|got|gets?|went|gone|"
    r"came|brought|made|makes?|gave|spends?|spent|saw|seen|found|kept|put|set|ran|runs?|met|"
    r"lost|hit|wrote|sent|can|"
    r"today|previously|currently|typically|before|after|since|used\s+to|spend|require|involve|"
    r"source|sponsor|manager|evidence|half|third|one|two|three|all|most|every|raise|bring)",
    re.IGNORECASE,
)


def could_be_update(text: str) -> bool:
    """Whether there is anything to read: words, and one that reports could hold."""
    head = text[:40_000]
    letters = _LETTERS.findall(head[:2_000])
    if len(letters) < 2:
        return False
    if _QUESTION.search(head[-200:]) and "\n" not in head and ". " not in head:
        return False
    if _CHATTER.fullmatch(head[:300]):
        return False
    return (len(letters) >= 5 or bool(_WORTH.search(head))) and is_english(head)
