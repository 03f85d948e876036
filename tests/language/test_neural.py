"""The encoder on a model small enough to reckon by hand: each token has one vector of three numbers."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from onnx import TensorProto
from tests.encoders import write_model, write_tokenizer
from tokenizers import Tokenizer

from tricity.language import EncoderUnavailable, OnnxEncoder, TextEncoder

# The mean of [CLS], 停车 and [SEP] is (2, 4/3, 1); of [CLS], 駐車, 주차 and [SEP], (3/4, 10/4, 12/4).
MEANS = {"停车": (6, 4, 3), "駐車 주차": (3, 10, 12)}


def unit(vector: Sequence[float]) -> np.ndarray:
    return np.array(vector, dtype=np.float32) / np.linalg.norm(vector)


def write_json(path: Path, content: object) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_tokenizer(tmp_path)
    write_model(tmp_path)
    return tmp_path


def test_encode_gives_the_mean_of_the_tokens_at_length_one(folder: Path) -> None:
    encoder: TextEncoder = OnnxEncoder(folder)

    vectors = encoder.encode(list(MEANS))

    assert (vectors.dtype, vectors.shape, encoder.dimensions) == (np.float32, (2, 3), 3)
    np.testing.assert_allclose(vectors, [unit(mean) for mean in MEANS.values()], atol=1e-6)


def test_encode_of_no_texts_has_no_rows(folder: Path) -> None:
    assert OnnxEncoder(folder).encode([]).shape == (0, 3)


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ({"pooling_mode_cls_token": True, "pooling_mode_mean_tokens": False}, (3, 4, 0)),
        ({"pooling_mode": "cls"}, (3, 4, 0)),
        (
            {"pooling_mode_cls_token": False, "pooling_mode_mean_tokens": True, "include_prompt": True},
            (6, 4, 3),
        ),
    ],
)
def test_encode_pools_as_the_folder_says(folder: Path, config: object, expected: tuple[int, ...]) -> None:
    write_json(folder / "1_Pooling" / "config.json", config)

    (vector,) = OnnxEncoder(folder).encode(["停车"])

    np.testing.assert_allclose(vector, unit(expected), atol=1e-6)


@pytest.mark.parametrize("integers", [TensorProto.INT64, TensorProto.INT32])
@pytest.mark.parametrize(
    "inputs",
    [("input_ids",), ("input_ids", "attention_mask"), ("input_ids", "attention_mask", "token_type_ids")],
)
def test_encode_gives_the_model_what_it_asks_for(
    folder: Path, inputs: tuple[str, ...], integers: int
) -> None:
    write_model(folder, inputs=inputs, integers=integers)

    vectors = OnnxEncoder(folder).encode(list(MEANS))

    np.testing.assert_allclose(vectors, [unit(mean) for mean in MEANS.values()], atol=1e-6)


def test_encode_takes_the_vector_of_the_text_where_the_model_gives_one(folder: Path) -> None:
    write_model(folder, output="sentence_embedding", of_text=True)

    (vector,) = OnnxEncoder(folder).encode(["駐車 주차"])

    assert vector.tolist() == [0, 1, 0]


@pytest.mark.parametrize("batch", [1, 2, 3, 32])
def test_encode_keeps_order_and_vectors_whatever_the_batch(folder: Path, batch: int) -> None:
    texts = ["駐車 주차 停车 停车", "停车", "", "주차 주차", "駐車 주차", "停车"]
    alone = OnnxEncoder(folder)

    vectors = OnnxEncoder(folder, batch=batch, threads=2).encode(texts)

    np.testing.assert_allclose(vectors, [alone.encode([text])[0] for text in texts], atol=1e-6)


def test_encode_gives_the_same_bits_again(folder: Path) -> None:
    texts = ["駐車 주차 停车", "停车", "주차"]

    first, again = OnnxEncoder(folder).encode(texts), OnnxEncoder(folder).encode(texts)

    assert first.tobytes() == again.tobytes()


def test_a_text_without_any_token_is_zeros(folder: Path) -> None:
    write_tokenizer(folder, special=False)

    vectors = OnnxEncoder(folder).encode(["", "停车"])

    assert vectors.tolist() == [[0, 0, 0], [1, 0, 0]]


def test_a_lone_surrogate_is_left_out(folder: Path) -> None:
    plain, broken = OnnxEncoder(folder).encode(["停车", "停车\ud800"])

    assert plain.tolist() == broken.tolist()


def test_the_prefix_stands_before_every_text(folder: Path) -> None:
    encoder = OnnxEncoder(folder, prefix="駐車 ")

    (vector,) = encoder.encode(["주차"])
    (other,) = encoder.with_prefix("").encode(["停车"])

    np.testing.assert_allclose(vector, unit(MEANS["駐車 주차"]), atol=1e-6)
    np.testing.assert_allclose(other, unit(MEANS["停车"]), atol=1e-6)


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("sentence_bert_config.json", {"max_seq_length": 3}),
        ("tokenizer_config.json", {"model_max_length": 3}),
        ("config.json", {"model_type": "bert", "max_position_embeddings": 3}),
        ("config.json", {"model_type": "xlm-roberta", "max_position_embeddings": 5, "pad_token_id": 1}),
    ],
)
def test_encode_cuts_texts_at_the_models_maximum(folder: Path, file: str, content: object) -> None:
    write_json(folder / file, content)

    long, short = OnnxEncoder(folder).encode(["停车 주차 주차", "停车"])

    np.testing.assert_allclose(long, short, atol=1e-6)


def test_the_published_length_counts_more_than_the_tokenizers(folder: Path) -> None:
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(3)
    tokenizer.save(str(folder / "tokenizer.json"))
    write_json(folder / "sentence_bert_config.json", {"max_seq_length": 4})

    (vector,) = OnnxEncoder(folder).encode(["駐車 주차"])

    np.testing.assert_allclose(vector, unit(MEANS["駐車 주차"]), atol=1e-6)


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()

    with pytest.raises(EncoderUnavailable) as caught:
        OnnxEncoder(folder)

    assert str(caught.value) == f"{folder / name}: there is no such file"


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("model.onnx", "it cannot be loaded: "),
        ("tokenizer.json", "it is no tokenizer: "),
        ("config.json", "it cannot be read: "),
        ("1_Pooling/config.json", "it cannot be read: "),
    ],
)
def test_a_broken_file_is_named(folder: Path, name: str, problem: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(b"<html>not what was asked for")

    with pytest.raises(EncoderUnavailable) as caught:
        OnnxEncoder(folder)

    assert caught.value.what == str(folder / name)
    assert caught.value.problem.startswith(problem)


def test_settings_of_the_wrong_shape_are_refused(folder: Path) -> None:
    write_json(folder / "config.json", ["max_position_embeddings"])

    with pytest.raises(EncoderUnavailable, match="it holds no JSON object"):
        OnnxEncoder(folder)


def test_another_pooling_is_refused(folder: Path) -> None:
    write_json(folder / "1_Pooling" / "config.json", {"pooling_mode_max_tokens": True})

    with pytest.raises(EncoderUnavailable, match=r"pooling \['max'\]; expected mean or cls"):
        OnnxEncoder(folder)


def test_an_unknown_input_is_refused(folder: Path) -> None:
    write_model(folder, inputs=("input_ids", "position_ids"))

    with pytest.raises(EncoderUnavailable, match=r"it asks for \['position_ids'\]"):
        OnnxEncoder(folder)


def test_an_unknown_output_is_refused(folder: Path) -> None:
    write_model(folder, output="logits")

    with pytest.raises(EncoderUnavailable, match=r"its outputs are \['logits'\]"):
        OnnxEncoder(folder)


def test_a_layer_after_pooling_must_be_in_the_model(folder: Path) -> None:
    kinds = ("Transformer", "Pooling", "Dense", "Normalize")
    write_json(folder / "modules.json", [{"type": f"sentence_transformers.models.{kind}"} for kind in kinds])

    with pytest.raises(EncoderUnavailable, match="asks for Dense"):
        OnnxEncoder(folder)


def test_a_token_the_model_does_not_know_is_an_error_of_the_model(folder: Path) -> None:
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.add_tokens(["충전"])
    tokenizer.save(str(folder / "tokenizer.json"))
    encoder = OnnxEncoder(folder)

    with pytest.raises(EncoderUnavailable, match="it cannot be run: "):
        encoder.encode(["충전"])


@pytest.mark.parametrize("package", ["onnxruntime", "tokenizers"])
def test_without_the_packages_the_error_says_what_to_install(
    folder: Path, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)

    with pytest.raises(EncoderUnavailable) as caught:
        OnnxEncoder(folder)

    assert str(caught.value) == f"{package}: it is not installed: pip install 'tricity[neural]'"


@pytest.mark.parametrize("sizes", [{"batch": 0}, {"threads": 0}])
def test_sizes_below_one_are_a_mistake(folder: Path, sizes: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="expected 1 or more"):
        OnnxEncoder(folder, **sizes)


def test_encoding_leaves_no_trace_and_has_the_network_switched_off(folder: Path, tmp_path: Path) -> None:
    """onnxruntime's telemetry, where it is on, leaves an identifier of the machine and a queue on disk."""
    home = tmp_path / "home"
    home.mkdir()
    code = (
        "import os, sys; from pathlib import Path; from tricity.language import OnnxEncoder\n"
        "OnnxEncoder(Path(sys.argv[1])).encode(['停车'])\n"
        "print([os.environ[name] for name in ('ORT_DISABLE_TELEMETRY', 'HF_HUB_OFFLINE')],"
        " [name for name in ('huggingface_hub', 'httpx2', 'requests') if name in sys.modules])"
    )
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ORT_", "HF_", "XDG_"))}
    environment = kept | {"HOME": str(home), "TMPDIR": str(home), "ORT_DISABLE_TELEMETRY": "0"}

    run = subprocess.run(
        [sys.executable, "-B", "-c", code, str(folder)],
        cwd=home, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert run.stdout.strip() == "['1', '1'] []"
    assert list(home.rglob("*")) == []


def test_a_runtime_loaded_with_its_telemetry_on_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    OnnxEncoder(folder)
    monkeypatch.delenv("ORT_DISABLE_TELEMETRY")

    with pytest.raises(EncoderUnavailable, match="set ORT_DISABLE_TELEMETRY=1 at the start"):
        OnnxEncoder(folder)
