"""HWPX (KS X 6101, OWPML): what Korean offices write with; styles that make an outline, footnotes, tables, pictures."""

from tricity.publishing.hwpx.package import hwpx

__all__ = ["hwpx"]
