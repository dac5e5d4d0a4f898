"""Full-text search by PostgreSQL: tsvector and GIN, folded and stemmed as near to FTS5 as it goes.

Words are cut, and lose case and accents, in Python, so that neither the server's locale nor its
parser for addresses and numbers matters; its Snowball dictionary for English stems them, without
stop words. Tags are words that begin with "=", as no other word does. BM25, which PostgreSQL has
not, is computed in SQL: how often a word stands in an article follows from `ts_rank`, which for a
single word with all weights 1 is (1 + 1/4 + 1/9 + …)·6/π², one term for each time.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection

from sayso.ledger.packing import Indexed
from sayso.ledger.search import Question
from sayso.ledger.texts import folded_words

_LONGEST = 250_000  # bytes of an article that are indexed: a tsvector holds 1 MB, positions too
_AT_ONCE = 200  # rows compared in one statement
_OFTEN = 255  # a tsvector knows of no more places of one word
_K1, _B = 1.2, 0.75  # BM25, with the constants of FTS5
_TYPES = (
    "asciiword, word, numword, asciihword, hword, numhword, hword_asciipart, hword_part, "
    "hword_numpart, email, protocol, url, host, url_path, file, sfloat, float, int, uint, version"
)
_CREATE = (
    "CREATE TEXT SEARCH DICTIONARY sayso_stems (TEMPLATE = snowball, LANGUAGE = english)",
    "CREATE TEXT SEARCH CONFIGURATION sayso (PARSER = default)",
    f"ALTER TEXT SEARCH CONFIGURATION sayso ADD MAPPING FOR {_TYPES} WITH sayso_stems",
    "CREATE TABLE articles_words (number bigint PRIMARY KEY, words tsvector, length integer)",
    "CREATE INDEX articles_words_gin ON articles_words USING gin (words)",
    "CREATE TABLE statements_words (key bigint PRIMARY KEY, content tsvector, names tsvector)",
    "CREATE INDEX statements_words_content ON statements_words USING gin (content)",
    "CREATE INDEX statements_id ON statements (id)",
    "CREATE INDEX statements_words_names ON statements_words USING gin (names)",
)
_ARTICLE = "to_tsvector('sayso', %s), %s"
_CONTENT = "to_tsvector('sayso', %s) || array_to_tsvector(%s::text[])"
_NAMES = "to_tsvector('sayso', %s)"


class PostgresSearch:
    """tsvector behind the port."""

    def create(self, connection: Connection) -> None:
        """Make an empty index."""
        for statement in _CREATE:
            connection.exec_driver_sql(statement)

    def add_articles(self, connection: Connection, rows: Sequence[tuple[int, str, str]]) -> None:
        """Index articles: (number, title, text)."""
        if rows:
            connection.exec_driver_sql(
                f"INSERT INTO articles_words VALUES (%s, {_ARTICLE})",  # noqa: S608 — our own words
                [(number, *_article(title, text)) for number, title, text in rows],
            )

    def add_statements(self, connection: Connection, rows: Sequence[Indexed]) -> None:
        """Index statements."""
        if rows:
            connection.exec_driver_sql(
                f"INSERT INTO statements_words VALUES (%s, {_CONTENT}, {_NAMES})",  # noqa: S608
                [(row.key, *_statement(row)) for row in rows],
            )

    def drop_statements(self, connection: Connection, rows: Sequence[Indexed]) -> None:
        """Take statements out, given as they were put in."""
        if rows:
            connection.exec_driver_sql(
                "DELETE FROM statements_words WHERE key = %s", [(row.key,) for row in rows]
            )

    def find(
        self, connection: Connection, question: Question, bounds: tuple[int, int], limit: int
    ) -> list[int]:
        """The first `limit` keys in `[low, high)` that answer, ascending."""
        wanted = ["content @@ phraseto_tsquery('sayso', %s)"] * len(question.content)
        wanted += ["names @@ phraseto_tsquery('sayso', %s)"] * len(question.names)
        wanted += ["content @@ %s::tsquery"] * len(question.tags)
        values = [*map(folded_words, (*question.content, *question.names))]
        values += [f"'={tag}'" for tag in question.tags]
        rows = connection.exec_driver_sql(
            f"SELECT key FROM statements_words WHERE {' AND '.join(wanted)}"  # noqa: S608
            " AND key >= %s AND key < %s ORDER BY key LIMIT %s",
            (*values, *bounds, limit),
        )
        return [row[0] for row in rows]

    def with_id(self, connection: Connection, begins: str, limit: int) -> list[int]:
        """Keys of at most `limit` statements whose ids begin so (hexadecimal digits)."""
        rows = connection.exec_driver_sql(
            "SELECT key FROM statements WHERE id >= %s AND id < %s AND current = 1 LIMIT %s",
            (begins, begins + "g", limit),
        )
        return [row[0] for row in rows]

    def frequencies(self, connection: Connection, words: Iterable[str]) -> dict[str, int]:
        """In how many articles each word stands; several tokens in one must stand side by side."""
        return {word: _count(connection, word) for word in words}

    def matching(
        self, connection: Connection, words: Sequence[str], limit: int
    ) -> list[tuple[int, float]]:
        """(article's number, BM25 score): at least the best `limit`, and all that tie the last."""
        asked = sorted({folded_words(word) for word in words} - {""})
        size, length = connection.exec_driver_sql(
            "SELECT count(*), coalesce(avg(length), 0)::float8 FROM articles_words"
        ).one()
        counts = {word: _count(connection, word) for word in asked}
        known = [word for word in asked if counts[word]]
        if not known:
            return []
        score = " + ".join(_score(word, length or 1.0) for word in known)
        values: list[object] = []
        for word in known:
            values += [_weight(size, counts[word]), word]
        query = " || ".join(["phraseto_tsquery('sayso', %s)"] * len(known))
        scored = f"SELECT number, {score} AS score FROM articles_words WHERE words @@ ({query})"  # noqa: S608
        placed = f"SELECT *, rank() OVER (ORDER BY score DESC) AS place FROM ({scored}) AS s"  # noqa: S608
        rows = connection.exec_driver_sql(
            f"SELECT number, score FROM ({placed}) AS p WHERE place <= %s",  # noqa: S608
            (*values, *known, limit),
        )
        return [(row[0], row[1]) for row in rows]

    def expected(self, connection: Connection) -> PostgresExpected:
        """Something to tell what the tables hold, so as to compare the index with it."""
        return PostgresExpected(connection)


class PostgresExpected:
    """Makes the same words again, some rows at a time, and lays them beside the index."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._told = {"articles_words": 0, "statements_words": 0}
        self._wrong = {"articles_words": 0, "statements_words": 0}

    def add_articles(self, rows: Sequence[tuple[int, str, str]]) -> None:
        """Articles, as they were given to `Search.add_articles`."""
        values = [(number, *_article(title, text)) for number, title, text in rows]
        made = f"(%s::bigint, {_ARTICLE}::integer)"
        self._compare("articles_words", ("number", "words", "length"), made, values)

    def add_statements(self, rows: Sequence[Indexed]) -> None:
        """Statements of newest readings, as they were given to `Search.add_statements`."""
        made = f"(%s::bigint, {_CONTENT}, {_NAMES})"
        values = [(row.key, *_statement(row)) for row in rows]
        self._compare("statements_words", ("key", "content", "names"), made, values)

    def differences(self, connection: Connection) -> list[str]:
        """Where the index is not in step with what was told, in plain words."""
        problems = []
        for table, wrong in self._wrong.items():
            count = connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()  # noqa: S608
            more = int(count) - (self._told[table] - wrong)
            if wrong or more:
                problems.append(
                    f"the index {table} is out of step: {wrong} rows are missing or wrong, "
                    f"{count} there, {self._told[table]} expected"
                )
        return problems

    def _compare(
        self, table: str, columns: tuple[str, str, str], made: str, rows: list[tuple[Any, ...]]
    ) -> None:
        key, one, two = columns
        for start in range(0, len(rows), _AT_ONCE):
            part = rows[start : start + _AT_ONCE]
            wrong = self._connection.exec_driver_sql(
                f"SELECT count(*) FROM (VALUES {', '.join([made] * len(part))})"  # noqa: S608
                f" AS made({', '.join(columns)}) LEFT JOIN {table} kept USING ({key})"
                f" WHERE made.{one} IS DISTINCT FROM kept.{one}"
                f" OR made.{two} IS DISTINCT FROM kept.{two}",
                tuple(value for row in part for value in row),
            ).scalar_one()
            self._told[table] += len(part)
            self._wrong[table] += int(wrong)


def _count(connection: Connection, word: str) -> int:
    words = folded_words(word)
    if not words:
        return 0
    count = connection.exec_driver_sql(
        "SELECT count(*) FROM articles_words WHERE words @@ phraseto_tsquery('sayso', %s)",
        (words,),
    )
    return int(count.scalar_one())


def _weight(size: int, count: int) -> float:
    """BM25's inverse frequency, never below FTS5's least."""
    return max(math.log((size - count + 0.5) / (count + 0.5)), 1e-6)


def _score(words: str, average: float) -> str:
    """SQL for what one word, or a phrase, adds to an article's score; takes (weight, words)."""
    asked = "phraseto_tsquery('sayso', %s)"
    times = f"width_bucket(ts_rank('{{1,1,1,1}}', words, {asked})::float8, ARRAY[{_thresholds()}])"
    if " " in words:  # the rank of a phrase says nothing about how often it stands there
        times = f"(words @@ {asked})::integer"
    norm = f"({_K1} * ({1 - _B} + {_B} * length / {average}))"
    part = f"t * {_K1 + 1} / (t + {norm})"
    return f"(%s * (SELECT {part} FROM (SELECT {times}::float8 AS t) AS q))"  # noqa: S608


def _thresholds() -> str:
    """Ranks half-way between those of a word that stands n - 1 and n times."""
    share, ranks = 0.0, [0.0]
    for times in range(1, _OFTEN + 1):
        share += 6 / (math.pi * times) ** 2
        ranks.append(share)
    return ", ".join(f"{(low + high) / 2:.9f}" for low, high in pairwise(ranks))


def _article(title: str, text: str) -> tuple[str, int]:
    words = folded_words(f"{title} {text}").encode()[:_LONGEST].decode(errors="ignore")
    return words, words.count(" ") + 1


def _statement(row: Indexed) -> tuple[str, list[str], str]:
    content = folded_words(row.content).encode()[:_LONGEST].decode(errors="ignore")
    names = folded_words(row.names).encode()[:_LONGEST].decode(errors="ignore")
    return content, [f"={tag}" for tag in row.tags.split()], names
