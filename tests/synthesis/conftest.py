"""A small thesaurus and a few records of three countries, written for these tests."""

import pytest

from tests.synthesis.examples import ORGANIZATIONS, RECORDS, THESAURUS_LINES
from tricity.language import Engine, Thesaurus
from tricity.synthesis import Synthesis, synthesize


@pytest.fixture(scope="session")
def thesaurus() -> Thesaurus:
    return Thesaurus.from_jsonl(THESAURUS_LINES)


@pytest.fixture(scope="session")
def engine(thesaurus: Thesaurus) -> Engine:
    return Engine(thesaurus)


@pytest.fixture(scope="session")
def found(thesaurus: Thesaurus, engine: Engine) -> Synthesis:
    return synthesize(RECORDS, ORGANIZATIONS, thesaurus, engine)
