"""Bytes to text. Spreadsheet programs in China, Japan and Korea save “CSV” in the encoding of the country.

UTF-8 and UTF-16 are told by their marks or by themselves. Among GB 18030, CP932 (Shift_JIS) and CP949 (EUC-KR) nearly any
bytes can be read as any of them; the one that gives characters people write often, and headings that are known, is meant.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from tricity.elsewhere.reading.headings import known_words
from tricity.elsewhere.reading.problems import Fault, Unreadable

ENCODINGS: Final = ("utf-8", "utf-16", "gb18030", "cp932", "cp949")
_NATIONAL: Final = ("gb18030", "cp932", "cp949")
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE: Final = 20_000
_KANA: Final = re.compile("[ぁ-ゖァ-ヺー]")
_HALF_KANA: Final = re.compile("[\uff61-\uff9f]")
_HANGUL: Final = re.compile("[가-힣]")
_HAN: Final = re.compile("[\u4e00-\u9fff]")
_PUNCTUATION: Final = re.compile("[、。，！？：；（）「」“”]")
_STRANGE: Final = re.compile("[\u0080-\u009f\ue000-\uf8ff\u0370-\u052f\u2500-\u25ff\u3130-\u318f]")
_HEADING: Final = 40.0
# The characters people write most, from memory of frequency lists, with those of names and headings: GB 2312 and EUC-KR use
# the same bytes, so that only what is usual tells them apart.
_USUAL_HAN: Final = frozenset(
    "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起"
    "还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全"
    "工己话者向情部正名定问力机给等几很业最间新什打便位因重被电四第门相次东政海口使教西再平真听世气信北少关并内加化由代产入先山五太水万市"
    "体别处总才场师书比住员性通目报立马张活数件安表原车应路期常提感金何更反合放做系计或司利受光王果界及今京务制解各任至清物台象记边共接"
    "它许特直服林题建南度统字请交认算论百义科元社术结六功指思非流每管连远资队带快条院变联言权往展该领传近留治决周保达办运必城强步完深区即"
    "求品士转量空众技程告江语英基满式李识极收钱未持取设始版双历史商片容研找友站广改议形委早房音际则首单据导影网专谁校读观组造视济参席退姓"
    "称邮箱智慧停吗呢刘陈杨赵吴徐孙朱胡郭何罗娜"
)
_USUAL_HANGUL: Final = frozenset(
    "이다는의에을를가고은한지로하도사기시인정해서나자대리어아스일라그수보있전원과부제상구만주여장들성비우동경조안세마계국공관것선니면음합며"
    "년용개적화게신연산발문명오간영분생행무말물소요까회업당방님임김박최강윤권황송류홍질참석답변입퇴름메속차예얼감민데터트치바모르드위유현재"
    "저중교체통실단내외통약협력도른할했습되된될하했각야늘미희준혁진철호철숙순애옥란별표종료출결처음마막"
)


def decoded(content: bytes, named: str = "") -> tuple[str, str]:
    """The text without a mark, and the name of its encoding. Raises Unreadable."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding, encoding.removesuffix("-sig"))
    if named:
        return _strictly(content, named, named)
    unmarked = _unmarked_utf16(content)
    if unmarked:
        return _strictly(content, unmarked, "utf-16")
    if b"\0" in content:
        raise Unreadable(Fault.NOT_TEXT)
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _national(content)


def _strictly(content: bytes, encoding: str, name: str) -> tuple[str, str]:
    try:
        return content.decode(encoding).removeprefix("\ufeff"), name
    except (UnicodeDecodeError, LookupError):
        raise Unreadable(Fault.NOT_TEXT, quoted=name) from None


def _unmarked_utf16(content: bytes) -> str:
    """Every second byte of ASCII words is zero in UTF-16."""
    head = content[:2000]
    if len(head) < 4 or len(content) % 2:
        return ""
    low, high = head[1::2].count(0), head[::2].count(0)
    if low > len(head) // 8 and high < low // 8 + 1:
        return "utf-16-le"
    return "utf-16-be" if high > len(head) // 8 and low < high // 8 + 1 else ""


def _national(content: bytes) -> tuple[str, str]:
    found = []
    for place, encoding in enumerate(_NATIONAL):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        found.append((_likelihood(text[:_SAMPLE], encoding), -place, text, encoding))
    if not found:
        raise Unreadable(Fault.NOT_TEXT)
    _score, _place, text, encoding = max(found)
    return text, encoding


def _likelihood(text: str, encoding: str) -> float:
    """How much a text looks written in the language of its encoding."""
    syllables, kana = _HANGUL.findall(text), len(_KANA.findall(text))
    score = float(len(_PUNCTUATION.findall(text)))
    score += sum(_worth_of_han(each, encoding) for each in _HAN.findall(text))
    if encoding == "cp949":
        score += sum(_worth_of_hangul(each) for each in syllables)
    else:
        score -= len(syllables)
    score += 2.0 * kana if encoding == "cp932" else -0.5 * kana
    score -= 2.0 * len(_HALF_KANA.findall(text)) + 3.0 * len(_STRANGE.findall(text))
    return score + _HEADING * sum(word in text for word in known_words())


def _worth_of_hangul(character: str) -> float:
    """Less beyond those people write; least beyond the 2,350 syllables of KS X 1001, which stand in hardly any word.

    EUC-KR spells those out letter by letter, in eight bytes.
    """
    if character in _USUAL_HANGUL:
        return 2.0
    return 0.3 if len(character.encode("euc_kr")) == 2 else -3.0


def _worth_of_han(character: str, encoding: str) -> float:
    """Most for what people write; little for the first level of the national standard; rarity speaks against it.

    GB 2312 from 0xB0A1 to 0xD7F9, JIS X 0208 from 0x889F to 0x9872 (as Shift_JIS) are in daily use; hanja are rare in
    today's Korean.
    """
    if encoding == "cp949":
        return -1.5
    if encoding == "gb18030" and character in _USUAL_HAN:
        return 2.0
    try:
        first, second = character.encode("gb2312" if encoding == "gb18030" else "shift_jis")
    except (UnicodeEncodeError, ValueError):
        return -1.5
    code = first << 8 | second
    if encoding == "gb18030":
        return 0.3 if 0xB0A1 <= code <= 0xD7F9 else -1.5
    return 1.0 if 0x889F <= code <= 0x9872 else -1.5
