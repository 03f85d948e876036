from __future__ import annotations

import io
from typing import Any

import pytest

from tests import factories
from tricity.terms.actions import apply_import, load_seed, set_section
from tricity.terms.errors import BadFile
from tricity.terms.exchange import Entry, make_plan, read_terms
from tricity.terms.exports import export_topics
from tricity.terms.models import Concept, Proposal
from tricity.terms.sections import Section, section_of

pytestmark = pytest.mark.django_db

DCA = """<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>
<conceptEntry id="parking">
 <langSec xml:lang="ja">
  <descripGrp><descrip type="definition">車を止めて置く場所。</descrip></descripGrp>
  <termSec><term>パーキング</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termSec>
  <termSec><term>駐車場</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termSec>
 </langSec>
 <langSec xml:lang="de"><termSec><term>Parken</term></termSec></langSec>
</conceptEntry>
</body></text></tbx>""".encode()

MARTIF = """<martif type="TBX"><text><body><termEntry id="id-7">
<langSet xml:lang="en"><tig><term>Toll road</term></tig><tig><term>Turnpike</term></tig></langSet>
<langSet xml:lang="zh-TW"><ntig><termGrp><term>收費公路</term></termGrp></ntig></langSet>
</termEntry></body></text></martif>""".encode()

TURTLE = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<urn:tricity:topics:parking> a skos:Concept ; skos:prefLabel "駐車場"@ja ; skos:hiddenLabel "パーキング"@ja .
<https://example.org/terms#TollRoad> a skos:Concept ; skos:prefLabel "Toll road"@en, "收费公路"@zh ;
  skos:altLabel "Mautstraße"@de ; skos:broader <urn:tricity:topics:parking> .""".encode()

RDF_XML = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
<skos:Concept rdf:about="https://example.org/terms/toll-road"><skos:prefLabel xml:lang="ko">유료도로</skos:prefLabel></skos:Concept>
</rdf:RDF>""".encode()


def exported(file_format: str) -> bytes:
    out = io.BytesIO()
    export_topics(file_format, out)
    return out.getvalue()


@pytest.mark.parametrize("file_format", ["tbx", "ttl"])
def test_what_is_exported_comes_back_unchanged(file_format: str) -> None:
    load_seed()
    sections = sum(len(names) for names in Concept.objects.values_list("names", flat=True))

    read = read_terms(f"topics.{file_format}", exported(file_format))
    plan = make_plan(read.entries, read.problems)

    assert plan.problems == ()
    assert plan.counts() == {
        "new": 0, "new-language": 0, "changed": 0, "unchanged": sections, "refused": 0,
    }  # fmt: skip


@pytest.mark.parametrize("file_format", ["tbx", "ttl", "jsonld"])
def test_export_restores_an_empty_termbase(parking: Concept, file_format: str) -> None:
    wanted = Section('駐車 "場" & <枠>', ("駐車\\",), ("パーキング",), "車を止めて置く場所。")
    set_section("parking", "ja", wanted, by=None, concept=parking)
    data = exported(file_format)
    before = {row.slug: row.names for row in Concept.objects.all()}
    Concept.objects.all().delete()

    read = read_terms(f"topics.{file_format}", data)
    apply_import(read.entries, by=None, file_name="topics", directly=True)

    assert {row.slug: row.names for row in Concept.objects.all()} == before
    assert section_of(Concept.objects.get(slug="parking"), "ja") == wanted


def test_tbx_carries_the_statuses_of_the_standard(parking: Concept) -> None:
    set_section("parking", "ja", Section("駐車場", ("駐車",), ("パーキング",)), by=None, concept=parking)

    page = exported("tbx").decode()

    assert 'type="TBX-Basic" style="dct"' in page
    for word, status in (("駐車場", "preferred"), ("駐車", "admitted"), ("パーキング", "deprecated")):
        assert (
            f"<term>{word}</term><min:administrativeStatus>{status}Term-admn-sts</min:administrativeStatus>"
            in page
        )


def test_tbx_of_the_other_style_is_compared_with_the_termbase(parking: Concept) -> None:
    read = read_terms("terms.tbx", DCA)

    plan = make_plan(read.entries, read.problems)

    (change,) = plan.changes
    assert (change.slug, change.language, change.outcome) == ("parking", "ja", "changed")
    assert change.after == Section("駐車場", ("駐車",), ("パーキング",), "車を止めて置く場所。")
    (problem,) = plan.problems
    assert problem.place == '<conceptEntry id="parking">'
    assert "“de”" in problem.reason


def test_tbx_of_the_edition_before_is_read(parking: Concept) -> None:
    read = read_terms("old.xml", MARTIF)

    assert read.entries == [
        Entry(
            "id-7",
            '<termEntry id="id-7">',
            {"en": Section("Toll road", ("Turnpike",)), "zh-hant": Section("收費公路")},
        )
    ]


def test_skos_of_another_thesaurus_is_read_with_its_place(parking: Concept) -> None:
    read = read_terms("terms.ttl", TURTLE)
    by_slug = {entry.slug: entry for entry in read.entries}

    assert by_slug["parking"].sections == {"ja": Section("駐車場", (), ("パーキング",))}
    assert by_slug["toll-road"].sections == {"en": Section("Toll road"), "zh-hans": Section("收费公路")}
    assert by_slug["toll-road"].broader == ("parking",)
    assert [problem.place for problem in read.problems] == [
        "<https://example.org/terms#TollRoad>, skos:altLabel “Mautstraße”"
    ]


