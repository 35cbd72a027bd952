"""The cache forgets what nobody wanted for ninety days, and nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from lantai.media.pruning import prune


def made(cache: Path, *names: str) -> list[Path]:
    for name in names:
        (cache / name).parent.mkdir(parents=True, exist_ok=True)
        (cache / name).write_bytes(b"x")
    return [cache / name for name in names]


def test_what_is_wanted_stays_and_what_was_not_for_long_goes(tmp_path: Path) -> None:
    kept, old, film = made(tmp_path, "derivatives/aa/1.jpg", "derivatives/bb/2.webp", "recordings/3.mp4")
    tiles = made(tmp_path, "tiles/cc/4/complete")[0].parent
    assert prune(tmp_path, [kept, old, film, tiles], date(2026, 1, 1)) == 0
    assert prune(tmp_path, [kept], date(2026, 3, 31)) == 0, "eighty-nine days"
    assert prune(tmp_path, [kept], date(2026, 4, 2)) == 3
    assert kept.exists() and not old.exists() and not film.exists() and not tiles.exists()


def test_a_new_file_counts_from_the_day_it_is_first_seen(tmp_path: Path) -> None:
    """A cache from before there was a note is not thrown away; what is probed is not touched."""
    path, probed = made(tmp_path, "derivatives/aa/1.jpg", "probed/5.json")
    (tmp_path / "last-wanted.json").write_text("broken", encoding="utf-8")
    assert prune(tmp_path, [], date(2026, 1, 1)) == 0
    assert prune(tmp_path, [], date(2026, 5, 1)) == 1
    assert probed.exists() and not path.exists()
