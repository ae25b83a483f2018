"""A call of the Web API: its arguments, however they came."""

import json
from typing import Any, Self
from urllib.parse import parse_qsl

from starlette.requests import Request

from bot.sandbox.refusal import Refused
from bot.sandbox.shapes import Json

_YES = {"1", "true"}


class Call:
    """Arguments of one call. JSON bodies carry values, forms carry words: both are read alike."""

    def __init__(self, args: Json) -> None:
        self.args = {name: value for name, value in args.items() if value is not None}

    @classmethod
    def of_answer(cls, body: bytes) -> Self:
        """An answer, read the same way; empty where it is no object."""
        try:
            found = json.loads(body)
        except ValueError:
            return cls({})
        return cls(found if isinstance(found, dict) else {})

    def given(self, name: str) -> bool:
        """Whether the argument was passed at all."""
        return name in self.args

    def text(self, name: str) -> str:
        """The argument as words; empty where it is missing."""
        return str(self.args.get(name, ""))

    def flag(self, name: str) -> bool:
        """Whether the argument says yes."""
        return self.text(name).lower() in _YES

    def number(self, name: str, default: int, most: int) -> int:
        """A count of at least one, at most `most`. Raises Refused where it is no number."""
        if not self.given(name):
            return default
        try:
            return min(max(int(self.text(name)), 1), most)
        except ValueError as error:
            raise Refused("invalid_limit") from error

    def structure(self, name: str, code: str = "invalid_arguments") -> Any:
        """A nested argument, or None. Raises Refused with this code where it is no JSON."""
        value = self.args.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError as error:
            raise Refused(code) from error


async def read_call(request: Request) -> Call:
    """The arguments of a request: of its address and of its JSON or form body."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = await request.body()
    args = dict(request.query_params)
    if kind == "application/json" and body:
        return Call(args | _object(body))
    if kind in ("", "application/x-www-form-urlencoded", "application/json"):
        return Call(args | dict(parse_qsl(body.decode(errors="replace"), keep_blank_values=True)))
    raise Refused("invalid_post_type")


def _object(body: bytes) -> Json:
    try:
        found = json.loads(body)
    except ValueError as error:
        raise Refused("invalid_json") from error
    if not isinstance(found, dict):
        raise Refused("json_not_object")
    return found


def check_token(request: Request, call: Call, token: str) -> None:
    """Raises Refused where the call does not carry the bot's token."""
    scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
    given = bearer if scheme.lower() == "bearer" else call.text("token")
    if not given:
        raise Refused("not_authed")
    if given != token:
        raise Refused("invalid_auth")
