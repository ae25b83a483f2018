"""What in a statement shows a kind of claim: for each kind, patterns and what must stand near."""

import re

from bot.reading.vocabulary import FALL, RISE, any_of

_DID = (
    r"(?:launched|re-?launched|released|shipped|deployed|roll(?:ed|ing)\s+out|"
    r"completed|finished|delivered|migrated|built|re-?built|built\s+out|"
    r"introduced|published|implemented|signed(?:\s+off)?|approved|agreed|created|"
    r"added(?!\s+(?:\w+\s+){0,2}(?:users|members|customers|readers|subscribers)\b)|"
    r"switched|moved|merged|retired|decommissioned|"
    r"replaced|installed|set\s+up|started(?!\s+(?:by|from|out|as)\b)|begun|began|kicked\s+off|held|hosted|ran|"
    r"trained|onboarded|redesigned|re-?written|rewrote|"
    r"re-?designed|developed|established|opened|closed|converted|upgraded|integrated|"
    r"consolidated|removed|enabled|conducted|achieved|passed|"
    r"won|awarded|secured|submitted|hired|recruited|appointed|formed|updated|"
    r"refactored|fixed|resolved|selected|procured|graduated|"
    r"tested|interviewed|mapped|documented|designed|wrote|written|produced|presented(?!\s+as\b)|"
    r"hardened|formali[sz]ed|standardi[sz]ed|deprecated|demoed|contributed\s+(?:an?|the|our|its|\d)|"
    r"made\s+(?:the|an?|our|some|several|\d+)\s+(?:\w+\s+){0,2}?(?:changes?|switch|move|transition|"
    r"fix(?:es)?|updates?|decision\s+to)|took\s+the\s+decision|(?:helped\s+)?drop(?:ped)?\s+support|"
    r"transferred|connected|unveiled|announced|"
    r"pushed|put\s+(?:in\s+place|together)|split(?=\s+[^.;,]{2,60}?\sinto\b)|adopted(?!\s+by\b(?!\s+(?:the\s+)?(?:\w+\s+)?(?:board|"
    r"council|committee|cabinet|assembly|parliament|management)))|wrapped\s+up|hit|"
    r"got(?=\s+(?:the|our|its|all|it|final|full|\d|approv\w+|sign\w*|fund\w+|accredit\w+|certif\w+|licen\w+)\b)|took\s+over|brought\s+in|open[\s-]sourced|turned\s+on|switched\s+on|"
    r"cut\s+over|went\s+live|gone\s+live|came\s+online|joined|"
    r"expanded|extended|prototyped|piloted|validated|wrapped\s+up|concluded|cleared|"
    r"transformed|simplified|restructured|reorgani[sz]ed|cleaned\s+up|organi[sz]ed|"
    r"defined|identified|facilitated|led(?!\s+to\b)|reached)"
)
_NAMED = (
    r"(?-i:(?!(?:Since|After|Before|Once|When|While|Until|If|Despite|Without|By|For|Some|Many)\b)"
    r"[A-Z][\w&’'-]+)"
)
MILESTONE = any_of(
    r"(?:excited|pleased|happy|proud|delighted|thrilled)\s+to\s+(?:announce|share|introduce|launch|"
    r"release|present|report)|announcing|introducing",
    rf"(?:we|i|he|she|they|it|team|{_NAMED}|which|who|also|group|council|"
    rf"department|agenc(?:y|ies)|company|organi[sz]ation|committee|partners|developers|"
    rf"engineers|colleagues|staff|hospital|trust|bank|programme|program|project|board|"
    rf"government|city|state|foundation|community|ministry|office|squad|and)(?:(?:’|"
    rf"')ve|(?:’|')s|\s+(?:have|has|had))?(?:\s+(?:now|just|also|recently|finally|"
    rf"successfully|since|already|officially|both|all|then|jointly|partially|fully|"
    rf"quickly))*\s+{_DID}",
    rf"(?:has|have|was|were|had)(?:\s+(?:now|just|also|recently|finally|successfully|"
    rf"since|already|all|officially|fully|both))*\s+(?:been\s+)?(?:now\s+|"
    rf"successfully\s+|formally\s+|fully\s+|officially\s+)*{_DID}",
    r"(?:is|are)\s+(?:now\s+|all\s+|finally\s+|officially\s+)*(?:live|done|complete|"
    r"completed|finished|launched|released|deployed|in\s+production|online|(?:generally\s+|publicly\s+|freely\s+)?available|GA|"
    r"up\s+and\s+running|in\s+place|out(?!\s+of)|ready|shipped|rolled\s+out|delivered|"
    r"signed\s+off|merged|operational|in\s+use|on\s+board|published|retired|"
    r"switched\s+off)|(?:went|go(?:es)?|gone|going)\s+live(?:\s+(?:on|in|with|today|"
    r"yesterday|last|this))?|now\s+(?:live|available|in\s+production|online|complete|"
    r"formally)|is\s+out\b(?!\s+of)|launch(?:es|ing)?\s+of|(?:the|our)\s+(?:launch|release|"
    r"roll-?out|go-live|completion|introduction)\s+of|(?:100%|fully)\s+(?:complete|"
    r"done|rolled\s+out|migrated)|(?:=>|→)\s*(?:100%|done|complete)|"
    r"(?:pilot|project|programme|program|work|phase\s+\w+)\s+(?:has\s+)?(?:kicked\s+off|begun|"
    r"started|closed|ended)|(?:release|version|update)\s+(?:\w+\s+)?(?:brings|adds|includes|"
    r"introduces)|(?:is|are)\s+(?:now\s+)?open\s+(?:to|for)|consultation\s+(?:has\s+)?closed|"
    r"milestones?\s+(?:reached|met|hit|achieved)|complete[d]?\s*(?:\||$)|"
    r"have\s+been\s+met|new\s+[\w\s-]{2,40}\s+(?:is|are)\s+(?:live|here|available|"
    r"in\s+place)|we\s+now\s+have|(?:moving|switching|migrating|"
    r"upgrading)\s+to\s+[\w\s()]{2,50}\s+(?:allowed|enabled|helped|let|meant|cut|"
    r"reduced|improved|saved)|became\s+(?:the\s+default|available|part|a)|"
    r"moved\s+(?:from|to|into|over)|decision\s+(?:was|has\s+been)\s+(?:taken|made)",
    r"(?:is|are)\s+now\s+(?:\w+ly\s+)?(?:compatible|supported|integrated|automated|accessible|"
    r"(?:[a-z]+-)?(?:checked|signed|hosted|tested|encrypted|covered))",
)
BARE_MILESTONE = re.compile(
    rf"^\W*(?:[A-Z]{{2,8}}:\s*)?(?:successfully\s+|finally\s+|just\s+|fully\s+|"
    rf"today\s+)?{_DID}\b(?!\s+(?:by|fee|price|cost|under|every)\b)|\b(?:launch(?:ed)?|go-live|kick-?off|cutover|roll-?out|"
    rf"release|migration|training|phase\s+\w+|pilot)\b[^.]{{0,40}}\b(?:complete[d]?|"
    rf"done|finished|delivered|successful)\b",
    re.IGNORECASE,
)

