from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tricity.search.queries import index_is_ready
from tricity.site import state
from tricity.site.health.work import SILENT_SECONDS, WORKER
from tricity.site.home import home as home_context
from tricity.web.chosen import language_wanted
from tricity.web.languages import reader_language


@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """Send the reader to the home page in the language the browser asks for."""
    with override(language_wanted(request)):
        response = redirect(reverse("home"))
    response.headers["Vary"] = "Accept-Language, Cookie"
    return response


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "site/home.html", home_context(reader_language()))


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "site/about.html")


@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"status": "live"})


@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """The database answers and the search index opens: 200, else 503 naming what fails."""
    checks = {"database": _database_answers(), "index": index_is_ready()}
    return JsonResponse(
        {"ready": all(checks.values()), "checks": checks}, status=200 if all(checks.values()) else 503
    )


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """For monitors: “ok”, or 503 and “error”; which parts fail, and nothing more, since anybody may ask."""
    silent = state.seconds_since_beat(WORKER)
    checks = {
        "database": _database_answers(),
        "index": index_is_ready(),
        "worker": silent is not None and silent < SILENT_SECONDS,
    }
    is_well = all(checks.values())
    return JsonResponse(
        {"status": "ok" if is_well else "error", "checks": checks}, status=200 if is_well else 503
    )


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse("User-agent: *\nAllow: /\n", content_type="text/plain")


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone() == (1,)
    except Exception:  # noqa: BLE001  # whatever the driver raises, the answer is: not ready
        return False
