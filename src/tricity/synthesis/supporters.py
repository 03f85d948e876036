"""National bodies that could support a joint project."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from tricity.language import Analysis, CollectionStatistics, Concept, Engine, Thesaurus, identify
from tricity.synthesis.analysis import AnalyzedRecord, analyze_organization
from tricity.synthesis.records import Kind, Organization, Record
from tricity.synthesis.topics import TopicModel
from tricity.synthesis.values import Supporter, SupportReason, TopicAssignment, Via

SUPPORTING_TYPES: Final = frozenset({"association", "government"})
MOST_SUPPORTERS: Final = 2  # from one country
LEAST_WEIGHT: Final = 0.35  # of the topic in what a body says it does

# How bodies that act for cities in general describe that, in the words of such bodies' own pages.
_FOR_CITIES: Final = Thesaurus(
    [
        Concept(
            "for-cities",
            {
                "zh-hans": (
                    "智慧城市",
                    "城市数字化转型",
                    "城市全域数字化",
                    "为城市提供",
                    "组织城市",
                    "各地",
                    "地方政府",
                ),
                "zh-hant": ("智慧城市", "地方政府"),
                "ja": ("スマートシティ", "地方公共団体", "地方自治体", "自治体", "官民連携"),
                "ko": ("스마트시티", "스마트도시", "지자체", "지방자치단체"),
                "en": ("smart city", "local government", "municipality", "cities"),
            },
        )
    ]
)


@dataclass(frozen=True, slots=True)
class AnalyzedOrganization:
    """A body, the topics of what it does, and where its role says that it acts for cities, in order.

    `named_for_cities` says that its very name does.
    """

    organization: Organization
    topics: tuple[TopicAssignment, ...]
    for_cities: tuple[tuple[int, int], ...]
    named_for_cities: bool


def analyze_organizations(
    organizations: Iterable[Organization], model: TopicModel, engine: Engine, statistics: CollectionStatistics
) -> list[AnalyzedOrganization]:
    """Return the organizations with the topics of their role texts, sorted by id."""
    ordered = sorted(organizations, key=lambda each: each.id)
    roles = [_as_record(each, analyze_organization(each, engine)) for each in ordered]
    found: dict[str, list[TopicAssignment]] = {}
    for topic in model.assign(roles, statistics):
        found.setdefault(topic.record_id, []).append(topic)
    return [
        AnalyzedOrganization(
            each, tuple(found.get(each.id, ())), _for_cities(role.summary), _named_for_cities(each)
        )
        for each, role in zip(ordered, roles, strict=True)
    ]


def _as_record(organization: Organization, role: Analysis) -> AnalyzedRecord:
    shell = Record(organization.id, Kind.SOLUTION, organization.country, "", organization.role, role.language)
    return AnalyzedRecord(shell, role.language, Analysis("", role.language, (), ()), role)


def _for_cities(role: Analysis) -> tuple[tuple[int, int], ...]:
    boundaries = {place for token in role.tokens for place in (token.start, token.end)}
    found = _FOR_CITIES.find(role.text, role.language, boundaries)
    return tuple((mention.start, mention.end) for mention in found)


def _named_for_cities(body: Organization) -> bool:
    named = [_FOR_CITIES.find(name, identify(name)) for name in (body.name, body.name_en or "")]
    return any(named)


def _is_said(topic: TopicAssignment) -> bool:
    return bool(topic.reasons) and topic.reasons[0].via is not Via.WORDS


def supporters_of(
    concept_id: str,
    countries: Sequence[str],
    organizations: Iterable[AnalyzedOrganization],
    records: Sequence[Record],
) -> tuple[Supporter, ...]:
    """Return at most two associations or government bodies of each country, by country.

    First those whose role speaks of the topic, then those that take part in one of the records, then those that act
    for cities in general, of which one is always named; among equals associations, then by id.
    """
    names = {each.name for record in records for each in record.organizations}
    ids = {each.organization_id for record in records for each in record.organizations}
    ranked = []
    for each in organizations:
        body = each.organization
        if body.type not in SUPPORTING_TYPES or body.country not in countries:
            continue
        topic = next((topic for topic in each.topics if topic.concept_id == concept_id), None)
        if topic is not None and topic.weight >= LEAST_WEIGHT and _is_said(topic):
            place = topic.reasons[0].quotation
            rank, weight, start, end = 0, -topic.weight, place.start, place.end
            reason = SupportReason.TOPIC
        elif body.name in names or body.id in ids:
            rank, weight, start, end, reason = 1, 0.0, 0, 0, SupportReason.PARTICIPANT
        elif each.for_cities or each.named_for_cities:
            # Who says so once in passing acts for cities less than who says little else, or is named for it.
            rank, weight, reason = (
                2,
                -float(len(each.for_cities) + 2 * each.named_for_cities),
                SupportReason.CITIES,
            )
            start, end = each.for_cities[0] if each.for_cities else (0, 0)
        else:
            continue
        supporter = Supporter(body.id, body.country, reason, start, end, body.role[start:end])
        ranked.append((rank, weight, body.type != "association", body.id, supporter))
    ranked.sort(key=lambda item: item[:4])
    chosen: list[Supporter] = []
    for country in sorted(countries):
        mine = [item[4] for item in ranked if item[4].country == country]
        general = [each for each in mine if each.reason is SupportReason.CITIES]
        special = [each for each in mine if each.reason is not SupportReason.CITIES]
        special = special[: MOST_SUPPORTERS - min(1, len(general))]
        chosen += [*special, *general][:MOST_SUPPORTERS]
    return tuple(chosen)
