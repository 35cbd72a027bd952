// Where one may stand in a hall, and the way from one place to another. Pure; the plan is that of layout.js.

import { DOOR, WALL } from "./layout.js";

/** How near one comes to a wall. */
const BODY = 0.5;

/** Number of the room in which, or in whose doorway, z lies. */
export function roomAt(plan, z) {
  const found = plan.rooms.findIndex((room) => z > room.far - WALL / 2);
  return found < 0 ? plan.rooms.length - 1 : found;
}

function inDoor(x) {
  return Math.abs(x - DOOR.x) <= DOOR.width / 2 - 0.35;
}

/** Whether one may stand there: in a room, not too near its walls, or in a doorway. */
export function free(plan, x, z) {
  const room = plan.rooms[roomAt(plan, z)];
  if (x < room.left + BODY || x > room.right - BODY) return false;
  const near = room.near - BODY;
  const far = room.far + BODY;
  if (z <= near && z >= far) return true;
  return inDoor(x) && (z > near ? room.entry : room.exit);
}

/** The step from a place by dx, dz; where a wall is in the way one slides along it. */
export function step(plan, from, dx, dz) {
  if (free(plan, from.x + dx, from.z + dz)) return { x: from.x + dx, z: from.z + dz };
  if (free(plan, from.x + dx, from.z)) return { x: from.x + dx, z: from.z };
  if (free(plan, from.x, from.z + dz)) return { x: from.x, z: from.z + dz };
  return { x: from.x, z: from.z };
}

/** The free place nearest to one on the floor of its room. */
export function nearest(plan, x, z) {
  const room = plan.rooms[roomAt(plan, z)];
  if (free(plan, x, z)) return { x, z };
  return {
    x: Math.min(Math.max(x, room.left + BODY), room.right - BODY),
    z: Math.min(Math.max(z, room.far + BODY), room.near - BODY),
  };
}

/** The way between two places: through the middle of each door that lies between. */
export function way(plan, from, to) {
  const start = roomAt(plan, from.z);
  const end = roomAt(plan, to.z);
  const places = [{ x: from.x, z: from.z }];
  const through = (number) => {
    const wall = plan.rooms[number].far;
    const sides = [{ x: DOOR.x, z: wall + BODY }, { x: DOOR.x, z: wall - WALL - BODY }];
    return start <= end ? sides : sides.reverse();
  };
  if (start <= end) for (let number = start; number < end; number += 1) places.push(...through(number));
  else for (let number = start - 1; number >= end; number -= 1) places.push(...through(number));
  places.push({ x: to.x, z: to.z });
  return places;
}

/** Length of a way. */
export function distance(places) {
  let sum = 0;
  for (let at = 1; at < places.length; at += 1) sum += Math.hypot(places[at].x - places[at - 1].x, places[at].z - places[at - 1].z);
  return sum;
}

/** The place at a part (0 … 1) of a way, and the direction in which one goes there (as a turn; 0 goes to −z). */
export function along(places, part) {
  let left = distance(places) * Math.min(Math.max(part, 0), 1);
  for (let at = 1; at < places.length; at += 1) {
    const [a, b] = [places[at - 1], places[at]];
    const span = Math.hypot(b.x - a.x, b.z - a.z);
    if (left <= span || at === places.length - 1) {
      const share = span ? Math.min(1, left / span) : 1;
      return { x: a.x + (b.x - a.x) * share, z: a.z + (b.z - a.z) * share, turn: Math.atan2(a.x - b.x, a.z - b.z) };
    }
    left -= span;
  }
  return { ...places[0], turn: 0 };
}
