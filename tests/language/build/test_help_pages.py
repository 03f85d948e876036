from tests.language.build.conftest import Fill

from tricity.language.lexicon.build.parallel.help_pages import libreoffice_help, read_paragraphs

PAGE = """<html><body><div><p id="other">navigation</p>
<h1 id="hd_id1">{title}</h1>
<p id="par_id2" class="x">a<br>b <span class="literal">c</span></p>
<p id="par_id3">press <span class="switchinline">Ctrl</span></p>
<p>without an id</p></div></body></html>"""


def test_paragraphs_are_known_by_their_id() -> None:
    assert read_paragraphs(PAGE.format(title="Cells")) == {"hd_id1": "Cells", "par_id2": "a b c"}


def test_pages_of_all_languages_share_their_keys(fill: Fill) -> None:
    titles = {"en-us": "Cells", "zh-cn": "单元格", "ja": "セル", "ko": "셀"}
    folder = fill(
        {
            f"libreoffice-help-{tag}/usr/share/libreoffice/help/{tag}/text/scalc/main.html": PAGE.format(
                title=title
            )
            for tag, title in titles.items()
        }
    )

    texts = libreoffice_help(folder)

    assert [texts[language]["scalc/main.html#hd_id1"] for language in ("en", "zh", "ja", "ko")] == [
        *titles.values()
    ]
