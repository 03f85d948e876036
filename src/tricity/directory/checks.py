from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Warning, register

from tricity.directory.build_land import LAND


@register()
def land_has_been_built(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if LAND.exists():
        return []
    return [
        Warning(
            "The outline of land for the maps is missing; maps show points only.",
            hint=(
                "Fetch the npm package world-atlas (make demo does it), then run "
                "python -m tricity.directory.build_land node_modules/world-atlas/land-50m.json"
            ),
            id="directory.W001",
        )
    ]
