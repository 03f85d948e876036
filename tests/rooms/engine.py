"""A SenseVoice model of a hundred kilobytes, as large as one needs to see that a real one would be loaded and asked.

It has the inputs, the output and the metadata of the published model; whatever it hears it takes for one word.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

TOKENS = [
    "<unk>",
    "<s>",
    "</s>",
    "<|zh|>",
    "<|ja|>",
    "<|ko|>",
    "<|NEUTRAL|>",
    "<|Speech|>",
    "<|withitn|>",
    "▁駐車",
]
FEATURES = 560  # 80 mel bands, seven frames together
HEARD = TOKENS.index("▁駐車")
OPENING = [TOKENS.index(each) for each in ("<|ja|>", "<|NEUTRAL|>", "<|Speech|>", "<|withitn|>")]


def make_model(folder: Path) -> Path:
    """Write `model.onnx` and `tokens.txt` into the folder."""
    import onnx
    from onnx import TensorProto as T
    from onnx import helper, numpy_helper

    size = len(TOKENS)
    bias = np.zeros(size, np.float32)
    bias[HEARD] = 5
    opening = np.zeros((1, len(OPENING), size), np.float32)
    for place, token in enumerate(OPENING):
        opening[0, place, token] = 5
    constants = {"weights": np.zeros((FEATURES, size), np.float32), "bias": bias, "opening": opening}
    graph = helper.make_graph(
        [
            helper.make_node("MatMul", ["x", "weights"], ["scores"]),
            helper.make_node("Add", ["scores", "bias"], ["heard"]),
            helper.make_node("Concat", ["opening", "heard"], ["logits"], axis=1),
        ],
        "sense-voice",
        [
            helper.make_tensor_value_info("x", T.FLOAT, [1, "T", FEATURES]),
            *(
                helper.make_tensor_value_info(name, T.INT32, [1])
                for name in ("x_length", "language", "text_norm")
            ),
        ],
        [helper.make_tensor_value_info("logits", T.FLOAT, [1, "T4", size])],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    numbers = {
        "model_type": "sense_voice_ctc", "version": "1", "comment": "made by a test", "vocab_size": size,
        "normalize_samples": 0, "lfr_window_size": 7, "lfr_window_shift": 6,
        "lang_auto": 0, "lang_zh": 3, "lang_en": 4, "lang_yue": 7, "lang_ja": 11, "lang_ko": 12,
        "with_itn": 14, "without_itn": 15,
        "neg_mean": ",".join(["0"] * FEATURES), "inv_stddev": ",".join(["1"] * FEATURES),
    }  # fmt: skip
    helper.set_model_props(model, {name: str(value) for name, value in numbers.items()})
    onnx.save(model, folder / "model.onnx")
    lines = [f"{token} {number}" for number, token in enumerate(TOKENS)]
    (folder / "tokens.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder
