import json
import random
from pathlib import Path

import jsonschema
import pytest

from tests.synthesis.examples import ORGANIZATIONS, RECORDS, THESAURUS_LINES
from tricity.language import Engine, Thesaurus
from tricity.synthesis import Synthesis, synthesize, synthesize_files

SCHEMAS = Path(__file__).parents[2] / "docs" / "reference"
NAMES = (
    "topics.jsonl",
    "emergent.jsonl",
    "matches.jsonl",
    "peers.jsonl",
    "overlaps.json",
    "timelines.json",
    "opportunities.json",
)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "emergent.jsonl"])
def test_files_are_valid_against_their_schemas(found: Synthesis, tmp_path: Path, name: str) -> None:
    found.write(tmp_path)
    schema = json.loads((SCHEMAS / f"{name.partition('.')[0]}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)

    text = (tmp_path / name).read_text(encoding="utf-8")
    values = [json.loads(line) for line in text.splitlines()] if name.endswith("l") else [json.loads(text)]

    assert values
    for value in values:
        validator.validate(value)


def test_shuffled_input_gives_the_same_bytes(tmp_path: Path, thesaurus: Thesaurus) -> None:
    written = []
    for seed in range(3):
        records, organizations, lines = list(RECORDS), list(ORGANIZATIONS), list(THESAURUS_LINES)
        for each in (records, organizations, lines):
            random.Random(seed).shuffle(each)
        terms = Thesaurus.from_jsonl(lines)
        synthesize(records, organizations, terms, Engine(terms)).write(tmp_path / str(seed))
        written.append([(tmp_path / str(seed) / name).read_bytes() for name in NAMES])

    assert written[0] == written[1] == written[2]


def test_nothing_in_gives_empty_files(tmp_path: Path) -> None:
    synthesize([], [], Thesaurus(), Engine()).write(tmp_path)

    assert (tmp_path / "topics.jsonl").read_bytes() == b""
    assert json.loads((tmp_path / "opportunities.json").read_bytes()) == {"opportunities": []}


def test_files_are_synthesized_with_any_topics(tmp_path: Path) -> None:
    rows = [
        {"id": "n", "kind": "need", "country": "JP", "lang": "ja", "title": "漏水を減らしたい", "city": "A"},
        {
            "id": "i",
            "kind": "initiative",
            "country": "CN",
            "lang": "zh-Hans",
            "title": "漏损管控",
            "city": "B",
            "status": "operating",
        },
    ]
    records, terms, topics = tmp_path / "r.jsonl", tmp_path / "t.jsonl", tmp_path / "topics.jsonl"
    records.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    terms.write_text("\n".join(THESAURUS_LINES), encoding="utf-8")
    topics.write_text('{"id": "L", "labels": {"en": ["water leakage"]}}', encoding="utf-8")
    stages: list[str] = []

    found = synthesize_files(
        [records], tmp_path / "out", topics, lambda stage, done, total: stages.append(stage), thesaurus=terms
    )

    assert {topic.concept_id for topic in found.topics} == {"L"}
    assert [(match.need_id, match.other_id) for match in found.matches] == [("n", "i")]
    assert stages == ["analyze", "topics", "matches", "opportunities"]
