"""The reading process: a file on standard input, its name as the argument, JSON Lines on standard output."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

from tricity.documents.reading import confine


def main() -> None:
    confine.limit_resources()
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    # Only now: what is loaded counts against the limits too.
    from tricity.documents.reading import extraction  # noqa: F401
    from tricity.documents.reading.values import LIMITS

    # One byte more than allowed tells that there is more.
    content = sys.stdin.buffer.read(LIMITS.file_bytes + 1)
    confine.shut_out()
    for line in answer(content, name):
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")


def answer(content: bytes, name: str) -> Iterator[dict[str, Any]]:
    """A head, the blocks and an end; or one problem. An answer without its end was cut off by a limit or a crash."""
    from tricity.documents.reading.extraction import extract
    from tricity.documents.reading.problems import Unreadable

    try:
        text = extract(content, name)
    except Unreadable as problem:
        yield {"problem": problem.code, "values": problem.values}
        return
    except (MemoryError, RecursionError):
        yield {"problem": "too-heavy", "values": {}}
        return
    yield {"format": text.format, "title": text.title, "pages": text.pages, "notes": text.notes}
    for block in text.blocks:
        yield block.as_dict()
    yield {"end": len(text.blocks)}


if __name__ == "__main__":
    main()