IMPROVED_A_THING = re.compile(
    r"^\W*improved\s+(?:the|our|its)\s+(?:\w+\s+){1,3}?\w+", re.IGNORECASE
)
"""A line headed by what was bettered: "Improved the call sheet"."""

HEADED_BY_DEED = re.compile(
    r"^(?!need|used\b|based|requir|expect|plan|propos|relat|nam|call|interest|schedul|"
    r"delay|block|reduc|increas|decreas|improv|estimat|includ|limit|mixed|advanc|"
    r"detail|embed|feed|speed|exceed|shared\b|unit|continu|discuss|investigat|work|"
    r"distribut|look|fixed[\s-](?:fee|price|cost|term|rate)|led\b|supported|automated|guided)"
    r"(?:\w+ly\s+)?[A-Za-z]{2,}ed\s+(?!by\b|in\b|on\b|to\b)\w+",
    re.IGNORECASE,
)

_PEOPLE = (
    r"(?:people|users?|staff|colleagues|customers?|visitors?|members|agencies|"
    r"departments|organi[sz]ations?|teams?|schools|trusts|councils|sites|websites|"
    r"projects|companies|countries|universities|employees|agents|clinicians|nurses|"
    r"teachers|students|participants|contributors|developers|attendees|sellers|reps|"
    r"managers|providers|households|claimants|applicants|patients|clients|suppliers|"
    r"partners|readers|practices|institutions|residents|citizens|tenants|parents|pupils|doctors|drivers|volunteers|firms|"
    r"businesses|farmers|engineers|shoppers|passengers|services|wards|clinics|depots|hospitals|banks|"
    r"workers|leaders|regions|institutions|learners|researchers|hubs|communities|branches|stores|"
    r"branches|offices|listeners|viewers|followers|subscribers|borrowers)"
)
_ITEMS = (
    r"(?:sign-?ups?|log-?ins?|logins|downloads|visits|sessions|page\s*views|views|hits|"
    r"registrations|subscri(?:bers|ptions)|accounts|installs|notifications|messages|"
    r"emails|submissions|applications|requests|transactions|clicks|searches|passes|"
    r"enrol?lments|installations|calls|bookings|responses|deployments|stars|followers|"
    r"licen[cs]es|payments|orders|claims|records|documents|letters|loans|parcels|vouchers|"
    r"certificates|permits|referrals|appointments|texts)"
)
_MANY = (
    r"(?:\d[\d,.]*(?:k|m|\s+(?:million|thousand|billion))?\+?|(?:an?|one|two|three|four|five|six|"
    r"seven|eight|nine|ten|twelve|several|many)\s+(?:hundred|thousand|million)|"
    r"(?:hundreds|thousands|millions)\s+of)"
)
_VISITS = (
    r"(?:users?|visits|visitors?|downloads|views|page\s*views|sessions|sign-?ups|log-?ins|logins|"
    r"subscri(?:bers|ptions)|uptake|take-?up|adoption|click-?throughs|participation|attendance|"
    r"enrol?ments?|members(?:hip)?|readers(?:hip)?|registrations|listeners|followers|web\s+traffic|"
    r"(?<!energy\s)(?<!water\s)(?<!paper\s)(?<!fuel\s)(?<!memory\s)(?<!cpu\s)(?<!land\s)"
    r"(?<!power\s)(?<!disk\s)(?<!data\s)(?<!drug\s)(?<!electricity\s)us(?:e(?!\s+of\s+(?:energy|"
    r"water|paper|fuel|power|force))|age))"
)
_USE_TOLD = (
    r"(?:attended|viewed|watched|visited|downloaded|read|borrowed|played|clicked|opened)\s+by\s+"
    rf"(?:over\s+|more\s+than\s+|nearly\s+|almost\s+|about\s+|some\s+)?{_MANY}\s+\w+s",
    r"(?:viewed|watched|visited|downloaded|read|borrowed|played|clicked|opened)\s+"
    rf"(?:over\s+|more\s+than\s+|nearly\s+|almost\s+|about\s+|some\s+)?{_MANY}\s+times",
    rf"{_MANY}\s+(?:[\w-]+\s+){{0,2}}?\w+s\s+(?:(?:have|has|had|now|already)\s+)*(?:took\s+part|taken\s+part|"
    rf"signed\s+up|enrolled|registered|logged\s+in|borrowed|subscribed)",
    rf"(?:{_MANY}\s+)?(?:daily|weekly|monthly|regular|returning|registered)\s+(?:users|visitors|readers|listeners|viewers)",
    rf"(?:most|all|many)\s+{_PEOPLE}\s+(?:now\s+)?(?:use|log\s+in|apply|book|clock\s+in|pay|order)\b",
    r"(?:half|a\s+third|a\s+quarter|two\s+thirds|three\s+quarters|\w+\s+in\s+(?:ten|five|four|three|two))"
    r"\s+(?:of\s+)?(?:our\s+|the\s+|all\s+)?\w+\s+(?:now\s+)?(?:use|log\s+in|apply|book|clock\s+in|pay|order)\b",
)
USE_TOLD = any_of(*_USE_TOLD)
"""Use in so many words: no other word for it need stand near."""

