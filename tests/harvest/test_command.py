"""`tricity harvest` on the command line, and what is left after it was killed."""

from __future__ import annotations

import json
import signal
from pathlib import Path

from tests.harvest.server import Answer, Catalogue, package, serving
from tests.migrated import prepare
from tests.site.processes import run, start, wait_for

SETUP = """
from django.conf import settings
from tricity.harvest.running.drafts import Drafter
settings.HARVEST_HOSTS = ["{host}"]
Drafter._topics = lambda *_: []
from tricity.site.sample import load_countries
from tricity.directory.models import Country, Organization
from tricity.harvest.models import Run, Source
from tricity.knowledge.models import Record
if not Country.objects.exists():
    load_countries()
    body = Organization.objects.create(type="city", country_id="JP", names={{"ja": "横浜市"}}, language="ja")
    Source.objects.create(name="open", form="ckan", kind="need", delay_s=0, address="{address}", owner=body)
from tricity.site.cli import main
"""


def test_killed_harvest_goes_on_and_makes_nothing_twice(tmp_path: Path) -> None:
    catalogue = Catalogue([package(each, f"駐車場 {each}") for each in range(1, 7)])
    with serving(catalogue):
        setup = SETUP.format(host=catalogue.host, address=catalogue.address)
        catalogue.routes["/robots.txt"] = lambda _q, _h: Answer(status=404)
        # The third page hangs; the command is killed while it waits.
        held = catalogue.answer

        def answer(path: str, headers: object) -> Answer:
            given = held(path, headers)
            if "start=4" in path and not hanging.exists():
                hanging.touch()
                given.pause_s = 20.0
            return given

        hanging = tmp_path / "hanging"
        catalogue.answer = answer  # type: ignore[method-assign]
        prepare(tmp_path)
        doomed = start(tmp_path, setup + 'main(["harvest", "open", "--json"])')
        wait_for(hanging.exists, 120)
        doomed.send_signal(signal.SIGKILL)
        doomed.communicate()

        said = json.loads(run(tmp_path, setup + 'main(["harvest", "open", "--json"])'))
        after = json.loads(
            run(
                tmp_path,
                setup + "import json; print(json.dumps([Run.objects.count(), Record.objects.count()]))",
            )
        )

    assert (said["state"], said["new"], said["pages"], said["troubles"]) == ("done", 6, 3, [])
    assert after == [1, 6]
