"""A long import in a real process on a real database, killed with no chance to tidy up."""

from __future__ import annotations

import json
import signal
import time
from pathlib import Path

from tests.migrated import prepare
from tests.site.processes import run, start

COUNTRY = """
from tricity.directory.models import Country
Country.objects.create(code="KR", names={"en": "Korea"}, language="ko", capital_names={}, capital_time_zone="Asia/Seoul")
"""
COUNT = "from tricity.knowledge.models import Record; print(Record.objects.count())"
UNDO = "from tricity.knowledge.imports.journal import undo_interrupted; print(undo_interrupted())"
IMPORT = "from tricity.site.cli import main; main(['import', {path!r}])"


def test_a_killed_import_leaves_nothing(tmp_path: Path) -> None:
    data, many = tmp_path / "site", tmp_path / "many.jsonl"
    rows = (
        {
            "kind": "initiative",
            "id": f"i-{number}",
            "country": "KR",
            "lang": "ko",
            "title": f"제목 {number}",
            "summary": "요약이 여기에 적혀 있습니다.",
            "organizations": [{"name": "수원시청", "role": "lead"}],
            "renderings": [{"field": "title", "language": "en", "text": "Title", "origin": "human"}],
        }
        for number in range(3000)
    )
    many.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    prepare(data, COUNTRY)
    doomed = start(data, IMPORT.format(path=str(many)))
    running = data / "imports/running"

    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and doomed.poll() is None:
        if any(path.read_text(encoding="utf-8").count("\n") >= 2 for path in running.glob("*.jsonl")):
            doomed.send_signal(signal.SIGKILL)
            break
        time.sleep(0.005)
    said = doomed.communicate()[0]

    assert doomed.returncode == -signal.SIGKILL, said
    assert int(run(data, COUNT)) > 0
    assert run(data, UNDO) == "1"
    assert run(data, COUNT) == "0"
