"""Chinese words by jieba-rs (rjieba, MIT); traditional text is segmented in its simplified form."""

from typing import Final

import rjieba

from tricity.language.han import fold_han
from tricity.language.segment.base import Token

_FUNCTION_WORD_LIST: Final = """
    的 了 和 与 及 或 等 在 是 为 对 以 将 从 到 把 被 向 于 由 并 而 其 这 那 该 也 都 就 又 还 则 但 因 所
    之 上 下 中 内 外 个 各 每 可 有 我 你 他 她 它 们 我们 他们 以及 并且 其中 对于 关于 通过 进行 已 已经
    不 没有 如何 怎么 什么 哪些
"""
FUNCTION_WORDS: Final = frozenset(_FUNCTION_WORD_LIST.split())
_LONGEST: Final = 20_000  # characters handed to the library at once; longer texts go in pieces


class ChineseSegmenter:
    """Search mode: words and the shorter words inside them."""

    def __init__(self) -> None:
        self._jieba = rjieba.Jieba()

    def pinyin(self, text: str) -> list[str]:
        """Return the readings of simplified text, one a character; what is no Han character comes in runs, as it is."""
        import pypinyin  # 60 MB: only where something is read

        return list(pypinyin.lazy_pinyin(text, v_to_u=True))

    def toned_pinyin(self, text: str) -> list[str]:
        """Return what `pinyin` does, with the marks of tones."""
        import pypinyin

        return list(pypinyin.lazy_pinyin(text, style=pypinyin.Style.TONE, v_to_u=True))

    def segment(self, text: str) -> list[Token]:
        """Return words and the words inside them; the lemma is the simplified form."""
        folded = fold_han(text)
        tokens = []
        for offset in range(0, len(folded), _LONGEST):
            piece = folded[offset : offset + _LONGEST]
            for word, start, end in self._jieba.tokenize(piece, "search"):
                start, end = start + offset, end + offset
                is_word = word.isalnum() or any(char.isalnum() for char in word)
                content = is_word and word not in FUNCTION_WORDS
                tokens.append(Token(text[start:end], start, end, word, "WORD", content))
        tokens.sort(key=lambda token: (token.start, -token.end))
        return tokens
