"""What a small sentence encoder costs: texts per second of a transformer with random weights.

    python benchmarks/encoder_cost.py [--texts 128] [--batch 32] [--rounds 3]

6 layers 384 wide, 12 heads, feed-forward 1536, vocabulary 30,000: the size of MiniLM-L6, without its knowledge.
The texts have 419 bytes and 128 tokens each. Of several rounds the fastest counts; tokenising and pooling
are included. The vectors mean nothing.
"""

import argparse
import itertools
import random
import string
import tempfile
import time
from pathlib import Path

import numpy as np
from onnx import ModelProto, NodeProto, TensorProto, TypeProto, helper, numpy_helper, save
from tokenizers import Tokenizer, models, pre_tokenizers, processors

from tricity.language import OnnxEncoder, TextEncoder

LAYERS, WIDTH, HEADS, FEED_FORWARD = 6, 384, 12, 1536
VOCABULARY, POSITIONS = 30_000, 512
SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
WORDS_PER_TEXT = 42  # of three pieces and nine letters: 126 tokens and two special ones
OPSET = 20  # the first with Gelu
SEED = 20


class Graph:
    """Nodes and weights as they are added; every method returns the name of what it made."""

    def __init__(self) -> None:
        self.nodes: list[NodeProto] = []
        self.weights: list[TensorProto] = []
        self._random = np.random.default_rng(SEED)

    def add(self, kind: str, *inputs: str, **attributes: int | float | list[int]) -> str:
        name = f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def constant(self, values: np.ndarray) -> str:
        name = f"weight_{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(values, name))
        return name

    def normal(self, *shape: int) -> str:
        return self.constant(self._random.normal(0, 0.02, shape).astype(np.float32))

    def linear(self, source: str, width: int, out: int) -> str:
        return self.add("Add", self.add("MatMul", source, self.normal(width, out)), self.normal(out))

    def layer_norm(self, source: str) -> str:
        scale, shift = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)
        return self.add("LayerNormalization", source, self.constant(scale), self.constant(shift), axis=-1)

    def heads(self, source: str, order: list[int]) -> str:
        shape = self.constant(np.array([0, 0, HEADS, WIDTH // HEADS], np.int64))
        return self.add("Transpose", self.add("Reshape", source, shape), perm=order)

    def attention(self, source: str, bias: str) -> str:
        query, key, value = (
            self.heads(self.linear(source, WIDTH, WIDTH), order)
            for order in ([0, 2, 1, 3], [0, 2, 3, 1], [0, 2, 1, 3])
        )
        scale = self.constant(np.array((WIDTH // HEADS) ** 0.5, np.float32))
        scores = self.add("Div", self.add("MatMul", query, key), scale)
        weights = self.add("Softmax", self.add("Add", scores, bias), axis=-1)
        mixed = self.add("Transpose", self.add("MatMul", weights, value), perm=[0, 2, 1, 3])
        joined = self.add("Reshape", mixed, self.constant(np.array([0, 0, WIDTH], np.int64)))
        return self.linear(joined, WIDTH, WIDTH)

    def layer(self, source: str, bias: str) -> str:
        attended = self.layer_norm(self.add("Add", source, self.attention(source, bias)))
        wide = self.add("Gelu", self.linear(attended, WIDTH, FEED_FORWARD))
        return self.layer_norm(self.add("Add", attended, self.linear(wide, FEED_FORWARD, WIDTH)))

    def embedding(self) -> str:
        """Add the vectors of words and of their positions."""
        words = self.add("Gather", self.normal(VOCABULARY, WIDTH), "input_ids")
        zero, one = (self.constant(np.array([number], np.int64)) for number in (0, 1))
        length = self.add(
            "Slice", self.add("Shape", "input_ids"), one, self.constant(np.array([2], np.int64))
        )
        positions = self.add("Slice", self.normal(POSITIONS, WIDTH), zero, length, zero)
        return self.layer_norm(self.add("Add", words, positions))

    def mask_bias(self) -> str:
        """Add -10,000 to the scores of padding, as (texts, 1, 1, tokens)."""
        mask = self.add("Cast", "attention_mask", to=TensorProto.FLOAT)
        away = self.add("Sub", self.constant(np.array(1, np.float32)), mask)
        bias = self.add("Mul", away, self.constant(np.array(-10_000, np.float32)))
        return self.add("Unsqueeze", bias, self.constant(np.array([1, 2], np.int64)))


def transformer() -> ModelProto:
    """Return the encoder, post-norm as BERT is."""
    graph = Graph()
    hidden, bias = graph.embedding(), graph.mask_bias()
    for _layer in range(LAYERS):
        hidden = graph.layer(hidden, bias)
    graph.nodes.append(helper.make_node("Identity", [hidden], ["last_hidden_state"]))
    inputs: list[tuple[str, TypeProto]] = [
        (name, helper.make_tensor_type_proto(TensorProto.INT64, ["texts", "tokens"]))
        for name in ("input_ids", "attention_mask")
    ]
    output = helper.make_tensor_type_proto(TensorProto.FLOAT, ["texts", "tokens", WIDTH])
    made = helper.make_graph(
        graph.nodes,
        "encoder",
        [helper.make_value_info(name, kind) for name, kind in inputs],
        [helper.make_value_info("last_hidden_state", output)],
        graph.weights,
    )
    return helper.make_model(made, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=9)


def pieces() -> tuple[list[str], list[str]]:
    """Return half a vocabulary of three letters that begin a word, and half of three that go on."""
    half = (VOCABULARY - len(SPECIAL)) // 2
    letters = [
        "".join(each) for each in itertools.islice(itertools.product(string.ascii_lowercase, repeat=3), half)
    ]
    return letters, [f"##{each}" for each in letters]


def word_pieces() -> Tokenizer:
    """Return a tokenizer in the manner of BERT."""
    tokens = [*SPECIAL, *itertools.chain(*pieces())]
    vocabulary = {token: number for number, token in enumerate(tokens)}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    return tokenizer


def random_texts(count: int) -> list[str]:
    """Return texts of known words, each of 419 bytes."""
    chosen = random.Random(SEED)
    letters, _going_on = pieces()
    return [
        " ".join("".join(chosen.choices(letters, k=3)) for _word in range(WORDS_PER_TEXT))
        for _text in range(count)
    ]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--texts", type=int, default=128)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    texts = random_texts(arguments.texts)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        save(transformer(), folder / "model.onnx")
        tokenizer = word_pieces()
        tokenizer.save(str(folder / "tokenizer.json"))
        size = (folder / "model.onnx").stat().st_size
        tokens = sum(len(encoding.ids) for encoding in tokenizer.encode_batch(texts)) / len(texts)
        print(f"model: {size / 4e6:.1f} million weights, {size / 1e6:.0f} MB")
        print(
            f"texts: {len(texts)} of {len(texts[0].encode())} bytes, {tokens:.0f} tokens each, batch {arguments.batch}"
        )
        for threads in (1, 2):
            encoder = OnnxEncoder(folder, batch=arguments.batch, threads=threads)
            encoder.encode(texts[: arguments.batch])
            seconds, cores = min(measured(encoder, texts) for _round in range(arguments.rounds))
            speed = f"{len(texts) / seconds:.1f} texts/s on {cores:.1f} cores"
            print(f"{threads} thread{'s'[: threads - 1]}: {speed}")


def measured(encoder: TextEncoder, texts: list[str]) -> tuple[float, float]:
    """Return the seconds it took and how many cores it got meanwhile: fewer than threads on a busy machine."""
    start, used = time.perf_counter(), time.process_time()
    encoder.encode(texts)
    seconds = time.perf_counter() - start
    return seconds, (time.process_time() - used) / seconds


if __name__ == "__main__":
    main()
