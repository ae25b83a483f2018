"""Dates of an event that a figure is set against: "since it went live in June"."""

import re

_EVENT = re.compile(
    r"\b(?:since|after|once|when|(?:before|until|till)(?!\s+(?:the\s+)?(?:go-live|launch|roll-?out|pilot|cut-?over)\b)|"
    r"ever\s+since)\b(?:\s+[\w’'-]+){0,7}?\s+(?:live|launch\w*|go-live|"
    r"roll-?out|rolled\s+out|started|began|introduced|introduction|switch\w*|opened|opening|deployed|deployment|"
    r"cut-?over|migrat\w+|releas\w+|installed|arrived|came\s+in|joined|replaced|adopted|moved|changed|pilot)"
    r"(?:\s+(?:over|across|out|up|it|back|to\s+[\w-]+))?\s*$",
    re.IGNORECASE,
)
LONGEST = 90


def is_of_event(text: str, place: int) -> bool:
    """Whether the date that begins at a place says when something happened, not when it held."""
    return bool(_EVENT.search(text[max(0, place - LONGEST) : place]))


MEANT = re.compile(
    r"(?:\s+(?:term|season|holidays|half))?\s*[,;(–—-]\s*(?:so\s+)?(?:i\s+mean|call\s+it|(?:let['’]s\s+)?say|i\.?e\.?|that\s+is|that['’]s|meaning|namely|or\s+rather|"
    r"to\s+be\s+(?:exact|precise))[\s,:]*",
    re.IGNORECASE,
)
"""Between a period and the one that somebody says they mean by it."""
