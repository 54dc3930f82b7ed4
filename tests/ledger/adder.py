"""A process of its own that adds readings, to be killed: `adder.py URL FIRST`.

Says "ready", then the number of each article once it is stored.
"""

from __future__ import annotations

import sys

from followed import followed

from detente.ledger import Writer

print("ready", flush=True)
with Writer(sys.argv[1]) as writer:
    number = int(sys.argv[2])
    while True:
        writer.add(followed(number, parts=number % 7))
        print(number, flush=True)
        number += 1
