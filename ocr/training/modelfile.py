"""Tesseract's `lstm` component: reading it (integer weights become real ones), writing it with integer weights, building a model.

A component is a tree of layers, then the network's string and numbers. Integer weights: one byte each and one scale a row;
weight = byte x scale. Layout verified against tesseract 5.3 (what is read is written back byte by byte).
"""

import hashlib
import shutil
import struct
import subprocess

import numpy as np

import charset

INTEGER, ADAM, DOUBLE = 1, 4, 128
HAS_RATES = 64
CONTAINERS = {"Series", "XYTranspose", "RTLReversed"}
FIXED_BYTES = {"Input": 20, "Convolve": 8, "Maxpool": 8}
# Added to the `version` component: the licence wants changes to be told.
NOTE = b":sohoa20261123"


class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, count):
        found = self.data[self.at : self.at + count]
        if len(found) != count:
            raise ValueError("the component ends too early")
        self.at += count
        return found

    def numbers(self, layout):
        return struct.unpack("<" + layout, self.take(struct.calcsize("<" + layout)))

    def string(self):
        return self.take(self.numbers("I")[0])


def read_matrix(reader):
    """A layer's weights as real numbers, rows x columns; the last column is the bias."""
    (mode,) = reader.numbers("B")
    rows, columns = reader.numbers("II")
    if mode != INTEGER | ADAM | DOUBLE:
        raise ValueError("not an integer model")
    reader.take(1)
    weights = np.frombuffer(reader.take(rows * columns), np.int8).reshape(rows, columns)
    (count,) = reader.numbers("I")
    scales = np.frombuffer(reader.take(8 * count), "<f8")
    return weights * scales[:rows, None]


def write_matrix(weights):
    scales = np.abs(weights).max(1) / 127
    scales[scales == 0] = 1
    whole = np.clip(np.rint(weights / scales[:, None]), -127, 127).astype(np.int8)
    head = struct.pack("<BIIb", INTEGER | ADAM | DOUBLE, *weights.shape, 0)
    return head + whole.tobytes() + struct.pack("<I", len(scales)) + scales.astype("<f8").tobytes()


def read_layer(reader):
    reader.take(1)
    layer = {"type": reader.string().decode()}
    layer["state"] = reader.numbers("bb")
    layer["flags"], layer["inputs"], layer["outputs"], layer["size"] = reader.numbers("iiii")
    layer["name"] = reader.string()
    kind = layer["type"]
    if kind in CONTAINERS:
        layer["layers"] = [read_layer(reader) for _ in range(reader.numbers("I")[0])]
        if layer["flags"] & HAS_RATES:
            layer["rates"] = reader.take(4 * reader.numbers("I")[0])
    elif kind in FIXED_BYTES:
        layer["fixed"] = reader.take(FIXED_BYTES[kind])
    elif kind in ("LSTM", "SummLSTM"):
        layer["fixed"] = reader.take(4)
        layer["weights"] = [read_matrix(reader) for _ in range(4)]
    elif kind in ("Tanh", "Softmax"):
        layer["weights"] = [read_matrix(reader)]
    else:
        raise ValueError(f"layer of an unknown type {kind}")
    return layer


def write_layer(layer):
    def packed(text):
        return struct.pack("<I", len(text)) + text

    out = b"\0" + packed(layer["type"].encode()) + struct.pack("<bb", *layer["state"])
    out += struct.pack("<iiii", layer["flags"], layer["inputs"], layer["outputs"], layer["size"]) + packed(layer["name"])
    if "layers" in layer:
        out += struct.pack("<I", len(layer["layers"])) + b"".join(map(write_layer, layer["layers"]))
        if "rates" in layer:
            out += struct.pack("<I", len(layer["rates"]) // 4) + layer["rates"]
    return out + layer.get("fixed", b"") + b"".join(map(write_matrix, layer.get("weights", [])))


def read_component(data):
    """(tree of layers, what follows it: network string, flags, counters, null output, rates)."""
    reader = Reader(data)
    tree = read_layer(reader)
    return tree, data[reader.at :]


def weighted(layer):
    """The layers that have weights, from the input on."""
    found = [layer] if "weights" in layer else []
    for part in layer.get("layers", []):
        found += weighted(part)
    return found


def set_outputs(tree, count):
    """Tells the tree that its last layer has `count` outputs."""
    last = tree["layers"][-1]
    added = (count - last["outputs"]) * (last["inputs"] + 1)
    for layer in (tree, last):
        layer["outputs"] = count
        layer["size"] += added


def build(base, trained, output):
    """Puts the trained component and the longer character set into a copy of the published model."""
    parts = output.with_suffix(".parts")
    parts.mkdir(parents=True, exist_ok=True)
    unicharset, recoder = charset.extend((base / "vie.lstm-unicharset").read_bytes(), (base / "vie.lstm-recoder").read_bytes())
    contents = {"lstm": trained.read_bytes(), "lstm-unicharset": unicharset, "lstm-recoder": recoder, "version": (base / "vie.version").read_bytes() + NOTE}
    for name in ("lstm-punc-dawg", "lstm-word-dawg", "lstm-number-dawg"):
        contents[name] = (base / f"vie.{name}").read_bytes()
    for name, data in contents.items():
        (parts / f"vie.{name}").write_bytes(data)
    subprocess.run(["combine_tessdata", parts / "vie."], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    shutil.move(parts / "vie.traineddata", output)
    shutil.rmtree(parts)
    data = output.read_bytes()
    print(f"{output}: {len(data)} bytes, SHA-256 {hashlib.sha256(data).hexdigest()}")
