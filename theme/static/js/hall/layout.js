// The plan of a hall, in metres: which wall each work hangs on, where rooms end and doors stand. Pure; knows no library.
//
// Rooms lie one behind the other along −z, their doors in one line at the right (x = DOOR.x), so that one sees through
// all of them from the entrance. Works hang clockwise: along the left wall, on the end wall beside the door, and in full
// rooms back along the right wall. The first room is the foyer; it bears the title.

export const HEIGHT = 3.5;
export const WIDTH = 8;
export const WALL = 0.3;
export const EYE = 1.58;
export const CENTRE = 1.58;
export const DOOR = Object.freeze({ x: 2.4, width: 1.8, height: 2.45 });
export const LABEL = Object.freeze({ width: 0.36, gap: 0.14 });

const LEFT = -WIDTH / 2;
const RIGHT = WIDTH / 2;
const FOYER = 7;
const SHORTEST = 7;
/** A room longer than this hangs works on its right wall too. */
const LONG = 13;
const GAP = 0.85;
/** Free of works at the ends of a wall; the right wall begins with the words about the room. */
const MARGIN = 0.7;
const WORDS = 2.6;
const AREA = 1.9;
const TALLEST = 1.85;
const WIDEST = 3.6;
/** Passe-partout and frame around a picture, on each side. */
export const MAT = 0.09;
export const FRAME = 0.035;

/** Size of the picture itself for a proportion (width : height): alike in area, within what a wall bears. */
export function size(ratio) {
  const known = Number.isFinite(ratio) && ratio > 0 ? ratio : 1;
  let height = Math.sqrt(AREA / known);
  let width = height * known;
  const scale = Math.min(1, TALLEST / height, WIDEST / width);
  height *= scale;
  width *= scale;
  return { width, height };
}

/** Width of wall that a work takes with its frame and the label beside it. */
function footprint({ width }) {
  return width + 2 * (MAT + FRAME) + LABEL.gap + LABEL.width;
}

function length(works) {
  return works.reduce((sum, work) => sum + footprint(work), 0) + Math.max(0, works.length - 1) * GAP;
}

/** Divides works over left, end and right wall so that the room is as short as can be. */
function divide(works, endWidth) {
  let best;
  const most = Math.min(works.length, 3);
  for (let onEnd = Math.min(1, works.length); onEnd <= most; onEnd += 1) {
    for (let onLeft = 0; onLeft + onEnd <= works.length; onLeft += 1) {
      const left = works.slice(0, onLeft);
      const end = works.slice(onLeft, onLeft + onEnd);
      const right = works.slice(onLeft + onEnd);
      if (onEnd > 1 && length(end) + 2 * MARGIN > endWidth) continue;
      const needed = Math.max(SHORTEST, length(left) + 2 * MARGIN, right.length ? length(right) + 2 * MARGIN + WORDS : 0);
      const cost = needed + (right.length && needed < LONG ? LONG : 0) + 0.01 * onEnd;
      if (!best || cost < best.cost) best = { cost, needed, left, end, right };
    }
  }
  return best ?? { needed: SHORTEST, left: [], end: [], right: [] };
}

function seenThroughDoors(work) {
  return Math.min(DOOR.x - 0.2, RIGHT - MARGIN / 2 - footprint(work) + MAT + FRAME + work.width / 2);
}

/** Hangs works along a wall of `room` from `start`, evenly; `along` is the direction in which one walks past them. */
function hang(works, space, place) {
  const free = (space - length(works)) / (works.length + 1);
  const gap = works.length > 1 ? Math.min(free + GAP, GAP * 2.2) : 0;
  const used = works.reduce((sum, work) => sum + footprint(work), 0) + gap * (works.length - 1);
  let at = (space - used) / 2;
  return works.map((work) => {
    const middle = at + MAT + FRAME + work.width / 2;
    at += footprint(work) + gap;
    return { ...work, ...place(middle) };
  });
}

/**
 * Returns the plan for `rooms`, a list of `{works: [ratio, …]}`. Of it:
 * `rooms` — the foyer first: near, far (z), left, right (x), entry and exit (is there a door in the near, the far wall);
 * `works` — in the order of the walk: room, index, x, y, z of the middle, facing (turn about y; 0 looks to +z), width, height.
 */
export function arrange(rooms) {
  const foyer = { near: 0, far: -FOYER, left: LEFT, right: RIGHT, entry: false, exit: rooms.length > 0 };
  const plan = { rooms: [foyer], works: [] };
  let near = -FOYER - WALL;
  rooms.forEach((given, number) => {
    const last = number === rooms.length - 1;
    const works = given.works.map((ratio, index) => ({ room: number + 1, index, ...size(ratio) }));
    const endWidth = last ? WIDTH : DOOR.x - DOOR.width / 2 - LEFT;
    const { needed, left, end, right } = divide(works, endWidth);
    const far = near - needed;
    const room = { near, far, left: LEFT, right: RIGHT, entry: true, exit: !last };
    const y = CENTRE;
    plan.rooms.push(room);
    plan.works.push(
      ...hang(left, needed, (at) => ({ x: LEFT, y, z: room.near - at, facing: Math.PI / 2 })),
      // Alone on the last wall of the hall, a work hangs where one sees it through all the doors.
      ...hang(end, endWidth, (at) => ({ x: last && end.length === 1 ? seenThroughDoors(end[0]) : LEFT + at, y, z: far, facing: 0 })),
      // A label stands at the right hand of who looks: on this wall that is towards the entrance.
      ...hang(right, needed - WORDS, (at) => ({ x: RIGHT, y, z: far + at, facing: -Math.PI / 2 })),
    );
    near = far - WALL;
  });
  return plan;
}

/** Where one stands before a work, `distance` from its wall, and how one is turned there (0 looks to −z). */
export function before(work, distance) {
  return { x: work.x + Math.sin(work.facing) * distance, z: work.z + Math.cos(work.facing) * distance, turn: work.facing };
}

/** Just inside a room, with all of it in view. */
export function arrival(plan, number) {
  const room = plan.rooms[number];
  if (!number) return { x: 1.1, z: room.near - 0.7, turn: 0.16 };
  return { x: DOOR.x - 0.5, z: room.near - 0.75, turn: 0.5 };
}
