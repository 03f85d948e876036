"""A small thesaurus and its engine, shared by the tests of this folder."""

import pytest

from tricity.language import Concept, Engine, Thesaurus

CONCEPTS = (
    Concept(
        "mobility",
        {"en": ("mobility",), "zh-hans": ("交通出行",), "ja": ("モビリティ",), "ko": ("모빌리티",)},
        top=True,
    ),
    Concept(
        "parking",
        {
            "zh-hans": ("智慧停车", "停车场"),
            "zh-hant": ("智慧停車", "停車場"),
            "ja": ("スマート駐車", "駐車場"),
            "ko": ("스마트 주차", "공영 주차장", "주차장"),
            "en": ("smart parking", "parking lot"),
        },
        broader=("mobility",),
    ),
    Concept(
        "evacuation",
        {
            "zh-hans": ("地震疏散避难",),
            "ja": ("地震避難",),
            "ko": ("지진 대피",),
            "en": ("earthquake evacuation",),
        },
    ),
    Concept(
        "ai",
        {
            "en": ("AI", "artificial intelligence"),
            "zh-hans": ("人工智能",),
            "ja": ("AI", "人工知能"),
            "ko": ("인공지능",),
        },
    ),
)
NAMES = {"yokohama": {"ja": "横浜", "ko": "요코하마", "en": "Yokohama", "zh-hans": ["横滨", "横滨市"]}}


@pytest.fixture(scope="session")
def thesaurus() -> Thesaurus:
    return Thesaurus(CONCEPTS)


@pytest.fixture(scope="session")
def engine(thesaurus: Thesaurus) -> Engine:
    return Engine(thesaurus, NAMES)
