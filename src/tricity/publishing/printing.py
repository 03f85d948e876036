"""The printing process: HTML on standard input, PDF on standard output. It loads no address but those inside the text."""

from __future__ import annotations

import resource
import sys
from typing import Any, Final

from tricity.publishing.pdf import TOO_HEAVY

MEMORY_BYTES: Final = 2 * 1024**3  # of addresses: the fonts are mapped whole
CPU_SECONDS: Final = 45
OUTPUT_BYTES: Final = 64 * 1024 * 1024
OPEN_FILES: Final = 128
_DATA: Final = "data:image/svg+xml;base64,"


def main() -> None:
    _limit()
    import weasyprint  # only now: what it loads counts against the limits too

    text = sys.stdin.buffer.read().decode()
    try:
        content = weasyprint.HTML(string=text, url_fetcher=fetcher(), base_url=None).write_pdf(
            pdf_variant="pdf/ua-1", pdf_tags=True
        )
    except (MemoryError, RecursionError):
        sys.exit(TOO_HEAVY)
    sys.stdout.buffer.write(content or b"")


def fetcher() -> Any:
    """Refuses everything but pictures that are part of the text."""
    from weasyprint.urls import URLFetcher

    class OnlyInside(URLFetcher):  # type: ignore[misc]  # without types
        def fetch(self, url: str, headers: Any = None) -> Any:
            if not url.startswith(_DATA):
                raise ValueError("a document loads nothing")
            return super().fetch(url, headers)

    return OnlyInside(allowed_protocols={"data"}, allow_redirects=False)


def _limit() -> None:
    for what, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_FSIZE, OUTPUT_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        # One second between the two for the processor: the first sends SIGXCPU, which tells the parent why.
        last = most + (what == resource.RLIMIT_CPU)
        last = last if hard == resource.RLIM_INFINITY else min(last, hard)
        try:
            resource.setrlimit(what, (min(most, last), last))
        except (ValueError, OSError):
            continue  # macOS refuses RLIMIT_AS; the clock of the parent still ends the process


if __name__ == "__main__":
    main()
