// What hangs in the hall: frame, passe-partout, picture, label and the light on each. Pictures come small from afar, large
// from near by, and go again when one is far away; until one is there, and if it never comes, its words stand in its frame.

import { FRAME, LABEL, MAT } from "./layout.js";
import { blank, label } from "./lettering.js";

/** Distances in metres: from where a picture is shown at all, where its middle size; beyond which a large one, and any, goes. */
const SEEN = 26;
const NEAR = 5.5;
const PASSED = 9;
const LEFT_BEHIND = 32;
const WORDS = 9;
const AT_ONCE = 4;
/** Labels and sheets that are written for one drawing, so that none waits long. */
const WRITTEN = 2;
/** Milliseconds after which what did not come is asked for again. */
const AGAIN = 8000;

function glow(three, colours) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 256;
  const pen = canvas.getContext("2d");
  const light = pen.createRadialGradient(128, 116, 8, 128, 128, 128);
  light.addColorStop(0, "rgba(255,255,255,1)");
  light.addColorStop(0.5, "rgba(255,255,255,0.82)");
  light.addColorStop(0.78, "rgba(255,255,255,0.28)");
  light.addColorStop(1, "rgba(255,255,255,0)");
  pen.fillStyle = light;
  pen.fillRect(0, 0, 256, 256);
  const map = new three.CanvasTexture(canvas);
  return new three.MeshBasicMaterial({ map, color: colours.glow, transparent: true, opacity: colours.glowing, depthWrite: false });
}

function shade(three) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 256;
  const pen = canvas.getContext("2d");
  pen.shadowColor = "rgba(20,14,8,0.75)";
  pen.shadowBlur = 26;
  pen.shadowOffsetX = 512;
  pen.fillRect(36 - 512, 36, 184, 184);
  const map = new three.CanvasTexture(canvas);
  return new three.MeshBasicMaterial({ map, transparent: true, opacity: 0.55, depthWrite: false });
}

export class Pictures {
  /** `works` are the works of reading.js in the order of `plan.works`; `changed` is called when there is something to draw. */
  constructor(three, plan, works, colours, changed) {
    Object.assign(this, { three, colours, changed });
    this.group = new three.Group();
    this.kept = [];
    this.loading = 0;
    /** Pixels that a picture before which one stands covers at most. */
    this.sharp = 960;
    this.materials = {
      frame: this.keep(new three.MeshLambertMaterial({ color: colours.frame })),
      mat: this.keep(new three.MeshBasicMaterial({ color: colours.mat })),
      glow: this.keep(glow(three, colours)),
      shade: this.keep(shade(three)),
    };
    this.kept.push(this.materials.glow.map, this.materials.shade.map);
    this.plane = this.keep(new three.PlaneGeometry(1, 1));
    this.hung = plan.works.map((place, at) => this.hang(place, works[at], at));
    this.targets = this.hung.map((each) => each.mat);
  }

  keep(thing) {
    this.kept.push(thing);
    return thing;
  }

  flat(group, width, height, x, y, z, material, order = 0) {
    const mesh = new this.three.Mesh(this.plane, material);
    mesh.scale.set(width, height, 1);
    mesh.position.set(x, y, z);
    mesh.renderOrder = order;
    group.add(mesh);
    return mesh;
  }

  frame(width, height) {
    const { three } = this;
    const outline = (w, h, path) => path.moveTo(-w / 2, -h / 2).lineTo(w / 2, -h / 2).lineTo(w / 2, h / 2).lineTo(-w / 2, h / 2).lineTo(-w / 2, -h / 2);
    const shape = new three.Shape();
    const hole = new three.Path();
    outline(width + 2 * FRAME, height + 2 * FRAME, shape);
    outline(width, height, hole);
    shape.holes.push(hole);
    const solid = new three.ExtrudeGeometry(shape, { depth: 0.035, bevelEnabled: true, bevelSize: 0.006, bevelThickness: 0.006, bevelSegments: 1 });
    return new three.Mesh(this.keep(solid), this.materials.frame);
  }

  hang(place, work, number) {
    const { three, materials } = this;
    const group = new three.Group();
    group.position.set(place.x, place.y, place.z);
    group.rotation.y = place.facing;
    const { width, height } = place;
    const [outer, tall] = [width + 2 * MAT, height + 2 * MAT];
    this.flat(group, Math.max(outer * 1.9, outer + 1.3), Math.max(tall * 1.7, tall + 1.3), 0, 0.05, 0.006, materials.glow, 1);
    this.flat(group, (outer + 0.08) * 1.39, (tall + 0.08) * 1.39, 0.01, -0.035, 0.009, materials.shade, 2);
    group.add(this.frame(outer, tall));
    const mat = this.flat(group, outer, tall, 0, 0, 0.02, materials.mat);
    mat.userData.work = number;
    const surface = new three.MeshBasicMaterial({ color: this.colours.blank });
    this.flat(group, width, height, 0, 0, 0.024, surface);
    this.group.add(group);
    return { place, work, group, mat, surface, outer, tall, level: -1, wanted: -1, failed: 0 };
  }

