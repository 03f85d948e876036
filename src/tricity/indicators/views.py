from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tricity.directory.queries import countries_in_order
from tricity.indicators import digests
from tricity.indicators.reading import registry
from tricity.terms.queries import concepts_by_slug
from tricity.translation.names import name_in
from tricity.web.languages import reader_language


@require_safe
def indicators(request: HttpRequest) -> HttpResponse:
    """Frameworks side by side, narrowed to the themes asked for by `theme`; one query."""
    language = reader_language()
    frameworks = digests.framework_views(countries_in_order(language), language)
    themes = digests.theme_views(frameworks, language)
    asked = [each.id for each in themes if each.id in request.GET.getlist("theme")]
    context = {
        "frameworks": frameworks,
        "choices": [(each.id, each.name, each.id in asked) for each in themes],
        "rows": [(each, digests.cells(each, frameworks)) for each in themes if not asked or each.id in asked],
        "is_filtered": bool(asked),
    }
    return render(request, "indicators/indicators.html", context)


@require_safe
def theme(request: HttpRequest, theme: str) -> HttpResponse:
    """One theme: what each framework counts, and how that stands to the theme; two queries."""
    found = registry().themes.get(theme)
    if found is None:
        raise Http404
    language = reader_language()
    frameworks = digests.framework_views(countries_in_order(language), language)
    concept = concepts_by_slug([found.topic]).get(found.topic)
    context = {
        "theme": digests.theme_view(found, frameworks, language),
        "topic": concept,
        "topic_name": name_in(concept.names, language) if concept else None,
    }
    return render(request, "indicators/theme.html", context)
