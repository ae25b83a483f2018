"""What in a statement shows a kind of claim: for each kind, patterns and what must stand near."""

import re

from bot.reading.vocabulary import FALL, RISE, any_of

_DID = (
    r"(?:launched|re-?launched|released|shipped|deployed|roll(?:ed|ing)\s+out|completed|finished|delivered|migrated|built|re-?built|built\s+out|"
    r"introduced|published|implemented|signed(?:\s+off)?|approved|agreed|created|added|switched|moved|merged|retired|decommissioned|"
    r"replaced|installed|set\s+up|started|begun|began|kicked\s+off|held|hosted|ran|trained|onboarded|redesigned|re-?written|rewrote|"
    r"re-?designed|developed|established|opened|closed|converted|upgraded|integrated|consolidated|removed|enabled|conducted|achieved|passed|"
    r"won|awarded|secured|submitted|hired|recruited|appointed|formed|updated|refactored|fixed|resolved|selected|procured|graduated|"
    r"tested|interviewed|mapped|documented|designed|wrote|written|produced|presented|transferred|connected|unveiled|announced|"
    r"pushed|put\s+in\s+place|brought\s+in|open[\s-]sourced|turned\s+on|switched\s+on|cut\s+over|went\s+live|gone\s+live|came\s+online|joined|"
    r"expanded|extended|prototyped|piloted|validated|wrapped\s+up|concluded|cleared|transformed|simplified|restructured|reorgani[sz]ed|cleaned\s+up|organi[sz]ed|defined|identified|facilitated|led|reached)"
)
MILESTONE = any_of(
    rf"(?:we|i|he|she|they|it|team|(?-i:[A-Z][\w&’'-]+)|which|who|also|group|council|department|agenc(?:y|ies)|company|organi[sz]ation|committee|partners|developers|engineers|colleagues|staff|hospital|trust|bank|programme|program|project|board|government|city|state|foundation|community|ministry|office|squad|and)(?:(?:’|')ve|(?:’|')s|\s+(?:have|has|had))?(?:\s+(?:now|just|also|recently|finally|successfully|since|already|officially|both|all|then|jointly|partially|fully|quickly))*\s+{_DID}",
    rf"(?:has|have|was|were|had)(?:\s+(?:now|just|also|recently|finally|successfully|since|already|all|officially|fully|both))*\s+(?:been\s+)?(?:now\s+|successfully\s+|formally\s+|fully\s+|officially\s+)*{_DID}",
    r"(?:is|are)\s+(?:now\s+|all\s+|finally\s+|officially\s+)*(?:live|done|complete|completed|finished|launched|released|deployed|in\s+production|online|available|up\s+and\s+running|in\s+place|out|ready|shipped|rolled\s+out|delivered|signed\s+off|merged|operational|in\s+use|on\s+board|published|retired|switched\s+off)",
    r"(?:went|go(?:es)?|gone|going)\s+live(?:\s+(?:on|in|with|today|yesterday|last|this))?", r"now\s+(?:live|available|in\s+production|online|complete|formally)", r"is\s+out\b", r"launch(?:es|ing)?\s+of", r"(?:the|our)\s+(?:launch|release|roll-?out|go-live|completion|introduction)\s+of",
    r"(?:100%|fully)\s+(?:complete|done|rolled\s+out|migrated)", r"(?:=>|→)\s*(?:100%|done|complete)", r"milestones?\s+(?:reached|met|hit|achieved)", r"complete[d]?\s*(?:\||$)",
    r"have\s+been\s+met", r"new\s+[\w\s-]{2,40}\s+(?:is|are)\s+(?:live|here|available|in\s+place)", r"we\s+now\s+have", r"(?:moving|switching|migrating|upgrading)\s+to\s+[\w\s()]{2,50}\s+(?:allowed|enabled|helped|let|meant|cut|reduced|improved|saved)",
    r"became\s+(?:the\s+default|available|part|a)", r"moved\s+(?:from|to|into|over)",
)  # fmt: skip
BARE_MILESTONE = re.compile(
    rf"^\W*(?:[A-Z]{{2,8}}:\s*)?(?:successfully\s+|finally\s+|just\s+|fully\s+|today\s+)?{_DID}\b|\b(?:launch(?:ed)?|go-live|kick-?off|cutover|roll-?out|release|migration|training|phase\s+\w+|pilot)\b[^.]{{0,40}}\b(?:complete[d]?|done|finished|delivered|successful)\b",
    re.IGNORECASE,
)

