import pytest

from tricity.language import fold_han
from tricity.language.han import han_scripts


@pytest.mark.parametrize(
    ("forms", "key"),
    [
        (("发电", "發電", "発電"), "发电"),
        (("交通", "交通", "交通"), "交通"),
        (("防灾", "防災", "防災"), "防灾"),
        (("地图", "地圖", "地図"), "地图"),
        (("横滨", "橫濱", "横浜"), "横滨"),
        (("劳动", "勞動", "労働"), "劳动"),
        (("预报", "預報", "予報"), "预报"),
        (("都市计画", "都市計畫", "都市計画"), "都市计画"),
    ],
)
def test_fold_han_brings_three_standards_to_one_key(forms: tuple[str, str, str], key: str) -> None:
    assert {fold_han(form) for form in forms} == {key}


def test_fold_han_repeats_for_the_iteration_mark() -> None:
    assert fold_han("様々な国々") == "样样な国国"


@pytest.mark.parametrize("text", ["スマート都市 AI 2030", "교통 交通", "𠮷野家", "々", ""])
def test_fold_han_keeps_the_length(text: str) -> None:
    assert len(fold_han(text)) == len(text)


@pytest.mark.parametrize(
    ("char", "scripts"),
    [("发", "s"), ("發", "t"), ("発", "j"), ("国", "sj"), ("橋", "tj"), ("山", ""), ("a", "")],
)
def test_han_scripts_names_the_standards(char: str, scripts: str) -> None:
    assert han_scripts(char) == scripts
