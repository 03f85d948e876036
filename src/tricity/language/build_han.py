"""Compile data/han.tsv from OpenCC's character tables (Apache-2.0; `pip install opencc`, development only).

    python -m tricity.language.build_han

Each line: character, its folded (simplified) form, the languages whose standard script has it
(s simplified, t traditional, j Japanese). A character that all three share unchanged has no line.
"""

from pathlib import Path

TARGET = Path(__file__).parent / "data" / "han.tsv"
RANGES = ((0x3400, 0x4DC0), (0x4E00, 0xA000))
# Japanese forms that OpenCC leaves alone or resolves to the rarer of several old forms: 労働, 予約, 弁護士.
OVERRIDES = {"働": "动", "予": "预", "弁": "辩", "欠": "缺", "缶": "罐", "糸": "丝", "峠": "峠", "歩": "步"}
# Made in Japan, without an older form: evidence of Japanese only.
JAPANESE_ONLY = "働込畑峠辻枠匂栃搾腺喰凪笹鰯"
# New Japanese forms that are also (other) Chinese words: 给予, 欠款. Evidence of nothing.
SHARED = "予欠弁芸缶糸"


def main() -> None:
    """Write the table; the output is the same for the same OpenCC version."""
    from opencc import OpenCC  # type: ignore[import-not-found,unused-ignore]  # development only

    simplify, from_japanese = OpenCC("t2s").convert, OpenCC("jp2t").convert
    to_japanese, to_traditional = OpenCC("t2jp").convert, OpenCC("s2t").convert
    lines = []
    for start, end in RANGES:
        for char in map(chr, range(start, end)):
            folded = simplify(char)
            old_form = char if folded != char else from_japanese(char)
            if old_form != char:
                folded = simplify(old_form)
            folded = OVERRIDES.get(char, folded)
            scripts = _scripts(char, simplify, to_traditional, from_japanese, to_japanese)
            if char in JAPANESE_ONLY:
                scripts = "j"
            elif char in SHARED:
                scripts = "stj"
            if folded != char or scripts not in ("stj", ""):
                lines.append(f"{char}\t{folded if len(folded) == 1 else char}\t{scripts}\n")
    TARGET.write_text("".join(lines), encoding="utf-8")


def _scripts(char, simplify, to_traditional, from_japanese, to_japanese) -> str:  # type: ignore[no-untyped-def]
    is_simplified = simplify(char) == char
    is_japanese_new = from_japanese(char) != char
    is_traditional = not (to_traditional(char) != char or (is_japanese_new and is_simplified))
    scripts = ""
    if is_simplified and not (is_japanese_new and to_traditional(char) == char):
        scripts += "s"
    if is_traditional and not is_japanese_new:
        scripts += "t"
    if is_japanese_new or (to_japanese(char) == char and to_traditional(char) == char):
        scripts += "j"
    return scripts


if __name__ == "__main__":
    main()