HEADED_BY_DEED = re.compile(
    r"^(?!need|used\b|based|requir|expect|plan|propos|relat|nam|call|interest|schedul|delay|block|reduc|increas|decreas|improv|estimat|includ|limit|mixed|advanc|detail|embed|feed|speed|exceed|shared\b|unit|continu|discuss|investigat|work)"
    r"(?:\w+ly\s+)?[A-Za-z]{2,}ed\s+(?!by\b|in\b|on\b|to\b)\w+",
    re.IGNORECASE,
)

_PEOPLE = r"(?:people|users?|staff|colleagues|customers?|visitors?|members|agencies|departments|organi[sz]ations?|teams?|schools|trusts|councils|sites|websites|projects|companies|countries|universities|employees|agents|clinicians|nurses|teachers|students|participants|contributors|developers|attendees|sellers|reps|managers|providers|households|claimants|applicants|patients|clients|suppliers|partners|institutions|learners|researchers|hubs|communities|branches|stores|branches|offices)"
_ITEMS = r"(?:sign-?ups?|log-?ins?|logins|downloads|visits|sessions|page\s*views|views|hits|registrations|subscri(?:bers|ptions)|accounts|installs|notifications|messages|emails|submissions|applications|requests|transactions|clicks|searches|passes|enrol?lments|installations|calls|bookings|responses|deployments|stars|followers|licen[cs]es|payments|orders|claims|records|documents)"
ADOPTION = any_of(
    rf"\d[\d,.]*(?:k|m|\s+(?:million|thousand|billion))?\+?\s+(?:\w+[\s-]){{0,4}}?(?:{_PEOPLE}|{_ITEMS})",
    r"\d[\d.]*\s?(?:%|percent|per\s+cent)\s+(?:of\s+)?(?:\w+\s+){0,4}(?:adopt\w+|usage|uptake|take-?up|active|enrol\w+|registered|logged|signed\s+up|using|use)",
    r"(?:being|now|widely|actively|already)\s+used", r"in\s+use\s+(?:at|by|across|in)", r"serv(?:es|ing|ed)\s+(?:over\s+|more\s+than\s+|about\s+)?\d", r"\d\s?%\s+of\s+(?:\w+\s+){0,5}(?:now\s+)?(?:using|online|digital(?:ly)?|through\s+the|via\s+the)", r"number\s+of\s+(?:\w+\s+)?(?:users|visitors|downloads|sign-?ups|subscribers|members|contributors)", r"\d[\d,]*\s+new\s+(?:users|members|customers|contributors|subscribers|accounts)", r"community\s+of\s+(?:over\s+|nearly\s+)?\d",
    r"used\s+by\s+(?:over\s+|more\s+than\s+|nearly\s+|about\s+)?(?:\d|hundreds|thousands|millions|dozens|many|most|all)", r"(?:adoption|uptake|take-?up|usage|traffic|sign-?ups|log-?ins|downloads|visits|page\s*views|active\s+users|registrations)\s+(?:\w+\s+){0,3}(?:is|are|was|were|has|have|at|of|up|grew|rose|increased|reached|doubled|continues?|jumped|climbed|stands?|hit)",
    r"(?:hundreds|thousands|millions|dozens|tens\s+of\s+thousands)\s+of\s+(?:\w+\s+){0,3}(?:people|users|visitors|customers|citizens|developers|organi[sz]ations|sites|downloads|downloaded|staff|members)",
    r"(?:is|are)\s+(?:now\s+|also\s+|already\s+|both\s+)*(?:using|making\s+use\s+of|adopting)", r"(?:have|has)\s+(?:now\s+|already\s+|also\s+|all\s+)*(?:adopted|signed\s+up|enrol?led|registered|logged\s+in|onboarded|switched\s+over|started\s+using|begun\s+using)", r"adopted\s+by", r"daily\s+active", r"monthly\s+active", r"active\s+users",
    rf"{_PEOPLE}\s+(?:\w+\s+){{0,2}}(?:logged\s+in|signed\s+up|enrol?led|registered|onboarded)",
)  # fmt: skip
USED = any_of(
    r"us(?:e[sd]?|ing|age)", r"log(?:ged|ging)?\s+in", r"log-?ins?", r"sign(?:ed|ing)?[\s-]?ups?", r"register(?:ed|ing)?", r"enrol\w*", r"adopt\w*", r"download\w*", r"visit\w*", r"sent", r"send", r"subscri\w+", r"attend\w*", r"join(?:ed|ing)?", r"onboard(?:ed|ing)?", r"serv(?:e[sd]|ing)",
    r"active(?:ly)?", r"reach(?:ed|ing)", r"access(?:ed|ing)", r"page\s*views?", r"traffic", r"views?", r"participat(?:ed|ing)", r"on\s+(?:the\s+)?(?:platform|system|service|board)", r"uptake", r"take-?up", r"moved\s+(?:\w+\s+){0,3}over", r"booked", r"searche[sd]", r"powers?", r"hosts?", r"hits", r"installed", r"submitted", r"receiv(?:ed|ing)", r"handled", r"contribut(?:ed|ing|ors)", r"visitors?", r"signups?", r"subscribers", r"clicks", r"shares",
)  # fmt: skip
AUTOMATION = any_of(
    r"(?:partially\s+|fully\s+|now\s+|been\s+|semi-?|we\s+|and\s+|has\s+|have\s+|is\s+|are\s+)*automated(?!\s+(?:tests?|testing|checks?))", r"automates", r"automatically", r"automating", r"automations?(?!\s+tests?)", r"self-?serv\w+", r"one-?click", r"at\s+the\s+(?:click|push|touch)\s+of\s+a\s+button", r"continuous\s+(?:deployment|delivery)", r"(?:\w+\s+)?bots?\s+(?:now\s+)?(?:handles?|does|do|processes?|sends?|files?)", r"auto-?(?:populat|generat|fill|assign|approv|rout|sync|match|deploy)\w*",
    r"no\s+longer\s+(?:\w+\s+){0,4}(?:by\s+hand|manual(?:ly)?)", r"without\s+(?:any\s+)?(?:human|manual)\s+(?:interaction|intervention|input|effort|work)", r"self-?service\s+(?:deploy|onboarding|provisioning)\w*", r"robotic\s+process", r"rpa", r"straight[\s-]through", r"runs?\s+itself", r"scripted", r"replac(?:ed|es|ing)\s+(?:the\s+|a\s+|our\s+)?manual",
)  # fmt: skip
_SHOWN = r"(?:dashboards?|scorecards?|(?:data\s+)?visuali[sz]ations?|analytics|data\s*sets?|statistics|reporting|power\s*bi|tableau|looker|reports?|charts?|open\s+data|statistical\s+\w+|insights?\s+(?:hub|portal|tool))"
REPORTING = any_of(
    _SHOWN,
    r"(?:metrics|kpis)\s+(?:page|board|portal|report)",
    r"data\s+(?:hub|portal|explorer|catalogue|catalog|product)s?",
    r"performance\s+platform",
)
REPORTING_STRONG = any_of(
    r"dashboards?",
    r"scorecards?",
    r"(?:data\s+)?visuali[sz]ations?",
    r"power\s*bi",
    r"tableau",
    r"analytics",
    r"data\s*sets?",
    r"statistics",
    r"reporting",
)
GIVEN = any_of(
    _DID, r"produc(?:ed|es|ing)", r"creat(?:ed|es)", r"publish(?:ed|es)", r"releas(?:ed|es)", r"out", r"live", r"available", r"up\s+and\s+running", r"tells\s+us", r"shows?", r"track(?:s|ing)", r"generat(?:ed|es)", r"provid(?:ed|es|ing)", r"now", r"includ(?:es|ing)", r"can\s+(?:now\s+)?see", r"done", r"complete", r"completed",
)  # fmt: skip
HEALTH = any_of(
    r"(?:performance|stability|scalability|robustness|maintainability|code\s+quality)\s+(?:improv\w+|gains?|issues?|fix\w*|problems?|work|optimi\w+)", r"(?:improv|optimi[sz]|increas|strengthen)\w*\s+(?:\w+\s+){0,3}(?:performance|stability|scalability|security|accessibility|robustness|maintainability)", r"bug[\s-]?fix\w*", r"fix(?:es|ed)\s+(?:\w+\s+){0,4}(?:bugs?|crash\w*|leaks?|vulnerab\w*)", r"upgraded", r"(?:python|java|php|ruby|node|django|rails|drupal|kubernetes|postgres\w*|ubuntu)\s+(?:version\s+)?v?\d",
    r"(?:to|on)\s+(?:aws|azure|gcp|the\s+cloud|kubernetes)", r"rate\s+limit\w*", r"(?:load|stress|performance|regression)\s+test\w*", r"down-?time", r"screen\s+readers?", r"section\s+508", r"authority\s+to\s+operate", r"code\s+quality",
    r"up-?time", r"patch(?:es|ed|ing)?", r"slas?", r"slos?", r"(?:service\s+level\s+(?:agreement|objective|target)s?)", r"latency", r"(?:test|code)\s+coverage", r"technical\s+debt", r"tech\s+debt", r"vulnerabilit\w+", r"cves?", r"pen(?:etration)?[\s-]?test\w*", r"wcag", r"accessibility\s+(?:audit|compliance|issues?|scores?|increased|improved|fixes|statement|testing|standards)",
    r"(?:page[\s-])?load[\s-]times?", r"page[\s-]load", r"response\s+times?\s+(?:of|for|from)\s+the\s+(?:api|server|site|page)", r"build\s+times?", r"smoke\s+tests?", r"test\s+suite", r"unit\s+tests?", r"automated\s+tests?", r"memory\s+(?:usage|use|footprint|requirements?|consumption)", r"amount\s+of\s+memory", r"availability\s+(?:was|is|has|of|at|target)", r"our\s+availability", r"fail-?over", r"disaster\s+recovery", r"back-?ups?",
    r"security\s+(?:fix\w*|patch\w*|updates?|posture|audit|compliance|upgrade\w*|hardening|issues?|improvements?|operational|review|incident\w*|concerns?)", r"(?:enhanced|improved|better|stronger)\s+security", r"secure\s+(?:infrastructure|by\s+default)", r"(?:strong|multi-?factor|two-?factor)\s+authentication", r"mfa", r"2fa", r"encrypt\w+", r"refactor\w+", r"upgraded\s+(?:to|the|our|from)", r"infrastructure\s+(?:upgrade|migration|changes)",
    r"self-?healing", r"scal(?:e|ing)\s+up\s+(?:our|the)", r"resilien(?:ce|cy|t)", r"monitoring\s+(?:and|is|in|now|service|solution)", r"alerting", r"(?:performance|speed)\s+(?:of\s+(?:the|our)\s+(?:site|system|api|app|server)|improvements?|increased|numbers)", r"site\s+performance", r"system\s+(?:health|performance|stability|reliability)", r"(?:bugs?|crashes|errors)\s+(?:fixed|resolved)", r"(?:fixed|resolved|reduce|squashed)\s+(?:\w+\s+){0,3}bugs", r"sanitiz\w+", r"xss",
    r"static\s+(?:site|website)", r"incremental\s+(?:builds?|updates?|compilation)", r"check\s+times?", r"cach(?:e|ing)", r"ranking\s+is\s+now", r"search\s+quer(?:y|ies)", r"(?:api|server|database|db)\s+(?:calls?|upgrade|migration|performance|response)", r"standard\s+deviation", r"open\s+incidents", r"error\s+budget", r"dependenc(?:y|ies)\s+(?:updated?|upgrade\w*)", r"(?:compliant|compliance)\s+with", r"iso\s?27001", r"soc\s?2", r"product\s+reliability", r"(?:compile|compilation|compiler)\s+(?:times?|performance|benchmark)",
)  # fmt: skip

