"""Articles in our own words, of invented places, and the ways in which newsrooms pass "
"them on."""

from __future__ import annotations

import hashlib

from detente.model import Article, Date, Page, Reading, content_id

BRIDGE = (
    "The two shores of the Sound agreed on Tuesday to open the Long Bridge to lorries again, "
    "eleven "
    "weeks after customs officers closed it in a quarrel over eel licences. Envoy Marit "
    "Solheim of "
    "Vestoy told reporters that the first convoy of 40 lorries would cross at dawn on "
    "Thursday.",
    "Her counterpart from Ostoy, Jonas Drewe, said his side had given up the demand for a "
    "toll of "
    "12 crowns a tonne. He called the toll a mistake that both harbours had paid for, and "
    "thanked "
    "the pilots who had kept the ferries running through the autumn gales.",
    "Under the accord each shore will post six inspectors at the middle pier. They may open "
    "one "
    "lorry in twenty, and any quarrel goes to a panel that sits in the lighthouse at Skerry "
    "Point "
    "and must rule within three days.",
    "Fishermen on the northern quays were not content. Their guild said the accord leaves the "
    "question of night nets open, and that it would hold its own vote before the end of the "
    "month.",
    "The bridge, finished in 1962, carries about a third of all goods between the shores. "
    "Since it "
    "was closed the price of flour in Ostoy has risen by 18 percent, and two mills have "
    "stood still.",
    "Talks on the nets themselves are to begin in Hollin on 4 March, with the harbour "
    "council of "
    "Grayling as host. Solheim said she expected them to be longer and colder than these.",
)
OWN_WORDS = (
    "Lorries are to roll over the Long Bridge once more. After almost three months of closure, "
    "Vestoy and Ostoy settled their dispute on Tuesday evening in the customs house.",
    "What moved the Ostoy delegation was the price of bread, people close to the talks said. "
    "Drewe "
    "no longer insists on being paid for every tonne that passes; in return Solheim accepted "
    "checks "
    "half way across, by a dozen officers drawn from both sides.",
    "Nobody in the northern port was celebrating. A spokesman of the guild there recalled "
    "that not "
    "a word had been written on fishing after dark, for which a round of talks is planned in "
    "spring.",
)
LEAD = (
    "GRAYLING – Shopkeepers in this town put out flags on Tuesday night when word came over "
    "the "
    "radio, and the baker on Kiln Street promised free rolls for the first driver to arrive.",
)
WEATHER = (
    "{place} will be {sky} on Monday with a light breeze from the {wind} and a high of "
    "{high} degrees "
    "in the afternoon. The night brings a low of {low} degrees, and the chance of rain is "
    "{rain} "
    "percent. Sunrise in {place} is at {rise} and sunset at {sets}. The sea off {coast} is "
    "{sea}, "
    "with waves of up to {waves} metres, and the pollen count for {plant} is given as {count}.",
)
FURNITURE = (
    "Sign up for the evening letter of the Sound Gazette and never miss a tide. By going on "
    "you "
    "accept our terms and our notice on crumbs. The Gazette is printed by the Skerry Press, "
    "member "
    "of the guild of printers, and is not answerable for what other pages say. All rights "
    "kept.",
)


def joined(*parts: tuple[str, ...]) -> str:
    """The paragraphs of several parts as one text."""
    return "\n\n".join(paragraph for part in parts for paragraph in part)


def article(
    title: str,
    text: str,
    *,
    published: str | None = "2031-03-01",
    outlet: str | None = None,
    domain: str | None = None,
) -> Reading:
    """The article with nothing read from it but its sentences, one a paragraph."""
    found, start = [], 0
    for paragraph in text.split("\n\n"):
        found.append((start, start + len(paragraph)))
        start += len(paragraph) + 2
    body = f"{title}\n{text}".encode()
    day = Date(published, "time" if "T" in published else "day", "given") if published else None
    return Reading(
        page=Page(id=title, body=body, sha256=hashlib.sha256(body).hexdigest()),
        article=Article(
            id=content_id(title, text),
            text=text,
            title=title,
            outlet=outlet,
            domain=domain,
            published=day,
            language="en",
            paragraphs=tuple(found),
        ),
        sentences=tuple(found),
        models={"rules": "1"},
    )
