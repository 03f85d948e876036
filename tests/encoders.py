"""A model small enough to reckon by hand: each token has one vector of three numbers."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from onnx import TensorProto, helper, numpy_helper, save
from tokenizers import Tokenizer, models, pre_tokenizers, processors

VECTORS = {
    "[PAD]": (100, 100, 100),  # any leak of the padding would show
    "[UNK]": (0, 0, 0),
    "[CLS]": (3, 4, 0),
    "[SEP]": (0, 0, 3),
    "停车": (3, 0, 0),
    "駐車": (0, 6, 0),
    "주차": (0, 0, 9),
}


def write_tokenizer(folder: Path, *, special: bool = True) -> None:
    vocabulary = {token: number for number, token in enumerate(VECTORS)}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    if special:
        tokenizer.post_processor = processors.TemplateProcessing(
            single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
        )
    tokenizer.enable_padding(length=9)  # as some published files ask; the encoder pads by itself
    tokenizer.save(str(folder / "tokenizer.json"))


def write_model(
    folder: Path,
    *,
    inputs: Sequence[str] = ("input_ids", "attention_mask"),
    output: str = "last_hidden_state",
    integers: int = TensorProto.INT64,
    of_text: bool = False,
) -> None:
    """Write a model that looks each token up; with token_type_ids it adds 0, `of_text` takes the second token."""
    weights = [numpy_helper.from_array(np.array(list(VECTORS.values()), dtype=np.float32), "words")]
    nodes = [helper.make_node("Gather", ["words", "input_ids"], ["found"])]
    result = "found"
    if "token_type_ids" in inputs:
        weights.append(
            numpy_helper.from_array(np.array([[0, 0, 0], [50, 50, 50]], dtype=np.float32), "types")
        )
        nodes.append(helper.make_node("Gather", ["types", "token_type_ids"], ["type"]))
        nodes.append(helper.make_node("Add", ["found", "type"], ["typed"]))
        result = "typed"
    if of_text:
        weights.append(numpy_helper.from_array(np.array(1, dtype=np.int64), "second"))
        nodes.append(helper.make_node("Gather", [result, "second"], ["taken"], axis=1))
        result = "taken"
    nodes.append(helper.make_node("Identity", [result], [output]))
    shape = ["texts", 3] if of_text else ["texts", "tokens", 3]
    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info(name, integers, ["texts", "tokens"]) for name in inputs],
        [helper.make_tensor_value_info(output, TensorProto.FLOAT, shape)],
        weights,
    )
    opsets = [helper.make_opsetid("", 17)]
    save(helper.make_model(graph, opset_imports=opsets, ir_version=8), folder / "model.onnx")