  /** Loads, sharpens and drops what the place of the visitor asks for; the nearest first. `at` is {x, z}. */
  look(at, standing) {
    this.seenFrom = { at: { x: at.x, z: at.z }, standing };
    const now = Date.now();
    const every = this.hung.map((each, number) => ({ each, number, far: Math.hypot(each.place.x - at.x, each.place.z - at.z) }));
    every.sort((a, b) => a.far - b.far);
    let written = 0;
    for (const { each, number, far } of every) {
      if (far > LEFT_BEHIND) this.drop(each);
      if (far < WORDS && written < WRITTEN) written += this.words(each);
      if (far > SEEN || !each.work.sources.length) continue;
      const level = this.level(each.work.sources, far, number === standing);
      const better = level > each.level || (level < each.level && far > PASSED);
      const waits = each.failed && now - each.failed < AGAIN;
      if (better && each.wanted !== level && this.loading < AT_ONCE && !waits) this.load(each, level);
    }
    if (written) this.changed();
  }

  level(sources, far, standing) {
    const last = sources.length - 1;
    if (!standing) return far < NEAR ? Math.min(1, last) : 0;
    const enough = sources.findIndex((each) => each.width >= this.sharp);
    return enough < 0 ? last : enough;
  }

  async load(each, level) {
    each.wanted = level;
    this.loading += 1;
    const image = new Image();
    image.decoding = "async";
    image.src = each.work.sources[level].address;
    try {
      await image.decode();
      if (!this.gone && each.wanted === level) this.show(each, this.picture(image), level);
    } catch {
      each.failed = Date.now();
      if (each.wanted === level) each.wanted = each.level;
      this.changed(); // its words are written instead
      setTimeout(() => this.again(), AGAIN + 100);
    }
    this.loading -= 1;
    this.again();
  }

  again() {
    if (!this.gone && this.seenFrom) this.look(this.seenFrom.at, this.seenFrom.standing);
  }

  picture(image) {
    const { three } = this;
    const texture = new three.Texture(image);
    texture.colorSpace = three.SRGBColorSpace;
    texture.anisotropy = 8;
    texture.needsUpdate = true;
    return texture;
  }

  show(each, texture, level) {
    each.surface.map?.dispose();
    each.surface.map = texture;
    each.surface.color.set("#ffffff");
    each.surface.needsUpdate = true;
    each.level = level;
    each.failed = 0;
    this.changed();
  }

  /** Writes the label, and in the frame, while it is empty, what belongs there; returns how much was written. */
  words(each) {
    const { three, colours } = this;
    let done = 0;
    if (!each.label) {
      const sheet = label(each.work, colours, colours.faces, LABEL.width);
      const x = each.outer / 2 + FRAME + LABEL.gap + LABEL.width / 2;
      const y = Math.max(-0.55, -each.tall / 2 + sheet.height / 2);
      each.label = this.flat(each.group, sheet.width, sheet.height, x, y, 0.012, new three.MeshBasicMaterial({ map: this.written(sheet) }));
      done = 1;
    }
    if (each.level < 0 && !each.surface.map) {
      const ground = { ground: colours.blank, soft: colours.softOnPaper, red: "#8f2216" };
      each.surface.map = this.written(blank(each.work, ground, colours.faces, each.place));
      each.surface.color.set("#ffffff");
      each.surface.needsUpdate = true;
      done = 1;
    }
    return done;
  }

  written(sheet) {
    const map = new this.three.CanvasTexture(sheet.canvas);
    map.colorSpace = this.three.SRGBColorSpace;
    map.anisotropy = 8;
    return map;
  }

  drop(each) {
    if (each.surface.map) {
      each.surface.map.dispose();
      each.surface.map = null;
      each.surface.color.set(this.colours.blank);
      each.surface.needsUpdate = true;
    }
    each.level = each.wanted = -1;
    if (!each.label) return;
    each.label.material.map.dispose();
    each.label.material.dispose();
    each.group.remove(each.label);
    each.label = undefined;
  }

  /** Shows what hangs in rooms near `number`. */
  showAround(number) {
    for (const each of this.hung) each.group.visible = Math.abs(each.place.room - number) <= 3;
  }

  dispose() {
    this.gone = true;
    for (const each of this.hung) {
      this.drop(each);
      each.surface.dispose();
    }
    for (const thing of this.kept) thing.dispose();
  }
}
