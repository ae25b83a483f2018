"""What a reply does beside stating something: not knowing, putting off, asking back, joking."""

import re

from bot.reading.vocabulary import any_of

_N = r"n(?:’|')?t"
_NOT_KNOWN = any_of(
    r"no\s+(?:idea|clue)|(?:i\s+|we\s+)?(?:really\s+|honestly\s+|just\s+)?"
    rf"(?:do{_N}|do\s+not|did{_N}|did\s+not|ca{_N}|cannot|could{_N})\s+"
    r"(?:really\s+|actually\s+|yet\s+|even\s+|currently\s+)?"
    r"(?:know|say|tell|measure|track|have|hold|record|find|remember|recall|log|count|collect|keep)"
    r"(?!\s+(?:to|how\s+you|why\s+you|trust)\b)",
    r"not\s+(?:yet\s+|been\s+|really\s+|currently\s+|something\s+we\s+)*(?:known|measured|measuring|"
    r"tracked|tracking|recorded|recording|available|decided|agreed|defined|counted|set|yet|assigned|"
    r"named|track|measure|count|record)",
    r"(?:nobody|no\s+one|no-one|noone)(?=\s*[.!,;?)]|\s*$|\s+(?:knows?|yet|owns?|has|is|was|really|"
    r"at|so|ever|measured|tracked|recorded|counted|wrote|answers?|in\s+particular|right))",
    rf"(?:never|have{_N}|has{_N}|was{_N}|were{_N}|is{_N}|are{_N}|have\s+not|has\s+not)\s+"
    r"(?:been\s+|yet\s+|actually\s+|really\s+|properly\s+|being\s+|even\s+)*"
    r"(?:measured|measuring|tracked|tracking|recorded|recording|known|checked|captured|had|got|"
    r"decided|agreed|counted|logged|collected|named|set|found|kept|defined|any\s+(?:data|figures?|"
    r"numbers?|baseline|target|owner)|an?\s+(?:figure|number|baseline|target|owner|report))",
    r"unknown|unclear|undefined|unmeasured|t\.?b\.?[cda]\.?|n/?a|dunno|idk|no\s+way\s+of\s+"
    r"(?:telling|knowing)|hard\s+to\s+(?:say|tell)|impossible\s+to\s+(?:say|tell)",
    r"no\s+(?:\w+\s+)?(?:baseline|data|figures?|numbers?|records?|report|source|owner|targets?|evidence|"
    r"information|measure(?:ment)?s?|history)(?!\s+(?:protection|quality))",
    r"eyeball\w*|made\s+(?:it|that|this)\s+up|guess\s?work|(?:just|only)\s+a\s+guess|finger\s+in\s+the\s+air|"
    r"back\s+of\s+(?:an?|the)\s+envelope|gut\s+feel(?:ing)?|anecdotal(?:ly)?|beats\s+me|none\s+(?:yet|so\s+far|agreed|set|that\s+I)",
    r"too\s+(?:early|soon)\s+to\s+(?:tell|say|know)|we(?:’|')?ll\s+(?:only|never)\s+(?:know|find\s+out)|"
    r"to\s+be\s+(?:decided|agreed|confirmed|defined|determined|named|set)|(?:data|records?|figures?|"
    r"numbers?)\s+(?:was|were|is|are|got)\s+(?:lost|gone|missing|deleted|wiped)|"
    r"nothing\s+(?:we|that|to)\s+(?:can\s+)?(?:be\s+)?(?:count|measure|show|go\s+on)\w*|"
    r"(?:still\s+)?(?:vacant|unassigned|undecided|open\s+question)",
)
_NO_ANSWER = any_of(
    rf"no\s+(?:idea|clue|way\s+of\s+\w+)|(?:do{_N}|do\s+not|did{_N}|ca{_N}|cannot|could{_N})\s+"
    r"(?:really\s+|even\s+)?(?:know|say|tell|remember|recall)|dunno|idk|hard\s+to\s+(?:say|tell)|"
    r"impossible\s+to\s+(?:say|tell)|t\.?b\.?[cda]\.?|n/?a|unknown|unclear|beats\s+me|not\s+(?:yet\s+|been\s+|"
    r"really\s+)*(?:known|decided|agreed|defined|set|yet)|to\s+be\s+(?:decided|agreed|confirmed|defined)|"
    rf"(?:nobody|no\s?one|no-one)\s+(?:really\s+)?knows?|(?:have{_N}|has{_N}|was{_N}|never|have\s+not)\s+"
    r"(?:been\s+|yet\s+|really\s+)*(?:decided|agreed|defined|thought)|nothing\s+(?:we|that)\s+can|"
    r"too\s+(?:early|soon)\s+to\s+(?:say|tell|know)"
)
EARLY = 25
"""Characters of a reply within which somebody says that they cannot answer it."""
_UNSURE = any_of(
    r"not\s+(?:really\s+|too\s+|quite\s+|entirely\s+)?(?:sure|certain|clear)|who\s+knows|"
    r"how\s+should\s+i\s+know|couldn(?:’|')?t\s+tell\s+you|wouldn(?:’|')?t\s+know"
)
_PROMISES = any_of(
    r"(?:i(?:’|')?ll|i\s+will|we(?:’|')?ll|we\s+will|will|gonna|going\s+to|let\s+me|have\s+to|need\s+"
    r"to|i(?:’|')?d\s+(?:have|need)\s+to|i\s+must|(?:i|we)\s+(?:can|could)|happy\s+to)\s+(?:just\s+|quickly\s+|first\s+|"
    r"have\s+to\s+)*(?:check|ask|find\s+out|get\s+back|look|dig|come\s+back|revert|send|confirm|pull|"
    r"let\s+you\s+know|follow\s+up|think|see|do\s+(?:it|this|that|so)|try|post|share|report\s+back|"
    r"update\s+you|figure|work\s+it\s+out|take\s+a\s+look|reach\s+out|have\s+a\s+look|dm|chase)",
    r"give\s+(?:me|us|it|them)|gimme|bear\s+with\s+me|hold\s+on|hang\s+on|(?:one|a|just\s+a|two|few)\s+(?:sec(?:ond)?s?|"
    r"moments?|ticks?|mo)|be\s+right\s+back|brb|checking|looking\s+into|working\s+on\s+it|on\s+it|"
    r"in\s+a\s+(?:meeting|call|workshop)|on\s+(?:leave|holiday|vacation|pto|a\s+call)|out\s+of\s+office|"
    r"ooo|(?:bit|super|too|quite|really|rather)\s+busy|later(?:\s+today)?(?=\W*$)|tomorrow(?=\W*$)|"
    r"not\s+(?:right\s+)?now|another\s+time|remind\s+me|back\s+(?:in|on)\s+(?:\d|an?|one|two|mon|tue|wed|"
    r"thu|fri)\w*|leave\s+(?:it|that|this)\s+with\s+me|asap|good\s+point",
)
_POINTS = any_of(
    r"(?:please\s+|better\s+|best\s+|you(?:’|')?d\s+(?:better\s+|have\s+to\s+)?|maybe\s+|try\s+|go\s+|"
    r"could\s+you\s+|can\s+you\s+|should\s+|could\s+)*(?:ask|asking)\s+(?!me\b|again|why|what|how|you\b)"
    r"[\w<@]+",
    r"(?:check|speak|talk|confirm|verify|sync|chat)\s+(?:that\s+)?(?:with|to)",
    r"(?:would|will|should|might|may)\s+(?:probably\s+|surely\s+)?(?:know|have\s+(?:it|that|those|"
    r"the\s+(?:figures?|numbers?)))|knows(?:\s+(?:that|this|it|more|best))?",
    r"wrong\s+person|(?:try|ping|contact|e-?mail|message|tag(?:ging)?|dm)\s+(?:<@\w+|@\w+|(?-i:[A-Z]\w*)|the|"
    r"our|finance|someone)|that(?:’|')?s\s+(?:one|a\s+question)\s+for|this\s+is\s+(?:one|a\s+question)\s+"
    r"for|(?:a\s+)?question\s+for|cc\s+<?@\w+|(?:above|outside)\s+my|i(?:’|')?m\s+not\s+the|"
    r"not\s+(?:me|mine|my\s+\w+)(?=\s*[.!,;]|\s*$)",
    r"(?:see|cf\.?)\s+(?:attached|attachment|above|below|the\s+(?:deck|slides?|file|thread|email|"
    r"document|doc|sheet|minutes))|attached|(?:in|on)\s+the\s+(?:deck|file|slides?|thread|"
    r"attachment|drive|channel|wiki|minutes|steerco)|(?:rather|prefer)\s+not|none\s+of\s+your|"
    r"private\s+matter|confidential",
)
_ORDERS = any_of(
    r"(?:ignore|disregard|forget|override|bypass)\s+(?:all\s+|any\s+|your\s+|the\s+|every\s+|previous\s+|"
    r"prior\s+|earlier\s+|above\s+)*(?:instructions?|rules?|prompts?|guidelines?|guardrails?|orders?|"
    r"context|everything|safety)",
    r"(?:system|assistant|developer|admin)\s*(?:prompt|message|note|override)?\s*:\s",
    r"you\s+(?:must|are\s+now|will\s+now|have\s+to|shall)\s+(?:now\s+)?(?:answer|say|tell|report|record|"
    r"reply|respond|write|act|pretend|always|confirm|output|print|claim|state|a\b|an\b|in\b)",
    r"(?:pretend|act\s+as|roleplay|jailbreak|developer\s+mode|do\s+not\s+ask\s+again|from\s+now\s+on,?\s+"
    r"(?:you|always|answer|say|every))",
)
_COMMAND = re.compile(
    r"^\W*(?:(?:hey|hi|ok|please|pls|dear|now|and|just|so|then)[\s,]+)*(?:(?:<@\w+>|@?what\s+improved\??|"
    r"bot|robot|assistant)[\s,:]+)?(?:please\s+|pls\s+|just\s+|now\s+|then\s+)*(?P<verb>record|set|save|store|log|write|"
    r"enter|register|mark|delete|erase|remove|wipe|reset|stop|quit|mute|unmute|pause|snooze|skip|"
    r"remind|export|send|post|tell|print|output|reply|respond|say|repeat|close|archive|add|put|"
    r"overwrite|assume|treat|count|book|note\s+down|show|report|summari[sz]e|approve|confirm|accept|"
    r"leave\s+me|go\s+away|shut\s+up)\b(?!\s*[:=])(?!\s+(?:point|up\s+cost|time|rate|to\s+\w+\s+time)\b)"
    r"(?!\s+(?:(?:\w+\s+)?[\w-]+s\s+(?:are|were|have|had)|has|had|says|said|shows|showed|gives|gave|puts)\b)",
    re.IGNORECASE,
)
OF_TRADE = (
    r"(?!s?[\s-]+(?:loss(?:es)?|waste|wastage|sales|yields?|orders|returns|remakes|refunds|complaints|"
    r"deliver(?:y|ies)|errors?|throughput|shrinkage|spillage|spoilage|margins?|downtime|defects?|"
    r"no-?shows?|reprints|fines|permits?)\b)"
)
"""Not where a trade counts something of it: "beer loss", "pizza orders", "parking permits"."""

