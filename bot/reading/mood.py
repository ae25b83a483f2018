"""Whether a statement tells what happened, what is intended, or nothing of the kind."""

import re
from typing import Literal

from bot.reading.statements import Statement
from bot.reading.vocabulary import any_of

Mood = Literal["done", "planned", "hoped", "denied"]

_QUESTION = re.compile(r"\?[\s\"”’')\]*_]*$")
_ASKS = re.compile(
    r"^(?:who|what|when|where|why|which|how|does|do|did|is|are|was|were|can|could|would|should|will|has|have|any(?:one|body)|shall)\b[^.!]{0,200}\?",
    re.IGNORECASE,
)
_STORY = re.compile(
    r"^(?:as\s+an?\s+.{2,80}?\b(?:i|we)\s+(?:want|need|would|can|must)|so\s+that\s+(?:i|we)\s+can|i\s+(?:want|need)\s+to\s+.{0,80}so\s+that|given\s+.{2,80}\bwhen\b)",
    re.IGNORECASE | re.DOTALL,
)
_STORY_HEAD = re.compile(r"^as\s+an?\s+[^,.]{3,60},?$", re.IGNORECASE)
_ADVICE = any_of(
    r"you(?:’|')?ll", r"you\s+(?:can|should|must|need|may|might|could|will|want|have\s+to|are\s+able|would|get|don(?:’|')t)",
    r"if\s+you(?:r|(?:’|')(?:re|ve|d))?", r"please", r"make\s+sure", r"be\s+sure\s+to", r"feel\s+free", r"when\s+you", r"let(?:’|')s", r"let\s+(?:me|us)\s+know",
    r"(?:is|are)\s+expected\s+to", r"must(?:\s+not)?\s+be", r"should\s+(?:always|never|be|have|spend|use|include|contain|only)", r"(?:is|are)\s+required", r"needs?\s+to\s+be",
    r"for\s+example,?\s+(?:an?|if)\b", r"might\s+be", r"contact\s+(?:us|me)", r"don(?:’|')t\s+(?:forget|hesitate)", r"by\s+default",
)  # fmt: skip
_IMPERATIVE = re.compile(
    r"^(?:please|click|go\s+to|open|run|type|select|choose|install|see|read|check|note\s+that|remember|try|use|enter|press|"
    r"download|visit|register|sign\s+up|apply|join|contact|ask|ensure|consider|avoid|follow|navigate|log\s+in|copy|paste|tip:|submit)\b",
    re.IGNORECASE,
)
_PLANNED = any_of(
    r"will(?!\s+have\s+been)", r"won(?:’|')t", r"(?:we|they|it|i|he|she|team)(?:’|')ll", r"going\s+to", r"(?:is|are|was|were)\s+(?:due|scheduled|set|about|ready)\s+to", r"plan(?:s|ned|ning)?(?:\s+(?:to|for|on)|:)",
    r"intend(?:s|ed|ing)?\s+to", r"to\s+be\s+\w+ed", r"next\s+steps?", r"upcoming", r"aim(?:s|ed|ing)?\s+(?:to|for|at)", r"look(?:s|ing)?\s+(?:to|forward|at\s+how)",
    r"(?:is|are|am|(?:’|')re|(?:’|')s|(?:’|')m|been|continue[sd]?|continuing|started|start|begin|began|begun|still|busy|currently)\s+(?:currently\s+|now\s+|still\s+|busy\s+|also\s+|actively\s+|to\s+)*(?:work(?:ing)?\s+(?:on|with|to|towards)|build(?:ing)?|develop(?:ing)?|deploy(?:ing)?|creat(?:e|ing)|prepar(?:e|ing)|test(?:ing)?|look(?:ing)?|explor(?:e|ing)|design(?:ing)?|try(?:ing)?|migrat(?:e|ing)|roll(?:ing)?\s+out|integrat(?:e|ing)|updat(?:e|ing)|finali[sz](?:e|ing)|plan(?:ning)?|investigat(?:e|ing)|review(?:ing)?)",
    r"in\s+progress", r"wip", r"on\s+hold", r"next\s+(?:week|sprint|month|quarter|year),?\s+(?:we|i|he|she|they|the)", r"(?:our|the|its|their|main|key|this)\s+(?:goals?|aims?|objectives?|targets?|ambition|mission)\s+(?:is|are|was|of|to|for)",
    r"on\s+track\s+to", r"proposed?\s+to", r"to-?do", r"would\s+(?:like|mean|be|reduce|save|allow)", r"(?:we|i)(?:’|')d\s+like", r"expect(?:s|ed|ing)?(?:\s+\w+)?\s+to", r"forecast(?:s|ed)?", r"projected", r"anticipate[sd]?", r"planned", r"targeting",
    r"want(?:s|ed|ing)?\s+to", r"shall", r"(?<!time\s)needs?\s+to", r"agreed\s+to\s+(?:look|consider|explore)", r"propos(?:e|ing|al)", r"wants?", r"drafting",
)  # fmt: skip
_HOPED = any_of(
    r"hop(?:e|es|ed|ing|efully)", r"should(?:n(?:’|')t)?", r"could(?:n(?:’|')t)?", r"would(?:n(?:’|')t)?", r"may", r"might", r"potential(?:ly)?", r"possibl[ey]", r"expect(?:s|ed|ing)?", r"can\s+(?:help|reduce|lead|result|slow|cause|improve|save|lower)",
    r"if", r"so\s+that", r"in\s+order\s+to", r"believe", r"likely", r"opportunit\w+\s+to", r"ways?\s+to", r"how\s+to", r"wish", r"designed\s+to", r"ideas?\s+(?:to|for)", r"help(?:s|ing)?\s+(?:us|them|to|people|users)\s+(?:to\s+)?",
    r"what\s+if", r"whether", r"imagine",
)  # fmt: skip
_DENIED = any_of(
    r"not(?:\s+yet)?", r"hasn(?:’|')t", r"haven(?:’|')t", r"didn(?:’|')t", r"isn(?:’|')t", r"aren(?:’|')t", r"wasn(?:’|')t", r"weren(?:’|')t", r"never", r"no\s+(?:change|difference|impact|improvement)", r"without", r"failed\s+to", r"unable\s+to", r"instead\s+of", r"rather\s+than", r"cannot", r"can(?:’|')t",
)  # fmt: skip
_INFINITIVE = re.compile(r"\bto\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_GOAL_INFINITIVE = re.compile(
    r"(?:^|[.:;,–—-]\s*|\b(?:aim|goal|objective|target|order|way|ways|want|help|hope|plan)\s+)to\s+(?:\w+ly\s+)?$",
    re.IGNORECASE,
)