ADOPTION = any_of(
    rf"{_MANY}\s+(?:\w+[\s-]){{0,4}}?(?:{_PEOPLE}|{_ITEMS})",
    r"\d[\d.]*\s?(?:%|percent|per\s+cent)\s+(?:of\s+)?(?:\w+\s+){0,4}(?:adopt\w+|usage|"
    r"uptake|take-?up|active|enrol\w+|registered|logged|signed\s+up|using|use)|"
    r"(?:being|now|widely|actively|already)\s+used|in\s+use\s+(?:at|by|across|in)|"
    r"serv(?:es|ing|ed)\s+(?:over\s+|more\s+than\s+|about\s+)?\d[\d,.]*[km]?|"
    r"\d[\d.]*\s?%\s+of\s+(?:\w+\s+){0,5}(?:now\s+)?(?:using|online|digital(?:ly)?|"
    r"through\s+the|via\s+the)|number\s+of\s+(?:\w+\s+)?(?:users|visitors|downloads|"
    r"sign-?ups|subscribers|members|contributors)|\d[\d,]*\s+new\s+(?:users|members|"
    r"customers|contributors|subscribers|accounts)|community\s+of\s+(?:over\s+|"
    r"nearly\s+)?\d[\d,.]*[km]?|used\s+by\s+(?:over\s+|more\s+than\s+|nearly\s+|about\s+)?(?:\d[\d,.]*[km]?|"
    r"hundreds|thousands|millions|dozens|many|most|all)|(?:adoption|uptake|take-?up|"
    r"usage|traffic|sign-?ups|log-?ins|downloads|visits|page\s*views|active\s+users|"
    r"registrations)\s+(?:\w+\s+){0,5}(?:is|are|was|were|has|have|at|of|up|grew|rose|"
    r"increased|reached|doubled|continues?|jumped|climbed|stands?|hit)|(?:hundreds|"
    r"thousands|millions|dozens|tens\s+of\s+thousands)\s+of\s+(?:\w+\s+){0,3}(?:people|"
    r"users|visitors|customers|citizens|developers|organi[sz]ations|sites|downloads|"
    r"downloaded|staff|members)|(?:is|are)\s+(?:now\s+|also\s+|already\s+|"
    r"both\s+)*(?:using|making\s+use\s+of|adopting)|(?:have|has)\s+(?:now\s+|"
    r"already\s+|also\s+|all\s+)*(?:adopted|signed\s+up|enrol?led|registered|"
    r"logged\s+in|onboarded|switched\s+over|started\s+using|begun\s+using)|"
    r"adopted\s+by|daily\s+active|monthly\s+active|active\s+users|(?:been\s+)?downloaded\s+(?:over\s+|"
    r"more\s+than\s+|nearly\s+|about\s+)?\d[\d,.]*[km]?|used\s+(?:in|across)\s+(?:over\s+|more\s+than\s+|"
    r"about\s+)?\d[\d,.]*[km]?|come[s]?\s+in\s+(?:through|via|online)|(?:is|are)\s+(?:now\s+)?piloting|"
    r"(?:came|come|coming)\s+on\s+board|"
    r"(?:half|most|all|nearly\s+all|two\s+thirds|a\s+third|a\s+quarter)\s+of\s+(?:our\s+|the\s+)?\w+\s+"
    r"(?:now\s+)?(?:log|use|visit|sign)",
    rf"(?:increase|rise|growth|jump|surge|upturn|uplift|spike)\s+in\s+(?:\w+\s+){{0,2}}?{_VISITS}",
    rf"(?:increase|rise|growth|jump|surge)\s+in\s+(?:the\s+)?numbers?\s+of\s+(?:\w+\s+){{0,2}}?"
    rf"{_PEOPLE}\s+(?:\w+\s+)?(?:us|visit|access|join|register|subscrib|attend|enroll?|download)ing",
    r"(?:participation|attendance|membership|readership)\s+(?:\w+\s+){0,4}?(?:has\s+|have\s+)?(?:increased|grew|"
    r"grown|rose|risen|fell|declined|doubled|tripled|went\s+up|is\s+up|was\s+up)",
    r"(?:\d[\d,]*00th|(?:\w+-)?(?:hundredth|thousandth|millionth|billionth))\s+(?!of\b)\w+",
    r"\d[\d.]*\s?%\s+of\s+[^.;,]{3,80}?\s(?:say|said|report(?:ed)?|told\s+us)\s+(?:that\s+)?they\s+"
    r"(?:\w+\s+)?us(?:e|ed)",
    r"(?:have|has)\s+(?:gradually|increasingly|widely|quickly|rapidly|steadily|since)\s+adopted",
    *_USE_TOLD,
    rf"onboarded\s+(?:\w+\s+){{0,3}}{_PEOPLE}",
    rf"{_PEOPLE}\s+(?:\w+\s+){{0,2}}(?:logged\s+in|signed\s+up|enrol?led|registered|"
    rf"onboarded)",
)
USED = any_of(
    r"us(?:e[sd]?|ing|age)|took\s+part|taken\s+part|viewed|watched|listeners|log(?:ged|ging)?\s+in|log-?ins?|sign(?:ed|ing)?[\s-]?ups?|"
    r"register(?:ed|ing)?|enrol\w*|adopt\w*|download\w*|visit\w*|sent|send|subscri\w+|"
    r"engag(?:ed|ing)|helped\s+(?:its|our|the|their)|participation|membership|readership|click-?throughs|attend\w*|join(?:ed|ing)?|onboard(?:ed|ing)?|serv(?:e[sd]|ing)|active(?:ly)?|"
    r"reach(?:ed|ing)|access(?:ed|ing)|page\s*views?|traffic|views?|passed|exceeded|goes\s+to|switched|piloting|processed|on\s*boarded|complet(?:ed|ing)|came|participat(?:ed|"
    r"ing)|on\s+(?:the\s+)?(?:platform|system|service|board)|uptake|take-?up|"
    r"moved\s+(?:\w+\s+){0,3}over|booked|searche[sd]|powers?|hosts?|hits|installed|"
    r"submitted|receiv(?:ed|ing)|handled|contribut(?:ed|ing|ors)|visitors?|signups?|"
    r"subscribers|clicks|shares"
)
AUTOMATION = any_of(
    rf"{_DID}\s+[^.;,]{{2,60}}?\s(?:to|that|which)(?:\s+now)?\s+automatically",
    r"(?:help(?:s|ed)|us(?:es|ed|ing))\s+(?:[\w’'-]+\s+){0,6}?(?:to\s+)?automate",
    r"(?:partially\s+|fully\s+|now\s+|been\s+|semi-?|we\s+|and\s+|has\s+|have\s+|is\s+|"
    r"are\s+)*automated(?!\s+(?:tests?|testing|checks?))|automates|automatically|"
    r"automating|(?<!about\s)(?<!for\s)(?<!on\s)automations?(?!\s+tests?)|self-?serv\w+|one-?click|"
    r"at\s+the\s+(?:click|push|touch)\s+of\s+a\s+button|continuous\s+(?:deployment|"
    r"delivery)|(?:\w+\s+)?bots?\s+(?:now\s+)?(?:handles?|does|do|processes?|sends?|"
    r"files?|answers?|checks?|routes?|matches|creates?|replies)|auto-?(?:populat|generat|fill|assign|approv|rout|sync|match|deploy)\w*|"
    r"no\s+longer\s+(?:\w+\s+){0,4}(?:by\s+hand|manual(?:ly)?)|"
    r"without\s+(?:any\s+)?(?:human|manual)\s+(?:interaction|intervention|input|effort|"
    r"work|steps?|handling)|without\s+anyone\s+\w+ing|no\s+(?:human|manual)\s+(?:step|touch|input|"
    r"work)\w*|(?:runs?|publish\w*|updates?|happens?|renews?|works?)\s+(?:\w+\s+){0,3}(?:by\s+itself|"
    r"on\s+its\s+own)|no\s+(?:typing|re-?keying|clicks?)\s+(?:needed|required)|self-?service\s+(?:deploy|onboarding|provisioning)\w*|robotic\s+process|"
    r"rpa|straight[\s-]through|runs?\s+itself|scripted|replac(?:ed|es|ing)\s+(?:the\s+|"
    r"a\s+|our\s+)?manual",
)
REPORTING_STRONG = any_of(
    r"(?:weekly|monthly|quarterly|annual|yearly|daily|kpi|performance|benefits|management|impact|"
    r"statistical|board|data|status|progress|transparency)\s+(?:\w+\s+)?reports?|(?<!helm\s)charts|(?<!level\s)(?<!call\s)(?<!task\s)(?<!dependency\s)graphs|"
    r"(?:interactive\s+)?maps?\s+of|heat\s?maps?|league\s+tables?|open\s+data|data\s+(?:feed|"
    r"portal|explorer|hub)|kpi\s+(?:board|page)|absence\s+figures|key\s+figures",
    r"dashboards?|scorecards?|(?:data\s+)?visuali[sz]ations?|power\s*bi|tableau|"
    r"analytics|data\s*sets?(?!\s+sizes?)|statistics|"
    r"(?<!\bby\s)(?<!bug\s)(?<!error\s)(?<!crash\s)(?<!incident\s)reporting(?!\s+(?:a|an|that|to|bugs?|errors?|"
    r"issues?|faults?|problems?|for\s+duty)\b)",
)
GIVEN = any_of(
    _DID,
    r"produc(?:ed|es|ing)|creat(?:ed|es)|publish(?:ed|es)|releas(?:ed|es)|out|live|"
    r"available|up\s+and\s+running|tells\s+us|shows?|track(?:s|ing)|generat(?:ed|es)|"
    r"provid(?:ed|es|ing)|now|includ(?:es|ing)|can\s+(?:now\s+)?see|done|complete|"
    r"create|sav(?:ed|es)|gets?|has|have|help(?:ed|s)|went|allow(?:ed|s)|"
    r"completed",
)
PROBLEM = any_of(
    r"problems?|issues?\s+(?:is|are|was|were|with|we|found)|struggl(?:e|ed|es|ing)|"
    r"pain\s+points?|bottlenecks?|frustrat(?:ed|ing|ion)|too\s+(?:slow|long|many|much|"
    r"complex|difficult)|slow(?:ed|ing|s)?\s+down|currently\s+takes?|confus(?:ed|ing|"
    r"ion)|challenges?|difficult(?:y|ies)?|didn(?:’|')t\s+understand|duplicat(?:ed|es|"
    r"ion)|manual(?:ly)?|time-?consuming|error-?prone|labou?r-?intensive|wast(?:e|ed|"
    r"ing)"
)
BARRIER = any_of(
    r"block(?:ed|er|ers|ing)|delay(?:ed|s)?|waiting\s+(?:on|for)|held\s+up|stuck|"
    r"depend(?:s|ent|ency|encies)\s+on|workarounds?|still\s+(?:using|keep|re-?key|"
    r"chas)\w*|spreadsheets?\s+(?:still|on\s+the\s+side)|no\s+(?:clear\s+)?owner|"
    r"unclear\s+(?:ownership|who)|don(?:’|')t\s+trust|chasing|approval(?:s)?\s+(?:take|"
    r"delay)|rolled\s+back|postponed|lack\s+of|short\s+of|understaffed|resistance"
)
GOAL = any_of(
    r"goals?|aims?(?:ed|ing)?|objectives?|targets?|kpis?|krs?|okrs?|key\s+results?|"
    r"ambition|success\s+(?:criteria|measures?|looks|metrics?)|mission|vision|"
    r"north\s+star"
)
GOAL_STATED = any_of(
    r"(?:our|the|its|their|this|main|key|overall|primary|a|project(?:’|')s|city(?:’|"
    r"')s|team(?:’|')s)\s+(?:\w+\s+){0,2}(?:goals?|aims?|objectives?|targets?|ambition|"
    r"mission)(?:\s+\w+)?\s*(?:is|are|was|were|of|to|for|:)|(?:we|team|project|it|they|"
    r"which)(?:\s+\w+)?\s+(?:aim(?:s|ed)?|intend(?:s|ed)?|want(?:s|ed)?|hope[sd]?|"
    r"plan(?:s|ned)?)\s+to|aim(?:s|ed|ing)?\s+(?:to|for|at)|krs?\b|kpis?|okrs?|"
    r"objective\s+has|key\s+results?|(?:goals?|targets?|objectives?|aims?|"
    r"kpis?)(?=\s*:)|on\s+track\s+to|goal\s+(?:is|was|of)|success\s+(?:criteria|"
    r"will\s+be|looks\s+like)"
)

