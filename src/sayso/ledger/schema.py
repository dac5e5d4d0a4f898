"""The tables, the same in every database; each database adds its own full-text index beside them.

    batches ─┬─ articles ─┬─ refs          a batch: what one transaction added, chained by hash
             │            └─ readings ── statements
             ├─ corrections, withdrawals
             └  sources, cited; claims ── members, merged; remembered: outside the chain

What is `sealed` is written once and hashed into its batch; the columns behind it are derived and
may be made anew. What is sealed keeps its columns in every later schema, or old batches would seem
altered: what comes new is derived, or lies in a table of its own. A statement's `key` puts it in
the order in which lists show it, the newest article first: (days from its article's date to the
end of time) · 2^40 + a running number.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
)

SCHEMA = 1
LAST_DAY = 1 << 22  # later than 9999-12-31, the last ordinal that Python's dates have
RUNNING = 1 << 40  # statements, or articles, that a ledger can hold

metadata = MetaData()
_Number = BigInteger().with_variant(Integer(), "sqlite")  # there a key is the row's own number
_Words = Text().with_variant(Text(collation="C"), "postgresql")  # compared by code point

ledger = Table(
    "ledger",
    metadata,
    Column("schema", SmallInteger, primary_key=True, autoincrement=False),
    Column("made", _Words, nullable=False),
)
revision = Table(
    "alembic_version",
    metadata,
    Column("version_num", String(32), primary_key=True),  # as Alembic keeps it
)
batches = Table(
    "batches",
    metadata,
    Column("number", _Number, primary_key=True, autoincrement=False),
    Column("at", _Words, nullable=False),
    Column("previous", _Words, nullable=False),
    Column("digest", _Words, nullable=False),
)
articles = Table(
    "articles",
    metadata,
    Column("number", _Number, primary_key=True, autoincrement=False),
    Column("batch", _Number, ForeignKey("batches.number"), nullable=False),
    Column("id", _Words, nullable=False),
    Column("added", _Words, nullable=False),
    Column("outlet", _Words),
    Column("published", _Words),
    Column("url", _Words),
    Column("language", _Words),
    Column("title", _Words),
    Column("byline", _Words, nullable=False),  # JSON: a list of names
    Column("text", _Words, nullable=False),
    Column("place", _Number, nullable=False),  # in lists: like a statement's key
    Column("outlet_key", _Words),  # the outlet's name, folded
    Column("page", _Words),  # hash of the address at which versions replace one another
    Column("reading", _Number),  # number of the newest one
    UniqueConstraint("id", name="articles_id"),
    Index("articles_place", "place"),
    Index("articles_outlet", "outlet_key", "place"),
    Index("articles_page", "page"),
    Index("articles_batch", "batch"),
)
refs = Table(
    "refs",
    metadata,
    Column("number", _Number, primary_key=True, autoincrement=False),
    Column("batch", _Number, ForeignKey("batches.number"), nullable=False),
    Column("article", _Number, ForeignKey("articles.number"), nullable=False),
    Column("ref", _Words, nullable=False),
    Column("at", _Words, nullable=False),
    Column("ref_key", _Words, nullable=False),  # its hash
    UniqueConstraint("article", "ref_key", name="refs_article"),
    Index("refs_key", "ref_key"),
    Index("refs_batch", "batch"),
)
readings = Table(
    "readings",
    metadata,
    Column("number", _Number, primary_key=True, autoincrement=False),
    Column("batch", _Number, ForeignKey("batches.number"), nullable=False),
    Column("article", _Number, ForeignKey("articles.number"), nullable=False),
    Column("version", _Words, nullable=False),  # of the reader
    Column("at", _Words, nullable=False),
    Column("credits", _Words, nullable=False),  # JSON: [[outlet, [start, end, …]], …]
    Column("notes", _Words, nullable=False),  # JSON: a list of texts
    Column("first", _Number, nullable=False),  # key of its first statement
    Column("said", _Number, nullable=False),  # how many there are, with keys in a row
    UniqueConstraint("article", "version", name="readings_article"),
    Index("readings_batch", "batch"),
)
statements = Table(
    "statements",
    metadata,
    Column("key", _Number, primary_key=True, autoincrement=False),
    Column("reading", _Number, ForeignKey("readings.number"), nullable=False),
    Column("id", _Words, nullable=False),
    Column("voice", _Words, nullable=False),
    Column("act", _Words),
    Column("polarity", _Words),
    Column("certainty", _Words),
    Column("manner", _Words),
    Column("first_report", SmallInteger, nullable=False),
    Column("score", Double, nullable=False),
    Column("detail", _Words, nullable=False),  # JSON: spans, chain, times (packing.py)
    Column("speaker_key", _Words),  # who is nearest the origin, folded
    Column("kind", _Words),
    Column("named", SmallInteger),
    Column("current", SmallInteger, nullable=False),  # of its article's newest reading
)
sources = Table(  # counts over current statements, so that lists need not look at all of them
    "sources",
    metadata,
    Column("speaker_key", _Words, primary_key=True),
    Column("kind", _Words, primary_key=True),
    Column("named", SmallInteger, primary_key=True, autoincrement=False),
    Column("name", _Words, nullable=False),  # as one of the articles writes it
    Column("statements", _Number, nullable=False),
    Column("articles", _Number, nullable=False),
    Index("sources_statements", "statements"),
    sqlite_with_rowid=False,
)
cited = Table(  # the same by outlet
    "cited",
    metadata,
    Column("speaker_key", _Words, primary_key=True),
    Column("kind", _Words, primary_key=True),
    Column("named", SmallInteger, primary_key=True, autoincrement=False),
    Column("outlet_key", _Words, primary_key=True),  # empty where no outlet is known
    Column("outlet", _Words),
    Column("statements", _Number, nullable=False),
    Column("articles", _Number, nullable=False),
    sqlite_with_rowid=False,
)
corrections = Table(
    "corrections",
    metadata,
    Column("number", _Number, primary_key=True, autoincrement=False),
    Column("batch", _Number, ForeignKey("batches.number"), nullable=False),
    Column("id", _Words, nullable=False),
    Column("kind", _Words, nullable=False),
    Column("subject", _Words, nullable=False),
    Column("target", _Words, nullable=False),
    Column("by", _Words, nullable=False),
    Column("at", _Words, nullable=False),
    Column("note", _Words, nullable=False),
    UniqueConstraint("id", name="corrections_id"),
    Index("corrections_batch", "batch"),
)
withdrawals = Table(
    "withdrawals",
    metadata,
    Column("number", _Number, primary_key=True, autoincrement=False),
    Column("batch", _Number, ForeignKey("batches.number"), nullable=False),
    Column("correction", _Words, nullable=False),
    Column("at", _Words, nullable=False),
    UniqueConstraint("correction", name="withdrawals_correction"),
    Index("withdrawals_batch", "batch"),
)
claims = Table(
    "claims",
    metadata,
    Column("id", _Words, primary_key=True),
    Column("place", _Number, nullable=False),  # in lists: the most carried first
    Column("supporting", _Number, nullable=False),
    Column("denying", _Number, nullable=False),
    Column("named", _Number, nullable=False),
    Column("text", _Words, nullable=False),
    Column("words", _Words, nullable=False),  # the text, folded
    Column("record", _Words, nullable=False),  # JSON: counts, standing, first, last
    Index("claims_place", "place", "id"),
)
members = Table(
    "members",
    metadata,
    Column("claim", _Words, ForeignKey("claims.id"), primary_key=True),
    Column("place", _Number, primary_key=True, autoincrement=False),
    Column("statement", _Words, nullable=False),
    Column("position", _Words, nullable=False),
    Index("members_statement", "statement"),
)
merged = Table(
    "merged",
    metadata,
    Column("id", _Words, primary_key=True),
    Column("claim", _Words, ForeignKey("claims.id"), nullable=False),
)
remembered = Table(
    "remembered",
    metadata,
    Column("key", _Words, primary_key=True),
    Column("value", _Words, nullable=False),
)

SEALED = {
    table.name: tuple(column.name for column in table.columns if column.name not in derived)
    for table, derived in (
        (articles, {"place", "outlet_key", "page", "reading"}),
        (refs, {"ref_key"}),
        (readings, set()),
        (statements, {"speaker_key", "kind", "named", "current"}),
        (corrections, set()),
        (withdrawals, set()),
    )
}