_PURPOSE = re.compile(
    r"(?:^|[.;:,]\s*)(?:in\s+order\s+)?to\s+\w+(?:\s+\w+){0,5}\s*$", re.IGNORECASE
)
_ENABLED = re.compile(
    r"\b(?:allowed|enabled|helped|led|managed|able|meant|empowered)\b[^,;]{0,45}$", re.IGNORECASE
)
_ORDERED = re.compile(
    r"^(?:(?:[A-Z][\w&/ .-]{1,45}?(?:\s+KR)?):\s*|KR\s?\d*:?\s*|O\d?:\s*|\d+\.\s*|to\s+)*(?:reduce|increase|raise|"
    r"achieve|improve|decrease|grow|maintain|deliver|reach|ensure|get|keep|lower|drive|double|halve|move|bring|"
    r"complete|make|hire|build|publish|launch|expand|shorten|save|\d+%)\b(?!\s*(?:times?|in|of|is|are|was|has|have|down|up)\b)",
    re.IGNORECASE,
)


def is_ordered(text: str) -> bool:
    """Whether a statement is put as a task or goal: "Reduce rework by 20%", with no result yet."""
    return bool(_ORDERED.match(text)) and "=>" not in text


def tells_nothing(statement: Statement) -> bool:
    """Questions, user stories, instructions and policies report nothing."""
    text = statement.text.lstrip(" \"“'‘(")
    if _QUESTION.search(text) or _ASKS.match(text):
        return True
    if _STORY.match(text) or _STORY_HEAD.match(text):
        return True
    return bool(_IMPERATIVE.match(text) or _ADVICE.search(text))


def mood(text: str, place: int) -> Mood:
    """How the words at a place of a statement are meant, told from the words before them."""
    before = text[max(0, place - 90) : place]
    cut = max(
        before.rfind(mark) for mark in (". ", "; ", " but ", " and has ", " and have ", ", which ")
    )
    before = before[cut + 1 :]
    if _ENABLED.search(before):
        return "done"
    if is_ordered(text) or _PLANNED.search(before) or _GOAL_INFINITIVE.search(before):
        return "planned"
    if _HOPED.search(before) or _INFINITIVE.search(before) or _PURPOSE.search(before):
        return "hoped"
    near = before[-28:]
    return "denied" if _DENIED.search(near) else "done"
