from __future__ import annotations

import csv
import datetime as dt
import io
import re
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tricity.calendars import actions, digests, queries, rules
from tricity.calendars.forms import CoverageForm, DayForm
from tricity.calendars.models import CalendarCoverage, CalendarDay
from tricity.directory.models import Country
from tricity.directory.names import display
from tricity.directory.queries import countries_in_order
from tricity.web.languages import reader_language

_MONTH = re.compile(r"(20[2-9]\d)-(0[1-9]|1[0-2])")
_COLUMNS = ("country", "date", "kind", "name_en", "name_ja", "name_ko", "name_zh-Hans", "source", "stated_on")
MOST_TO_CHECK = 40


@require_safe
def calendars(request: HttpRequest) -> HttpResponse:
    """Holidays and working days side by side: the special days of a year, or every day of a month."""
    language, month = reader_language(), _month(request)
    year = month.year if month else _year(request)
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    countries = countries_in_order(language)
    heads = digests.heads(countries, queries.coverage_by_country(), language, request.user)
    days = list(queries.days_between(first, last))
    shown = [month] if month else [dt.date(year, number, 1) for number in range(1, 13)]
    mine = [head.code for head in heads if head.may_edit]
    context = {
        "heads": heads,
        "months": [digests.month(each, heads, days, language, every=bool(month)) for each in shown],
        "year": year,
        "month": month,
        "before": _beside(year, month, -1),
        "after": _beside(year, month, 1),
        "to_check": _to_check(mine, language),
        "may_edit_any": bool(mine),
    }
    return render(request, "calendars/calendars.html", context)


@require_safe
def download(request: HttpRequest, file_format: str) -> HttpResponse:
    """What is stated of a year's days, for programs; everybody may read it."""
    year = _year(request)
    rows = [_plain(day) for day in queries.days_between(dt.date(year, 1, 1), dt.date(year, 12, 31))]
    if file_format == "json":
        known = {
            code: {"known_until": each.known_until.isoformat(), "source": each.source}
            for code, each in queries.coverage_by_country().items()
        }
        return JsonResponse({"year": year, "coverage": known, "days": rows})
    if file_format != "csv":
        raise Http404
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_COLUMNS)
    for row in rows:
        names = [row["names"].get(code, "") for code in ("en", "ja", "ko", "zh-hans")]
        writer.writerow([row["country"], row["date"], row["kind"], *names, row["source"], row["stated_on"]])
    name = f'attachment; filename="calendar-days-{year}.csv"'
    content = "\ufeff" + text.getvalue()
    return HttpResponse(content, "text/csv; charset=utf-8", headers={"Content-Disposition": name})


@login_required
def day_new(request: HttpRequest, code: str) -> HttpResponse:
    country = _country_to_edit(request, code)
    return _day_form(request, CalendarDay(country=country.code), country)


@login_required
def day_edit(request: HttpRequest, pk: int) -> HttpResponse:
    day = get_object_or_404(CalendarDay, pk=pk)
    return _day_form(request, day, _country_to_edit(request, day.country))


def _day_form(request: HttpRequest, day: CalendarDay, country: Country) -> HttpResponse:
    form = DayForm(request.POST if request.method == "POST" else None, day=day)
    if form.is_bound and form.is_valid():
        saved = actions.save_day(form.fill(), by=request.user)
        messages.success(request, _("Saved."))
        return redirect(f"{reverse('calendars:calendars')}?month={saved.date:%Y-%m}")
    return _form(request, "calendars/day_form.html", {"form": form, "day": day}, country)


@login_required
def coverage_edit(request: HttpRequest, code: str) -> HttpResponse:
    country = _country_to_edit(request, code)
    row = CalendarCoverage.objects.filter(country=country.code).first()
    form = CoverageForm(
        request.POST if request.method == "POST" else None,
        coverage=row or CalendarCoverage(country=country.code),
    )
    if form.is_bound and form.is_valid():
        actions.save_coverage(form.fill(), by=request.user)
        messages.success(request, _("Saved."))
        return redirect("calendars:calendars")
    return _form(request, "calendars/coverage_form.html", {"form": form}, country)


def _form(request: HttpRequest, template: str, context: dict[str, Any], country: Country) -> HttpResponse:
    form = context["form"]
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    name = display(country.names, reader_language(), reader_language())
    return render(request, template, {**context, "country": name}, status=status)


def _country_to_edit(request: HttpRequest, code: str) -> Country:
    """A country of the directory, for those who keep its calendar. Raises Http404, PermissionDenied."""
    country = get_object_or_404(Country, code=code.upper())
    if not rules.may_edit(request.user, country.code):
        raise PermissionDenied
    return country


def _year(request: HttpRequest) -> int:
    """The year asked for, within those kept; anything unreadable is this year."""
    given = request.GET.get("year", "")
    year = int(given) if re.fullmatch(r"\d{4}", given, re.ASCII) else timezone.localdate().year
    return min(queries.LAST_YEAR, max(queries.FIRST_YEAR, year))


def _month(request: HttpRequest) -> dt.date | None:
    found = _MONTH.fullmatch(request.GET.get("month", ""))
    return dt.date(int(found[1]), int(found[2]), 1) if found else None


def _beside(year: int, month: dt.date | None, step: int) -> str:
    """The query of the year or month before or after; empty beyond the years kept."""
    if month is None:
        other = year + step
        return f"?year={other}" if queries.FIRST_YEAR <= other <= queries.LAST_YEAR else ""
    number = month.year * 12 + month.month - 1 + step
    other, index = divmod(number, 12)
    return f"?month={other}-{index + 1:02d}" if queries.FIRST_YEAR <= other < queries.LAST_YEAR else ""


def _to_check(countries: list[str], language: str) -> list[dict[str, Any]]:
    """Days sources disagree about, of the countries the person keeps."""
    if not countries:
        return []
    rows = queries.days_to_check(timezone.localdate()).filter(country__in=countries)[:MOST_TO_CHECK]
    return [{"day": row, "name": digests.name_in(row.names, language)} for row in rows]


def _plain(day: CalendarDay) -> dict[str, Any]:
    return {
        "country": day.country,
        "date": day.date.isoformat(),
        "kind": day.kind,
        "names": day.names,
        "source": day.source,
        "stated_on": day.stated_on.isoformat(),
        "others": day.others,
        "needs_check": day.needs_check,
    }
