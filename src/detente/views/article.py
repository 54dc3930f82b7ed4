"""An article on the terminal: its head, its text with the statements marked, and their list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from detente.views import phrases, terminal
from detente.views.terminal import Indented, safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console, RenderableType

    from detente.model import Actor, Article, Span, Spans, Statement

SHORT_ID = 10
INDENT = 4


def show(
    console: Console,
    article: Article,
    statements: Sequence[Statement],
    actors: Sequence[Actor],
    discarded: bool = False,
    carriers: Sequence[str] = (),
) -> None:
    """Print the article for reading; with `discarded`, also every line left out, and why.

    `carriers` are the outlets that had it, where more than one had.
    """
    terminal.show(console, _parts(article, statements, actors, carriers))
    if discarded:
        terminal.show(console, _left_out(article))


def show_statement(
    console: Console, article: Article, statement: Statement, actors: Sequence[Actor]
) -> None:
    """Print one statement, marked in the paragraphs that hold it, under its article's head."""
    terminal.show(console, _statement_parts(article, statement, actors))


def _statement_parts(
    article: Article, statement: Statement, actors: Sequence[Actor]
) -> Iterator[RenderableType]:
    names = {actor.id: actor.name for actor in actors}
    spans = (statement.sentence, *statement.source, *statement.cue, *statement.content)
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    around = [span for span in _paragraphs(article) if span[0] < last and first < span[1]]
    yield from _head(article)
    yield Text()
    yield legend()
    yield from _body(article, [statement], around)
    yield Text()
    yield _statement(statement, article.text, names)
    yield _about(statement, article.text)


def marked(text: str, statements: Sequence[Statement]) -> Text:
    """The whole text with every source, cue and content in its style; nested ones add up."""
    marks = safe(text)
    for role in ("content", "source", "cue"):
        for statement in statements:
            for start, end in getattr(statement, role):
                marks.stylize(role, start, end)
    return marks


def legend() -> Text:
    """What the styles mean."""
    parts = [Text(role, style=role) for role in ("source", "cue", "content")]
    return Text("   ").join(parts)


def _parts(
    article: Article,
    statements: Sequence[Statement],
    actors: Sequence[Actor],
    carriers: Sequence[str],
) -> Iterator[RenderableType]:
    yield from _head(article)
    if len(carriers) > 1:
        yield safe(f"Carried by {', '.join(carriers)}", "faint")
    if statements:
        yield Text()
        yield legend()
    yield from _body(article, statements, _paragraphs(article))
    yield from _listing(article, statements, actors)
    if article.related:
        yield _heading("Related headlines", len(article.related))
        yield from (Indented(safe(headline), INDENT) for headline in article.related)


def _head(article: Article) -> Iterator[RenderableType]:
    yield safe(article.title or "Untitled", "title")
    if article.standfirst:
        yield safe(article.standfirst, "standfirst")
    yield safe(" · ".join(_facts(article)), "faint")
    if article.image:
        caption, credit = article.image.caption, article.image.credit
        told = " — ".join(part for part in (caption, credit and f"credit: {credit}") if part)
        yield safe(f"Picture: {told}", "faint")
    yield from (safe(note, "note") for note in article.notes)


def _facts(article: Article) -> Iterator[str]:
    if article.outlet:
        yield article.outlet
    if article.domain and article.domain != article.outlet:
        yield article.domain
    if article.bylines:
        yield "by " + ", ".join(article.bylines)
    yield phrases.day(article.published.value if article.published else None)
    if article.language:
        yield article.language
    yield article.id[:SHORT_ID]


def _body(
    article: Article, statements: Sequence[Statement], paragraphs: Sequence[Span]
) -> Iterator[RenderableType]:
    marks = marked(article.text, statements)
    for start, end in paragraphs:
        yield Text()
        yield marks[start:end]


def _paragraphs(article: Article) -> Spans:
    return article.paragraphs or ((0, len(article.text)),)


def _listing(
    article: Article, statements: Sequence[Statement], actors: Sequence[Actor]
) -> Iterator[RenderableType]:
    names = {actor.id: actor.name for actor in actors}
    yield _heading("Statements", len(statements))
    for number, statement in enumerate(statements, 1):
        yield Indented(_statement(statement, article.text, names), INDENT, f"{number} ")
        yield Indented(_about(statement, article.text), INDENT)


def _statement(statement: Statement, text: str, names: dict[str, str]) -> Text:
    named = names.get(statement.speaker or "")
    speaker = named or phrases.words(text, statement.source) or phrases.UNNAMED
    line = Text().append_text(safe(speaker, "source"))
    # The content stands plain here: underlined line upon line would be hard to read.
    for spans, style in ((statement.cue, "cue"), (statement.content, "")):
        if spans:
            line.append(" — ", style="faint")
            line.append_text(safe(phrases.words(text, spans), style))
    return line


def _about(statement: Statement, text: str) -> Text:
    """What else is known of the statement: modality, chain, time, kind, identifier."""
    carriers = [text[start:end] for start, end in statement.modality.words]
    parts = [
        phrases.modality(statement.modality.kind, carriers),
        phrases.chain(statement.via),
        phrases.said(statement.said),
        statement.kind,
        statement.id[:SHORT_ID],
    ]
    return safe(" · ".join(part for part in parts if part), "faint")


def _left_out(article: Article) -> Iterator[RenderableType]:
    yield _heading("Left out", len(article.discarded))
    for discard in article.discarded:
        line = safe(f"{discard.reason}  ", "note")
        line = Text.assemble(line, safe(phrases.one_line(discard.text)))
        yield Indented(line, INDENT + 2, f"{discard.line or ''} ")


def _heading(name: str, count: int) -> Text:
    return Text(f"\n{name} ({count})" if count else f"\n{name}: none", style="heading")
