"""Stands for a reading process that a document has made misbehave; the argument says how."""

from __future__ import annotations

import os
import signal
import sys
import time

from tricity.documents.reading import confine


def main() -> None:
    deed = sys.argv[1]
    confine.CPU_SECONDS = 1  # type: ignore[misc]
    confine.OUTPUT_BYTES = 100_000  # type: ignore[misc]
    confine.limit_resources()
    if deed == "crash":
        sys.stdout.write('{"format": "pdf", "title": "", "pages": 1, "notes": []}\n')
        sys.stdout.flush()
        os.kill(os.getpid(), signal.SIGSEGV)
    elif deed == "spin":
        while True:
            pass
    elif deed == "sleep":
        time.sleep(60)
    elif deed == "eat":
        print(len(bytearray(8 * 1024**3)))
    elif deed == "flood":
        while True:
            sys.stdout.write("[" * 1000 + "\n")
    elif deed == "lie":
        sys.stdout.write('{"problem": "of my own making", "values": {}}\n')
    elif deed == "babble":
        sys.stdout.write("not json\n")


if __name__ == "__main__":
    main()
