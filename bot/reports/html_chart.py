"""A chart within a page: drawn in place, its figures told to who cannot see it."""

import re

from bot.benefits.conversation import Chart
from bot.reports.chart import draw_svg
from bot.reports.html_text import link, text

_HEAD = re.compile(r"^.*?(?=<svg\b)", re.DOTALL)
_SIZE = re.compile(r'(<svg\b[^>]*?)\s+width="[^"]*"', re.DOTALL)
_HEIGHT = re.compile(r'(<svg\b[^>]*?)\s+height="[^"]*"', re.DOTALL)
_ASIDE = re.compile(r"<metadata>.*?</metadata>|<!--.*?-->", re.DOTALL)
_ID = re.compile(r'(\bid="|xlink:href="#|href="#|url\(#)')


def inline(chart: Chart, number: int, href: str) -> str:
    """The chart as part of a page; `number` tells it from the others, `href` is where its figures
    come from.
    """
    drawn = _ASIDE.sub("", _HEAD.sub("", draw_svg(chart), count=1))
    drawn = _HEIGHT.sub(r"\1", _SIZE.sub(r"\1", drawn, count=1), count=1)
    drawn = _ID.sub(rf"\1c{number}-", drawn)
    named = f'<svg role="img" aria-label="{text(chart.alt)}"'
    figure = drawn.replace("<svg", named, 1)
    return f"<figure>{figure}<figcaption>{link(text(chart.alt), href)}</figcaption></figure>"
