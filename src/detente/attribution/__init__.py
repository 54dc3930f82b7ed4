"""Attribution: who said what, from one article's analysis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.attribution.quoted import quoted

if TYPE_CHECKING:
    from detente.attribution.linker import Linker
    from detente.model import Analysis, Article, CueLink, Span, Spans, Statement

__all__ = ["quoted", "statements", "unsourced"]


def statements(
    article: Article, analysis: Analysis, linker: Linker | None = None
) -> tuple[Statement, ...]:
    """Every attribution of `article`, in the order of its cues; `speaker` is left None.

    Quotations that no cue has come last: a cue beside them counts as one, else both `source`
    and `cue` are empty.
    """
    from detente.attribution.bare import WITH_CUE, bare
    from detente.attribution.chain import chain
    from detente.attribution.linker import shared_linker
    from detente.attribution.quotations import follow, parted
    from detente.model import CueLink

    links = parted(article.text, follow(article.text, (linker or shared_linker()).link(analysis)))
    alone = bare(article.text, links)
    links += tuple(
        CueLink(found.cue, (found.source,), (found.content,), WITH_CUE)
        for found in alone
        if found.cue and found.source
    )
    carriers = chain(article.text, links, analysis.sentences, analysis.entities)
    told = [
        _statement(article, analysis.sentences, link, via)
        for link, via in zip(links, carriers, strict=True)
    ]
    told += [unsourced(article, analysis.sentences, f.content) for f in alone if not f.cue]
    return tuple(told)


def _statement(
    article: Article, sentences: Spans, link: CueLink, via: tuple[str, ...]
) -> Statement:
    from detente.attribution.kind import kind
    from detente.attribution.modality import modality
    from detente.attribution.said import said
    from detente.model import Statement, content_id

    text = article.text
    around = _sentence(sentences, link)
    cue = (link.cue,)
    return Statement(
        id=content_id(article.id, repr((link.source, cue, link.content))),
        source=link.source,
        cue=cue,
        content=link.content,
        kind=kind(text, link.content),
        modality=modality(text, link.content, cue, around),
        confidence=link.confidence,
        via=via,
        said=said(text, around, cue, link.content, article.published),
        sentence=around,
    )


def unsourced(article: Article, sentences: Spans, content: Span) -> Statement:
    """A quotation by itself; `sentence` is the one it begins in."""
    from detente.attribution.bare import WITHOUT_CUE
    from detente.attribution.modality import modality
    from detente.model import Statement, content_id

    around = next((s for s in sentences if s[0] <= content[0] < s[1]), content)
    return Statement(
        id=content_id(article.id, repr(((), (), (content,)))),
        source=(),
        cue=(),
        content=(content,),
        kind="direct",
        modality=modality(article.text, (content,), (), around),
        confidence=WITHOUT_CUE,
        sentence=around,
    )


def _sentence(sentences: Spans, link: CueLink) -> Span:
    """From the sentence of the cue or of the content's start, the earlier, to the other's end."""
    marks = (link.cue[0], link.content[0][0])
    held = [s for s in sentences if any(s[0] <= m < s[1] for m in marks)]
    if not held:
        return min(link.cue[0], link.content[0][0]), max(link.cue[1], link.content[-1][1])
    return held[0][0], held[-1][1]
