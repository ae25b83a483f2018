"""A server on loopback that speaks OpenAI's chat completions, as unkindly as it is told."""

import gzip
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

USAGE = {"prompt_tokens": 120, "completion_tokens": 30, "total_tokens": 150}

Line = Callable[["Request"], None]


class Request(BaseHTTPRequestHandler):
    """One request, and the means to answer it; `asked` is its body."""

    protocol_version = "HTTP/1.1"
    timeout = 20
    server: "_Listening"

    def do_POST(self) -> None:
        """Say the next line; the last one again and again."""
        length = int(self.headers.get("content-length", 0))
        self.asked: dict[str, Any] = json.loads(self.rfile.read(length))
        try:
            self.server.script.next(self)(self)
        except OSError:
            self.close_connection = True  # who asked waits no longer

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: what a test asked is its own."""

    @property
    def function(self) -> str:
        """The name of the function that is wanted."""
        return str(self.asked["tools"][0]["function"]["name"])

    @property
    def over(self) -> threading.Event:
        """Set once nobody asks any more."""
        return self.server.over

    def give(self, status: int, body: bytes, headers: Mapping[str, str] | None = None) -> None:
        """A whole answer."""
        self.begin(status, {"content-length": str(len(body)), **(headers or {})})
        self.wfile.write(body)

    def begin(self, status: int, headers: Mapping[str, str]) -> None:
        """The head of an answer."""
        self.send_response(status)
        for name, value in {"content-type": "application/json", **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def leave(self) -> None:
        """Close the connection, whatever is missing."""
        self.wfile.flush()
        self.close_connection = True


class Script:
    """What is said, in turn; `asked` are the bodies of the requests and `keys` their keys."""

    def __init__(self, *lines: Line) -> None:
        self.lines = list(lines)
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.url = ""
        self._lock = threading.Lock()

    def next(self, request: Request) -> Line:
        """The line for this request."""
        with self._lock:
            self.asked.append(request.asked)
            self.keys.append(request.headers.get("authorization", ""))
            return self.lines.pop(0) if len(self.lines) > 1 else self.lines[0]


class _Listening(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, script: Script) -> None:
        self.script = script
        self.over = threading.Event()
        super().__init__(("127.0.0.1", 0), Request)

    def handle_error(self, request: object, client_address: object) -> None:
        """Nothing: who asks may leave when they like."""


@contextmanager
def serving(*lines: Line) -> Iterator[Script]:
    """A script that is said on loopback, at its `url`."""
    script = Script(*lines)
    server = _Listening(script)
    script.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield script
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def completion(message: Mapping[str, Any], ended: str = "stop", usage: Any = USAGE) -> bytes:
    """A whole completion as OpenAI writes it."""
    choice = {"index": 0, "message": {"role": "assistant", **message}, "finish_reason": ended}
    told = {"id": "c1", "object": "chat.completion", "created": 1, "model": "scripted"}
    return json.dumps({**told, "choices": [choice], "usage": usage}).encode()


def calling(name: str, arguments: str) -> dict[str, Any]:
    """A message that calls a function."""
    function = {"name": name, "arguments": arguments}
    return {"content": None, "tool_calls": [{"id": "t1", "type": "function", "function": function}]}


def answers(value: Any, usage: Any = USAGE) -> Line:
    """Gives a value in the way that was asked for; a function makes it of the request's body."""

    def line(request: Request) -> None:
        made = value(request.asked) if callable(value) else value
        told = made if isinstance(made, str) else json.dumps(made)
        request.give(200, completion(calling(request.function, told), "tool_calls", usage))

    return line


def says(message: Mapping[str, Any], ended: str = "stop") -> Line:
    """Gives a message of its own."""
    return lambda request: request.give(200, completion(message, ended))


def gives(status: int, body: bytes = b"{}", **headers: str) -> Line:
    """Gives this, whatever it is."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda request: request.give(status, body, named)


def hangs(request: Request) -> None:
    """Says nothing until all is over."""
    request.over.wait(20)
    request.leave()


def drips(request: Request) -> None:
    """Says a letter now and then, for ever: no single read takes long."""
    request.begin(200, {"content-length": "100000"})
    while not request.over.wait(0.02):
        request.wfile.write(b" ")
        request.wfile.flush()
    request.leave()


def cuts(request: Request) -> None:
    """Stops in the middle of an answer."""
    body = completion(calling(request.function, '{"says": "hi"}'))
    request.begin(200, {"content-length": str(len(body))})
    request.wfile.write(body[: len(body) // 2])
    request.leave()


def floods(request: Request) -> None:
    """Says more than anybody wants to hear."""
    body = completion(calling(request.function, json.dumps({"says": "x" * 5_000_000})))
    request.give(200, body)


def packs(request: Request) -> None:
    """The same, small on its way."""
    body = completion(calling(request.function, json.dumps({"says": "x" * 5_000_000})))
    request.give(200, gzip.compress(body, 1), {"content-encoding": "gzip"})
