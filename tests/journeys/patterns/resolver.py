"""The routes as Django's resolver has them, and the paths they become."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern

from tests.journeys.patterns.things import Thing

LANGUAGE = "<language>/"


def patterns() -> Iterator[str]:
    """Every route of the site, its converters left out: `<language>/needs/<code>/`."""

    def walk(entries: list[URLPattern | URLResolver], start: str) -> Iterator[str]:
        for entry in entries:
            route = start + _route(entry)
            if isinstance(entry, URLResolver):
                yield from walk(entry.url_patterns, route)
            else:
                yield route

    yield from dict.fromkeys(walk(get_resolver("tricity.site.urls").url_patterns, ""))


def _route(entry: URLPattern | URLResolver) -> str:
    if isinstance(entry.pattern, LocalePrefixPattern):
        return LANGUAGE
    return re.sub(r"<[a-z]+:([a-z_]+)>", r"<\1>", str(entry.pattern))


def address(route: str, language: str, thing: Thing) -> str:
    """The path of a route, its placeholders filled in order."""
    values = iter(thing.values)
    filled = re.sub(r"<[a-z_]+>", lambda _: str(next(values)), route.replace(LANGUAGE, f"{language}/"))
    return f"/{filled}{thing.query}"
