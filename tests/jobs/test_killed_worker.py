from __future__ import annotations

import json
import signal
from pathlib import Path

from tests.migrated import prepare
from tests.site.processes import run, start, wait_for

# A lease of one second, so that the test need not wait a minute; the job sleeps when it is tried first.
SETUP = """
import datetime as dt, json, os, pathlib, time
from tricity.jobs import actions, registry, worker
from tricity.jobs.models import Job
actions.LEASE, worker.BEAT_SECONDS = dt.timedelta(seconds=1), 0.2
actions.PAUSES = (dt.timedelta(0),)
started, finished = pathlib.Path("{folder}/started"), pathlib.Path("{folder}/finished")

@registry.job("write")
def write(text):
    if not started.exists():
        started.write_text(str(os.getpid()))
        time.sleep(60)
    finished.write_text(text)
"""


def test_job_survives_the_death_of_its_worker(tmp_path: Path) -> None:
    setup = SETUP.format(folder=tmp_path)
    enqueue = """
actions.enqueue("write", text="done")
worker.run_one()
"""
    prepare(tmp_path)
    doomed = start(tmp_path, setup + enqueue)
    wait_for((tmp_path / "started").exists)

    alive = run(tmp_path, setup + "time.sleep(1.5); print(actions.reap(), Job.objects.get().state)")
    doomed.send_signal(signal.SIGKILL)
    doomed.communicate()
    follow = """
time.sleep(1.5)
worker.run_one()
job = Job.objects.get()
print(json.dumps([job.state, job.attempts]))
"""
    after = json.loads(run(tmp_path, setup + follow))

    assert alive == "0 running", "the heartbeat keeps the lease of a worker that lives"
    assert after == ["done", 2]
    assert (tmp_path / "finished").read_text() == "done"
