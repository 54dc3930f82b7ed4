"""Write the compiled gazetteer anew: `python -m detente.actors.compile_gazetteer`."""

from __future__ import annotations

import json

from detente.actors.gazetteer import COMPILED, compiled, digest


def main() -> None:
    """Read and check the shipped YAML and write it as JSON, with its digest."""
    data = {"digest": digest(), "entries": compiled()}
    COMPILED.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    main()
