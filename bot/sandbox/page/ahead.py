"""The time there is in the workspace, and how to have it go by."""

from nicegui import ui

from bot.sandbox.ahead import Ahead, Offer
from bot.sandbox.page.elements import set_attribute, set_text, tag

_HINT = "What falls due on the way is asked, reminded and told as it would be."
_NOWHERE = "No investment went live less than six months ago: /whatimproved go-live DATE says when."


class Time:
    """Drawn once in the sidebar; says which day it is and offers later ones."""

    def __init__(self, ahead: Ahead) -> None:
        self._ahead = ahead
        with tag("section", "time", aria_label="Time in this workspace"):
            self._today = tag("p", "time-now", role="status")
            self._today.props["data-testid"] = "time-now"
            with tag("div", "time-ways", role="group", aria_label="Forward"):
                tag("span", "quiet", text="Forward:", title=_HINT)
                self._ways = {one.name: self._way(one) for one in ahead.offers()}

    def show(self) -> None:
        """Bring it in step."""
        day = self._ahead.today()
        said = f"{day:%A}, {day.day} {day:%B %Y}"
        set_text(self._today, f"On the way … {said}" if self._ahead.is_moving else said)
        for offer in self._ahead.offers():
            way = self._ways[offer.name]
            is_shut = self._ahead.is_moving or offer.at is None
            set_attribute(way, "disabled", "" if is_shut else None)
            set_attribute(way, "title", _NOWHERE if offer.at is None else _words(offer))

    def _way(self, offer: Offer) -> ui.element:
        made = tag("button", "button is-small", type="button", text=offer.label)
        made.props["data-testid"] = f"forward-{offer.name}"

        async def go() -> None:
            await self._ahead.go(offer.name)

        return made.on("click", go, args=[])


def _words(offer: Offer) -> str:
    return f"{offer.at:%A}, {offer.at.day} {offer.at:%B %Y}" if offer.at else ""
