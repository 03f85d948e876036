"""Texts of Chinese, Japanese, Korean and English made comparable: codes, words, features, search.

Pure: no Django, no network, no database. The same text always gives the same result, and no text
makes a function raise.
"""

from tricity.language.codes import INTERFACE_LANGUAGES, LANGUAGES, bcp47, parse_code
from tricity.language.concepts import Concept, Mention, Thesaurus
from tricity.language.encoders import TextEncoder
from tricity.language.engine import Engine, pair_features
from tricity.language.errors import (
    BadLine,
    EncoderUnavailable,
    IndexBusy,
    IndexOutdated,
    LanguageError,
    UnknownLanguage,
)
from tricity.language.false_friends import (
    FalseFriend,
    FalseFriends,
    Misleading,
    false_friend,
    load_false_friends,
)
from tricity.language.features import Analysis, Feature, FeatureKind, PieceTerms, TextTerms
from tricity.language.glossing import GlossedWord, glossed
from tricity.language.han import fold_han
from tricity.language.identify import identify
from tricity.language.index import (
    Hit,
    IndexDocument,
    IndexRow,
    IndexWriter,
    Results,
    SearchIndex,
    pack_documents,
)
from tricity.language.lexicon import Source
from tricity.language.mojibake import looks_garbled, mended
from tricity.language.neural import OnnxEncoder
from tricity.language.normalize import clean, fold
from tricity.language.numbers import Quantity, find_numbers
from tricity.language.occurrences import OccurrenceReader, Occurrences
from tricity.language.quoted import Piece, pieces
from tricity.language.readings import romanize, sort_key
from tricity.language.reasons import Reason, strongest, traced
from tricity.language.recent import kept_beside
from tricity.language.romanized import (
    from_hepburn,
    hangul_candidates,
    hepburn_candidates,
    numbered_pinyin,
    plain_pinyin,
    split_pinyin,
    toned_pinyin,
)
from tricity.language.runs import Run, split_runs
from tricity.language.search_files import RunRow, search_files
from tricity.language.segment import Segmenter, Token, segmenter_for
from tricity.language.similarity import CollectionStatistics, similarity
from tricity.language.text_vectors import TextVectors, encoded_texts

__all__ = [
    "INTERFACE_LANGUAGES",
    "LANGUAGES",
    "Analysis",
    "BadLine",
    "CollectionStatistics",
    "Concept",
    "EncoderUnavailable",
    "Engine",
    "FalseFriend",
    "FalseFriends",
    "Feature",
    "FeatureKind",
    "GlossedWord",
    "Hit",
    "IndexBusy",
    "IndexDocument",
    "IndexOutdated",
    "IndexRow",
    "IndexWriter",
    "LanguageError",
    "Mention",
    "Misleading",
    "OccurrenceReader",
    "Occurrences",
    "OnnxEncoder",
    "Piece",
    "PieceTerms",
    "Quantity",
    "Reason",
    "Results",
    "Run",
    "RunRow",
    "SearchIndex",
    "Segmenter",
    "Source",
    "TextEncoder",
    "TextTerms",
    "TextVectors",
    "Thesaurus",
    "Token",
    "UnknownLanguage",
    "bcp47",
    "clean",
    "encoded_texts",
    "false_friend",
    "find_numbers",
    "fold",
    "fold_han",
    "from_hepburn",
    "glossed",
    "hangul_candidates",
    "hepburn_candidates",
    "identify",
    "kept_beside",
    "load_false_friends",
    "looks_garbled",
    "mended",
    "numbered_pinyin",
    "pack_documents",
    "pair_features",
    "parse_code",
    "pieces",
    "plain_pinyin",
    "romanize",
    "search_files",
    "segmenter_for",
    "similarity",
    "sort_key",
    "split_pinyin",
    "split_runs",
    "strongest",
    "toned_pinyin",
    "traced",
]
