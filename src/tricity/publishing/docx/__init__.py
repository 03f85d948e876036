"""DOCX (ECMA-376 Transitional): real headings, footnotes, repeated table heads, a language and fonts for every run."""

from tricity.publishing.docx.package import docx

__all__ = ["docx"]
