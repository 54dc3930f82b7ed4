"""Lines of moves from sentences with slots: variety of names and forms beside the written ones.

    python training/positions/moves_templates.py > training/data/moves/templates.jsonl

`{A}` acts, `{B}` receives, `[ ]` encloses the evidence. Each filled sentence gives a line for the
actor and one for the recipient, who does nothing. Names are invented, or states in their plain
sense of a party; the seed is fixed, so that the same file comes out again.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterator

PARTIES = """Tarn|Ilvania|Norsund|Calder|Veridia|Ostmark|Sarenia|Belsk|Tavria|Mirov|Harran|Sombé|
the Upper Federation|the Lower Federation|the Coast Alliance|the Dawn Movement|the Lakes Union|
Premier Ada Lind|President Ilse Mora|Foreign Minister Dag Orlov|Chancellor Brandt|Brussels|Ankara|
the junta|the rebels|the dockers' union|Kestrel Holdings|Norrland Steel|the ministry|Ottawa|Cairo|
the opposition|the Free Democrats|the Island List|Envoy Luis Ferrer|the Contact Group|Hanoi|Lima"""

TEMPLATES: dict[str, tuple[str, ...]] = {
    "AGREE": (
        "{A} [has agreed to the terms put by] {B}, two people at the table said.",
        "[A promise by {A}] to open the books to {B} was made in writing.",
        "{B} will get its observers: {A} [is ready to admit them from Monday].",
        "[An offer of talks from {A}] lies on the desk of {B}.",
    ),
    "CONSULT": (
        "{A} [held talks with] {B} in Geneva on Tuesday.",
        "[A visit by {A}] to {B} lasted two days and ended with a dinner.",
        "[{A} called {B}] on Sunday night, and the line was bad.",
        "{B} was not told of the agenda when [{A} came to see] the delegation.",
    ),
    "SUPPORT": (
        "{A} [backs the plan of] {B} and said so twice.",
        "[Praise from {A}] for {B} was unexpected.",
        "{B}'s move [was welcomed by {A}] as brave.",
        "{A} [voted with] {B} on every clause.",
    ),
    "CONCEDE": (
        "{A} [dropped its objection to] a seat for {B}.",
        "{B} may use the bridge again: {A} [has given way].",
        "In a turnaround {A} [lifted the restrictions on] {B}.",
        "[A concession by {A}] on the wells brought {B} back to the table.",
    ),
    "COOPERATE": (
        "{A} [shared its findings with] {B}.",
        "{A} [and {B} are rebuilding the line together].",
        "{A} [passed the list of names to] {B} as the protocol asks.",
        "[{A}'s readiness to work with {B}] was noted by the chair.",
    ),
    "AID": (
        "{A} [sent blankets and medicine to] {B}.",
        "[A loan from {A}] of 40 million keeps the hospitals of {B} open.",
        "{B} [is being supplied with grain by {A}].",
        "{A} [paid for the repair of] the waterworks of {B}.",
    ),
    "RETREAT": (
        "{A} [pulled out of the talks with] {B} on Friday.",
        "[The withdrawal of {A}] from the strip surprised {B}.",
        "{A} [set free eleven of {B}'s people].",
        "{A} [gave up the hill] that {B} had claimed.",
    ),
    "REQUEST": (
        "{A} [called on {B} to open the crossing].",
        "[A demand by {A}] that {B} publish the annex was read out.",
        "{B} [was asked by {A}] for a reply within the week.",
        '"{B} must move first," [{A} insists].',
    ),
    "ACCUSE": (
        "{A} [blamed {B} for the failure] of the round.",
        "[Criticism of {B} by {A}] went on all week.",
        "{B} [was accused by {A}] of hiding the maps.",
        "{A} [has taken {B} to court] over the contract.",
    ),
    "REJECT": (
        "{A} [turned down the request] of {B}.",
        "[{A}'s refusal] to receive {B} was final.",
        "{B}'s paper [was thrown out by {A}] within an hour.",
        "{A} [would not hear of] a seat for {B}.",
    ),
    "THREATEN": (
        "{A} [warned {B} of consequences] should the gate stay shut.",
        "[A threat by {A}] to walk away left {B} cold.",
        "{B} [was given 48 hours by {A}], or the line would be cut.",
        "Unless {B} signs, {A} [will close the market].",
    ),
    "PROTEST": (
        "Supporters of {A} [marched on the offices of] {B}.",
        "[A sit-in by {A}] before the gates of {B} went into its third day.",
        "{A} [walked out of the hall] while {B} was speaking.",
        "{A} [boycotted the opening] to show {B} its anger.",
    ),
    "SANCTION": (
        "{A} [imposed an embargo on] {B}.",
        "[The recall of {A}'s ambassador] was {A}'s answer to {B}.",
        "Payments to {B} [were suspended by {A}] in March.",
        "{A} [broke off relations with] {B}.",
    ),
    "MOBILIZE": (
        "{A} [put its guards on alert] along the border with {B}.",
        "[A build-up of troops by {A}] near {B} went on for weeks.",
        "Reserves [were called up by {A}]; {B} did nothing of the kind.",
        "{A} [moved two brigades towards] {B}.",
    ),
    "COERCE": (
        "{A} [arrested two couriers of] {B}.",
        "[The seizure by {A}] of a warehouse belonging to {B} took an hour.",
        "Roads to {B} [have been blocked by {A}] since May.",
        "{A} [banned the newspaper of] {B}.",
    ),
    "ASSAULT": (
        "{A} [attacked a post of] {B} at dawn.",
        "[A raid by {A}] on a depot of {B} cost nine lives.",
        "{B} [was shelled by {A}] through the night.",
        "Guns of {A} [fired on a boat of] {B}.",
    ),
}
EACH = 1


def lines() -> Iterator[dict[str, object]]:
    """The filled templates, a line for `{A}` and one for `{B}`, in a fixed order."""
    chance = random.Random(20250421)
    parties = [name.strip() for name in PARTIES.replace("\n", "").split("|")]
    for kind, templates in TEMPLATES.items():
        for template in templates:
            for _ in range(EACH):
                actor, recipient = chance.sample(parties, 2)
                yield from _filled(kind, template, actor, recipient)


def _filled(kind: str, template: str, actor: str, recipient: str) -> Iterator[dict[str, object]]:
    text = template.replace("{A}", actor).replace("{B}", recipient)
    text = re.sub(r"^(\[?)([a-z])", lambda found: found[1] + found[2].upper(), text)
    evidence = re.search(r"\[(.*)\]", text)
    passage = text.replace("[", "").replace("]", "")
    words = evidence[1] if evidence else passage
    here = {name: _as_written(name, passage) for name in (actor, recipient)}
    label = {"type": kind, "status": "done", "evidence": words, "recipient": here[recipient]}
    common = {"passage": passage, "phenomenon": "template"}
    yield {"actor": here[actor], "recipient": here[recipient], "labels": [label], **common}
    yield {"actor": here[recipient], "recipient": None, "labels": [], **common}


def _as_written(name: str, passage: str) -> str:
    """The name as the passage has it: at a sentence's head "the" is written "The"."""
    return name if name in passage else name[0].upper() + name[1:]


if __name__ == "__main__":
    for line in lines():
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
