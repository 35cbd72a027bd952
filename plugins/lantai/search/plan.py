"""How finely an index is cut: into how many files, and so how much of it one query reads."""

from __future__ import annotations

from dataclasses import dataclass

from lantai.search import codes

_MILLION = 1_000_000
_USUAL_FILES = 12_400
"""Of an index of a million records."""
_USUAL_SLICES = 1.25
"""Up to a million records: several terms read little there, and the whole site has fewer than 20,000 files."""
_MOST_BLOCK = 8192
"""Records in a block: some 150 KB, of which a page of results may need ten."""
_MOST_FACTOR = 64
_MARGIN = 1.05
"""An index that has too many files is made so much coarser than it would have to be if all files grew alike."""


@dataclass(frozen=True, slots=True)
class Plan:
    """
    ``block``   records in a block: small ones make a page of scattered hits cheap, but many files
    ``factor``  of the usual size of shards
    ``slices``  of the usual size of slices: small ones make several terms cheap
    """

    block: int
    factor: float
    slices: float = 1.0

    @classmethod
    def of(cls, count: int, file_limit: int = 0) -> Plan:
        """Return the plan for ``count`` records on a host that takes ``file_limit`` files of them (0: any number).

        By default about 12,400 files up to a million records. Beyond, blocks are half as large as they are there, since
        results lie in ten of them, and shards grow so that the directory stays below 60 KB.
        """
        if count > _MILLION and not file_limit:
            return cls(cls.of(_MILLION).block // 2, max(1.0, count / (6 * _MILLION)))
        plan = cls(64, 1.0, _USUAL_SLICES)
        while plan._files(count) > (file_limit or _USUAL_FILES) and plan.block < _MOST_BLOCK:
            grow = 1.2 if plan.block > 256 else 1
            plan = cls(plan.block * 5 // 4, plan.factor * grow, plan.slices * grow)
        return plan

    @property
    def coarsest(self) -> bool:
        return self.block >= _MOST_BLOCK and self.factor >= _MOST_FACTOR and self.slices >= _MOST_FACTOR

    def coarser(self, times: float) -> Plan:
        """Return a plan of about so many ``times`` fewer files, as far as files may grow."""
        times *= _MARGIN
        block = min(_MOST_BLOCK, int(self.block * times) + 1)
        return Plan(block, min(_MOST_FACTOR, self.factor * times), min(_MOST_FACTOR, self.slices * times))

    def _files(self, count: int) -> float:
        """About how many files an index has: measured on made-up catalogues of county archives."""
        of_phrases = 0.0055 / self.factor + 0.0040 / self.slices
        return 40 + count / self.block + count / codes.PER_SHARD + count * of_phrases
