"""Whoosh as an independent judge: another search engine, on the same titles, asked the same queries.

It indexes a sample only (some hundred titles a second) and knows nothing of Lantai's index: pairs of
characters with positions, a query as a phrase of pairs, ranked by BM25F.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lantai import text
from lantai.search.quality import Outcome

FIRST = 10


@dataclass(frozen=True, slots=True)
class Agreement:
    """``found`` is the share of what Whoosh finds that we find, ``first`` the overlap of the first ten results.

    ``ranked`` is the number of queries with more than ten results, over which ``first`` is taken: of fewer than
    ten, any order has all. None of them makes ``first`` 1.
    """

    queries: int
    found: float
    ranked: int
    first: float


def agreement(titles: Sequence[str | None], outcomes: Sequence[Outcome], most: int) -> Agreement:
    """Compare outcomes that list all their hits with what Whoosh finds among ``titles``, for ``most`` queries."""
    from whoosh.filedb.filestore import RamStorage

    index = RamStorage().create_index(_schema())
    writer = index.writer(limitmb=256)
    for number, title in enumerate(titles):
        if title:
            writer.add_document(number=number, title=text.fold(title))
    writer.commit()
    shares: list[float] = []
    overlaps: list[float] = []
    with index.searcher() as searcher:
        for outcome in outcomes:
            ours = outcome.answer.get("hits")
            asked = text.fold(outcome.query)
            if len(shares) == most or ours is None or len(asked) < 2 or len(ours) > 200:
                continue
            theirs = [hit["number"] for hit in searcher.search(_phrase(asked), limit=None)]
            within = [number for number in ours if number < len(titles)]
            if theirs:
                shares.append(len({*theirs} & {*within}) / len(theirs))
            if len(theirs) > FIRST:
                overlaps.append(len({*within[:FIRST]} & {*theirs[:FIRST]}) / FIRST)
    return Agreement(len(shares), _mean(shares), len(overlaps), _mean(overlaps))


def _schema() -> object:
    from whoosh.analysis import NgramTokenizer
    from whoosh.fields import NUMERIC, TEXT, Schema

    return Schema(number=NUMERIC(stored=True), title=TEXT(analyzer=NgramTokenizer(2, 2), phrase=True))


def _phrase(asked: str) -> object:
    from whoosh.query import Phrase

    return Phrase("title", [asked[start : start + 2] for start in range(len(asked) - 1)])


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 1.0