_JEST = re.compile(
    r"(?<!\S)/s\b|\byeah,?\s+right\b|\boh,?\s+sure\b|\bas\s+if\b|\bif\s+i\s+had\s+(?:[$£€]|an?\s|\d)|"
    r":(?:upside_down_face|rolling_eyes|face_with_rolling_eyes|eyeroll|clown_face):|[🙃🙄🤡]|"
    r"\b(?:light[\s-]?years?|ice\s+ages?|eternit(?:y|ies)|aeons?|eons?|"
    r"unicorns?|parsecs?|moons|lifetimes?|gazillions?|zillions?|bazillions?|"
    r"squillions?|umpteen|cups?\s+of\s+tea|millenni(?:a|um)s?|donkey[’']?s\s+years)\b|"
    rf"\b(?:coffees?|beers?|pizzas?|bananas?|donuts?|doughnuts?)\b{OF_TRADE}|"
    r"\ba\s+(?:million|billion|trillion|hundred|thousand)\s+(?:years|days|hours|weeks|times|percent)\b|"
    r"\b(?:1[1-9]\d|[2-9]\d\d|1000)\s?(?:%|per\s?cent)\s+(?:obviously|sure|certain|of\s+course|perfect)|"
    r"\b(?:since|until)\s+(?:forever|the\s+dinosaurs|hell)\b|\bfor\s?ever\b(?=\W*$)|"
    r"\blove\s+(?:that|this|it)\s+for\s+(?:us|me|you|them)\b|\bmoney\s+well\s+spent\b|"
    r"[$£€]\s?\d[\d.,]*\s?[km]?\s+(?:well|nicely|wisely)\s+spent\b|\bdown\s+the\s+(?:drain|pan|toilet)\b|"
    r"\bhell\s+freezes\b|\bpigs\s+(?:fly|can)\b|\bonce\s+in\s+a\s+blue\s+moon\b",
    re.IGNORECASE,
)
_WAGER = re.compile(
    r"^\W*(?:[$£€]\s?\d+|\d+\s?(?:[$£€]|euros?|quid|bucks?|pounds?|dollars?|pints?|beers?))\s+says\b|"
    r"\b(?:i(?:['’]ll|['’]d|\s+will|\s+would)?|anyone\s+(?:want\s+to|wanna)|who\s+wants\s+to)\s+(?:bet|wager)\b|"
    r"\bmy\s+money(?:['’]s|\s+is)\s+on\b",
    re.IGNORECASE,
)
_PLEA = re.compile(
    r"\b(?:can|could|would|will)\s+(?:some(?:one|body)|any(?:one|body)|you)\s+(?:please\s+|kindly\s+)?(?:double[\s-]?)?"
    r"(?:check|confirm|verify|look\s+(?:into|at)|have\s+a\s+look)\b[^.!;:\d]{0,40}$",
    re.IGNORECASE,
)
"""What a text ends with whose figure somebody doubts: "27 at one site?? can somebody check"."""

