"""What the synthesis says with keys and numbers, in the active language. Countries come as names, in their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tricity.knowledge.digests.sentences import listed


def title(topic: str, countries: Sequence[str]) -> str:
    """“Parking: China, Japan, Korea”."""
    return _("%(topic)s: %(countries)s") % {"topic": topic, "countries": listed(countries)}


def needs(count: int) -> str:
    return ngettext("%(count)d need", "%(count)d needs", count) % {"count": count}


def plans(count: int) -> str:
    return ngettext("%(count)d plan or pilot", "%(count)d plans or pilots", count) % {"count": count}


def running(count: int) -> str:
    """In a field of the table, where only running and completed initiatives are counted."""
    return ngettext("%(count)d running", "%(count)d running", count) % {"count": count}


def works(count: int) -> str:
    return ngettext("%(count)d initiative", "%(count)d initiatives", count) % {"count": count}


def offers(count: int) -> str:
    return ngettext("%(count)d solution", "%(count)d solutions", count) % {"count": count}


def cities(count: int) -> str:
    return ngettext("%(count)d city", "%(count)d cities", count) % {"count": count}


def overlap(sentence: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """One sentence on a topic across countries; `names`: country code → name, in the order to be listed."""
    parameters = sentence.get("parameters", {})
    values = {
        part: listed(name for code, name in names.items() if code in parameters.get(part, ()))
        for part in ("needed", "planned", "running", "offered")
    }
    values |= {
        "needs": needs(parameters.get("needs", 0)),
        "plans": plans(parameters.get("plans", 0)),
        "works": works(parameters.get("works", 0)),
        "offers": offers(parameters.get("offers", 0)),
    }
    pattern = _overlap_patterns().get(sentence.get("key", ""), _("Nothing has been published on this yet."))
    return pattern % values


def _overlap_patterns() -> dict[str, str]:
    return {
        "needed": _("Needed in %(needed)s (%(needs)s)."),
        "planned": _("Planned in %(planned)s (%(plans)s)."),
        "running": _("Running in %(running)s (%(works)s)."),
        "offered": _("Offered from %(offered)s (%(offers)s)."),
        "needed_planned": _("Needed in %(needed)s (%(needs)s); planned in %(planned)s (%(plans)s)."),
        "needed_running": _("Needed in %(needed)s (%(needs)s); running in %(running)s (%(works)s)."),
        "needed_offered": _("Needed in %(needed)s (%(needs)s); offered from %(offered)s (%(offers)s)."),
        "planned_running": _("Planned in %(planned)s (%(plans)s); running in %(running)s (%(works)s)."),
        "planned_offered": _("Planned in %(planned)s (%(plans)s); offered from %(offered)s (%(offers)s)."),
        "running_offered": _("Running in %(running)s (%(works)s); offered from %(offered)s (%(offers)s)."),
        "needed_planned_running": _(
            "Needed in %(needed)s (%(needs)s); planned in %(planned)s (%(plans)s); running in %(running)s (%(works)s)."
        ),
        "needed_planned_offered": _(
            "Needed in %(needed)s (%(needs)s); planned in %(planned)s (%(plans)s); "
            "offered from %(offered)s (%(offers)s)."
        ),
        "needed_running_offered": _(
            "Needed in %(needed)s (%(needs)s); running in %(running)s (%(works)s); "
            "offered from %(offered)s (%(offers)s)."
        ),
        "planned_running_offered": _(
            "Planned in %(planned)s (%(plans)s); running in %(running)s (%(works)s); "
            "offered from %(offered)s (%(offers)s)."
        ),
        "needed_planned_running_offered": _(
            "Needed in %(needed)s (%(needs)s); planned in %(planned)s (%(plans)s); "
            "running in %(running)s (%(works)s); offered from %(offered)s (%(offers)s)."
        ),
    }


def choice(sentence: Mapping[str, Any]) -> str:
    """Which topics a view shows, of how many."""
    if sentence.get("key") == "across":
        return _("Services that work across borders, as far as records name them.")
    parameters = sentence.get("parameters", {})
    return ngettext(
        "%(shown)d topic is shown, of %(shared)d with needs or plans in two countries or more.",
        "%(shown)d topics are shown, of %(shared)d with needs or plans in two countries or more.",
        parameters.get("shown", 0),
    ) % {"shown": parameters.get("shown", 0), "shared": parameters.get("shared", 0)}


def reason(role: str, count: int, countries: Sequence[str]) -> str:
    """Why a candidate is proposed, from one part of its evidence."""
    patterns = {
        "need": ngettext(
            "Cities have stated %(count)d need on this topic, in: %(countries)s.",
            "Cities have stated %(count)d needs on this topic, in: %(countries)s.",
            count,
        ),
        "plan": ngettext(
            "%(count)d plan or pilot goes the same way, in: %(countries)s.",
            "%(count)d plans or pilots go the same way, in: %(countries)s.",
            count,
        ),
        "experience": ngettext(
            "%(count)d initiative runs or is completed already, so that others can learn from it, in: %(countries)s.",
            "%(count)d initiatives run or are completed already, so that others can learn from them, in: %(countries)s.",
            count,
        ),
        "offer": ngettext(
            "%(count)d solution is offered that may fit, from: %(countries)s.",
            "%(count)d solutions are offered that may fit, from: %(countries)s.",
            count,
        ),
    }
    return patterns[role] % {"count": count, "countries": listed(countries)}


def support(why: str) -> str:
    """Why a body is named as a possible supporter."""
    sentences = {
        "topic": _("What it does covers this topic."),
        "participant": _("It takes part in work named here."),
        "cities": _("It acts for cities in general."),
    }
    return sentences.get(why, sentences["cities"])


def first_step(horizon: str, roles: frozenset[str]) -> str:
    """A possible first step, from what exists; it commits nobody."""
    if "experience" in roles and "need" in roles:
        if horizon == "short":
            return _(
                "The cities that need it could ask those that have done it for one online meeting, "
                "and then choose one thing to try within a year."
            )
        return _(
            "The cities that need it could visit or question those that have done it, "
            "and write down together what would have to be different at home."
        )
    if "experience" in roles:
        return _("The cities that plan it could compare their plans with the work that runs already.")
    if "offer" in roles:
        return _(
            "The cities could describe their need together, and ask the providers named for information."
        )
    return _(
        "The cities could compare their needs and plans, and describe together what they have in common."
    )


def horizon(value: str) -> str:
    """Why a candidate counts as short or long term."""
    if value == "short":
        return _("Short term: work that runs already can be learned from, and most needs are to be met soon.")
    return _("Long term: most needs reach over years, or nobody named here runs it yet.")


def warning(sentence: Mapping[str, Any]) -> str:
    """On how little an overlap rests; empty for what is not known here."""
    values = sentence.get("parameters", {})
    patterns = {
        "rests_on_one_language": _(
            "%(records)d of %(of)d records on it are written in %(language)s; others may use words that are not known here."
        ),
        "rests_on_one_term": _(
            "%(records)d of %(of)d records on it are known by one national term alone: “%(term)s”."
        ),
        "gone_with_equal_weights": _(
            "It is among the first topics only while countries that publish more weigh more."
        ),
    }
    languages = {"zh": _("Chinese"), "ja": _("Japanese"), "ko": _("Korean"), "en": _("English")}
    spoken = languages.get(values.get("language", ""), values.get("language", ""))
    return patterns.get(sentence.get("key", ""), "") % {**values, "language": spoken}
