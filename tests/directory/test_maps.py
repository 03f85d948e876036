from __future__ import annotations

import json
from pathlib import Path

import pytest

from tricity.directory import build_land, checks, maps
from tricity.directory.geometry import Bounds, area, clip, decode, simplify
from tricity.directory.maps import MapPoint, locator, view_of

SQUARE = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]
# Two arcs, the second used backwards; steps of half a degree from 100° E, 30° N.
TOPOLOGY = {
    "type": "Topology",
    "transform": {"scale": [0.5, 0.5], "translate": [100, 30]},
    "arcs": [[[0, 0], [20, 0], [0, 20]], [[0, 0], [0, 20], [20, 0]]],
    "objects": {
        "land": {"type": "GeometryCollection", "geometries": [{"type": "Polygon", "arcs": [[0, -2]]}]}
    },
}


def test_decode_joins_arcs_and_turns_those_with_a_negative_index() -> None:
    assert decode(TOPOLOGY, "land") == [[(100.0, 30.0), (110.0, 30.0), (110.0, 40.0), (100.0, 40.0)]]


def test_decode_refuses_what_is_no_topology() -> None:
    with pytest.raises(ValueError, match="expected a TopoJSON topology with an object 'land'"):
        decode({"type": "FeatureCollection"}, "land")


def test_clip_keeps_the_part_inside() -> None:
    clipped = clip(SQUARE, Bounds(west=5, south=-5, east=20, north=5))

    assert sorted(clipped) == [(5.0, 0.0), (5.0, 5.0), (10.0, 0.0), (10.0, 5.0)]


def test_clip_of_a_ring_outside_is_empty() -> None:
    assert clip(SQUARE, Bounds(west=20, south=20, east=30, north=30)) == []


def test_simplify_drops_what_lies_on_a_line_and_keeps_corners() -> None:
    ring = [(0.0, 0.0), (5.0, 0.01), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]

    assert simplify(ring, 0.1) == SQUARE


def test_area_does_not_depend_on_the_direction() -> None:
    assert area(SQUARE) == area(SQUARE[::-1]) == 100


def test_build_land_writes_what_the_map_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, built = tmp_path / "land-50m.json", tmp_path / "data" / "land.json"
    source.write_text(json.dumps(TOPOLOGY))

    assert build_land.main([str(source), "--out", str(built)]) == 0

    monkeypatch.setattr(maps, "LAND", built)
    maps.land.cache_clear()
    assert maps.land() == ([(100.0, 30.0), (110.0, 30.0), (110.0, 40.0), (100.0, 40.0)],)
    maps.land.cache_clear()


def test_build_land_names_the_file_it_cannot_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "none.json"

    assert build_land.main([str(missing)]) == 1

    assert str(missing) in capsys.readouterr().err


def test_locator_places_points_and_leaves_out_those_beyond_the_bounds() -> None:
    inside, outside = MapPoint(35, 135, "A", "en", "/a/"), MapPoint(35, 170, "B", "en", "/b/")

    drawn = locator([inside, outside], title="T", description="D", bounds=Bounds(130, 30, 140, 40))

    assert [mark.name for mark in drawn.marks] == ["A"]
    assert 0 < float(drawn.marks[0].x) < float(drawn.width)
    assert 0 < float(drawn.marks[0].y) < float(drawn.height)


def test_locator_puts_east_to_the_right_and_north_above() -> None:
    south_west, north_east = MapPoint(35, 135, "A"), MapPoint(40, 140, "B")

    first, second = locator([south_west, north_east], title="T", description="D").marks

    assert float(first.x) < float(second.x)
    assert float(first.y) > float(second.y)


def test_view_of_one_point_shows_its_surroundings() -> None:
    view = view_of([(35, 135)])

    assert view.east - view.west >= 3
    assert view.north - view.south >= 3


def test_locator_draws_many_points_as_few() -> None:
    points = [MapPoint(30 + number % 50 / 5, 120 + number // 50 / 5) for number in range(2500)]

    drawn = locator(points, title="T", description="D")

    assert len(drawn.marks) < 1000
    assert sum(mark.count for mark in drawn.marks) == 2500
    assert all(mark.url == "" for mark in drawn.marks)


def test_a_map_without_land_still_shows_its_points(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(maps, "LAND", tmp_path / "land.json")
    maps.land.cache_clear()
    maps._land_path.cache_clear()

    drawn = locator([MapPoint(35, 135, "A")], title="T", description="D")

    assert (drawn.land, len(drawn.marks)) == ("", 1)
    maps.land.cache_clear()
    maps._land_path.cache_clear()


def test_check_warns_where_the_land_was_not_built(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(checks, "LAND", tmp_path / "land.json")

    warnings = checks.land_has_been_built(None)

    assert [warning.id for warning in warnings] == ["directory.W001"]
    assert "build_land" in str(warnings[0].hint)


def test_check_is_silent_where_the_land_is_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "land.json").write_text("{}")
    monkeypatch.setattr(checks, "LAND", tmp_path / "land.json")

    assert checks.land_has_been_built(None) == []
