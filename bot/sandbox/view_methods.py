"""Web API: modals and the bot's home."""

from bot.sandbox.calls import Call
from bot.sandbox.refusal import Refused
from bot.sandbox.shapes import Json
from bot.sandbox.sizes import checked_view
from bot.sandbox.workspace import Workspace


def opened(at: Workspace, call: Call) -> Json:
    """views.open: before whoever the trigger id was handed out to, within 3 seconds, once."""
    view = checked_view(call.structure("view"))
    origin = at.tickets.pull(call.text("trigger_id"))
    if at.faults.expire_triggers:
        raise Refused("expired_trigger_id")
    return {"view": at.modals.open(origin.user, view, origin.about).view}


def pushed(at: Workspace, call: Call) -> Json:
    """views.push: above the modal in which the trigger id was handed out."""
    view = checked_view(call.structure("view"))
    origin = at.tickets.pull(call.text("trigger_id"))
    if at.faults.expire_triggers:
        raise Refused("expired_trigger_id")
    return {"view": at.modals.push(origin.user, view).view}


def updated(at: Workspace, call: Call) -> Json:
    """views.update: by Slack's id or the app's own, against a hash where one is passed."""
    view = checked_view(call.structure("view"))
    open = at.modals.named(call.text("view_id") or call.text("external_id"))
    if open is None:
        raise Refused("not_found")
    if call.given("hash") and call.text("hash") != open.view["hash"]:
        raise Refused("hash_conflict")
    return {"view": at.modals.update(open, view).view}


def published(at: Workspace, call: Call) -> Json:
    """views.publish: the bot's home, as one person sees it."""
    user = call.text("user_id")
    if user not in at.people:
        raise Refused("user_not_found")
    return {"view": at.modals.publish(user, checked_view(call.structure("view"))).view}
