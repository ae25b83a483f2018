"""Whether a statement tells what happened, what is intended, or nothing of the kind."""

import re
from typing import Literal

from bot.reading.statements import Statement
from bot.reading.vocabulary import any_of

Mood = Literal["done", "planned", "hoped", "denied"]

_QUESTION = re.compile(r"\?[\s\"”’')\]*_]*$")
_ASKS = re.compile(
    r"^(?:who|what|when|where|why|which|how|does|do|did|is|are|was|were|can|could|"
    r"would|should|will|has|have|any(?:one|body)|shall)\b[^.!]{0,200}\?",
    re.IGNORECASE,
)
_STORY = re.compile(
    r"^(?:as\s+an?\s+.{2,80}?\b(?:i|we)\s+(?:want|need|would|can|must)|"
    r"so\s+that\s+(?:i|we)\s+can|i\s+(?:want|need)\s+to\s+.{0,80}so\s+that|"
    r"given\s+.{2,80}\bwhen\b)",
    re.IGNORECASE | re.DOTALL,
)
_STORY_HEAD = re.compile(r"^as\s+an?\s+[^,.]{3,60},?$", re.IGNORECASE)
_ADVICE = any_of(
    r"you(?:’|')?ll|you\s+(?:can|should|must|need|may|might|could|will|want|have\s+to|"
    r"are\s+able|would|get|don(?:’|')t)|if\s+you(?:r|(?:’|')(?:re|ve|d))?|please|"
    r"make\s+sure|be\s+sure\s+to|feel\s+free|when\s+you|(?-i:[Ll]et(?:’|')s\s+[a-z]\w*)|let\s+(?:me|"
    r"us)\s+know|(?:members|participants|contributors|everyone|all\s+\w+)\s+(?:is|are)\s+expected\s+to|must(?:\s+not)?\s+be|should\s+(?:always|"
    r"never|be(?!\s+(?:paid|done|answered|resolved|under|below|above|at|in|down)\b)|have|spend|use|include|contain|only)|(?:is|are)\s+required|"
    r"needs?\s+to\s+be|for\s+example,?\s+(?:an?|if)\b|might\s+be|contact\s+(?:us|me)|"
    r"don(?:’|')t\s+(?:forget|hesitate)|by\s+default"
)
_IMPERATIVE = re.compile(
    r"^(?:please|click|go\s+to|open|run|type|select|choose|install|see(?![^.]*\d\s?%)|read|check|"
    r"note\s+that|remember|try|use|enter|press|"
    r"download|visit|register|sign\s+up|apply|join|contact|ask|ensure|consider|avoid|"
    r"follow|navigate|log\s+in|copy|paste|tip:|submit)\b",
    re.IGNORECASE,
)
_PLANNED = any_of(
    r"will(?!\s+have\s+been)|won(?:’|')t|(?:we|they|it|i|he|she|team)(?:’|')ll|"
    r"going\s+to|(?:is|are|was|were)\s+(?:due|scheduled|set|about|ready)\s+to|plan(?:s|"
    r"ned|ning)?(?:\s+(?:to|for|on)|:)|intend(?:s|ed|ing)?\s+to|to\s+be\s+\w+ed|"
    r"next\s+steps?|upcoming|aim(?:s|ed|ing)?\s+(?:to|for|at)|look(?:s|ing)?\s+(?:to|into|"
    r"forward|at\s+how)|(?:is|are|am|(?:’|')re|(?:’|')s|(?:’|')m|been|continue[sd]?|"
    r"continuing|started|start|begin|began|begun|still|busy|"
    r"currently)\s+(?:currently\s+|now\s+|still\s+|busy\s+|also\s+|actively\s+|"
    r"to\s+)*(?:work(?:ing)?\s+(?:on|with|to|towards)|build(?:ing)?|develop(?:ing)?|"
    r"deploy(?:ing)?|creat(?:e|ing)|prepar(?:e|ing)|test(?:ing)?|look(?:ing)?|"
    r"explor(?:e|ing)|design(?:ing)?|try(?:ing)?|migrat(?:e|ing)|roll(?:ing)?\s+out|"
    r"integrat(?:e|ing)|updat(?:e|ing)|finali[sz](?:e|ing)|plan(?:ning)?|"
    r"investigat(?:e|ing)|review(?:ing)?)|in\s+progress|wip|(?:is|are|put|been|placed|remains?|currently)\s+on\s+hold|next\s+(?:week|"
    r"sprint|month|quarter|year),?\s+(?:we|i|he|she|they|the)|(?:our|the|its|their|"
    r"main|key|this)\s+(?:goals?|aims?|objectives?|targets?|ambition|mission)\s+(?:is|"
    r"are|was|of|to|for)|on\s+track\s+to|proposed?\s+to|to-?do|would\s+(?:like|mean|be|"
    r"reduce|save|allow)|(?:we|i)(?:’|')d\s+like|expect(?:s|ed|ing)?(?:\s+\w+)?\s+to|"
    r"(?:is|are|was|were|we)\s+forecast(?:ed)?|forecasts?\s+(?:to|that|an?|of|savings?)|projected|anticipate[sd]?|(?<!\bof\s)planned|targeting|want(?:s|ed|"
    r"ing)?\s+to|shall|(?<!time\s)needs?\s+to|agreed\s+to\s+(?:look|consider|explore)|"
    r"propos(?:e|ing|al)|wants?|drafting|on\s+course\s+to|intended\s+(?:outcomes?|results?|"
    r"benefits?)|success\s+(?:looks|will\s+look|means|criteri\w+)|ambition|okrs?|key\s+results?"
)
_HOPED = any_of(
    r"hop(?:e|es|ed|ing|efully)|should(?:n(?:’|')t)?|could(?:n(?:’|')t)?|would(?:n(?:’|"
    r"')t)?|(?-i:may)|might|feasib\w+|potential(?:ly)?|possibl[ey]|expect(?:s|ed|ing)?|can\s+(?:help|"
    r"reduce|lead|result|slow|cause|improve|save|lower)|if|so\s+that|in\s+order\s+to|"
    r"believe|likely|opportunit\w+\s+to|ways?\s+to|how\s+to|wish|designed\s+to|"
    r"to\s+(?:understand|find\s+out|learn|see|explore|discuss|identify|determine|assess|check)\s+"
    r"(?:where|how|whether|why|what|if|which)|so\s+(?:that\s+)?(?:they|we|people|staff|users)\s+can|"
    r"ideas?\s+(?:to|for)|help(?:s|ing)?\s+(?:us|them|to|people|users)\s+(?:to\s+)?|"
    r"what\s+if|whether|imagine"
)
_DENIED = any_of(
    r"not(?:\s+yet)?|hasn(?:’|')t|haven(?:’|')t|didn(?:’|')t|isn(?:’|')t|aren(?:’|')t|"
    r"wasn(?:’|')t|weren(?:’|')t|never|no\s+(?:change|difference|impact|improvement)|"
    r"without|failed\s+to|unable\s+to|instead\s+of|rather\s+than|cannot|can(?:’|')t"
)
_INFINITIVE = re.compile(r"\bto\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_GOAL_INFINITIVE = re.compile(
    r"(?:^|[.:;,–—-]\s*|\b(?:aim|goal|objective|target|order|way|ways|want|help|hope|"
    r"plan)\s+)to\s+(?:\w+ly\s+)?$",
    re.IGNORECASE,
)