def test_skos_in_rdf_xml_is_read() -> None:
    read = read_terms("terms.rdf", RDF_XML)

    assert [(entry.slug, dict(entry.sections)) for entry in read.entries] == [
        ("toll-road", {"ko": Section("유료도로")})
    ]


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><tbx><text>&b;</text></tbx>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><tbx><text>&a;</text></tbx>'
ELSEWHERE = b'{"@context": "https://example.org/context.jsonld", "@graph": []}'
IMPORTED = b'{"@context": [{"@import": "https://example.org/c"}], "@graph": []}'


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.tbx", BOMB, "document type or entities"),
        ("a.tbx", OUTSIDE, "document type or entities"),
        ("a.rdf", BOMB, "document type or entities"),
        ("a.tbx", b"<tbx><body>", "line 1, column 12"),
        ("a.tbx", b"<html></html>", "begins with <html>"),
        ("a.tbx", b'<?xml version="1.0" encoding="nonsense"?><tbx/>', ""),
        ("a.tbx", b"  ", "empty"),
        ("a.docx", b"x", ".tbx .xml .ttl .jsonld .rdf"),
        ("a.jsonld", ELSEWHERE, "@context stands at another address"),
        ("a.jsonld", IMPORTED, "@context stands at another address"),
        ("a.jsonld", b"{", "not valid JSON"),
        ("a.ttl", b"<a> <b>\n<c", "line"),
        ("a.rdf", b"<rdf:RDF>", "line 1"),
    ],
)
def test_file_that_cannot_be_read_is_refused_with_the_reason(name: str, data: bytes, says: str) -> None:
    with pytest.raises(BadFile) as refused:
        read_terms(name, data)

    assert says in refused.value.message


@pytest.mark.parametrize(
    ("body", "place", "reason"),
    [
        ("", "<body>", "no <conceptEntry>"),
        ('<conceptEntry id="驻"/>', '<conceptEntry id="驻">', "no identifier"),
        ('<conceptEntry id="a"/>', '<conceptEntry id="a">', "no word in any language"),
        (
            '<conceptEntry id="a"><langSec xml:lang="ja"><termSec><term> </term></termSec></langSec></conceptEntry>',
            '<conceptEntry id="a">, ja',
            "without a word",
        ),
        (
            '<conceptEntry id="a"><langSec xml:lang="ja"><termSec><term>駐</term></termSec></langSec></conceptEntry>'
            * 2,
            '<conceptEntry id="a">',
            "already",
        ),
    ],
)
def test_entry_that_cannot_be_taken_is_refused_with_its_place(body: str, place: str, reason: str) -> None:
    read = read_terms("a.tbx", f"<tbx><text><body>{body}</body></text></tbx>".encode())

    assert [problem.place for problem in read.problems] == [place]
    assert reason in read.problems[0].reason


def test_preferred_word_of_another_topic_is_refused(parking: Concept) -> None:
    data = TURTLE.replace("駐車場".encode(), "充電".encode())

    plan = make_plan(read_terms("terms.ttl", data).entries)

    assert [problem.place for problem in plan.problems] == ["<urn:tricity:topics:parking>, ja"]
    assert "charging" in plan.problems[0].reason


def test_import_becomes_proposals_that_change_nothing_yet(parking: Concept) -> None:
    curator = factories.user(roles=["curator:CN"])
    read = read_terms("terms.ttl", TURTLE)

    apply_import(read.entries, by=curator, file_name="terms.ttl", directly=False, reason="r")

    found = Proposal.objects.order_by("slug", "language").values_list("slug", "language", "state", "source")
    assert list(found) == [
        ("parking", "ja", "open", "terms.ttl"),
        ("toll-road", "en", "open", "terms.ttl"),
        ("toll-road", "zh-hans", "open", "terms.ttl"),
    ]
    assert Concept.objects.get(slug="parking").names["ja"] == "駐車"


def test_import_by_an_operator_is_written_with_its_history(parking: Concept) -> None:
    operator = factories.user(roles=["operator"])
    read = read_terms("terms.ttl", TURTLE)

    apply_import(read.entries, by=operator, file_name="terms.ttl", directly=True, reason="r")

    made = Concept.objects.get(slug="toll-road")
    assert made.names == {"en": "Toll road", "zh-hans": "收费公路"}
    assert [each.slug for each in made.broader.all()] == ["parking"]
    assert section_of(Concept.objects.get(slug="parking"), "ja").preferred == "駐車場"
    assert set(Proposal.objects.values_list("state", "decided_by")) == {("approved", operator.pk)}


def test_new_topics_stand_below_the_one_chosen(parking: Concept) -> None:
    read = read_terms("terms.rdf", RDF_XML)

    apply_import(read.entries, by=None, file_name="terms.rdf", directly=True, under="parking")

    assert [each.slug for each in Concept.objects.get(slug="toll-road").broader.all()] == ["parking"]


def test_comparing_needs_two_queries(parking: Concept, django_assert_num_queries: Any) -> None:
    read = read_terms("terms.ttl", TURTLE)

    with django_assert_num_queries(2):
        make_plan(read.entries)
