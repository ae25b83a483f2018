"""Words written in a hurry: two letters swapped, one left out or doubled, vowels dropped."""

import re
from functools import lru_cache

SHORTEST = 5
"""Letters of a word that may be told by all but one of them."""

_VOWELS = re.compile(r"[aeiou]")


@lru_cache(maxsize=4_096)
def is_slip(written: str, meant: str) -> bool:
    """Whether a word was most likely meant for another: "trunaround", "dispach", "chk".

    It begins alike; one letter is not taken for another, since filling is no slip of billing.
    """
    if written == meant or not written or written[0] != meant[:1]:
        return False
    return _is_cut(written, meant) or (
        len(meant) >= SHORTEST and (_is_swapped(written, meant) or _lacks_one(written, meant))
    )


def _is_cut(written: str, meant: str) -> bool:
    """Whether it holds consonants of the word alone, in order, and ends as it does."""
    if len(written) < 3 or _VOWELS.search(written) or len(meant) < len(written) + 1:
        return False
    letters = iter(meant)
    return written[-1] == meant[-1] and all(one in letters for one in written)


def _is_swapped(written: str, meant: str) -> bool:
    if len(written) != len(meant):
        return False
    off = [place for place in range(len(meant)) if written[place] != meant[place]]
    if len(off) != 2 or off[1] != off[0] + 1:
        return False
    return written[off[0]] == meant[off[1]] and written[off[1]] == meant[off[0]]


def _lacks_one(one: str, other: str) -> bool:
    """Whether the shorter of two is the longer without one letter, not its last."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) != 1:
        return False
    return any(long[:place] + long[place + 1 :] == short for place in range(1, len(long) - 1))