_PHRASES = (
    r"many\s+thanks|thank\s+(?:you|u)|got\s+it|good\s+(?:job|work|one|stuff|luck|morning|afternoon|"
    r"evening|night|day|point\W*\Z)|fair\s+enough|sounds\s+(?:good|great|fine|right)|never\s?mind|"
    r"well\s+done|nice\s+(?:one|work)|great\s+(?:work|job|stuff|news)|same\s+here|fine\s+by\s+me|"
    r"works\s+for\s+me|no\s+(?:problem|worries)|happy\s+\w+|see\s+(?:you|ya)|a\s+lot|"
    r"for\s+(?:that|this|asking|the\s+\w+|your\s+\w+)|to\s+(?:me|hear|know|you)|have\s+a|"
    r"next\s+week|makes\s+sense"
)
_SINGLE = (
    r"thanks?|thx|tha?nx|tnx|ty(?:vm|sm)?|ta|cheers|ok(?:ay|ey)?|kk?|sure|great|nice|cool|lol|rofl|"
    r"lmao|ha(?:ha)+|he(?:he)+|yes|yep|yup|yeah|no|nope|done|noted|hi|hello|hey|morning|afternoon|"
    r"evening|night|good|understood|perfect|wow|h+m+|right|welcome|sorry|oops|awesome|amazing|"
    r"brilliant|excellent|super|superb|splendid|terrific|fabulous|marvellous|stellar|neat|fab|lovely|fantastic|wonderful|congrat(?:s|ulations)|kudos|agreed?|indeed|"
    r"exactly|absolutely|same|fine|np|enjoy|bye|everyone|everybody|all|team|folks|guys|mate|man|both|"
    r"you|u|so|very|that|this|is|and|the|really|pretty|much|too|again|then|weekend|today|there|here|"
    r"by|well|i|we|am|are|it|its|was|just|appreciated|interesting|funny|yay|woo\w*|hooray|whatever|"
    r"friday|monday"
)
_CHATTER = re.compile(rf"\W*(?>(?>(?:{_PHRASES}|{_SINGLE})(?!\w))\W*+)++", re.IGNORECASE)
_PRAISE = re.compile(
    r"\W*(?:(?:very|so|really|many)\s+)?(?:thanks?(?:\s+you)?|thx|ta|cheers|good|great|nice|well\s+done|"
    r"congrat\w*|perfect|brilliant|excellent|lovely|hi|hello|hey|morning|sorry)(?:\s+(?:work|job|one|stuff|"
    r"so\s+much|a\s+lot|morning))?,?\s+(?:<@\w+>|(?-i:[A-Z][\w’'-]+))(?:\s+and\s+(?-i:[A-Z][\w’'-]+))?\W*",
    re.IGNORECASE,
)
_SMALL_TALK = re.compile(
    r"\b(?:lunch|coffee|cake|birthday|weekend|kettle|football|weather|padel|beers?|drinks|pub|pizza|"
    rf"fire\s+alarm|badge|parking|desk\s+booking|wifi|bank\s+holiday)\b{OF_TRADE}",
    re.IGNORECASE,
)
_SHORT_WORDS = re.compile(r"^\W*(?:\+\s?1|-\s?1|\d{1,2}/10|(?:[.…!?]+))\W*$")
_TO_OTHERS = re.compile(
    r"<@\w+>|(?<!\w)@[a-z]\w+|^\W*(?-i:[A-Z][a-z]+),\s+\w|,\s+(?-i:[A-Z][a-z]+)\s*\?|"
    r"\b(?:any(?:one|body)|some(?:one|body)|guys|folks)\b",
    re.IGNORECASE,
)
_ABOUT = any_of(
    r"mean(?:s|t|ing)?|defin\w+|count(?:s|ed)?|includ\w+|exclud\w+|calendar|working|business\s+days|"
    r"baseline|targets?|figures?|numbers?|measure\w*|units?|periods?|range|estimat\w+|rough\w*|"
    r"approx\w*|why|what\s+for|need|ask(?:ing|ed)?|which|what|how|average|median|gross|net|total|"
    r"overall|before|after|since|owner|accountable|responsible|reports?|source|evidence|question|record|"
    r"enough|format|understand|follow|example|per|or|too|outcome|obvious|sees?|confidential"
)
_ENDS_ASKING = re.compile(r"\?[\s\"'’”')\]!\x01]*$")
_ASKING = re.compile(
    r"^\W*(?:(?:and|but|so|sorry|hm+|um+|ok|wait|hey)[,\s]+)*(?:why|what|which|how|who|whose|when|where|"
    r"do\s+you|does\s+(?:it|that|this)|can\s+(?:you|i)|could\s+you|are\s+(?:you|we)|is\s+(?:this|that|"
    r"it|there)|should\s+(?:i|we|it)|you\s+mean)\b(?!\s+(?:i\s+(?:know|mean)|we\s+(?:know|have|saw|see|"
    r"did|do)\b|matters?))",
    re.IGNORECASE,
)