PROBLEM = any_of(
    r"problems?", r"issues?\s+(?:is|are|was|were|with|we|found)", r"struggl(?:e|ed|es|ing)", r"pain\s+points?", r"bottlenecks?", r"frustrat(?:ed|ing|ion)", r"too\s+(?:slow|long|many|much|complex|difficult)", r"slow(?:ed|ing|s)?\s+down", r"currently\s+takes?", r"confus(?:ed|ing|ion)", r"challenges?", r"difficult(?:y|ies)?",
    r"didn(?:’|')t\s+understand", r"duplicat(?:ed|es|ion)", r"manual(?:ly)?", r"time-?consuming", r"error-?prone", r"labou?r-?intensive", r"wast(?:e|ed|ing)",
)  # fmt: skip
BARRIER = any_of(
    r"block(?:ed|er|ers|ing)", r"delay(?:ed|s)?", r"waiting\s+(?:on|for)", r"held\s+up", r"stuck", r"depend(?:s|ent|ency|encies)\s+on", r"workarounds?", r"still\s+(?:using|keep|re-?key|chas)\w*", r"spreadsheets?\s+(?:still|on\s+the\s+side)", r"no\s+(?:clear\s+)?owner", r"unclear\s+(?:ownership|who)", r"don(?:’|')t\s+trust", r"chasing", r"approval(?:s)?\s+(?:take|delay)",
    r"rolled\s+back", r"postponed", r"lack\s+of", r"short\s+of", r"understaffed", r"resistance",
)  # fmt: skip
GOAL = any_of(
    r"goals?", r"aims?(?:ed|ing)?", r"objectives?", r"targets?", r"kpis?", r"krs?", r"okrs?", r"key\s+results?", r"ambition", r"success\s+(?:criteria|measures?|looks|metrics?)", r"mission", r"vision", r"north\s+star",
)  # fmt: skip
GOAL_STATED = any_of(
    r"(?:our|the|its|their|this|main|key|overall|primary|a|project(?:’|')s|city(?:’|')s|team(?:’|')s)\s+(?:\w+\s+){0,2}(?:goals?|aims?|objectives?|targets?|ambition|mission)(?:\s+\w+)?\s*(?:is|are|was|were|of|to|for|:)",
    r"(?:we|team|project|it|they|which)(?:\s+\w+)?\s+(?:aim(?:s|ed)?|intend(?:s|ed)?|want(?:s|ed)?|hope[sd]?|plan(?:s|ned)?)\s+to", r"aim(?:s|ed|ing)?\s+(?:to|for|at)", r"krs?\b", r"kpis?", r"okrs?", r"objective\s+has", r"key\s+results?", r"(?:goals?|targets?|objectives?|aims?|kpis?)(?=\s*:)", r"on\s+track\s+to", r"goal\s+(?:is|was|of)", r"success\s+(?:criteria|will\s+be|looks\s+like)",
)  # fmt: skip

