"""Ask a trained reader everything about gold articles, keep the scores, and measure.

python training/positions/score.py --base … --start work/last.pt --readings … --part dev
Every actor in a window is asked about every issue. The measure is that of
`shared/bench/score_positions.py` for (side, issue) and (side, issue, stance), over thresholds;
sides are those of the readings.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

import corpus
import torch
from batches import Packer, batches

import data
from detente.positions.questions import question
from detente.positions.windows import windows
from network import STANCES, load
from train import answers


def asked(gold, readings, talks) -> list[data.Item]:
    """Items of every window: each actor named in it, each issue."""
    found = []
    for one in gold:
        reading, dossier = readings[one["id"], one["dossier"]], talks[one["dossier"]]
        for window in windows([tuple(s) for s in reading["sentences"]]):
            start, end = window.span
            present = {
                a["name"]: a["side"]
                for a in reading["actors"]
                if a.get("side") and any(start <= s and e <= end for s, e in a["mentions"])
            }
            questions = [
                {
                    "task": "stance",
                    "text": question(name, dossier["sides"][side]["name"], issue["proposition"]),
                    "key": (one["id"], window.first, window.last, start, name, side, id_),
                }
                for name, side in present.items()
                for id_, issue in dossier["issues"].items()
            ]
            if questions:
                found.append({"passage": reading["text"][start:end], "questions": questions})
    return found


@torch.inference_mode()
def scores(reader, packer: Packer, items: list[data.Item], tokens: int = 4000):
    """One line a question: its key, the chances of each class, where the evidence is likeliest."""
    reader.eval()
    sequences = [s for item in items for s in packer.pack(item)]
    for batch in batches(sequences, tokens, None):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            found = answers(reader, batch)
        stance = found["stance"].float().softmax(-1).tolist()
        certainty = found["certainty"].float().softmax(-1).tolist()
        evidence = found["evidence"].argmax(-1).tolist()
        for row, one in enumerate(batch.questions):
            at = batch.sequences[batch.rows[row]].offsets[evidence[row]][0]
            yield {
                "key": one["key"],
                "stance": [round(p, 4) for p in stance[row]],
                "certainty": [round(p, 4) for p in certainty[row]],
                "evidence": one["key"][3] + at,
            }


def measure(gold, kept, threshold: float, talks=None) -> dict[str, float]:
    """F1 over sets of an article: the likeliest stance of each side on each issue."""
    best: dict[tuple, tuple[float, str]] = {}
    for line in kept:
        article, _, _, _, _, side, issue = line["key"]
        p = 1 - line["stance"][0]
        name = STANCES[1 + max(range(4), key=lambda i: line["stance"][1 + i])]
        if p > best.get((article, side, issue), (threshold, ""))[0]:
            best[article, side, issue] = (p, name)
    wanted = {(g["id"], p["side"], p["issue"]) for g in gold for p in g["positions"] if p["side"]}
    stanced = {
        (g["id"], p["side"], p["issue"], p["stance"])
        for g in gold
        for p in g["positions"]
        if p["side"]
    }
    agree = {(*k[:3], k[3] != "against") for k in stanced}
    found = {(*key, name) for key, (_, name) in best.items()}
    return {
        "side-issue": _f1(wanted, set(best)),
        "stance": _f1(stanced, found),
        "agreement": _f1(agree, {(*k[:3], k[3] != "against") for k in found}),
        "precision": len(wanted & set(best)) / max(1, len(best)),
        "recall": len(wanted & set(best)) / max(1, len(wanted)),
    }


def _f1(gold: set, found: set) -> float:
    return 2 * len(gold & found) / max(1, len(gold) + len(found))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--layers", type=int)
    parser.add_argument("--part", default="dev")
    parser.add_argument("--only", help="a dossier")
    parser.add_argument("--limit", type=int, default=1000)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--threads", type=int, default=2)
    corpus.options(parser)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    reader = load(given.base, given.layers)
    reader.load_state_dict(torch.load(given.start)["reader"])
    talks = data.dossiers(given.shared / "dossiers")
    folder = given.shared / "gold"
    where = {a["id"]: a["dossier"] for a in data.jsonl(folder / f"{given.part}.articles.jsonl")}
    gold = [
        {**g, "dossier": where[g["id"]]} for g in data.jsonl(folder / f"{given.part}.gold.jsonl")
    ]
    gold = [g for g in gold if not given.only or g["dossier"] == given.only]
    random.Random(1).shuffle(gold)
    gold = gold[: given.limit]
    items = asked(gold, corpus.readings(given.readings), talks)
    kept = list(scores(reader, Packer(str(given.base / "tokenizer.json")), items))
    if given.keep:
        given.keep.write_text("".join(json.dumps(k) + "\n" for k in kept))
    print(len(gold), "articles", len(items), "windows", len(kept), "questions")
    for threshold in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        told = measure(gold, kept, threshold)
        print(
            threshold, " ".join(f"{name} {value:.3f}" for name, value in told.items()), flush=True
        )


if __name__ == "__main__":
    main()
