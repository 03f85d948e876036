"""English glosses as the pivot between languages: their stems, and how much each says of the word."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from tricity.language.segment.english import stem

_FORMS: Final = Path(__file__).parents[1] / "data" / "english_forms.tsv"
_WORD: Final = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_PLURAL: Final = re.compile("(?<=[^aiosu])s$|(?<=ss|sh|ch)es$")
_BRACKETS: Final = re.compile(r"\([^)]*\)|\[[^\]]*\]|\{[^}]*\}")
# Words of glosses and sentences that tell nothing; question words and pronouns are kept, for
# short questions and sentences live by them.
_SAYS_NOTHING_LIST: Final = """
    a an the of to in on at for by with from and or is are was were be been being do does did has have had that
    this these those it its as into about than then there up out off over s t re ve ll d m one's oneself sth sb
    etc esp usu abbr e.g i.e used also e g i.e any some such which who's what's
"""
SAYS_NOTHING: Final = frozenset(_SAYS_NOTHING_LIST.split())
MOST_STEMS: Final = 12  # kept of one word
_LONGEST_GLOSS: Final = 2_000  # characters read; brackets never closed take the square of it
_DAMPING: Final = 0.6  # of shares, so that further senses still count


@lru_cache(maxsize=200_000)
def pivot_stem(word: str) -> str:
    """Return the stem of a lower-case English word's dictionary form in American spelling."""
    return stem(_american(_forms().get(word, word)))


@lru_cache(maxsize=1)
def _forms() -> dict[str, str]:
    """Irregular form → dictionary form: went → go, children → child."""
    rows = (line.split() for line in _FORMS.read_text(encoding="utf-8").splitlines() if line[:1] != "#")
    return {form: head for head, *forms in rows for form in forms}


def english_words(text: str) -> list[str]:
    """Return the lower-case words and numbers of a text, accents and possessive endings dropped."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).lower().replace("’", "'"))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return [word.removesuffix("'s").replace("'", "") for word in _WORD.findall(plain)]


def gloss_stems(gloss: str) -> tuple[str, ...]:
    """Return the telling stems of a gloss, what stands in brackets left out."""
    words = english_words(_BRACKETS.sub(" ", gloss[:_LONGEST_GLOSS]))
    return tuple(pivot_stem(word) for word in words if word and word not in SAYS_NOTHING)


def gloss_words(gloss: str) -> tuple[str, ...]:
    """Return the telling words of a gloss in order, plurals as singulars: what says the same has the same words.

    Stems would not do: parking is no park.
    """
    words = (word for word in english_words(_BRACKETS.sub(" ", gloss)) if word not in SAYS_NOTHING)
    return tuple(_PLURAL.sub("", word) for word in words)


def shares(senses: Iterable[Sequence[str]]) -> dict[str, float]:
    """Return stem → share (they sum to one) of a word whose senses, commonest first, have these glosses.

    A later sense counts less, as 1/(1 + rank/2); the words of a long gloss share its weight.
    """
    sums: defaultdict[str, float] = defaultdict(float)
    for rank, glosses in enumerate(senses):
        known = [stems for gloss in glosses if (stems := gloss_stems(gloss))]
        for stems in known:
            for each in stems:
                sums[each] += 1 / (1 + rank / 2) / len(known) ** 0.5 / len(stems) ** 0.5
    return normalized(sums)


def normalized(sums: Mapping[str, float], most: int = MOST_STEMS) -> dict[str, float]:
    """Return the greatest `most` as shares; equal ones in the order of the alphabet."""
    kept = sorted(sums.items(), key=lambda item: (-item[1], item[0]))[:most]
    total = sum(value for _, value in kept)
    return {key: value / total for key, value in kept} if total else {}


def certainty(share: float) -> float:
    """Return the weight in (0, 1] of a stem with this share of its word."""
    return float(share**_DAMPING)


_SPELLINGS: Final = (
    (re.compile("isation"), "ization"),
    (re.compile("([a-z]{3})ise(s|d|r|rs)?$"), r"\1ize\2"),
    (re.compile("([a-z]{3})ising$"), r"\1izing"),
    (re.compile("^(.+)ogue(s?)$"), r"\1og\2"),
    (re.compile("^(neighb|col|fav|lab|harb|behavi|hon|hum|rum|vap|vig|endeav|arm|parl|sav)our"), r"\1or"),
    (re.compile("^(cent|theat|met|lit|fib|kilomet|centimet|millimet|calib|spect|meag)re(s?)$"), r"\1er\2"),
    (re.compile("^(travel|cancel|model|label|signal|tunnel|fuel|counsel|level)l(ed|ing|er|ers)$"), r"\1\2"),
)
_AS_THEY_ARE_LIST: Final = """
    wise rise raise arise noise praise precise exercise advise promise surprise otherwise likewise premise
    enterprise disguise franchise merchandise revise supervise televise comprise compromise concise cruise
    bruise raised raises rising raising surprised exercises promised advised noises premises enterprises
    dialogue promising exercising advising surprising revised expertise treatise paradise tortoise
    league vague rogue plague tongue synagogue fatigue intrigue
"""
_AS_THEY_ARE: Final = frozenset(_AS_THEY_ARE_LIST.split())
_OTHER_SPELLINGS: Final = {
    "grey": "gray", "aluminium": "aluminum", "tyre": "tire", "tyres": "tires", "programme": "program",
    "programmes": "programs", "defence": "defense", "licence": "license", "offence": "offense",
    "cheque": "check", "aeroplane": "airplane", "ageing": "aging", "mould": "mold", "plough": "plow",
    "practise": "practice", "sceptical": "skeptical", "storey": "story", "pyjamas": "pajamas",
}  # fmt: skip


def _american(word: str) -> str:
    if word in _OTHER_SPELLINGS:
        return _OTHER_SPELLINGS[word]
    if word in _AS_THEY_ARE or len(word) < 5:
        return word
    for pattern, replacement in _SPELLINGS:
        changed, count = pattern.subn(replacement, word)
        if count:
            return changed
    return word
