"""Which city a row means: by official code, native name, or a name in any language, within one country."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Mapping

from tricity.directory.models import City
from tricity.directory.names import every_name
from tricity.knowledge.imports.problems import Wrong, shown
from tricity.language import fold


def name_key(name: str) -> str:
    """Names that differ only in width, case or spaces are the same name."""
    return "".join(fold(name).split())


class CityIndex:
    """All cities of the site, and those an import is about to create; found by native name."""

    def __init__(self) -> None:
        self._natives: set[tuple[str, str]] = set()
        self._by_code: dict[tuple[str, str], str] = {}
        self._by_name: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._by_short_name: dict[tuple[str, str], set[str]] = defaultdict(set)
        rows = City.objects.values_list("country_id", "native_name", "official_code", "names")
        for country, native, code, names in rows.iterator(chunk_size=2000):
            self.add(country, native, code, names)

    def add(self, country: str, native: str, code: str | None, names: Mapping[str, str]) -> None:
        """Have the city found, too; `names` by our language codes."""
        self._natives.add((country, native))
        if code:
            self._by_code[country, code] = native
        for name in (native, *names.values()):
            self._by_name[country, name_key(name)].add(native)
        for forms in every_name(names, native).values():
            for form in forms:
                self._by_short_name[country, name_key(form)].add(native)

    def find(
        self, country: str, *, native: str | None, name: str | None = None, code: str | None = None
    ) -> str:
        """The native name by which the city is kept. Raises Wrong for an unknown or an ambiguous one."""
        if code and (country, code) in self._by_code:
            return self._by_code[country, code]
        if native and (country, native) in self._natives:
            return native
        for given in filter(None, (native, name)):
            key = (country, name_key(given))
            found = self._by_name.get(key) or self._by_short_name.get(key, set())
            if len(found) == 1:
                return next(iter(found))
            if found:
                raise Wrong("ambiguous-city", found=shown(given), country=country)
        raise self._unknown(country, native or name or code or "")

    def _unknown(self, country: str, given: str) -> Wrong:
        names = {key: natives for (where, key), natives in self._by_name.items() if where == country}
        near = difflib.get_close_matches(name_key(given), names, n=1, cutoff=0.7)
        if near:
            return Wrong(
                "unknown-city-near", found=shown(given), country=country, nearest=min(names[near[0]])
            )
        return Wrong("unknown-city", found=shown(given), country=country)
