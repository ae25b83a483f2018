"""Shapes: what addresses, telephone numbers and keys look like, and what a figure looks like.

Dates, amounts and figures are no secrets: where the two look alike, a figure is left alone.
"""

import re
from typing import Final

DIGITS: Final = range(9, 17)
"""How many digits a telephone number has, with what is dialled before it; fewer are a figure."""

EMAIL: Final = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")

PHONE: Final = re.compile(
    r"""(?:(?<=[<‹]tel:) | (?<!\d[ ]) (?<![\w.,+/-])) (?! 0[1-9][./-](?:19|20)\d\d\b ) (?:
          \+ \d [\d\s()./-]{6,20} \d                            # +44 20 7946 0958
        | 00[1-9] [\d ()./-]{7,18} \d                           # 0049 171 2345678
        | 0\d (?: ([ .-]) \d\d) (?: \1 \d\d){3}                 # 01 23 45 67 89
        | \(? 0\d{1,4} \)? [\s./-]? \d{3,4} [\s./-]? \d{3,4}    # 020 7946 0958
        | 1 ([ .-]) \d{3} \2 \d{3} \2 \d{4}                     # 1-800-555-0199
        | \(\d{3}\) \s? \d{3} [-.\s] \d{4}                      # (415) 555-0123
        | [2-9]\d\d ([ .-]) [2-9]\d\d \3 \d{4} (?! [ ]\d)       # 415 555 0123
        | (?<=[<‹]tel:) [\d().-]{7,20}
        ) (?! [\w%] | [.,]\d )""",
    re.VERBOSE,
)

_SIGN: Final = (
    r"[\"'`*_\u200b-\u200d\ufeff]{0,3}\s{0,3}(?:=>|:=|[:=])[\"'`*_]{0,3}\s{0,3}[\"'`*_]{0,3}"
)
"""What stands between a name and its value, with the marks of code, of bold and of quotes."""

_VALUE: Final = r"[^\s\"'`|<>]"
_FIGURE: Final = (
    r"(?![~<>+-]?[£$€]?(?:\d{1,9}|\d{1,3}(?:[.,’']\d{1,4})+)(?:%|-?[A-Za-z]{1,10})?"
    r"[.,;:)]?(?:[\s\"'`|<>]|\Z))"
)
_SEPARATED: Final = (
    r"(?![£$€]?\d{1,3}(?:[.,’']\d{1,4})+%?[.,;:)]?(?:[\s\"'`|<>]|\Z)|\d{1,3}(?:\.\d+)?%)"
)
_DAY: Final = r"(?!(?:\d{4}-\d\d|[QH][1-4](?!\w)|FY\d))"
_PASSWORD: Final = (
    r"(?:password|passwd|passphrase|passcode|passwort|kennwort|mot\sde\spasse|contraseña|pwd"
    r"|(?<![A-Za-z])pw)"
)
_SECRET: Final = (
    r"(?:secret|token|credentials?|(?:api|access|private|secret|client|account|auth|shared"
    r"|signing|encryption|master)[ _-]?key)"
)
_MIXED: Final = rf"(?=[^\s\"'`]{{0,200}}\d)(?=[^\s\"'`]{{0,200}}[A-Za-z]){_FIGURE}{_DAY}"
_UUID: Final = r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}"
_MORE: Final = r"(?:s|[_\d-][\w-]{0,30})"

