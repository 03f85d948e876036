import pytest

from tricity.language.loanwords import loan_keys


@pytest.mark.parametrize(
    "forms",
    [
        ("センサー", "센서", "sensor"),
        ("データ", "데이터", "data"),
        ("バス", "버스", "bus"),
        ("プラットフォーム", "플랫폼", "platform"),
        ("サーバー", "サーバ", "서버", "server"),
        ("デジタルツイン", "디지털트윈", "digitaltwin"),
    ],
)
def test_listed_loanwords_share_a_certain_key(forms: tuple[str, ...]) -> None:
    keys = {loan_keys(form) for form in forms}

    assert len(keys) == 1
    assert next(iter(keys))[0][1] == 1.0


@pytest.mark.parametrize(
    "forms",
    [
        ("エコシステム", "에코시스템", "ecosystem"),
        ("バスケットボール", "바스켓볼", "basketball"),
        ("シンポジウム", "심포지엄", "symposium"),
        ("クラウドファンディング", "크라우드펀딩", "crowdfunding"),
        ("アンバサダー", "ambassador"),
        ("マッピング", "매핑", "mapping"),
    ],
)
def test_unlisted_loanwords_meet_by_their_consonants(forms: tuple[str, ...]) -> None:
    keys = [{key for key, _ in loan_keys(form)} for form in forms]

    assert set.intersection(*keys)


def test_certainty_grows_with_the_skeleton() -> None:
    keys = [loan_keys(word) for word in ("robotic", "supercity", "basketball")]

    assert keys == [(("rptk", 0.6),), (("spst", 0.6),), (("psktpr", 0.8),)]


@pytest.mark.parametrize("word", ["idea", "html", "사람", "나무", "交通", "", "ア", "the", "\ud800"])
def test_short_spelt_or_native_words_have_no_key(word: str) -> None:
    assert loan_keys(word) == ()
