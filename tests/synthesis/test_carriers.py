"""What is said where an engine cannot be used, and what is done where it loses something; without Daft and Ray."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from pathlib import Path

import pytest

from tests.synthesis.comparing import plain
from tests.synthesis.examples import RECORDS
from tricity.language import Engine
from tricity.site.cli import main
from tricity.synthesis import Carrier, ClusterUnreachable, EngineUnavailable, analyze, analyze_on
from tricity.synthesis.analysis import texts_of
from tricity.synthesis.columns import Vocabulary
from tricity.synthesis.engines import frames, libraries, patience
from tricity.synthesis.engines.reading import BatchReader, Needs, pack, unpack
from tricity.synthesis.packing import Packer, Unpacker

PLACE = frames.Place("ray", workers=1)


@pytest.fixture(autouse=True)
def _as_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "_used", [])
    for name in libraries.SILENCE:
        monkeypatch.setenv(name, "")


def test_processes_are_the_engine_where_none_is_asked_for(engine: Engine) -> None:
    assert plain(analyze_on(Carrier.PROCESSES, RECORDS, engine)) == plain(analyze(RECORDS, engine))


def test_neither_library_is_loaded_before_it_is_asked_for() -> None:
    code = "import sys, tricity.synthesis; print([name for name in ('daft', 'ray', 'pyarrow') if name in sys.modules])"

    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert found.stdout.strip() == "[]"


@pytest.mark.parametrize(("option", "package"), [("native", "daft"), ("ray", "ray")])
def test_a_missing_package_is_named_with_how_to_install_it(
    option: str,
    package: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("daft", "ray"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setattr(libraries.importlib, "import_module", missing)

    assert synthesize(tmp_path, "--engine", option) == 1

    assert (
        f"{package} is missing, which --engine {option} needs: pip install 'tricity[ray]'"
        in capsys.readouterr().err
    )


def missing(name: str) -> None:
    raise ModuleNotFoundError(name=name)


@pytest.mark.parametrize(
    ("address", "problem"), [("127.0.0.1:1", "Connection refused"), ("cluster", "an address is host:port")]
)
def test_a_cluster_that_cannot_be_reached_is_named(
    address: str, problem: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert synthesize(tmp_path, "--engine", "ray", "--ray-address", address) == 1

    said = capsys.readouterr().err
    assert f"The Ray cluster at {address} cannot be reached:" in said
    assert problem in said


def test_the_address_is_a_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: Engine) -> None:
    monkeypatch.setenv("TRICITY_RAY_ADDRESS", "127.0.0.1:1")

    assert synthesize(tmp_path, "--engine", "ray") == 1
    with pytest.raises(ClusterUnreachable):
        analyze_on(Carrier.RAY, RECORDS, engine, address="127.0.0.1:1")


def test_libraries_are_loaded_with_their_telemetry_off(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[dict[str, str]] = []
    monkeypatch.delitem(sys.modules, "ray", raising=False)
    monkeypatch.setattr(libraries.importlib, "import_module", lambda name: seen.append(dict(os.environ)))

    libraries.load_ray(local=False)

    for name, value in {
        "DO_NOT_TRACK": "1",
        "DAFT_ANALYTICS_ENABLED": "0",
        "RAY_USAGE_STATS_ENABLED": "0",
        "RAY_DISABLE_DASHBOARD": "1",
    }.items():
        assert seen[0][name] == value


def test_a_library_loaded_before_with_its_telemetry_on_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "daft", sys)

    with pytest.raises(EngineUnavailable, match="it was loaded before; set DO_NOT_TRACK=1"):
        libraries.load_daft()


def test_a_cluster_of_our_own_needs_ray_loaded_for_this_machine_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "ray", sys)

    with pytest.raises(EngineUnavailable, match="loaded before, open to the network"):
        libraries.load_ray(local=True)


def test_rows_that_an_engine_lost_are_asked_for_again(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frames, "FEWEST", 3)
    packer = Packer(engine, whole=True)
    asked: list[int] = []

    def every_other(
        place: frames.Place, batches: Mapping[int, bytes], needs: bytes
    ) -> Iterator[tuple[int, bytes]]:
        asked.append(len(batches))
        for number, batch in list(batches.items())[::-2]:
            yield number, pack([packer.read(unpack(batch))])

    monkeypatch.setattr(frames, "_rows", every_other)
    given = sorted(RECORDS, key=lambda record: record.id)[:10]

    assert plain(frames.analyze(nullcontext(PLACE), given, engine, None)) == plain(analyze(given, engine))
    assert asked == [4, 2, 1]


def test_an_engine_that_loses_rows_each_time_is_given_up(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frames, "_rows", lambda *_: iter([]))

    with pytest.raises(EngineUnavailable, match="ray: it lost 1 of 1 batches in each of 3 rounds"):
        frames.analyze(nullcontext(PLACE), RECORDS[:2], engine, None)


def test_a_process_keeps_to_one_engine(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "load_daft", lambda: sys)
    monkeypatch.setattr(frames, "_used", ["ray"])

    with pytest.raises(EngineUnavailable, match="native: this process has used the engine ray before"):
        analyze_on(Carrier.NATIVE, RECORDS, engine)


def test_a_worker_reads_as_the_engine_it_was_sent(engine: Engine) -> None:
    given = sorted(RECORDS, key=lambda record: record.id)[:3]
    needs, batch = Needs.packed(engine), pack([texts_of(each) for each in given])

    read = BatchReader().read(Column([needs, needs]), Column([batch, batch]))

    for packed in read:
        (packet,) = unpack(packed)
        assert plain(Unpacker(Vocabulary()).unpack(packet, given)) == plain(analyze(given, engine))


def test_a_worker_with_another_dictionary_refuses(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    needs = Needs.packed(engine)
    versions = {**unpack(needs)[0], "sudachidict-core": "19990101"}

    with pytest.raises(RuntimeError, match=r"a worker has sudachidict-core .* instead of 19990101"):
        Needs.engine(pack([versions, *unpack(needs)[1:]]))


def test_nothing_is_waited_for_without_end() -> None:
    def never() -> Iterator[int]:
        yield 1
        patience.threading.Event().wait()

    came = patience.patiently(never(), seconds=0.05)

    assert next(came) == 1
    with pytest.raises(TimeoutError, match="no answer for 0 seconds"):
        next(came)


def test_what_goes_wrong_while_waiting_is_raised() -> None:
    def broken() -> Iterator[int]:
        yield 1
        raise KeyError("gone")

    came = patience.patiently(broken())

    assert next(came) == 1
    with pytest.raises(KeyError, match="gone"):
        next(came)


class Column(list[bytes]):
    """What Daft gives a batch function, as far as it is used."""

    def to_pylist(self) -> list[bytes]:
        return self


def synthesize(folder: Path, *options: str) -> int:
    (folder / "records.jsonl").write_text('{"id": "a", "kind": "need", "country": "JP", "title": "駐車"}\n')
    return main(["synthesize", "--records", str(folder / "records.jsonl"), "--out", str(folder), *options])
