import re
from pathlib import Path

from tricity.language.lexicon.build.packages import TABLE, Package, Registry, read_packages


def test_every_package_is_pinned_and_says_whose_it_is() -> None:
    packages = read_packages()

    assert len({package.name for package in packages}) == len(packages)
    for package in packages:
        assert re.fullmatch("[0-9a-f]{64}", package.sha256)
        assert re.match("[0-9]", package.version)
        assert package.licence
        assert package.attribution
        assert package.use


def test_the_table_names_no_host() -> None:
    assert "://" not in TABLE.read_text(encoding="utf-8")


def test_a_row_becomes_a_package(tmp_path: Path) -> None:
    table = tmp_path / "sources.toml"
    table.write_text(
        '[[package]]\nname = "a"\nregistry = "npm"\npackage = "@a/a"\nversion = "1"\nsha256 = "0"\n'
        'licence = "MIT"\nattribution = "A"\nuse = "words"\ndecompress = ["a.xz"]\n'
    )

    assert read_packages(table) == (
        Package("a", Registry.NPM, "@a/a", "1", "0", "MIT", "A", "words", decompress=("a.xz",)),
    )
