"""Make `calendars/seed/days.json` anew: holidays and working days of China, Japan and Korea, with what sources disagree about.

Needs `pip install holidays chinese-calendar workalendar jpholiday` (MIT, all four), which no site and no test needs:

    python tools/collect_holidays.py 2020 2027

Where a second library says otherwise about a day from FIRST_COMPARED on, both stand in the file and the day waits for a curator.
"""

from __future__ import annotations

import datetime as dt
import importlib.metadata as metadata
import json
import re
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import chinese_calendar
import holidays
import jpholiday
from workalendar.asia import Japan, SouthKorea

SEED = Path(__file__).parents[1] / "src/tricity/calendars/seed"
FIRST_COMPARED = 2026
WEEKEND = 5
NATIVE = {"CN": "zh_CN", "JP": "ja", "KR": "ko"}
# What stands after a name of a day that replaces another.
REPLACES = re.compile("（补假）$| 대체 휴일$")
MOVED = re.compile("^休息日（由")
# Of the state's own offices; companies mostly do the same.
OFFICES = "行政機関の休日に関する法律 https://laws.e-gov.go.jp/law/363AC0000000091"
OFFICES_CLOSED = ((12, 29), (12, 30), (12, 31), (1, 2), (1, 3))
# The day up to which the arrangement is announced by the state: China each November for the next year.
ANNOUNCED = {
    "CN": "国务院办公厅关于部分节假日安排的通知, announced each November for the next year",
    "JP": "国民の祝日に関する法律; the equinoxes of a year are announced in February of the year before",
    "KR": "관공서의 공휴일에 관한 규정; temporary holidays and elections may still be added",
}


def main(first: int, last: int) -> None:
    warnings.simplefilter("ignore")
    names = json.loads((SEED / "names.json").read_text())
    today = dt.datetime.now(dt.UTC).date().isoformat()
    days = sorted(_days(first, last), key=lambda day: (day["date"], day["country"]))
    unknown = sorted({day["name"] for day in days} - set(names))
    if unknown:
        raise SystemExit(f"names.json lacks {unknown}")
    head = {"made_on": today, "made_from": _packages(), "coverage": _coverage(last)}
    lines = ",\n".join(json.dumps(day, ensure_ascii=False) for day in days)
    text = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    (SEED / "days.json").write_text(f'{text},\n "days": [\n{lines}\n]}}\n')
    print(len(days), "days,", sum("others" in day for day in days), "of them disputed")


def _packages() -> list[dict[str, str]]:
    used = ("holidays", "chinese-calendar", "workalendar", "jpholiday")
    return [{"name": name, "version": metadata.version(name), "licence": "MIT"} for name in used]


def _version(name: str) -> str:
    return f"{name} {metadata.version(name)}"


def _coverage(last: int) -> dict[str, dict[str, str]]:
    until = dict.fromkeys(NATIVE, f"{last}-12-31")
    until["CN"] = f"{max(chinese_calendar.holidays).year}-12-31"
    return {country: {"known_until": until[country], "source": ANNOUNCED[country]} for country in NATIVE}


def _days(first: int, last: int) -> Iterator[dict[str, Any]]:
    for country, language in NATIVE.items():
        known = holidays.country_holidays(country, years=range(first, last + 1), language=language)
        for date, name in known.items():
            yield _compared(_day(country, date, name), date)
        yield from _known_to_others_alone(country, max(first, FIRST_COMPARED), last, known)
        if country == "CN":
            yield from _makeup_days(first, last, known)
        if country == "JP":
            yield from _closed_offices(first, last, known)


def _day(country: str, date: dt.date, name: str) -> dict[str, Any]:
    first_name = name.split("; ")[0]
    is_moved = bool(MOVED.match(first_name))
    is_substitute = is_moved or bool(REPLACES.search(first_name)) or first_name == "振替休日"
    if is_moved:
        first_name = chinese_calendar.get_holiday_detail(date)[1]
    return {
        "country": country,
        "date": date.isoformat(),
        "kind": "substitute" if is_substitute else "public",
        "name": REPLACES.sub("", first_name),
        "source": _version("holidays"),
    }


def _makeup_days(first: int, last: int, known: Any) -> Iterator[dict[str, Any]]:
    for date, name in chinese_calendar.workdays.items():
        if not first <= date.year <= last or date.weekday() < WEEKEND:
            continue
        day = {
            "country": "CN",
            "date": date.isoformat(),
            "kind": "makeup",
            "name": name,
            "source": _version("chinese-calendar"),
        }
        if date not in known.weekend_workdays:
            day["others"] = [{"source": _version("holidays"), "kind": ""}]
        yield day


def _closed_offices(first: int, last: int, known: Any) -> Iterator[dict[str, Any]]:
    for year in range(first, last + 1):
        for month, number in OFFICES_CLOSED:
            date = dt.date(year, month, number)
            if date not in known:
                yield {
                    "country": "JP",
                    "date": date.isoformat(),
                    "kind": "other",
                    "name": "官庁閉庁日",
                    "source": OFFICES,
                }


def _known_to_others_alone(country: str, first: int, last: int, known: Any) -> Iterator[dict[str, Any]]:
    """Weekdays only another source calls a day off: they count as one until a curator has looked."""
    date = dt.date(first, 1, 1)
    while date.year <= last:
        said = [source for source, is_off in _others(country, date) if is_off]
        if said and date not in known and date.weekday() < WEEKEND:
            yield {
                "country": country,
                "date": date.isoformat(),
                "kind": "public",
                "name": "공휴일",
                "source": said[0],
                "others": [{"source": _version("holidays"), "kind": ""}],
            }
        date += dt.timedelta(days=1)


def _compared(day: dict[str, Any], date: dt.date) -> dict[str, Any]:
    """The day, with the sources that do not know of a day off on it."""
    if date.year < FIRST_COMPARED or date.weekday() >= WEEKEND:
        return day
    others = [
        {"source": source, "kind": ""} for source, is_off in _others(day["country"], date) if is_off is False
    ]
    return {**day, "others": others} if others else day


def _others(country: str, date: dt.date) -> Iterator[tuple[str, bool | None]]:
    if country == "CN":
        is_known = date <= max(chinese_calendar.holidays)
        yield _version("chinese-calendar"), chinese_calendar.is_holiday(date) if is_known else None
    if country == "JP":
        yield _version("jpholiday"), jpholiday.is_holiday(date)
        yield _version("workalendar"), Japan().is_holiday(date)
    if country == "KR":
        yield _version("workalendar"), SouthKorea().is_holiday(date)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