IMPROVED = any_of(
    rf"(?:{FALL}|improv(?:e[sd]?|ing)|increas(?:e[sd]?|ing)|boost(?:s|ed|ing)?|streamlin(?:e[sd]?|ing)|simplif(?:y|ies|ied|ying)|sp(?:ed|eed(?:s|ed|ing)?)\s+up|eas(?:e[sd]?|ing)|free(?:s|d|ing)?(?:\s+up)?|remov(?:e[sd]?|ing)|prevent(?:s|ed|ing)?|avoid(?:s|ed|ing)?|strengthen(?:s|ed|ing)?|enhanc(?:e[sd]?|ing)|accelerat(?:e[sd]?|ing)|clear(?:s|ed|ing)|doubl(?:e[sd]?|ing)|eras(?:e[sd]?|ing)|transform(?:s|ed|ing)?|tighten(?:s|ed|ing)?|recover(?:s|ed|ing)?|cost\s+us|los[te]|worsen(?:s|ed|ing)?|{RISE})",
)
NO_LONGER = any_of(
    r"no\s+longer\s+(?:have|has|need|needs|requires?|takes?|necessary|spend|wait|chase|depend|rely|struggl\w+)", r"(?:don(?:’|')t|doesn(?:’|')t)\s+(?:have|need)\s+to\s+\w+\s+any\s?more", r"(?:has|have)\s+(?:vanished|disappeared|gone\s+away|stopped|all\s+but)", r"(?:made|makes|making)\s+(?:it\s+|\w+\s+){1,6}(?:easier|faster|simpler|quicker|possible|more\s+\w+)", r"in\s+half", r"more\s+than\s+doubled", r"sav(?:ed|es|ing)\s+(?:\w+\s+){0,4}(?:hours|days|weeks|time|money|millions|dollars|effort|labou?r|£|\$)",
    r"a\s+lot\s+of\s+time\s+was\s+saved", r"time\s+(?:was|is|has\s+been|were)\s+saved", r"cost[\s-]savings?", r"time[\s-]savings?", r"(?:dramatically|vastly|significantly|greatly|massively|hugely|drastically|markedly|measurably)\s+(?:\w+\s+)?(?:reduc\w+|improv\w+|increas\w+|fast\w+|simpl\w+|streamlin\w+|speed\w*|short\w+|cut|drop\w+)",
    r"(?:response|success|completion|conversion|satisfaction|approval|error|failure|drop-?off|abandonment|open|retention)\s+(?:rates?|scores?)\s+(?:\w+\s+){0,3}(?:rose|rise|increased|improved|went\s+up|fell|dropped|reached|doubled|skyrocketed)", r"gave\s+(?:us|them|staff|users|people|teams)\s+(?:\w+\s+){0,3}(?:time|confidence|clarity)", r"with(?:in|out)\s+(?:having\s+to\s+wait)", r"on\s+time\s+now", r"best\s+possible\s+chance",
)  # fmt: skip

