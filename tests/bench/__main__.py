"""Benches: `python -m tests.bench` lists them; `python -m tests.bench NAME [--quick]` runs one."""

import importlib
import pkgutil
import sys
from pathlib import Path


def names() -> list[str]:
    """Every bench here, by file."""
    found = (module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)]))
    return sorted(name for name in found if not name.startswith("_"))


def main(args: list[str]) -> int:
    """Run the bench named first with the arguments after it; list them where none is named.

    Ends with 1 where a goal does not hold, with 2 where there is no such bench.
    """
    if not args:
        print("\n".join(names()))
        return 0
    if args[0] not in names():
        print(f"no bench called {args[0]!r}; there is: {', '.join(names())}", file=sys.stderr)
        return 2
    bench = importlib.import_module(f"tests.bench.{args[0]}")
    return int(bench.run(args[1:]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
