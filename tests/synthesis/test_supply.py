"""What is there, and what is missing, to supply a solution in another country."""

import pytest

from tricity.synthesis.finance import Aspect, Fit, Terms, countries_named, supply

FITS, NOT, UNKNOWN = Fit.FITS, Fit.DOES_NOT_FIT, Fit.UNKNOWN


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("日本・韓国", {"JP", "KR"}),
        ("中国地方の支社", set()),
        ("中国、日本和韩国", {"CN", "JP", "KR"}),
        ("대한민국, 일본", {"KR", "JP"}),
        ("Japan and South Korea", {"JP", "KR"}),
        ("just us", set()),
        ("Singapore", {"SG"}),
        ("", set()),
    ],
)
def test_countries_are_named_in_any_language(text: str, codes: set[str]) -> None:
    assert countries_named(text) == codes


def test_at_home_means_the_providers_country() -> None:
    assert countries_named("국내 데이터센터", "KR") == {"KR"}
    assert countries_named("国内3か所", "JP") == {"JP"}


@pytest.mark.parametrize(
    ("aspect", "terms", "expected"),
    [
        (Aspect.SERVED, Terms(countries_served="日本、韓国"), FITS),
        (Aspect.SERVED, Terms(countries_served="日本、中国"), NOT),
        (Aspect.SERVED, Terms(countries_served="全世界"), FITS),
        (Aspect.SERVED, Terms(countries_served="要相談"), UNKNOWN),
        (Aspect.LOCAL_ENTITY, Terms(local_entity="韓国に合弁会社"), FITS),
        (Aspect.LOCAL_ENTITY, Terms(local_entity="上海（中国）に支社"), NOT),
        (Aspect.LOCAL_ENTITY, Terms(), UNKNOWN),
        (Aspect.CERTIFICATION, Terms(certifications="ISO 27001"), UNKNOWN),
        (Aspect.CERTIFICATION, Terms(certifications="CSAP (SaaS)"), FITS),
        (Aspect.CERTIFICATION, Terms(certifications="ISMAP"), NOT),
        (Aspect.DATA_LOCATION, Terms(data_location="シンガポール"), NOT),
        (Aspect.DATA_LOCATION, Terms(data_location="Seoul, Korea"), FITS),
        (Aspect.DATA_LOCATION, Terms(data_location="クラウド"), UNKNOWN),
        (Aspect.REFERENCE, Terms(references="한국 세종시"), FITS),
        (Aspect.REFERENCE, Terms(references="日本の12市"), NOT),
        (Aspect.REFERENCE, Terms(), UNKNOWN),
    ],
)
def test_each_aspect_of_a_japanese_solution_for_korea(aspect: Aspect, terms: Terms, expected: Fit) -> None:
    assert supply(terms, "JP", "KR", [])[aspect] is expected


def test_where_it_runs_counts_as_a_reference() -> None:
    assert supply(Terms(), "JP", "KR", ["JP", "KR"])[Aspect.REFERENCE] is FITS
    assert supply(Terms(), "JP", "KR", ["JP"])[Aspect.REFERENCE] is NOT


def test_at_home_a_provider_is_a_local_entity() -> None:
    assert supply(Terms(), "JP", "JP", [])[Aspect.LOCAL_ENTITY] is FITS


@pytest.mark.parametrize(
    "name", ["countries_served", "local_entity", "certifications", "data_location", "references"]
)
def test_a_hidden_text_answers_nothing(name: str) -> None:
    hidden = Terms(**{name: "韓国 CSAP"}, limited=frozenset({name}))

    assert supply(hidden, "JP", "KR", []) == supply(Terms(), "JP", "KR", [])
