"""The same records give the same bytes: in whatever order they come, and by however many processes they are read."""

from decimal import Decimal
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.synthesis.examples import ORGANIZATIONS, RECORDS
from tests.synthesis.planting import plant
from tricity.language import Engine, Thesaurus
from tricity.synthesis import (
    Horizon,
    Kind,
    Priority,
    Record,
    Status,
    Synthesis,
    TopicModel,
    analyze_by,
    follow,
    parallel,
    synthesize,
    synthesize_analyzed,
)
from tricity.synthesis.finance import Terms
from tricity.synthesis.identity import Known

TERMS = [
    Terms(),
    Terms(budget_ceiling="3億円", minimum_contract="200만 원", local_entity="韓国"),
    Terms(budget_amount=Decimal(7), budget_currency="CNY", limited=frozenset({"minimum_contract"})),
]
TEXTS = sorted({text for each in RECORDS for text in (each.title, each.summary)})
LONG_ENOUGH = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@st.composite
def records(draw: st.DrawFn) -> list[Record]:
    """A few records whose texts, and thus scores, are often the same: ties are what order would show in."""
    count = draw(st.integers(0, 14))
    return [
        Record(
            id=f"r{number}",
            kind=draw(st.sampled_from(Kind)),
            country=draw(st.sampled_from(["CN", "JP", "KR"])),
            title=draw(st.sampled_from(TEXTS)),
            summary=draw(st.sampled_from(["", *TEXTS])),
            language=draw(st.sampled_from(["", "zh-hans", "ja", "ko"])),
            city=draw(st.sampled_from([None, "A", "B"])),
            status=draw(st.sampled_from([None, *Status])),
            horizon=draw(st.sampled_from([None, *Horizon])),
            priority=draw(st.sampled_from([None, *Priority])),
            terms=draw(st.sampled_from(TERMS)),
        )
        for number in range(count)
    ]


@LONG_ENOUGH
@given(given_records=records(), random=st.randoms(use_true_random=False))
def test_shuffled_records_give_the_same_bytes(
    given_records: list[Record], random: Random, thesaurus: Thesaurus, engine: Engine
) -> None:
    shuffled, bodies = list(given_records), list(ORGANIZATIONS)
    random.shuffle(shuffled)
    random.shuffle(bodies)

    assert bytes_of(synthesize(shuffled, bodies, thesaurus, engine)) == bytes_of(
        synthesize(given_records, ORGANIZATIONS, thesaurus, engine)
    )


@LONG_ENOUGH
@given(before=records(), after=records(), random=st.randoms(use_true_random=False))
def test_ids_are_kept_in_whatever_order_records_come(
    before: list[Record], after: list[Record], random: Random, thesaurus: Thesaurus, engine: Engine
) -> None:
    first = synthesize(before, ORGANIZATIONS, thesaurus, engine)
    random.shuffle(before)
    again = synthesize(before, ORGANIZATIONS, thesaurus, engine)
    found = synthesize(after, ORGANIZATIONS, thesaurus, engine).opportunities

    followed, changes = follow(map(Known.of, first.opportunities), found)

    assert (followed, changes) == follow(map(Known.of, again.opportunities), found)
    assert len({each.id for each in followed}) == len(followed)


@pytest.mark.parametrize("workers", [2, 3])
def test_more_processes_give_the_same_bytes(
    workers: int, thesaurus: Thesaurus, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parallel, "BATCH", 7)
    planted = plant(60, most=3).records
    told: list[tuple[str, int, int]] = []

    alone = analyze_by(1, planted, engine)
    together = analyze_by(workers, planted[::-1], engine, lambda *progress: told.append(progress))

    model = TopicModel(thesaurus, engine)
    assert bytes_of(synthesize_analyzed(together, [], model, engine)) == bytes_of(
        synthesize_analyzed(alone, [], model, engine)
    )
    assert told[-1] == ("analyze", len(planted), len(planted))


def bytes_of(found: Synthesis) -> dict[str, bytes]:
    return {name: text.encode() for name, text in found.files().items()}
