"""The plan of a hall and the ways through it, as the browser makes them; run by Node."""

from __future__ import annotations

import itertools
import json
import math
import random
import subprocess
from pathlib import Path
from typing import Any

import pytest

from lantai.search.quality import node

HALL = Path(__file__).resolve().parents[3] / "theme/static/js/hall"

PLANS = """
const layout = await import(process.argv[1]);
const walking = await import(process.argv[2]);
const { Visitor } = await import(process.argv[3]);
const { readFileSync } = await import("node:fs");
const answers = JSON.parse(readFileSync(0, "utf8")).map((rooms) => {
  const plan = layout.arrange(rooms.map((works) => ({ works })));
  const start = layout.arrival(plan, 0);
  const free = ({ x, z }) => walking.free(plan, x, z);
  const blocked = [];
  const arrivals = plan.rooms.map((_, at) => layout.arrival(plan, at));
  const places = [...plan.works.map((work) => layout.before(work, 2)), ...arrivals];
  let from = start;
  for (const place of [...places, start]) {
    if (!free(place)) blocked.push(place);
    const way = walking.way(plan, from, place);
    for (let part = 0; part <= 1; part += 0.01) {
      const here = walking.along(way, part);
      if (!free(here)) blocked.push(here);
    }
    from = place;
  }
  const glides = [true, false].map((still) => {
    const visitor = new Visitor(plan, start, () => still);
    return places.slice(0, 40).map((place) => {
      const cut = visitor.goTo(place);
      let [time, strayed] = [0, 0];
      while (visitor.tick(1 / 30) && time < 20) {
        time += 1 / 30;
        if (!free(visitor)) strayed += 1;
      }
      const off = Math.hypot(visitor.x - place.x, visitor.z - place.z);
      return { off, turned: Math.abs(visitor.turn - place.turn), time, strayed, cut };
    });
  });
  const left = [];
  let here = { x: start.x, z: start.z };
  let angle = 0;
  for (let at = 0; at < 3000; at += 1) {
    angle = (angle * 16807 + 11) % 6.283;
    here = walking.step(plan, here, Math.sin(angle) * 0.4, -Math.abs(Math.cos(angle)) * 0.4);
    if (!free(here)) left.push(here);
  }
  const { LABEL: label, DOOR: door, HEIGHT: height, MAT, FRAME } = layout;
  return { ...plan, blocked, glides, left, label, door, height, edge: MAT + FRAME };
});
process.stdout.write(JSON.stringify(answers));
"""


def _rooms() -> list[list[list[float]]]:
    """Halls as exhibitions may ask for them: none, one, many; portraits, scrolls, strips, nonsense."""
    dice = random.Random(1954)
    odd = [[], [[]], [[1.0]], [[0.05] * 3, [30.0] * 4], [[1.5] * 60], [[0.0, -1.0, 1.0]], [[]] * 5, [[12.0, 0.1]]]
    some = [
        [[math.exp(dice.uniform(-1.6, 1.6)) for _ in range(dice.randrange(0, 14))] for _ in range(dice.randrange(1, 9))]
        for _ in range(60)
    ]
    return odd + some


@pytest.fixture(scope="module")
def plans() -> list[tuple[list[list[float]], dict[str, Any]]]:
    asked = _rooms()
    modules = [(HALL / name).as_uri() for name in ("layout.js", "walking.js", "visitor.js")]
    done = subprocess.run(
        [node(), "--no-warnings", "--input-type=module", "-e", PLANS, *modules],
        input=json.dumps(asked).encode(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return list(zip(asked, json.loads(done.stdout), strict=True))


def _span(work: dict[str, Any], plan: dict[str, Any]) -> tuple[str, float, float]:
    """Return the wall of a work and from where to where frame and label lie on it, to the right hand of who looks."""
    half = work["width"] / 2 + plan["edge"]
    label = half + plan["label"]["gap"] + plan["label"]["width"]
    if work["facing"] == 0:
        return f"{work['room']} end", work["x"] - half, work["x"] + label
    side = "left" if work["facing"] > 0 else "right"
    along = -work["z"] if side == "left" else work["z"]
    return f"{work['room']} {side}", along - half, along + label


def test_every_work_hangs_once_in_its_room_in_order_and_in_its_proportion(plans: Any) -> None:
    for asked, plan in plans:
        wanted = [(number, index) for number, works in enumerate(asked, 1) for index in range(len(works))]
        assert [(work["room"], work["index"]) for work in plan["works"]] == wanted
        for work in plan["works"]:
            ratio = asked[work["room"] - 1][work["index"]]
            assert work["width"] / work["height"] == pytest.approx(ratio if ratio > 0 else 1)
            assert 0.01 < work["width"] < 3.61 and 0.01 < work["height"] < 1.86


def test_nothing_overlaps_nor_hangs_over_a_corner_or_in_a_doorway(plans: Any) -> None:
    for _, plan in plans:
        walls: dict[str, list[tuple[float, float]]] = {}
        for work in plan["works"]:
            room = plan["rooms"][work["room"]]
            wall, start, end = _span(work, plan)
            walls.setdefault(wall, []).append((start, end))
            low, high = {
                "end": (room["left"], room["right"]),
                "left": (-room["near"], -room["far"]),
                "right": (room["far"], room["near"]),
            }[wall.split()[1]]
            if wall.endswith("end") and room["exit"]:
                high = plan["door"]["x"] - plan["door"]["width"] / 2
            assert low < start and end < high, (wall, start, end, low, high)
            bottom, top = work["y"] - work["height"] / 2, work["y"] + work["height"] / 2
            assert bottom > 0.4 and top + plan["edge"] < plan["height"] - 0.3
        for wall, spans in walls.items():
            spans.sort()
            for (_, end), (start, _) in itertools.pairwise(spans):
                assert start - end > 0.3, (wall, spans)


def test_rooms_lie_behind_each_other_with_doors_between(plans: Any) -> None:
    for asked, plan in plans:
        assert len(plan["rooms"]) == len(asked) + 1
        for one, other in itertools.pairwise(plan["rooms"]):
            assert one["near"] > one["far"] > other["near"] > other["far"]
            assert one["exit"] and other["entry"]
        assert not plan["rooms"][0]["entry"] and not plan["rooms"][-1]["exit"]


def test_a_room_is_no_longer_than_what_hangs_in_it_needs(plans: Any) -> None:
    """Small rooms stay rooms; three walls bear what is many."""
    for asked, plan in plans:
        for number, works in enumerate(asked, 1):
            room = plan["rooms"][number]
            assert 6.99 < room["near"] - room["far"] <= max(13, 5 + 4.5 * len(works) / 2 + 4.5)


def test_one_can_stand_before_every_work_and_walk_to_each_without_passing_a_wall(plans: Any) -> None:
    for _, plan in plans:
        assert plan["blocked"] == []


def test_whoever_walks_freely_never_leaves_the_hall(plans: Any) -> None:
    for _, plan in plans:
        assert plan["left"] == []


def test_a_guided_step_ends_before_the_work_within_seconds_and_is_cut_for_who_wants_less_motion(plans: Any) -> None:
    for _, plan in plans:
        still, moving = plan["glides"]
        assert all(step["cut"] and step["time"] == 0 for step in still)
        for step in [*still, *moving]:
            assert step["off"] < 1e-6 and step["turned"] < 1e-6
            assert step["time"] < 4.5 and step["strayed"] == 0
