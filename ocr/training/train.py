"""Trains the twin on the line pictures: CTC, Adam, a learning rate that falls along a cosine, averaged weights."""

import math
import random
import time
from contextlib import contextmanager

import numpy as np
import torch
import torch.nn.functional as functional

import charset
from network import NULL, export, load
from shards import read_shard

BATCH = 24
RATE, LEAST_RATE, WARM_UP = 5e-4, 2.5e-5, 60
AVERAGING = 0.998
# Lines of like width are sought in so many batches' worth of lines.
POOL = 40
REPORT, KEEP = 250, 500


def black_and_white(row):
    """The ink's and the paper's gray in a line's middle row, as Tesseract's NetworkIO takes them (quartiles of the extremes)."""
    before, here, after = row[:-2].astype(int), row[1:-1].astype(int), row[2:].astype(int)
    low = here[((here < before) & (here <= after)) | ((here <= before) & (here < after))]
    high = here[((here > before) & (here >= after)) | ((here >= before) & (here > after))]
    return quantile(low, 0.25, 0), quantile(high, 0.75, 255)


def quantile(values, share, otherwise):
    """Tesseract's STATS::ile: inside the bucket it interpolates."""
    values = values if len(values) else np.array([otherwise])
    counts = np.cumsum(np.bincount(values, minlength=256))
    wanted = min(max(share * len(values), 1.0), float(len(values)))
    bucket = int(np.searchsorted(counts, wanted))
    inside = counts[bucket] - (counts[bucket - 1] if bucket else 0)
    return bucket + 1 - (counts[bucket] - wanted) / inside


def normalized(picture):
    black, white = black_and_white(picture[picture.shape[0] // 2])
    half = (white - black) / 2
    return (picture.astype(np.float32) - black) / (half if half > 0 else 1) - 1


class Lines:
    """A shard's pictures and their outputs. A line with more outputs than steps can't be learnt and is left out."""

    def __init__(self, path, texts, code_of):
        self.pictures, self.labels, self.texts = [], [], []
        for number, picture in read_shard(path):
            text = texts[number][1]
            label = [code_of[c] for c in text]
            repeats = sum(a == b for a, b in zip(label, label[1:]))
            if picture.shape[1] >= 18 and picture.shape[1] // 3 >= len(label) + repeats:
                self.pictures.append(picture)
                self.labels.append(label)
                self.texts.append(text)

    def batch(self, chosen):
        widths = [self.pictures[i].shape[1] for i in chosen]
        lines = np.ones((len(chosen), 36, max(widths)), np.float32)
        for row, i in enumerate(chosen):
            lines[row, :, : widths[row]] = normalized(self.pictures[i])
        labels = [c for i in chosen for c in self.labels[i]]
        lengths = [len(self.labels[i]) for i in chosen]
        return torch.from_numpy(lines), torch.tensor(widths), torch.tensor(labels), torch.tensor(lengths)


def batches(shards, rng):
    """Endless (lines, numbers of a batch): shard after shard, each line once before any comes again, lines of like width together."""
    while True:
        for lines in shards():
            order = list(range(len(lines.pictures)))
            rng.shuffle(order)
            for start in range(0, len(order), BATCH * POOL):
                pool = sorted(order[start : start + BATCH * POOL], key=lambda i: lines.pictures[i].shape[1])
                groups = [pool[i : i + BATCH] for i in range(0, len(pool), BATCH)]
                rng.shuffle(groups)
                for group in groups:
                    yield lines, group


def train(work, texts, paths, steps, seed):
    """Trains on the shards at `paths` and writes `trained-<steps>.lstm` into `work`. One thread; some 0.4 s a step."""
    target = work / f"trained-{steps}.lstm"
    if target.exists():
        return
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    base = work / "base"
    component = (base / "vie.lstm").read_bytes()
    characters = charset.characters((base / "vie.lstm-unicharset").read_bytes())
    codes = charset.codes((base / "vie.lstm-recoder").read_bytes())
    code_of = dict(zip(characters, codes)) | {c: max(codes) + 1 + i for i, c in enumerate(charset.ADDED)}
    network = load(component, characters, codes)
    check = Lines(work / "lines/validation.npz", texts, code_of)
    print(f"at the start: {error(network, check, code_of):.2%} of characters misread", flush=True)
    part = target.with_suffix(".part")

    def shards():
        return (Lines(path, texts, code_of) for path in paths)

    for step, averages in fit(network, shards, steps, random.Random(seed)):
        with swapped(network, averages):
            part.write_bytes(export(network, component))
            print(f"step {step}: {error(network, check, code_of):.2%} of characters misread", flush=True)
    part.rename(target)


@contextmanager
def swapped(network, averages):
    """Inside, the network has the averaged weights."""
    parameters = trainable(network)
    own = [p.detach().clone() for p in parameters]
    copy(averages, parameters)
    yield
    copy(own, parameters)


def copy(sources, targets):
    with torch.no_grad():
        for source, target in zip(sources, targets):
            target.copy_(source)


def trainable(network):
    return [p for p in network.parameters() if p.requires_grad]


def fit(network, shards, steps, rng):
    """Trains; every `KEEP` steps and at the end yields (step, averages of the weights over the last steps)."""
    parameters = trainable(network)
    averages = [p.detach().clone() for p in parameters]
    optimizer = torch.optim.Adam(parameters, lr=RATE, betas=(0.9, 0.98))
    started, mean_loss = time.monotonic(), None
    for step, (lines, group) in zip(range(1, steps + 1), batches(shards, rng)):
        optimizer.param_groups[0]["lr"] = rate(step, steps)
        loss = one_step(network, lines.batch(group), optimizer, parameters)
        decay = min(AVERAGING, step / (19 + step))
        with torch.no_grad():
            for average, parameter in zip(averages, parameters):
                average.lerp_(parameter, 1 - decay)
        mean_loss = loss if mean_loss is None else 0.98 * mean_loss + 0.02 * loss
        if step % REPORT == 0:
            print(f"step {step}, {time.monotonic() - started:.0f} s, loss {mean_loss:.4f}", flush=True)
        if step % KEEP == 0 or step == steps:
            yield step, averages


def rate(step, steps):
    fall = LEAST_RATE + (RATE - LEAST_RATE) * 0.5 * (1 + math.cos(math.pi * step / steps))
    return fall * min(1, step / WARM_UP)


def one_step(network, batch, optimizer, parameters):
    pictures, widths, labels, lengths = batch
    network.train()
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores, steps = network(pictures, widths)
    chances = functional.log_softmax(scores.float(), -1).transpose(0, 1)
    loss = functional.ctc_loss(chances, labels, steps, lengths, blank=NULL, reduction="sum", zero_infinity=True) / lengths.sum()
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(parameters, 1.0)
    optimizer.step()
    return loss.item()


def error(network, lines, code_of):
    """Share of characters misread (edit distance over length), best output at each step, without dictionary."""
    character_of = {code: c for c, code in code_of.items() if len(c) == 1}
    order = sorted(range(len(lines.pictures)), key=lambda i: lines.pictures[i].shape[1])
    network.eval()
    wrong = total = 0
    with torch.no_grad():
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            pictures, widths, _, _ = lines.batch(chosen)
            scores, steps = network(pictures, widths)
            for i, best, count in zip(chosen, scores.argmax(-1).tolist(), steps.tolist()):
                best = best[:count]
                read = "".join(character_of.get(c, "?") for c, before in zip(best, [NULL, *best]) if c != before and c != NULL)
                wrong += distance(lines.texts[i], read)
                total += len(lines.texts[i])
    return wrong / total


def distance(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (x != y))
    return row[-1]
