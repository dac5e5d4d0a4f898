"""A claim in plain words → the articles that carry it, with the statements that are about it.

The shelf's full text names the candidates (any of the claim's rarest words), the evidence of what
each holds says which of them carry it (evidence.py), agreement.py which statements do and how.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.domain import Reading, Statement
from sayso.tracing.agreement import Aim, agreed, aim, position
from sayso.tracing.carried import Carried
from sayso.tracing.evidence import chances
from sayso.tracing.pages import Page, often_named, page
from sayso.tracing.shelf import Shelf
from sayso.tracing.terms import Term, terms

# In a ledger of fewer articles, or where a claim's rarest word is in a quarter of them, BM25 says
# little: a word that most hold counts for nothing.
_CROWD = 400


@dataclass(frozen=True, slots=True)
class FindOptions:
    """How hard to look. `candidates`: at most so many articles are looked at; `nearest`: and only
    those that match the words so well, as a share of the best; `postings`: how many places in its
    index the store may be made to look up (words are asked for rarest first); `least`: the chance
    from which an article is taken to carry the claim.

    Measured on the 154 claims: of 1,238 articles sought, 1,231 are among 80 candidates, 1,229
    among those at .25 of the best, which are 38 on average.
    """

    candidates: int = 80
    nearest: float = 0.22
    postings: int = 30_000
    least: float = 0.25


def find(claim: str, shelf: Shelf, options: FindOptions = FindOptions()) -> tuple[Carried, ...]:
    """The articles that make, deny or report a claim, likeliest first; ties by article id."""
    wanted = terms(claim, shelf)
    return _found(claim, wanted, shelf, options) if wanted else ()


def find_like(
    statement: Statement, reading: Reading, shelf: Shelf, options: FindOptions = FindOptions()
) -> tuple[Carried, ...]:
    """The articles that carry the claim that a statement of an article makes.

    The article's own carries it with a chance of 1, whether the shelf has it or not. A content
    that names nobody ("he was arrested") is sought with the names that its article has most.
    """
    claim = statement.content.text
    wanted = terms(claim, shelf)
    named = [] if any(term.name for term in wanted) else often_named(reading)
    sought = terms(" ".join((claim, *named)), shelf)
    if not sought:
        return ()
    own = _carried(aim(claim, sought), page(reading, frozenset(term.key for term in sought)), 1.0)
    others = (part for part in _found(claim, sought, shelf, options) if not _same(part, own))
    return (own, *others)


def _same(one: Carried, other: Carried) -> bool:
    return one.reading.article.id == other.reading.article.id


def looked_at(wanted: Sequence[Term], shelf: Shelf, options: FindOptions) -> list[Page]:
    """The articles worth a look, laid out, in the order of their ids."""
    matches = list(shelf.matching(_asked(wanted, options.postings), options.candidates))
    size = shelf.size()
    if matches and size >= _CROWD and min(term.held for term in wanted) * 4 < size:
        least = options.nearest * matches[0].score
        matches = [match for match in matches if match.score >= least]
    keys = frozenset(term.key for term in wanted)
    ids = sorted(match.article_id for match in matches)
    return [page(reading, keys) for reading in shelf.readings(ids)]


def _found(
    claim: str, wanted: Sequence[Term], shelf: Shelf, options: FindOptions
) -> tuple[Carried, ...]:
    pages = looked_at(wanted, shelf, options)
    aimed = aim(claim, wanted)
    carried = [
        _carried(aimed, part, chance)
        for part, chance in zip(pages, chances(wanted, pages, shelf.size()), strict=True)
        if chance >= options.least and part.reading.statements
    ]
    return tuple(sorted(carried, key=lambda part: (-part.score, part.reading.article.id)))


def _asked(wanted: Sequence[Term], postings: int) -> list[str]:
    """The words to ask the store for: the rarest, as many as it can look up in good time."""
    rarest = sorted(wanted, key=lambda term: (term.held, term.key))
    asked: list[str] = []
    total = 0
    for number, term in enumerate(rarest):
        total += term.held
        if total > postings and number >= 2:
            break
        asked += (term.word, *term.forms)
    return asked


def _carried(aimed: Aim, page: Page, chance: float) -> Carried:
    statements = agreed(aimed, page, chance)
    return Carried(page.reading, statements, position(statements), chance)
