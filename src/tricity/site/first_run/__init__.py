"""The first run: an empty site leads everybody to one page, on which whoever runs the machine sets it up."""

from tricity.site.first_run.opening import forget, is_open

__all__ = ["forget", "is_open"]