def is_chatter(text: str) -> bool:
    """Whether a reply is made of thanks, greetings and the like alone, or tells of lunch."""
    if not re.search(r"\w", text) or _SHORT_WORDS.match(text):
        return True
    if len(text) <= 200 and (_CHATTER.fullmatch(text) or _PRAISE.fullmatch(text)):
        return True
    return len(text) <= 120 and bool(_SMALL_TALK.search(text)) and not _NOT_KNOWN.search(text)


def orders_the_bot(text: str) -> bool:
    """Whether a whole reply tries to tell the bot what its rules are."""
    return bool(_ORDERS.search(text))


def is_command(statement: str) -> bool:
    """Whether a statement tells the bot to do something: record, stop, remind."""
    return bool(_COMMAND.match(statement))


def is_jest(text: str) -> bool:
    """Whether a reply is not meant as it says."""
    return bool(_JEST.search(text)) or is_wager(text)


def is_wager(text: str) -> bool:
    """Whether somebody bets on what they say: no figure of theirs is one."""
    return bool(_WAGER.search(text))


def knows_not(text: str) -> bool:
    """Whether it says that nobody can tell."""
    return bool(_NOT_KNOWN.search(text))


def cannot_tell(text: str) -> bool:
    """Whether a reply about words, not figures, says that there is no answer."""
    found = _NO_ANSWER.search(text)
    return found is not None and found.start() <= EARLY


