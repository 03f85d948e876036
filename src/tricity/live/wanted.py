"""What a viewer gets to see: the languages asked for and the roles of the token. Viewers who want the same share buffers."""

from __future__ import annotations

from dataclasses import dataclass

from tricity.live.events import Audience, Event


@dataclass(frozen=True, slots=True)
class Wanted:
    """`languages` of captions and renderings in small letters, None for all of them; `roles` as in `Audience`."""

    languages: frozenset[str] | None = None
    roles: frozenset[str] = frozenset()

    def admits(self, event: Event) -> bool:
        if event.audience is not Audience.ALL and event.audience.value not in self.roles:
            return False
        return event.language is None or self.languages is None or event.language.casefold() in self.languages
