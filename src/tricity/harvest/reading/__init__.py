"""Answers of catalogues and feeds as entries, one shape for all of them. PURE."""

from tricity.harvest.reading.read import first_address, read_page
from tricity.harvest.reading.values import Asked, Batch, Item, Resource

__all__ = ["Asked", "Batch", "Item", "Resource", "first_address", "read_page"]