def is_unsure(text: str) -> bool:
    """Whether it doubts, so that it says nothing unless it says more."""
    return bool(_UNSURE.search(text))


def puts_off(text: str) -> bool:
    """Whether it promises to answer later."""
    return bool(_PROMISES.search(text))


def points_elsewhere(text: str) -> bool:
    """Whether it sends whoever asks to somebody or something else."""
    return bool(_POINTS.search(text))


def asks_back(text: str) -> bool:
    """Whether it is a question itself."""
    if _ENDS_ASKING.search(text) or asks_to_check(text):
        return True
    return len(text) <= 60 and not re.search(r"\d", text) and begins_asking(text)


def asks_to_check(text: str) -> bool:
    """Whether it ends with the plea that somebody check what it says."""
    return bool(_PLEA.search(text))


def says_nothing(text: str) -> bool:
    """Whether a statement asks, orders or thanks, and so states nothing."""
    return asks_back(text) or is_command(text) or is_chatter(text)


def asks_us(text: str, measure: str | None) -> bool:
    """Whether a question is about what was asked, and not put to somebody else."""
    if _TO_OTHERS.search(text):
        return False
    if _ABOUT.search(text) or len(re.findall(r"\w+", text)) <= 4:
        return True
    words = re.findall(r"\w{4,}", (measure or "").lower())
    return any(word in text.lower() for word in words)


def puts_to_others(text: str) -> bool:
    """Whether it asks a person by name, or anybody, not us."""
    return bool(_TO_OTHERS.search(text))


def begins_asking(text: str) -> bool:
    """Whether it begins as a question does."""
    return bool(_ASKING.match(text))
