"""Domain objects ↔ the JSON of the contract (`sayso/1`)."""

from sayso.records.readings import (
    SCHEMA,
    Record,
    article_from,
    article_record,
    reading_record,
    statement_record,
)
from sayso.records.traces import trace_record

__all__ = [
    "SCHEMA",
    "Record",
    "article_from",
    "article_record",
    "reading_record",
    "statement_record",
    "trace_record",
]
