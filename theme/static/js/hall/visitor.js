// Who walks: place, turn of the head, and how both change with keys, drags and guided steps. Knows no library; `tick` is
// called while something moves and tells whether it goes on.

import { EYE } from "./layout.js";
import { along, distance, nearest, step, way } from "./walking.js";

const PACE = 2.6;
const TURNING = 1.5;
const STEP = 0.6;
const STEP_TURN = Math.PI / 12;
const UP = 0.55;
/** A way longer than this (in metres) is not walked: one is there. */
const FARTHEST = 30;

const KEYS = {
  ArrowUp: "forward", ArrowDown: "back", ArrowLeft: "turnLeft", ArrowRight: "turnRight",
  w: "forward", s: "back", a: "left", d: "right", q: "turnLeft", e: "turnRight",
};

function ease(part) {
  return part * part * (3 - 2 * part);
}

/** The turn from one direction to another, the short way round. */
function shortest(from, to) {
  return ((((to - from + Math.PI) % (2 * Math.PI)) + 2 * Math.PI) % (2 * Math.PI)) - Math.PI;
}

export class Visitor {
  /** `still` says whether moves are cut instead of shown. */
  constructor(plan, place, still) {
    Object.assign(this, { plan, still, pitch: 0, held: new Set(), glide: undefined, eye: EYE });
    this.put(place);
  }

  put({ x, z, turn }) {
    Object.assign(this, { x, z, turn, pitch: 0, glide: undefined });
  }

  /** What a key does, or undefined. */
  static action(key) {
    return KEYS[key.length === 1 ? key.toLowerCase() : key];
  }

  press(action) {
    this.glide = undefined;
    if (this.still()) this.move(action, STEP, STEP_TURN);
    else this.held.add(action);
  }

  release(action) {
    this.held.delete(action);
  }

  letGo() {
    this.held.clear();
  }

  look(dTurn, dPitch) {
    this.glide = undefined;
    this.turn += dTurn;
    this.pitch = Math.min(UP, Math.max(-UP, this.pitch + dPitch));
  }

  move(action, span, angle) {
    const [sin, cos] = [Math.sin(this.turn), Math.cos(this.turn)];
    const ways = { forward: [-sin, -cos], back: [sin, cos], left: [-cos, sin], right: [cos, -sin] };
    if (action === "turnLeft") this.turn += angle;
    else if (action === "turnRight") this.turn -= angle;
    else Object.assign(this, step(this.plan, this, ways[action][0] * span, ways[action][1] * span));
  }

  /** Goes to a place; without a turn one looks where one goes. Returns whether this is a cut and not a walk. */
  goTo({ x, z, turn }) {
    const end = nearest(this.plan, x, z);
    const places = way(this.plan, this, end);
    const length = distance(places);
    const last = turn ?? (length > 0.3 ? along(places, 1).turn : this.turn);
    if (this.still() || length > FARTHEST) {
      this.put({ ...end, turn: last });
      return true;
    }
    const turned = Math.abs(shortest(this.turn, last));
    const time = Math.min(4.2, Math.max(0.45, length / PACE, turned / 2.2));
    this.glide = { places, length, time, at: 0, from: this.turn, pitch: this.pitch, last, bent: undefined };
    return false;
  }

  get moving() {
    return Boolean(this.glide) || this.held.size > 0;
  }

  /** Moves on by some seconds. */
  tick(seconds) {
    if (this.glide) this.#glide(Math.min(seconds, 0.3));
    for (const action of this.held) this.move(action, PACE * seconds, TURNING * seconds);
    if (this.held.size) this.pitch *= Math.exp(-seconds * 1.5);
    return this.moving;
  }

  #glide(seconds) {
    const { glide } = this;
    glide.at = Math.min(1, glide.at + seconds / glide.time);
    const part = ease(glide.at);
    const here = along(glide.places, part);
    Object.assign(this, { x: here.x, z: here.z, pitch: glide.pitch * (1 - part) });
    const turning = 0.55;
    if (glide.length < 4.5) {
      this.turn = glide.from + shortest(glide.from, glide.last) * part;
    } else if (glide.at < turning) {
      const ahead = along(glide.places, Math.min(1, part + 0.9 / glide.length)).turn;
      this.turn += shortest(this.turn, ahead) * (1 - Math.exp(-seconds * 5));
    } else {
      glide.bent ??= this.turn;
      this.turn = glide.bent + shortest(glide.bent, glide.last) * ease((glide.at - turning) / (1 - turning));
    }
    if (glide.at >= 1) {
      this.turn = glide.last;
      this.glide = undefined;
    }
  }
}
