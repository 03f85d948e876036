"""`tricity captions`: sound in, captions of an event out, by an engine on this machine."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from tricity.site.cli import say, site
from tricity.site.cli.speech import gettext as _


def add_commands(commands: Any) -> None:
    parser = commands.add_parser(
        "captions",
        help=_("write captions of an event from sound, by an engine on this machine"),
        description=_(
            "Reads raw sound (16 bit, 16 kHz, mono) from standard input or a file until it ends, and puts what is said "
            "into the room of the event. Needs the extra “captions” and weights: docs/how-to/caption-an-event.md."
        ),
    )
    parser.add_argument("event", metavar="EVENT", help=_("code of the event"))
    parser.add_argument(
        "--model", metavar="FOLDER", type=Path, required=True, help=_("folder of the weights")
    )
    parser.add_argument(
        "--spoken",
        metavar="CODE",
        default="",
        help=_("language spoken: en, ja, ko, zh-hans; without it the engine says"),
    )
    parser.add_argument(
        "--sound", metavar="FILE", type=Path, help=_("file of raw sound; standard input without it")
    )
    parser.add_argument(
        "--stream",
        metavar="NAME",
        default="",
        help=_("name of the sound: what is heard again under it is kept once"),
    )
    parser.set_defaults(run=run_captions)


def run_captions(options: argparse.Namespace) -> int:
    site.start()
    from tricity.events.roomclock import now_ms
    from tricity.language import LANGUAGES, UnknownLanguage, parse_code
    from tricity.rooms.asr import EngineUnavailable, SenseVoice, pieces, read_samples
    from tricity.rooms.listening import caption_pieces
    from tricity.rooms.queries import event_with_room

    event = event_with_room(options.event)
    if event is None:
        return _wrong(_("No event has the code %(code)s.") % {"code": options.event})
    try:
        language = parse_code(options.spoken) if options.spoken else ""
        engine = SenseVoice(options.model)
    except UnknownLanguage:
        return _wrong(_("Give one of these languages: %(known)s.") % {"known": ", ".join(LANGUAGES)})
    except EngineUnavailable as missing:
        return _wrong(_("The engine cannot be loaded: %(reason)s") % {"reason": missing})
    began_ms = now_ms()
    stream = options.stream or f"sound-{began_ms}"
    source = options.sound.open("rb") if options.sound else sys.stdin.buffer
    with source:
        heard = pieces(read_samples(source))
        for row in caption_pieces(event, engine, heard, language=language, stream=stream, began_ms=began_ms):
            say.result(f"{row.seq} {row.language} {row.text}")
            sys.stdout.flush()
    return 0


def _wrong(message: str) -> int:
    say.note(message)
    return 2
