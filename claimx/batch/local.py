"""Extraction over the processes of this machine."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from itertools import islice

from claimx.errors import ClaimxError
from claimx.extractor import Extractor
from claimx.model import Claim, Document

# Documents that travel to a process together: enough to outweigh the trip, few enough to stream.
SHARD = 64


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a document: its claims, or the reason why there are none to be had."""

    document: Document
    claims: list[Claim]
    failure: str | None = None


def extract_outcomes(documents: Iterable[Document], jobs: int = 1) -> Iterator[Outcome]:
    """Yield the outcome of every document, in order; a document that fails costs no other its claims.

    Documents are read only a little ahead of the outcomes, so any number of them fits into memory.

    Args:
        documents: The papers.
        jobs: How many processes work; with 1 the work is done in this one.

    Raises:
        ClaimxError: A process died, for instance for want of memory.
    """
    if jobs <= 1:
        for document in documents:
            yield _extract(document)
        return
    # Spawned, not forked: a fork copies the locks of whatever threads this process runs, such as a progress bar's.
    context = multiprocessing.get_context("spawn")
    shards = _shards(documents)
    waiting: deque[tuple[list[Document], Future[list[tuple[list[Claim], str | None]]]]] = deque()
    with ProcessPoolExecutor(jobs, mp_context=context) as pool:
        try:
            for shard in shards:
                waiting.append((shard, pool.submit(_extract_shard, shard)))
                if len(waiting) > 2 * jobs:
                    yield from _finished(*waiting.popleft())
            while waiting:
                yield from _finished(*waiting.popleft())
        except BrokenProcessPool as error:
            raise ClaimxError("a process of the extraction died; fewer --jobs need less memory") from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _finished(shard: list[Document], future: Future[list[tuple[list[Claim], str | None]]]) -> Iterator[Outcome]:
    for document, (claims, failure) in zip(shard, future.result(), strict=True):
        yield Outcome(document, claims, failure)


def _extract_shard(shard: list[Document]) -> list[tuple[list[Claim], str | None]]:
    """Run in a worker; the documents themselves need not travel back."""
    outcomes = map(_extract, shard)
    return [(outcome.claims, outcome.failure) for outcome in outcomes]


def _extract(document: Document) -> Outcome:
    try:
        return Outcome(document, _extractor().extract(document))
    except Exception as error:
        return Outcome(document, [], f"extraction failed: {type(error).__name__}: {error}")


@cache
def _extractor() -> Extractor:
    """Build the extractor once in each process: compiling its patterns takes longer than hundreds of papers do."""
    return Extractor()


def _shards(documents: Iterable[Document]) -> Iterator[list[Document]]:
    iterator = iter(documents)
    while shard := list(islice(iterator, SHARD)):
        yield shard
