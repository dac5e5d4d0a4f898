"""Versions of what changes while somebody looks: pages carry them, streams compare them."""

from __future__ import annotations

import hashlib
import json

from sayso.domain import Trace
from sayso.records import trace_record
from sayso.views.web.adding import Job


def job_version(job: Job) -> str:
    """Something else whenever more is known of a job."""
    with job.changed:
        return f"{len(job.steps)}{'.' if job.done else ''}"


def trace_version(trace: Trace) -> str:
    """Something else whenever a trace comes to something else."""
    text = json.dumps(trace_record(trace), sort_keys=True)
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=9).hexdigest()