CHANGED = any_of(
    r"was", r"were", r"has", r"have", r"had", r"now", r"became", r"made", r"got", r"found", r"saw", r"gave", r"meant", r"cut", r"led", r"went", r"fell", r"rose", r"grew", r"took", r"brought", r"spent", r"since", r"(?!need|used\b)\w{2,}ed", r"already", r"kept", r"felt",
)  # fmt: skip
NOW = any_of(
    r"now",
    r"since",
    r"already",
    r"has",
    r"have",
    r"this\s+(?:change|work|new|has)",
    r"as\s+a\s+result",
)
PAST_FORM = re.compile(
    r"(?:ed|sped|cut|fell|fallen|rose|risen|grew|grown|shrank|shrunk|lost|came|brought|went|gone|up|down)(?:\s.*)?$",
    re.IGNORECASE,
)
RESULTED = any_of(
    r"(?:resulted\s+in|led\s+to|resulting\s+in|leading\s+to|seen|saw|observed|experienced|noticed|achieved|delivered|brought|shown|showed|shows|yielded|generated)\s+(?:an?\s+|the\s+)?(?:[\w.%-]+\s+){0,4}?(?:decreases?|increases?|reductions?|drops?|rises?|improvements?|savings?|declines?|fewer|faster|shorter|lower|higher|better\s+\w+|less)",
    r"(?:can|could|able\s+to)(?:\s+now)?\s+\w+\s+(?:\w+\s+){0,6}(?:faster|more\s+quickly|more\s+easily|in\s+(?:minutes|hours|seconds)\s)", r"in\s+(?:\w+\s+)?(?:seconds|minutes|hours|days|weeks)\s+(?:rather\s+than|instead\s+of|not|compared)", r"(?:rather\s+than|instead\s+of)\s+(?:hours|days|weeks|months|years)",
    r"(?:reduced|removed|eliminated|removes|eliminates|avoids|avoided)\s+(?:the\s+)?need\s+(?:for|to)", r"freed\s+up", r"(?:has|have)\s+more\s+time\s+(?:to|for)", r"(?:made|makes|making)\s+a\s+(?:big|huge|real|significant|massive)\s+difference", r"(?:big|huge|massive)\s+(?:difference|time[\s-]saver)", r"(?:a|an)\s+(?:\w+\s+)?(?:improvement|reduction|decrease|increase)\s+(?:in|of|on)\s+(?!.*(?:users|visitors|traffic|downloads))",
    r"\d+\s?(?:x|times)\s+(?:faster|quicker|cheaper|fewer|more\s+(?:likely|productive|efficient))",
)  # fmt: skip
