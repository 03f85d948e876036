"""`tricity search` and `synthesize`: the two commands that work on plain files without any site."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tricity.language import LanguageError, RunRow, Thesaurus, encoded_texts, search_files
from tricity.site.cli import say
from tricity.site.cli.speech import gettext as _

SEED = Path(__file__).resolve().parents[2] / "terms/seed/thesaurus.jsonl"


def add_commands(commands: Any) -> None:
    search = commands.add_parser(
        "search",
        help=_("search records in files, in any language"),
        description=_("Answer queries of any language from records of all languages; prints a TREC run."),
    )
    search.add_argument(
        "--records", nargs="+", type=Path, required=True, metavar="PATH", help=_("JSON Lines of records")
    )
    search.add_argument(
        "--queries", type=Path, required=True, metavar="FILE", help=_("JSON Lines of queries: id, lang, text")
    )
    search.add_argument(
        "--top", type=int, default=100, metavar="N", help=_("hits for each query (default: 100)")
    )
    search.add_argument(
        "--format", choices=["trec", "jsonl"], default="trec", help=_("output format (default: trec)")
    )
    search.add_argument("--explain", action="store_true", help=_("add the reasons of each hit, as JSON"))
    search.add_argument(
        "--encoder",
        type=Path,
        metavar="FOLDER",
        help=_("folder of a neural encoder (ONNX) whose vectors are used"),
    )
    search.set_defaults(run=run_search)
    synthesize = commands.add_parser(
        "synthesize",
        help=_("find topics, matches, overlaps and opportunities in files"),
        description=_(
            "Write topics, emergent topics, matches, overlaps and candidates for the records in files."
        ),
    )
    synthesize.add_argument(
        "--records",
        nargs="+",
        type=Path,
        required=True,
        metavar="PATH",
        help=_("JSON Lines of records and organizations"),
    )
    synthesize.add_argument("--out", type=Path, required=True, metavar="DIR", help=_("folder to write to"))
    synthesize.add_argument(
        "--topics",
        type=Path,
        metavar="FILE",
        help=_("JSON Lines of topics that replace the thesaurus: id, labels"),
    )
    synthesize.add_argument(
        "--previous",
        type=Path,
        metavar="DIR",
        help=_("folder of an earlier run: candidates keep their ids, and what changed is written"),
    )
    synthesize.add_argument(
        "--engine",
        choices=["processes", "native", "ray"],
        default="processes",
        help=_(
            "what reads records: processes of its own (default), Daft on this machine, or Daft on a Ray cluster"
        ),
    )
    synthesize.add_argument(
        "--ray-address",
        metavar="ADDRESS",
        default=os.environ.get("TRICITY_RAY_ADDRESS", ""),
        help=_(
            "Ray cluster, as host:port (default: TRICITY_RAY_ADDRESS, else one on this machine for the run)"
        ),
    )
    synthesize.add_argument(
        "--workers",
        type=int,
        metavar="N",
        help=_("how many processes read records (default: 1; with native and ray, one per processor)"),
    )
    synthesize.add_argument(
        "--decisions",
        type=Path,
        metavar="FILE",
        help=_("JSON Lines of what curators decided on candidates: deed, id, decided_on, reason"),
    )
    synthesize.add_argument(
        "--on",
        type=dt.date.fromisoformat,
        default=dt.date.today(),  # noqa: DTZ011 - the day where the command is typed
        metavar="DAY",
        help=_("day on which needs must still be valid, as 2026-03-31 (default: today)"),
    )
    synthesize.add_argument(
        "--rates",
        type=Path,
        metavar="FILE",
        help=_(
            "exchange rates instead of those shipped: a table of year, currency, per_usd, source, read_on"
        ),
    )
    synthesize.add_argument("--json", action="store_true", help=_("print JSON"))
    synthesize.set_defaults(run=run_synthesize)


def run_search(options: argparse.Namespace) -> int:
    if options.top < 1:
        say.note(_("--top must be at least 1."))
        return 2
    if not _all_readable([*options.records, options.queries]):
        return 2
    write = _json_line if options.format == "jsonl" else _explained_line if options.explain else RunRow.line
    try:
        thesaurus = Thesaurus.from_jsonl(SEED)
        rows = search_files(
            options.records,
            options.queries,
            top=options.top,
            thesaurus=thesaurus,
            explain=options.explain,
            vectors=encoded_texts(options.encoder) if options.encoder else None,
        )
        for row in rows:
            sys.stdout.write(write(row) + "\n")
    except LanguageError as error:
        say.note(str(error))
        return 1
    return 0


def _explained_line(row: RunRow) -> str:
    """A line of the run with its reasons as JSON behind a tab: readers of TREC runs take the first six columns."""
    return f"{row.line()}\t{json.dumps([asdict(reason) for reason in row.reasons], ensure_ascii=False)}"


def _json_line(row: RunRow) -> str:
    return json.dumps(asdict(row), ensure_ascii=False)


def run_synthesize(options: argparse.Namespace) -> int:
    from tricity.synthesis import Carrier, ClusterUnreachable, EngineMissing, SynthesisError, synthesize_files

    if options.workers is not None and options.workers < 1:
        say.note(_("--workers must be at least 1."))
        return 2
    optional = [path for path in (options.topics, options.previous, options.decisions, options.rates) if path]
    if not _all_readable([*options.records, *optional]):
        return 2
    try:
        with say.Bar(_("Synthesizing"), quiet=options.json) as bar:
            found = synthesize_files(
                options.records,
                options.out,
                options.topics,
                lambda _part, done, total: bar(done, total),
                thesaurus=SEED,
                previous=options.previous,
                workers=options.workers,
                carrier=Carrier(options.engine),
                ray_address=options.ray_address,
                on=options.on,
                rates=options.rates,
                decisions=options.decisions,
            )
    except EngineMissing as error:
        wording = _("%(package)s is missing, which --engine %(engine)s needs: pip install 'tricity[ray]'")
        say.note(wording % {"package": error.package, "engine": options.engine})
        return 1
    except ClusterUnreachable as error:
        wording = _("The Ray cluster at %(address)s cannot be reached: %(problem)s")
        say.note(wording % {"address": error.address, "problem": error.problem})
        return 1
    except (LanguageError, SynthesisError) as error:
        say.note(str(error))
        return 1
    counts = {name: len(getattr(found, name)) for name in ("topics", "matches", "opportunities")}
    say.result({"out": str(options.out), **counts} if options.json else _summary(options.out, counts))
    return 0


def _summary(out: Path, counts: dict[str, int]) -> str:
    wording = _(
        "%(topics)d topics of records, %(matches)d matches and %(opportunities)d opportunities written to %(out)s"
    )
    return wording % {"out": out, **counts}


def _all_readable(paths: list[Path]) -> bool:
    missing = [str(path) for path in paths if not path.exists()]
    if missing:
        say.note(_("No such file: %(paths)s") % {"paths": ", ".join(missing)})
    return not missing
