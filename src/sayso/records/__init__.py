"""Domain objects ↔ the JSON of the contract (`sayso/1`)."""

from sayso.records.lists import (
    article_item,
    claim_item,
    correction_item,
    list_record,
    source_item,
    statement_item,
    version_item,
)
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
    "article_item",
    "article_record",
    "claim_item",
    "correction_item",
    "list_record",
    "reading_record",
    "source_item",
    "statement_item",
    "statement_record",
    "trace_record",
    "version_item",
]
