"""The ledger as readers have it. What is asked for lies in queries.py, listing.py, finding.py."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any

from sayso.domain import Correction, Reading
from sayso.ledger import checking, claims, finding, listing, queries, sources, versions
from sayso.ledger.backups import back_up
from sayso.ledger.database import Database
from sayso.ledger.opening import opened, search_of
from sayso.ledger.recent import Recent
from sayso.ledger.rows import (
    ArticleRow,
    ArticlesWanted,
    Checked,
    Claim,
    ClaimsWanted,
    FindWanted,
    Found,
    Listing,
    Page,
    SourceRow,
    SourcesWanted,
    Version,
)
from sayso.ledger.search import Match
from sayso.ledger.writing import CLUSTERED, Writer


class Ledger:
    """Readings that are kept: a file (SQLite) or a PostgreSQL database.

    A context manager, safe to share between threads. Every method sees one state of the ledger,
    whatever a writer does meanwhile. LedgerError if the ledger can't be read, UsageError if
    something is asked for that it does not hold.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._search = search_of(database)
        self._recent = Recent()

    @classmethod
    def open(cls, place: str | Path, *, create: bool = True) -> Ledger:
        """The ledger at a path or at a postgresql:// address; made if there is none and `create`.

        An older one is brought up to date, after a copy of it was put beside it.
        """
        return cls(opened(place, create=create))

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give its connections back; the next call opens new ones."""
        self._database.close()

    def writer(self) -> Writer:
        """Who may add to it."""
        return Writer(self._database, self._search)

    def reading(self, ref_or_id: str, version: str | None = None) -> Reading:
        """The newest reading of an article, or that by one version of the reader.

        The article is given by its id, at least 8 signs of it, a statement's id, a ref that it
        was added from, or its address (of several versions the last that was added).
        """
        with self._database.reading() as connection:
            number = queries.number_of(connection, self._search, ref_or_id)
            return queries.reading_of(connection, number, version)

    def readings(self, ids: Sequence[str]) -> list[Reading]:
        """The newest reading of each article (by id), in the order asked for."""
        with self._database.reading() as connection:
            return queries.newest_readings(connection, self._recent, ids)

    def articles(self, wanted: ArticlesWanted, page: Page) -> Listing[ArticleRow]:
        """Articles, the newest first, those of one day as they were added; undated ones last."""
        with self._database.reading() as connection:
            return listing.listed_articles(connection, wanted, page)

    def find(self, wanted: FindWanted, page: Page) -> Listing[Found]:
        """Statements of the newest readings, in the order of `articles`, then of the text."""
        with self._database.reading() as connection:
            return finding.found(connection, self._search, wanted, page)

    def sources(self, wanted: SourcesWanted, page: Page) -> Listing[SourceRow]:
        """Who is cited as the origin of statements, the most often cited first."""
        with self._database.reading() as connection:
            return sources.listed_sources(connection, wanted, page)

    def versions(self, ref_or_id: str) -> tuple[Version, ...]:
        """The versions of the page that an article is one of, in the order in which they came,
        each with the statements that came, went or changed; one version where it has no address."""
        with self._database.reading() as connection:
            number = queries.number_of(connection, self._search, ref_or_id)
            return versions.versions_of(connection, self._recent, number)

    def size(self) -> int:
        """How many articles there are."""
        with self._database.reading() as connection:
            return queries.size(connection)

    def frequencies(self, words: Sequence[str]) -> Mapping[str, int]:
        """In how many articles (title or text) each word stands.

        Folding, here and in `matching`: cut at everything but letters and digits, case and accents
        dropped, English stems by Porter's rules ("reported" finds "reports"), no stop words. A
        word that is cut into several ("co-operate") is looked for as a phrase.
        """
        with self._database.reading() as connection:
            return self._search.frequencies(connection, words)

    def matching(self, words: Sequence[str], limit: int) -> list[Match]:
        """The `limit` best articles that hold any of `words`, by BM25, best first; ties by id."""
        if limit < 1 or not any(any(map(str.isalnum, word)) for word in words):
            return []
        with self._database.reading() as connection:
            found = self._search.matching(connection, words, limit)
            ids = queries.ids_of(connection, [number for number, _ in found])
        matches = [Match(ids[number], score) for number, score in found]
        return sorted(matches, key=lambda match: (-match.score, match.article_id))[:limit]

    def corrections(self, *, withdrawn: bool = False) -> list[Correction]:
        """What readers said against traces; with `withdrawn` also what they took back."""
        with self._database.reading() as connection:
            return queries.standing_corrections(connection, withdrawn=withdrawn)

    def stream(self, after: int = 0) -> Iterator[tuple[int, Reading]]:
        """The newest reading of every article, in the order of adding, with its running number.

        `after` is such a number: only what was added behind it. Memory does not grow; articles
        that are added meanwhile may come or not.
        """
        while True:
            with self._database.reading() as connection:
                part = queries.readings_after(connection, after)
            if not part:
                return
            yield from part
            after = part[-1][0]

    def claims(self, wanted: ClaimsWanted, page: Page) -> Listing[Claim]:
        """Claims without their members, the most carried first, as tracing last found them."""
        with self._database.reading() as connection:
            return claims.listed_claims(connection, wanted, page)

    def claim(self, claim_id: str) -> Claim:
        """A claim with its members, by its id or by one that was merged into it."""
        with self._database.reading() as connection:
            return claims.one_claim(connection, claim_id)

    def claims_with(self, statement_ids: Iterable[str]) -> Mapping[str, str]:
        """Statement's id → id of the claim that it makes or denies, as far as there is one."""
        with self._database.reading() as connection:
            return claims.claims_with(connection, statement_ids)

    def merged(self) -> Mapping[str, str]:
        """Ids of claims that were merged into others → the claim that they lead to now."""
        with self._database.reading() as connection:
            return claims.aliases(connection)

    def clustered(self) -> int:
        """The number (of `stream`) up to which readings have gone into the claims; 0 at first."""
        return int(self.remembered(CLUSTERED) or 0)

    def check(self) -> Checked:
        """Look whether everything is as it was written: hashes, spans, orphans, the chain of
        batches (the first broken link is named), full-text search in step. Takes a while."""
        with self._database.reading() as connection:
            damage = self._database.damage(connection)
            found = checking.checked(connection, self._search)
        return replace(found, problems=damage + found.problems)

    def backup(self, path: str | Path) -> None:
        """Copy the ledger as it is now into a new file, while others use it.

        LedgerError if something stands there, or if the file can't be written.
        """
        back_up(self._database, Path(path))

    def remembered(self, key: str) -> Any:  # noqa: ANN401 — any JSON value
        """What the writer was told to remember under a key; None if nothing."""
        with self._database.reading() as connection:
            return queries.recalled(connection, key)
