"""`tricity briefing`: what the newest analysis found, as papers in four languages and four formats."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tricity.language import INTERFACE_LANGUAGES
from tricity.site.cli import say, site
from tricity.site.cli.speech import chosen_language
from tricity.site.cli.speech import gettext as _

if TYPE_CHECKING:
    from tricity.publishing import Document

FORMATS = ("html", "pdf", "docx", "hwpx")
LENGTHS = ("short", "long")
LANGUAGES = tuple(sorted(INTERFACE_LANGUAGES))


def add_commands(commands: Any) -> None:
    parser = commands.add_parser(
        "briefing",
        help=_("write what the newest analysis found as a paper: HTML, PDF, DOCX, HWPX"),
        description=_(
            "Writes where needs overlap, the candidates for joint projects with the best evidence, good practice and what "
            "is missing, every statement with a footnote that names the records behind it."
        ),
    )
    parser.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="DIR",
        help=_("folder to write to; it is made if it is not there"),
    )
    parser.add_argument(
        "--length", choices=LENGTHS, default="short", help=_("two pages, or up to twenty (default: short)")
    )
    parser.add_argument(
        "--in",
        dest="languages",
        action="append",
        choices=LANGUAGES,
        help=_("language of the paper; may be given several times (default: yours)"),
    )
    parser.add_argument(
        "--format",
        dest="formats",
        action="append",
        choices=FORMATS,
        help=_("may be given several times (default: all four)"),
    )
    parser.add_argument(
        "--unpublished",
        action="store_true",
        help=_("with candidates that curators have not published, marked"),
    )
    parser.add_argument("--json", action="store_true", help=_("print JSON"))
    parser.set_defaults(run=run_briefing)


def run_briefing(options: argparse.Namespace) -> int:
    site.start()
    from tricity.briefings.audience import EVERYBODY, INSIDERS
    from tricity.briefings.composing import Asked, document
    from tricity.briefings.extents import EXTENTS
    from tricity.cooperation.queries import latest_run
    from tricity.publishing import PublishingError

    if latest_run() is None:
        say.note(_("No analysis has been made yet. It is made while the site is served: tricity serve."))
        return 1
    audience = INSIDERS if options.unpublished else EVERYBODY
    formats = list(dict.fromkeys(options.formats or FORMATS))
    written, failed = [], False
    for language in dict.fromkeys(options.languages or [_spoken(options)]):
        made = document(Asked(language, EXTENTS[options.length], audience))
        for suffix in formats:
            path = options.out / f"briefing-{options.length}-{language}.{suffix}"
            try:
                _write(path, _content(made, suffix))
            except (PublishingError, OSError) as error:
                say.note(_problem(path, error))
                failed = True
            else:
                written.append(str(path))
                if not options.json:
                    say.result(str(path))
    if options.json:
        say.result({"written": written})
    return 1 if failed else 0


def _spoken(options: argparse.Namespace) -> str:
    """The language the command speaks."""
    return chosen_language({"LANG": options.language}) if options.language else chosen_language()


def _content(made: Document, suffix: str) -> bytes:
    """Raises PublishingError."""
    from tricity import publishing

    writers = {"pdf": publishing.pdf, "docx": publishing.docx, "hwpx": publishing.hwpx}
    return publishing.page(made).encode() if suffix == "html" else writers[suffix](made)


def _write(path: Path, content: bytes) -> None:
    """All of it or nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.part")
    partial.write_bytes(content)
    partial.replace(path)


def _problem(path: Path, error: Exception) -> str:
    from tricity.events.errors import PaperNotMade

    reason = error.strerror or str(error) if isinstance(error, OSError) else PaperNotMade(error).message  # type: ignore[arg-type]
    return _("%(path)s was not written: %(reason)s") % {"path": path, "reason": reason}