_PURPOSE = re.compile(
    r"(?:^|[.;:,]\s*)(?:in\s+order\s+)?to\s+\w+(?:\s+\w+){0,5}\s*$", re.IGNORECASE
)
_ENABLED = re.compile(
    r"\b(?:allowed|enabled|helped|led|managed|able|meant|empowered)\b[^,;]{0,80}$", re.IGNORECASE
)
_ORDERED = re.compile(
    r"^(?:(?:[A-Z][\w&/ .-]{1,45}?(?:\s+KR)?):\s*|KR\s?\d*:?\s*|O\d?:\s*|\d+\.\s*|"
    r"to\s+)*(?:reduce|increase|raise|"
    r"achieve|improve|decrease|grow|maintain|deliver|reach|ensure|get|keep|lower|drive|"
    r"double|halve|move|bring|"
    r"complete|make|hire|build|publish|launch|expand|shorten|save|cut|onboard|roll\s+out|bring\s+"
    r"down|get\s+down|drive\s+(?:down|up)|"
    r"\d+%)\b(?!\s*(?:times?|in|of|is|are|was|has|have|down|up)\b)(?!-)",
    re.IGNORECASE,
)


_WENT = re.compile(r"\b(?:went|fell|rose|dropped|shrank|grew|came)\b", re.IGNORECASE)


def is_ordered(text: str) -> bool:
    """Whether a statement is put as a task or goal: "Reduce rework by 20%", with no result yet."""
    return bool(_ORDERED.match(text)) and "=>" not in text and not _WENT.search(text)


_TITLED = re.compile(
    r"[\w\s’'/&-]{3,60}:\s+(?:we|i|they)(?:(?:’|')ve|\s+have|\s+\w+ed)\b", re.IGNORECASE
)
"""A title, and what was done: "Check images: we've moved the scans"."""


def tells_nothing(statement: Statement) -> bool:
    """Questions, user stories, instructions and policies report nothing."""
    text = statement.text.lstrip(" \"“'‘(")
    if _QUESTION.search(text) or _ASKS.match(text):
        return True
    if _STORY.match(text) or _STORY_HEAD.match(text):
        return True
    is_told = _TITLED.match(text)
    return bool((_IMPERATIVE.match(text) and not is_told) or _ADVICE.search(text))


_WANTS_TO_KNOW = re.compile(
    r"\b(?:want(?:s|ed)?|like|love|need(?:s|ed)?|keen|curious|ask(?:s|ed|ing)?)\s+to\s+know\s+"
    r"(?:what|how|whether|if|why|when|where|which|who|whose)\b[^.!;:\d]{0,200}[.!]?\s*$",
    re.IGNORECASE,
)


def wants_to_know(statement: Statement) -> bool:
    """Whether it says what somebody would like to be told, and ends with that."""
    return bool(_WANTS_TO_KNOW.search(statement.text))


_TURNS = (
    ". ", "; ", " but ", " and has ", " and have ", " and is now ", " and are now ", ", which ",
    ", since ", ", because ", ", now that ",
)  # fmt: skip
"""Behind these, how the words before them were meant no longer counts."""


def mood(text: str, place: int) -> Mood:
    """How the words at a place of a statement are meant, told from the words before them."""
    before = text[max(0, place - 90) : place].replace(" but also ", " and also ")
    before = before[max(before.rfind(mark) for mark in _TURNS) + 1 :]
    if _ENABLED.search(before):
        return "done"
    if is_ordered(text) or _PLANNED.search(before) or _GOAL_INFINITIVE.search(before):
        return "planned"
    if _HOPED.search(before) or _INFINITIVE.search(before) or _PURPOSE.search(before):
        return "hoped"
    near = before[-28:]
    return "denied" if _DENIED.search(near) else "done"


SIGNS = {
    "planned": _PLANNED,
    "hoped": _HOPED,
    "denied": _DENIED,
    "advice": _ADVICE,
    "imperative": _IMPERATIVE,
    "ordered": _ORDERED,
    "question": _QUESTION,
    "story": _STORY,
}
"""What the head looks for among these, by name."""