IMPROVED = any_of(
    rf"(?:{FALL}|improv(?:e[sd]?|ing)|increas(?:e[sd]?|ing)|boost(?:s|ed|ing)?|"
    rf"streamlin(?:e[sd]?|ing)|simplif(?:y|ies|ied|ying)|sp(?:ed|eed(?:s|ed|ing)?)\s+up|"
    rf"eas(?:e[sd]?|ing)|free(?:s|d|ing)?(?:\s+up)?|remov(?:e[sd]?|ing)|prevent(?:s|ed|"
    rf"ing)?|avoid(?:s|ed|ing)?|strengthen(?:s|ed|ing)?|enhanc(?:e[sd]?|ing)|"
    rf"accelerat(?:e[sd]?|ing)|clear(?:s|ed|ing)|doubl(?:e[sd]?|ing)|eras(?:e[sd]?|ing)|"
    rf"transform(?:s|ed|ing)?|tighten(?:s|ed|ing)?|recover(?:s|ed|ing)?|cost\s+us|"
    rf"los[te]|worsen(?:s|ed|ing)?|{RISE})"
)
NO_LONGER = any_of(
    r"no\s+longer\s+(?:have|has|need|needs|requires?|takes?|necessary|spend|wait|chase|"
    r"depend|rely|struggl\w+)|(?:don(?:’|')t|doesn(?:’|')t)\s+(?:have|"
    r"need)\s+to\s+\w+\s+any\s?more|(?:has|have)\s+(?:vanished|disappeared|gone\s+away|"
    r"stopped|all\s+but)|(?:made)\s+(?:it\s+|\w+\s+){1,6}(?:easier|faster|"
    r"simpler|quicker|possible|more\s+\w+)|in\s+half|more\s+than\s+doubled|sav(?:ed|es|"
    r"ing)\s+(?:\w+\s+){0,4}(?:hours|days|weeks|time|money|millions|dollars|effort|"
    r"labou?r|£|\$)|a\s+lot\s+of\s+time\s+was\s+saved|time\s+(?:was|is|has\s+been|"
    r"were)\s+saved|cost[\s-]savings?|time[\s-]savings?|(?:dramatically|vastly|"
    r"significantly|greatly|massively|hugely|drastically|markedly|"
    r"measurably)\s+(?:\w+\s+)?(?:reduc\w+|improv\w+|increas\w+|fast\w+|simpl\w+|"
    r"streamlin\w+|speed\w*|short\w+|cut|drop\w+)|(?:response|success|completion|"
    r"conversion|satisfaction|approval|error|failure|drop-?off|abandonment|open|"
    r"retention)\s+(?:rates?|scores?)\s+(?:\w+\s+){0,3}(?:rose|rise|increased|improved|"
    r"went\s+up|fell|dropped|reached|doubled|skyrocketed)|gave\s+(?:us|them|staff|"
    r"users|people|teams)\s+(?:\w+\s+){0,3}(?:time|confidence|clarity)|with(?:in|"
    r"out)\s+(?:having\s+to\s+wait)|on\s+time\s+now|best\s+possible\s+chance"
)