KEYS: Final = (
    re.compile(
        r"-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,30}KEY-----|\Z)"
    ),
    re.compile(
        r"(?:hooks\.slack\.com/(?:services|workflows|triggers)|discord(?:app)?\.com/api/webhooks"
        r"|webhook\.office\.com/[\w-]{1,30})/([\w/@-]{8,})"
    ),
    re.compile(
        r"""(?<![A-Za-z0-9]) (?:
              (?:sk|pk|rk)[-_][\w-]{16,} | xox[a-z](?:\.xox[a-z])?-[\w-]{10,} | xapp-[\w-]{10,}
            | gh[pousr]_\w{20,} | github_pat_\w{20,} | glpat-[\w-]{16,} | hf_\w{20,}
            | npm_\w{20,} | SG\.[\w-]{10,}\.[\w-]{10,} | GOCSPX-[\w-]{10,} | ya29\.[\w-]{10,}
            | whsec_\w{10,} | sq0[a-z]{3}-[\w-]{10,} | AGE-SECRET-KEY-\w{10,}
            | (?:AKIA|ASIA)[0-9A-Z]{16} | AIza[\w-]{30,} | eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*
            )""",
        re.VERBOSE,
    ),
    re.compile(r"(?<=://)([^\s/@|<>]{0,100}:[^\s/@|<>]{1,100})(?=@)"),
    re.compile(
        r"[?&#](?:[a-z]{1,20}_)?(?:token|api_?key|key|sig|signature|secret|password)="
        r"([^\s&|<>\"']{6,})",
        re.IGNORECASE,
    ),
    re.compile(rf"{_PASSWORD}{_SIGN}{_SEPARATED}({_VALUE}{{4,}})", re.IGNORECASE),
    re.compile(rf"{_PASSWORD}{_MORE}{_SIGN}{_FIGURE}({_VALUE}{{4,}})", re.IGNORECASE),
    re.compile(
        rf"{_PASSWORD}[*_`]?(?:\s(?:for|of|to|on|at|in)\s[\w.-]{{1,30}}(?:\s[\w.-]{{1,30}})?)?"
        r"(?:\s(?:is|was|lautet|ist|now|still|changed|set|reset)){1,3}(?:\sto)?"
        rf"\s[\"'`*_]{{0,3}}{_MIXED}((?![<|]){_VALUE}{{4,}})",
        re.IGNORECASE,
    ),
    re.compile(rf"{_SECRET}{_MORE}?{_SIGN}{_MIXED}({_VALUE}{{6,}})", re.IGNORECASE),
    re.compile(
        rf"(?<![A-Za-z0-9])(?:{_SECRET}|bearer)(?:\s+is\s+|\s+)[\"'`*]{{0,3}}"
        rf"{_MIXED}({_VALUE}{{12,}})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_PASSWORD}[\"'`*_]{{0,3}}\s{{1,3}}(?:(?:-|–|—|→|->)\s{{0,3}})?[\"'`*_]{{0,3}}"
        rf"{_MIXED}({_VALUE}{{6,}})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<![A-Za-z])pass(?:{_SIGN}|\s[\"'`]{{0,3}}){_MIXED}({_VALUE}{{6,}})", re.IGNORECASE
    ),
    re.compile(
        r"(?<![A-Za-z])(?:pass|recovery|seed)[ -]?phrase(?:\s(?:is|was))?[ :=]{1,3}([^\n]{4,100})",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?<![A-Za-z])(?:creds?|credentials|login)\s?[:=]?\s[\w.@+-]{1,40}\s?[:/]\s?"
        rf"{_MIXED}({_VALUE}{{6,}})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:key|token|secret)[\"'`]?(?:\s(?:is|was))?[ :=]{{1,3}}({_UUID})", re.IGNORECASE
    ),
    re.compile(
        r"(?<![A-Za-z])(?:PIN|pin|OTP|otp|CVV|cvv|CVC|cvc|(?:verification|security|login|access|one-time)"
        r"\scode)(?:\s(?:is|was))?[ :=]{1,3}(\d{3,8})(?![\d%]|[.,]\d"
        r"|\s(?!(?:and|or|to|for|as|please)\b)[a-z])"
    ),
    re.compile(r"(?<![\d.,-])([3-6]\d{3}([ -]?)\d{4}\2\d{4}\2\d{4})(?![\d%]|[.,-]\d)"),
    re.compile(
        r"(?<!\w)((?!FY|CY|HY)[A-Z]{2}\d{2} ?[A-Z0-9]{4}(?: ?\d{4}){2,6}(?: ?\d{1,4})?)(?!\w)"
    ),
    re.compile(r"(?<![\d.,-])(\d{3}-\d{2}-\d{4})(?![\d-])"),
    re.compile(
        r"(?<![A-Za-z0-9])Basic\s+((?=[a-z0-9+/]{0,200}[A-Z])(?=[A-Za-z+/]{0,200}[\d=])"
        r"[A-Za-z0-9+/]{8,}={0,2})"
    ),
    re.compile(r"(?<!\w)(?=\w{0,200}\d)(?=\w{0,200}[A-Za-z])[A-Za-z0-9_]{32,}(?!\w)"),
    re.compile(r"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{38,}={1,2}"),
    re.compile(
        r"(?<![\w+/=.-])(?=[a-z0-9+/]{0,40}[A-Z])(?=[A-Z0-9+/]{0,40}[a-z])(?=[A-Za-z+/]{0,40}\d)"
        r"[A-Za-z0-9+/]{40}(?![\w+/=.-])"
    ),
)
"""What a key looks like, by its beginning, by what it is called, or by being long and no word."""
