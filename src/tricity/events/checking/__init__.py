"""What organizers should look at before an event: nothing here stops anybody from doing anything."""

from tricity.events.checking.findings import Finding, Kind, findings

__all__ = ["Finding", "Kind", "findings"]
