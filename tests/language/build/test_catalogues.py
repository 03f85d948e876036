from pathlib import Path

import polib
import pytest
from tests.language.build.conftest import Fill

from tricity.language.lexicon.build.parallel import catalogues
from tricity.language.lexicon.build.parallel.aligned import Reader

PO = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Water"
msgstr "{water}"

#, fuzzy
msgid "Fire"
msgstr "{water}"

msgid "Untranslated"
msgstr ""

msgid "%d city"
msgid_plural "%d cities"
msgstr[0] "{cities}"

#~ msgid "Gone"
#~ msgstr "{water}"
"""
WORDS = {"zh": ("水", "个城市"), "ja": ("水", "都市"), "ko": ("물", "개 도시")}
EXPECTED = {
    "en": {"Water", "cities"},
    "zh": {"水", "个城市"},
    "ja": {"水", "都市"},
    "ko": {"물", "개 도시"},
}


def po(language: str) -> str:
    water, cities = WORDS[language]
    return PO.format(water=water, cities=f"%d {cities}")


def said(texts: dict[str, dict[str, str]]) -> dict[str, set[str]]:
    return {language: set(found.values()) for language, found in texts.items()}


@pytest.mark.parametrize(
    ("reader", "path"),
    [
        (catalogues.django, "django/django/contrib/admin/locale/{}/LC_MESSAGES/django.po"),
        (catalogues.wagtail, "wagtail/wagtail/locale/{}/LC_MESSAGES/django.po"),
        (catalogues.allauth, "django-allauth/allauth/locale/{}/LC_MESSAGES/django.po"),
    ],
)
def test_catalogues_of_django_applications(reader: Reader, path: str, fill: Fill) -> None:
    folder = fill(
        {path.format(tag): po(language) for language, tag in (("zh", "zh_Hans"), ("ja", "ja"), ("ko", "ko"))}
    )

    assert said(reader(folder)) == EXPECTED


def test_superset_names_chinese_zh(fill: Fill) -> None:
    place = "apache-superset/superset/translations"
    folder = fill({f"{place}/{language}/LC_MESSAGES/messages.po": po(language) for language in WORDS})

    assert said(catalogues.superset(folder)) == EXPECTED


@pytest.mark.parametrize(
    ("reader", "paths"),
    [
        (
            catalogues.jupyterlab,
            {
                "zh": "jupyterlab-zh-cn/locale/zh_CN/LC_MESSAGES/jupyterlab.mo",
                "ja": "jupyterlab-ja-jp/locale/ja_JP/LC_MESSAGES/jupyterlab.mo",
                "ko": "jupyterlab-ko-kr/locale/ko_KR/LC_MESSAGES/jupyterlab.mo",
            },
        ),
        (
            catalogues.iso_codes,
            {
                "zh": "iso-codes/usr/share/locale/zh_CN/LC_MESSAGES/iso_3166-1.mo",
                "ja": "iso-codes/usr/share/locale/ja/LC_MESSAGES/iso_3166-1.mo",
                "ko": "iso-codes/usr/share/locale/ko/LC_MESSAGES/iso_3166-1.mo",
            },
        ),
    ],
)
def test_compiled_catalogues(reader: Reader, paths: dict[str, str], tmp_path: Path) -> None:
    for language, name in paths.items():
        write_mo(tmp_path / name, polib.pofile(po(language)))

    assert said(reader(tmp_path)) == EXPECTED


def test_libreoffice_marks_keys_with_a_tilde(tmp_path: Path) -> None:
    for tag, text in (("zh-cn", "打开(~O)"), ("ja", "開く(~O)"), ("ko", "열기(~O)")):
        catalogue = polib.POFile()
        catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
        catalogue.append(polib.POEntry(msgctxt="menu", msgid="~Open", msgstr=text))
        name = f"libreoffice-l10n-{tag}/usr/lib/libreoffice/program/resource/{tag}/LC_MESSAGES/sc.mo"
        write_mo(tmp_path / name, catalogue)

    assert said(catalogues.libreoffice_interface(tmp_path)) == {
        "en": {"Open"},
        "zh": {"打开"},
        "ja": {"開く"},
        "ko": {"열기"},
    }


def test_the_same_message_in_two_contexts_stays_apart(fill: Fill) -> None:
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    text = header + "\n\n".join(
        f'msgctxt "{context}"\nmsgid "Open"\nmsgstr "{word}"'
        for context, word in (("verb", "열기"), ("state", "열림"))
    )
    path = fill({"a.po": text}) / "a.po"

    texts = catalogues.read_catalogues({"ko": [path]})

    assert list(texts["ko"].values()) == ["열기", "열림"]


def write_mo(path: Path, catalogue: polib.POFile) -> None:
    path.parent.mkdir(parents=True)
    catalogue.save_as_mofile(str(path))
