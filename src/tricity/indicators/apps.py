from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "tricity.indicators"
    label = "indicators"

    def ready(self) -> None:
        """Show on each country card which indicators are used there."""
        from tricity.directory import panels
        from tricity.indicators.country_cards import used_here

        panels.register_card(used_here)
