"""The vectors kept with documents: of the lexicon, or of an encoder."""

import json
import math
from pathlib import Path

import numpy as np
import pytest
from tests.encoders import write_model, write_tokenizer

from tricity.language import (
    EncoderUnavailable,
    Engine,
    IndexDocument,
    IndexOutdated,
    SearchIndex,
    TextTerms,
    encoded_texts,
    search_files,
)
from tricity.language.lexicon import lexicon
from tricity.language.text_vectors import EncodedTexts, token_averages
from tricity.language.vectors import Vectors, vector_keys


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "encoder"
    path.mkdir()
    write_tokenizer(path, special=False)
    write_model(path)
    return path


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("スマート駐車場の整備", "ja"),
        ("智慧停车场建设", "zh-hans"),
        ("공영주차장 공유", "ko"),
        ("parking lots", "en"),
    ],
)
def test_the_terms_alone_give_nearly_the_vector_of_the_analysis(
    engine: Engine, text: str, language: str
) -> None:
    vectors = Vectors(lexicon())

    whole, terms = vectors.encode_keys(
        [vector_keys(engine.analyze(text, language)), vector_keys(engine.text_terms(text, language))]
    )

    assert float(whole @ terms) > 0.95  # the terms lack the less sure meanings


def test_an_index_of_terms_alone_is_scored_by_vectors_too(engine: Engine) -> None:
    text = engine.text_terms("駐車場の管理", "ja")

    ((row),) = token_averages().of_documents([(text, TextTerms("ja", {}))])

    assert math.isclose(float(np.linalg.norm(row)), 1.0, rel_tol=1e-5)


def test_the_encoder_reads_title_and_body_and_encodes_a_question_once(folder: Path, engine: Engine) -> None:
    asked: list[str] = []

    class Counting:
        dimensions = 3

        def encode(self, texts: list[str]) -> np.ndarray:
            asked.extend(texts)
            return np.tile(np.array([1, 0, 0], np.float32), (len(texts), 1))

    vectors = EncodedTexts(Counting(), Counting(), "1")
    index = SearchIndex.open(facets=(), vectors=vectors)

    index.update([IndexDocument("a", engine.analyze("駐車場", "ja"), engine.text_terms("停车", "ja"))])
    question = engine.analyze("駐車場", "ja")
    first, again = index.search(question), index.search(question)

    assert asked == ["駐車場\n停车", "駐車場"]
    assert first == again


def test_the_encoder_decides_between_documents_of_the_same_words(folder: Path) -> None:
    words = Engine().analyze("駅 停车", "ja")
    terms = words.terms()
    index = SearchIndex.open(facets=(), vectors=encoded_texts(folder))
    index.update(
        [
            IndexDocument("a-other", TextTerms("ja", terms, text="주차")),
            IndexDocument("b-same", TextTerms("ja", terms, text="停车")),
        ]
    )

    hits = index.search(words).hits

    assert [hit.id for hit in hits] == ["b-same", "a-other"]
    assert hits[0].score > hits[1].score


def test_prompts_of_the_folder_stand_before_questions_and_documents(folder: Path, engine: Engine) -> None:
    prompts = {"prompts": {"query": "駐車 ", "document": "주차 "}}
    (folder / "config_sentence_transformers.json").write_text(json.dumps(prompts), encoding="utf-8")
    vectors = encoded_texts(folder)

    (row,) = vectors.of_documents([(TextTerms("ja", {}, text="주차"), TextTerms("ja", {}))])

    assert row.tolist() == [0, 0, 1]
    assert vectors.of_query(engine.analyze("駐車", "ja")).tolist() == [0, 1, 0]


def test_an_index_of_other_vectors_is_outdated(folder: Path, tmp_path: Path) -> None:
    SearchIndex.open(tmp_path / "index", ("language",))

    with pytest.raises(IndexOutdated):
        SearchIndex.open(tmp_path / "index", ("language",), encoded_texts(folder))


def test_a_changed_model_has_another_stamp(folder: Path) -> None:
    before = encoded_texts(folder).stamp
    again = encoded_texts(folder).stamp
    write_model(folder, output="token_embeddings")

    assert before == again
    assert before.startswith("encoder 3 ")
    assert encoded_texts(folder).stamp != before


def test_searching_files_uses_the_encoder(folder: Path, tmp_path: Path) -> None:
    records = tmp_path / "records.jsonl"
    rows = [
        {"id": "a", "kind": "need", "lang": "ja", "title": "駅 주차"},
        {"id": "b", "kind": "need", "lang": "ja", "title": "駅 停车"},
    ]
    records.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    queries = tmp_path / "queries.jsonl"
    queries.write_text(json.dumps({"id": "q", "lang": "ja", "text": "停车 駅"}), encoding="utf-8")

    plain = [row.score for row in search_files([records], queries)]
    found = list(search_files([records], queries, vectors=encoded_texts(folder)))

    assert [row.document_id for row in found] == ["b", "a"]
    assert found[0].score / found[1].score > plain[0] / plain[1]


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EncoderUnavailable, match=r"model\.onnx: there is no such file"):
        encoded_texts(tmp_path)
