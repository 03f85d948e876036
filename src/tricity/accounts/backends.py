"""Who is signed in, read together with what every page says of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from asgiref.sync import sync_to_async
from django.contrib.auth.backends import ModelBackend

from tricity.accounts.models import User

# Name of an attribute → the expression that gives it; called once apps are loaded.
_annotations: dict[str, Callable[[], Any]] = {}


def register_annotation(name: str, expression: Callable[[], Any]) -> None:
    """Have each signed-in person read with this value, so that a page need not ask the database again."""
    _annotations[name] = expression


class PeopleBackend(ModelBackend):
    """Django's own, but for the values apps have registered."""

    def get_user(self, user_id: int) -> User | None:
        told = {name: expression() for name, expression in _annotations.items()}
        person = User.objects.annotate(**told).filter(pk=user_id).first()
        return person if person is not None and self.user_can_authenticate(person) else None

    async def aget_user(self, user_id: int) -> User | None:
        return await sync_to_async(self.get_user)(user_id)
