"""Full-text search by SQLite's FTS5: words without case and accents, stemmed by Porter's rules.

Two indexes without contents of their own: `articles_words` (title, text; ranked by BM25) and
`statements_words` (content, names, tags), whose row numbers are the statements' keys, so that they
come in the order of lists, a range of dates is a range of rows, and filters are words like others.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from sayso.ledger.inserting import insert_rows
from sayso.ledger.packing import Indexed
from sayso.ledger.search import Question
from sayso.ledger.texts import stored

_TUNED = {
    "hashsize": 1 << 24,  # bytes of new words that FTS5 holds before it writes a piece
    # Pieces of one size that are joined into a larger one. With FTS5's own 4, joining took half of
    # a commit's time in a ledger of a million statements; finding there takes 15 ms of the 100.
    "automerge": 8,
}
_PIECE = 50_000  # statements indexed in memory at once
_TIMES = 1 << 40  # above any count of a word: two counts in one number
_ADD_ARTICLE = "INSERT INTO articles_words(rowid, title, text) VALUES (?, ?, ?)"
_ADD_STATEMENT = "INSERT INTO statements_words(rowid, content, names, tags) VALUES (?, ?, ?, ?)"
_UNSTEMMED = str.maketrans("abcdef", "hjkpqw")
_FOLDING = "tokenize='porter unicode61 remove_diacritics 2'"
_COLUMNS = {
    "articles_words": "title, text, content=''",
    "statements_words": "content, names, tags, content='', columnsize=0",
}


class SqliteSearch:
    """FTS5 behind the port."""

    def create(self, connection: Connection) -> None:
        """Make an empty index."""
        for table, columns in _COLUMNS.items():
            connection.exec_driver_sql(
                f"CREATE VIRTUAL TABLE {table} USING fts5({columns}, {_FOLDING})"
            )
            for option, value in _TUNED.items():
                connection.exec_driver_sql(
                    f"INSERT INTO {table}({table}, rank) VALUES ('{option}', {value})"  # noqa: S608
                )

    def add_articles(self, connection: Connection, rows: Sequence[tuple[int, str, str]]) -> None:
        """Index articles: (number, title, text)."""
        insert_rows(connection, "articles_words(rowid, title, text)", rows)

    def add_statements(self, connection: Connection, rows: Sequence[Indexed]) -> None:
        """Index statements, in the order of keys: FTS5 writes a piece whenever they step back."""
        into = "statements_words(rowid, content, names, tags)"
        insert_rows(connection, into, _words(rows))

    def drop_statements(self, connection: Connection, rows: Sequence[Indexed]) -> None:
        """Take statements out, given as they were put in."""
        if rows:
            connection.exec_driver_sql(
                "INSERT INTO statements_words(statements_words, rowid, content, names, tags)"
                " VALUES ('delete', ?, ?, ?, ?)",
                _words(rows),
            )

    def find(
        self, connection: Connection, question: Question, bounds: tuple[int, int], limit: int
    ) -> list[int]:
        """The first `limit` keys in `[low, high)` that answer, ascending."""
        rows = connection.exec_driver_sql(
            "SELECT rowid FROM statements_words WHERE statements_words MATCH ?"
            " AND rowid >= ? AND rowid < ? ORDER BY rowid LIMIT ?",
            (_expression(question), *bounds, limit),
        )
        return [row[0] for row in rows]

    def with_id(self, connection: Connection, begins: str, limit: int) -> list[int]:
        """Keys of at most `limit` statements whose ids begin so (hexadecimal digits)."""
        rows = connection.exec_driver_sql(
            "SELECT rowid FROM statements_words WHERE statements_words MATCH ? LIMIT ?",
            (f'tags : "{_id_word(begins)}" *', limit),
        )
        return [row[0] for row in rows]

    def frequencies(self, connection: Connection, words: Iterable[str]) -> dict[str, int]:
        """In how many articles each word stands; several tokens in one must stand side by side."""
        return {word: self._count(connection, word) for word in words}

    def _count(self, connection: Connection, word: str) -> int:
        count = connection.exec_driver_sql(
            "SELECT count(*) FROM articles_words WHERE articles_words MATCH ?", (_quoted(word),)
        )
        return int(count.scalar_one())

    def matching(
        self, connection: Connection, words: Sequence[str], limit: int
    ) -> list[tuple[int, float]]:
        """(article's number, BM25 score): at least the best `limit`, and all that tie the last."""
        wanted = " OR ".join(sorted({_quoted(word) for word in words}))
        ask = limit + 16
        while True:
            rows = connection.exec_driver_sql(
                "SELECT rowid, -rank FROM articles_words WHERE articles_words MATCH ?"
                " ORDER BY rank LIMIT ?",
                (wanted, ask),
            ).all()
            if len(rows) < ask or rows[-1][1] < rows[limit - 1][1]:
                return [(row[0], row[1]) for row in rows]
            ask *= 4

    def expected(self, _connection: Connection) -> SqliteExpected:
        """Something to tell what the tables hold, so as to compare the index with it."""
        return SqliteExpected()


class SqliteExpected:
    """Indexes the same again, piece by piece in memory, and compares word by word: in how many
    rows it stands, and how often."""

    def __init__(self) -> None:
        self._memory = sqlite3.connect(":memory:", isolation_level=None)
        self._waiting = 0
        self._counts: dict[str, Counter[str]] = {table: Counter() for table in _COLUMNS}
        for table, columns in _COLUMNS.items():
            self._memory.execute(f"CREATE VIRTUAL TABLE {table} USING fts5({columns}, {_FOLDING})")
            self._memory.execute(
                f"CREATE VIRTUAL TABLE {table}_seen USING fts5vocab('{table}', 'row')"
            )
        self._memory.execute("BEGIN")  # FTS5 writes a piece for each transaction

    def add_articles(self, rows: Sequence[tuple[int, str, str]]) -> None:
        """Articles, as they were given to `Search.add_articles`."""
        self._memory.executemany(_ADD_ARTICLE, rows)
        self._added(len(rows) * 20)

    def add_statements(self, rows: Sequence[Indexed]) -> None:
        """Statements of newest readings, as they were given to `Search.add_statements`."""
        self._memory.executemany(_ADD_STATEMENT, _words(rows))
        self._added(len(rows))

    def differences(self, connection: Connection) -> list[str]:
        """Where the index is not in step with what was told, in plain words."""
        self._gather()
        self._memory.close()
        return [
            problem
            for table, counts in self._counts.items()
            for problem in _compared(connection, table, counts)
        ]

    def _added(self, statements: int) -> None:
        self._waiting += statements
        if self._waiting >= _PIECE:
            self._gather()

    def _gather(self) -> None:
        for table, counts in self._counts.items():
            for word, rows, times in self._memory.execute(
                f"SELECT term, doc, cnt FROM {table}_seen"  # noqa: S608 — our own names
            ):
                counts[word] += rows * _TIMES + times
            self._memory.execute(f"INSERT INTO {table}({table}) VALUES ('delete-all')")  # noqa: S608
        self._waiting = 0


def _compared(connection: Connection, table: str, counts: Counter[str]) -> list[str]:
    connection.exec_driver_sql(
        f"CREATE VIRTUAL TABLE temp.{table}_seen USING fts5vocab('main', '{table}', 'row')"
    )
    try:
        seen = connection.exec_driver_sql(f"SELECT term, doc, cnt FROM temp.{table}_seen")  # noqa: S608
        there = Counter({word: rows * _TIMES + times for word, rows, times in seen})
    finally:
        connection.exec_driver_sql(f"DROP TABLE temp.{table}_seen")
    wrong = sorted(word for word in counts.keys() | there.keys() if counts[word] != there[word])
    if not wrong:
        return []
    some = ", ".join(repr(word) for word in wrong[:5])
    return [f"the index {table} is out of step in {len(wrong)} words ({some} …)"]


def _words(rows: Sequence[Indexed]) -> list[tuple[int, str, str, str]]:
    """Rows as FTS5 gets them, in order; the id is a word among the tags: FTS5 puts new words behind
    what it has, where an index of its own would be changed all over."""
    return [
        (key, content, names, f"{_id_word(id_)} {tags}")
        for key, id_, content, names, tags in sorted(rows)
    ]


def _id_word(begins: str) -> str:
    """Where an id begins, as a word that no rule of stemming touches: none of its suffixes is made
    of these letters."""
    return "i" + begins.translate(_UNSTEMMED)


def _quoted(words: str) -> str:
    """A phrase of FTS5's language."""
    return '"' + stored(words).replace('"', '""') + '"'


def _expression(question: Question) -> str:
    parts = [
        f"{column} : ({' AND '.join(map(_quoted, wanted))})"
        for column, wanted in (
            ("content", question.content),
            ("names", question.names),
            ("tags", question.tags),
        )
        if wanted
    ]
    return " AND ".join(parts)
