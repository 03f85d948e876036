"""Columns that follow from the names of their own row, kept like `auto_now`: whoever saves the row, they are right."""

from __future__ import annotations

from typing import Any

from django.db import models

from tricity.directory import names


def _facts(row: models.Model) -> tuple[dict[str, str], dict[str, str], str]:
    given: Any = row
    return given.names or {}, getattr(given, "readings", None) or {}, getattr(given, "native_name", "")


class SortKeysField(models.JSONField):
    """Language → by what the row stands in a list ordered by name (pinyin, kana, hangul, letters).

    Migrations see the plain column, so that they import nothing of this app.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "default": dict, "editable": False})

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        keys = names.sort_keys(*_facts(model_instance))
        setattr(model_instance, self.attname, keys)
        return keys


class NameFormsField(models.TextField):
    """Every form of the name a reader may type, for the filters of lists (see `names.name_forms`)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "default": "", "editable": False})

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        forms = names.name_forms(*_facts(model_instance))
        setattr(model_instance, self.attname, forms)
        return forms
