"""Every address in every role, for what is one's own and what is others': only who has the right gets in or changes anything."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.journeys.patterns import Thing, address, patterns
from tests.rights.deeds import DEEDS, at, holds
from tests.rights.people import ROLES
from tests.rights.routes import ROUTES, Walk
from tests.rights.walking import Answer, Walker
from tests.rights.world import World

pytestmark = pytest.mark.django_db
SIDES = ("own", "other")
INTERFACE = "api/v1/"  # walked by test_walk_api
REFUSED = (403, 404, 405)
# Never see what is not public in another country, whatever the page.
OF_ONE_COUNTRY = ("visitor", "person", "member", "editor", "administrator", "curator", "deputy", "translator")
OF_NO_COUNTRY = ("visitor", "person", "translator")
# Signed by the address instead of a cookie: mail programs post there by themselves.
WITHOUT_CSRF = ("<language>/unsubscribe/<token>/",)


def test_every_address_is_described() -> None:
    routes = {route for route in patterns() if not route.startswith(INTERFACE)}

    assert sorted(routes - set(ROUTES)) == []
    assert sorted(set(ROUTES) - routes) == []


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"/{route}")
def test_only_who_has_the_right_gets_in(route: str, world: World, walker: Walker) -> None:
    problems = [
        f"{role} {whose} {method} {path}: {problem}"
        for walk in ROUTES[route]
        for role, whose, method in _visits(walk)
        for path in [_path(route, walk, world, role, whose)]
        for data in [None if method == "GET" else _data(walk, world, role, whose)]
        for problem in _problems(world, walk, role, whose, method, walker.ask(role, method, path, data))
    ]

    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"/{route}")
def test_a_form_without_its_token_is_refused(route: str, world: World, walker: Walker) -> None:
    walk = ROUTES[route][0]
    path = _path(route, walk, world, "operator", "own")

    answer = walker.ask("operator", "POST", path, _data(walk, world, "operator", "own"), checks_csrf=True)

    assert answer.status == 403 or route in WITHOUT_CSRF
    assert answer.written == ()


def _visits(walk: Walk) -> Iterator[tuple[str, str, str]]:
    """Role, whose object, method: what is the same for everybody is asked by few, what has no owner once."""
    deeds = [DEEDS[deed] for deed in (walk.read, walk.write) if deed is not None]
    is_open = walk.read == "anybody" and walk.write in (None, "anybody")
    for whose in SIDES if any(not deed.is_plain for deed in deeds) else SIDES[:1]:
        for role in ("visitor", "editor") if is_open else ROLES:
            yield role, whose, "GET"
            if walk.write is not None or role == "visitor":
                yield role, whose, "POST"


def _path(route: str, walk: Walk, world: World, role: str, whose: str) -> str:
    place = at(world, role, whose)
    return address(route, "en", Thing("", walk.values(place), query=walk.query(place)))


def _data(walk: Walk, world: World, role: str, whose: str) -> dict[str, str]:
    """What the form sends; BODY and SESSION stand for ids of the side."""
    side = world.side(whose)
    ids = {"BODY": str(side.reviewing_body.pk), "SESSION": str(side.event_parts.session.pk)}
    return {
        key.replace("BODY", ids["BODY"]): ids.get(str(value), str(value)) for key, value in walk.data.items()
    }


def _problems(world: World, walk: Walk, role: str, whose: str, method: str, answer: Answer) -> list[str]:
    found = []
    if answer.status == 503:
        return []  # the tests have no index, and the health pages say so
    if answer.status >= 500:
        found.append(f"answers {answer.status}")
    if method == "GET":
        found += _of_reading(world, walk, role, whose, answer)
    else:
        found += _of_writing(world, walk, role, whose, answer)
    hidden = [("other", OF_ONE_COUNTRY), ("own", OF_NO_COUNTRY)]
    found += [
        f"shows what is not public ({side})"
        for side, roles in hidden
        if role in roles and world.secret(side) in answer.body
    ]
    return found


def _of_reading(world: World, walk: Walk, role: str, whose: str, answer: Answer) -> list[str]:
    if walk.read is None:
        return [] if answer.status in (302, *REFUSED) else [f"answers {answer.status} to GET"]
    if holds(world, walk.read, role, whose):
        leads_away = "/sign-in/" in answer.location.partition("?")[0] and not walk.missing
        is_right = answer.status in (200, 302, 303) and not leads_away
        is_right = is_right or (walk.missing and answer.status == 404)
        return [] if is_right else [f"is refused ({answer.status}), though {walk.read} holds"]
    return _refused(role, answer, walk.read)


def _of_writing(world: World, walk: Walk, role: str, whose: str, answer: Answer) -> list[str]:
    if walk.write is None:
        return [f"writes {answer.written}"] if answer.written else []
    if holds(world, walk.write, role, whose):
        is_refused = answer.status == 403 or (answer.status == 404 and not walk.missing)
        return [f"is refused ({answer.status}), though {walk.write} holds"] if is_refused else []
    found = _refused(role, answer, walk.write)
    return found + ([f"writes {answer.written}"] if answer.written else [])


def _refused(role: str, answer: Answer, deed: str) -> list[str]:
    to_sign_in = role == "visitor" and answer.status == 302 and "/sign-in/" in answer.location
    return [] if to_sign_in or answer.status in REFUSED else [f"answers {answer.status} without {deed}"]
