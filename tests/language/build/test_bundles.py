import json

from tests.language.build.conftest import Fill

from tricity.language.lexicon.build.parallel import bundles


def test_strings_are_known_by_their_path() -> None:
    value = {"a": {"b": "one", "c": ["two", {"d": "three"}]}, "n": 3, "none": None}

    assert list(bundles.flattened(value)) == [("/a/b", "one"), ("/a/c/0", "two"), ("/a/c/1/d", "three")]


def test_plural_forms_of_airflow_share_a_key(fill: Fill) -> None:
    place = "apache-airflow-core/airflow/ui/dist/i18n/locales"
    english = {"task_one": "{{count}} task", "task_other": "{{count}} tasks"}
    folder = fill(
        {
            f"{place}/en/dag.json": json.dumps(english),
            f"{place}/zh-CN/dag.json": json.dumps({"task_other": "{{count}} 个任务"}),
            f"{place}/ja/dag.json": json.dumps({"task_other": "{{count}} 件"}),
            f"{place}/ko/dag.json": json.dumps({"task_other": "작업 {{count}}개"}),
        }
    )

    texts = bundles.airflow(folder)

    assert texts["en"] == {"dag.json/task": "tasks"}
    assert texts["ko"] == {"dag.json/task": "작업 개"}


def test_scratch_has_a_folder_for_each_part(fill: Fill) -> None:
    folder = fill(
        {
            f"scratch-l10n/{part}/{tag}.json": json.dumps({"go": word})
            for part in ("editor/blocks", "www/about")
            for tag, word in (("en", "go"), ("zh-cn", "出发"), ("ja", "進む"), ("ko", "가기"))
        }
    )

    texts = bundles.scratch(folder)

    assert texts["zh"] == {"blocks/go": "出发", "about/go": "出发"}
    assert texts["en"].keys() == texts["ja"].keys() == texts["ko"].keys() == texts["zh"].keys()


def test_countries_are_known_by_their_code(fill: Fill) -> None:
    names = {"en": "Japan", "zh": "日本", "ja": "日本", "ko": "일본"}
    folder = fill(
        {
            f"i18n-iso-countries/langs/{language}.json": json.dumps({"countries": {"JP": name}})
            for language, name in names.items()
        }
    )

    assert bundles.countries(folder) == {
        language: {"/countries/JP": name} for language, name in names.items()
    }
