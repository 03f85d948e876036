"""Who of a list is who, chosen page by page: what was chosen on other pages travels with the form, in one field."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

FIELD: Final = "person_"
ELSEWHERE: Final = "chosen_elsewhere"
PAGE: Final = "open_page"
TURN: Final = "open-"  # a deed: to this page


def choices_of(data: Mapping[str, Any] | None) -> dict[int, str]:
    """Index of a person → code of a registration, or empty for nobody, on all pages the organizer has seen."""
    if data is None:
        return {}
    found = {}
    for each in str(data.get(ELSEWHERE, "")).split():
        index, _colon, code = each.partition(":")
        if _is_number(index):
            found[int(index)] = code
    here = {name.removeprefix(FIELD): str(data.get(name, "")) for name in data if name.startswith(FIELD)}
    return found | {int(index): code for index, code in here.items() if _is_number(index)}


def carried(choices: Mapping[int, str], *, but: Collection[int]) -> str:
    """As the form carries them: those that have no control on its page."""
    return " ".join(f"{index}:{code}" for index, code in sorted(choices.items()) if index not in but)


def page_asked(data: Mapping[str, Any] | None) -> int:
    """The page whose button was pressed, else the one that was shown."""
    if data is None:
        return 1
    deed = str(data.get("deed", ""))
    asked = deed.removeprefix(TURN) if deed.startswith(TURN) else str(data.get(PAGE, ""))
    return max(1, int(asked)) if _is_number(asked) else 1


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 7
