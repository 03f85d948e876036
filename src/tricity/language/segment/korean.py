"""Korean morphemes by kiwipiepy (LGPL library, model 'cong')."""

from typing import Final

import kiwipiepy

from tricity.language.segment.base import Token

# Sejong tag set: nouns, verbs, adjectives, adverbs, roots, numerals, foreign words, Han, affixes.
_CONTENT: Final = frozenset({"NNG", "NNP", "NR", "VV", "VA", "MAG", "XR", "SL", "SH", "SN", "UN"})
_INFLECTED: Final = frozenset({"VV", "VA", "VX", "VCN"})
_EMPTY: Final = frozenset({"하", "되", "있", "없", "위하", "대하", "통하", "따르", "등", "및", "것", "수"})
CUTOFF: Final = 5.0  # of unlikely paths; Kiwi has 8: a fifth faster, the same within noise on aligned texts
_LONGEST: Final = 20_000


class KoreanSegmenter:
    """Morphemes; verbs and adjectives get their dictionary ending 다 as lemma."""

    def __init__(self) -> None:
        # One worker: analysis happens in the calling thread. Without multi.dict (titles of works,
        # names of several words) it takes 190 MB less.
        self._kiwi = kiwipiepy.Kiwi(num_workers=1, load_multi_dict=False)
        self._kiwi.global_config.cutoff_threshold = CUTOFF

    def segment(self, text: str) -> list[Token]:
        """Return the morphemes in order; a title of several words is followed by its words."""
        tokens: list[Token] = []
        for offset in range(0, len(text), _LONGEST):
            for item in self._kiwi.tokenize(text[offset : offset + _LONGEST]):
                form, tag, start = item.form, item.tag.partition("-")[0], item.start + offset
                end = start + item.len
                lemma = form + "다" if tag in _INFLECTED else form
                content = tag in _CONTENT and form not in _EMPTY
                tokens.append(Token(text[start:end], start, end, lemma, tag, content))
        return tokens
