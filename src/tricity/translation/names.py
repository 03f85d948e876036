"""Names that are known in every language: of cities, countries, organizations, topics."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from tricity.language import LANGUAGES
from tricity.web.text import LocalizedText, Origin

# Where a name is missing in the reader's language these are tried: Latin script is read by most, then the others.
FALLBACKS: Mapping[str, tuple[str, ...]] = {
    "zh-hans": ("zh-hant", "en", "ja", "ko"),
    "zh-hant": ("zh-hans", "en", "ja", "ko"),
    "ja": ("en", "zh-hant", "zh-hans", "ko"),
    "ko": ("en", "ja", "zh-hans", "zh-hant"),
    "en": ("ja", "ko", "zh-hans", "zh-hant"),
}


def validate_names(value: Any) -> None:
    """Refuse anything but a JSON object from our language codes to non-empty strings."""
    if not isinstance(value, dict) or not value:
        raise ValidationError(_("Give the name in at least one language."), code="no-name")
    for language, name in value.items():
        if language not in LANGUAGES:
            raise ValidationError(
                _("“%(language)s” is not one of: %(known)s."),
                params={"language": language, "known": ", ".join(LANGUAGES)},
            )
        if not isinstance(name, str) or not name.strip():
            raise ValidationError(_("The name in “%(language)s” is empty."), params={"language": language})


class NameField(models.JSONField):
    """`{"ja": "横浜市", "ko": "요코하마시", …}`: equal names, kept by editors. Look up by key: `names__ja__icontains`."""

    default_validators = [validate_names]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", dict)
        super().__init__(*args, **kwargs)


def name_in(names: Mapping[str, str], language: str) -> LocalizedText:
    """The name for a reader of `language`; where it is missing, the nearest one known, marked by its own language."""
    for candidate in (language, *FALLBACKS[language]):
        if names.get(candidate):
            origin = Origin.ORIGINAL if candidate == language else Origin.DIGEST
            return LocalizedText(names[candidate], candidate, origin)
    return LocalizedText("", language)
