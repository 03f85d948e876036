"""Asking other servers, carefully: only public addresses, within limits of size and time, as robots.txt wants. PURE."""

from tricity.harvest.fetching.client import Client, Limits, Page

__all__ = ["Client", "Limits", "Page"]