CHANGED = any_of(
    r"than\s+(?:the\s+)?(?:old|before|previous)|"
    r"was|were|has|have|had|now|became|made|got|found|saw|gave|meant|cut|led|went|fell|"
    r"rose|grew|took|brought|spent|since|(?!need|used\b)\w{2,}ed|already|kept|felt"
)
NOW = any_of(r"now|since|already|has|have|this\s+(?:change|work|new|has)|as\s+a\s+result")
PAST_FORM = re.compile(
    r"(?:ed|sped|cut|fell|fallen|rose|risen|grew|grown|shrank|shrunk|lost|came|brought|"
    r"went|gone|up|down)(?:\s.*)?$",
    re.IGNORECASE,
)
RESULTED = any_of(
    r"(?:resulted\s+in|led\s+to|resulting\s+in|leading\s+to|seen|saw|observed|"
    r"experienced|noticed|achieved|delivered|brought|shown|showed|shows|yielded|"
    r"generated)\s+(?:an?\s+|the\s+)?(?:[\w.%-]+\s+){0,4}?(?:decreases?|increases?|"
    r"reductions?|drops?|rises?|improvements?|savings?|declines?|fewer|faster|shorter|"
    r"lower|higher|better\s+\w+|less)|(?:can|could|"
    r"able\s+to)(?:\s+now)?\s+\w+\s+(?:\w+\s+){0,6}(?:faster|more\s+quickly|"
    r"more\s+easily|in\s+(?:minutes|hours|seconds)\s)|in\s+(?:\w+\s+)?(?:seconds|"
    r"minutes|hours|days|weeks)\s+(?:rather\s+than|instead\s+of|not|compared)|"
    r"(?:rather\s+than|instead\s+of)\s+(?:hours|days|weeks|months|years)|(?:reduced|"
    r"removed|eliminated|removes|eliminates|avoids|avoided)\s+(?:the\s+)?need\s+(?:for|"
    r"to)|freed\s+up|(?:has|have)\s+more\s+time\s+(?:to|for)|(?:made|makes|"
    r"making)\s+a\s+(?:big|huge|real|significant|massive)\s+difference|(?:big|huge|"
    r"massive)\s+(?:difference|time[\s-]saver)|(?<!offer\s)(?<!offers\s)an?\s+(?:\w+\s+)?improvement\s+"
    r"(?:on|over|against|compared\s+(?:to|with))\s+(?:the|our|last|previous)|\d+\s?(?:x|times)\s+(?:faster|quicker|cheaper|fewer|more\s+(?:likely|"
    r"productive|efficient))"
)
