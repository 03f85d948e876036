"""Words of a text, one segmenter per language behind one protocol."""

from tricity.language.segment.base import Segmenter, Token
from tricity.language.segment.registry import segment_all, segmenter_for

__all__ = ["Segmenter", "Token", "segment_all", "segmenter_for"]
