// The hall itself in three.js: floors, walls, doors, skylights, benches, the words on the walls. Light is painted, not computed:
// it costs phones nothing and leaves the colours of the documents as they are.

import { DOOR, HEIGHT, WALL, WIDTH } from "./layout.js";
import { lintel, roomWords, titleWall } from "./lettering.js";

const TILE = 1.8;

function mixed(three, a, b, part) {
  return new three.Color(a).lerp(new three.Color(b), part);
}

/** The colours of the hall, mixed from those of the page, by day and by night. */
export function palette(three) {
  const style = getComputedStyle(document.documentElement);
  const of = (name) => style.getPropertyValue(name).trim();
  const [paper, deep, ink, soft, seal, stamp, onStamp] = ["--paper", "--paper-deep", "--ink", "--ink-soft", "--seal", "--stamp", "--on-stamp"].map(of);
  const { r, g, b } = new three.Color(paper);
  const dark = 0.3 * r + 0.6 * g + 0.1 * b < 0.2;
  return {
    dark, ink, soft, red: seal, stamp, onRed: onStamp,
    wall: dark ? mixed(three, deep, "#8a7458", 0.08) : mixed(three, deep, "#b49468", 0.15),
    ceiling: dark ? mixed(three, paper, "#000000", 0.25) : mixed(three, deep, ink, 0.06),
    light: dark ? mixed(three, deep, "#8a7458", 0.14) : new three.Color("#fffdf6"),
    floor: dark ? "#30281f" : "#a89a84",
    joint: dark ? "#241e17" : "#8f8069",
    wood: dark ? "#3d3027" : "#54402f",
    frame: dark ? "#4a3a2e" : "#4a382b",
    mat: dark ? "#ddd5c6" : "#fffdf8",
    paper: dark ? "#e6dfd1" : "#fffdf8",
    inkOnPaper: "#211d18",
    softOnPaper: "#5c5347",
    blank: dark ? "#cfc6b5" : "#f2ede2",
    glow: dark ? "#ffe6c0" : "#fffaf0",
    glowing: dark ? 0.24 : 0.95,
    faces: { kai: of("--kai"), song: of("--song"), hei: of("--hei") },
  };
}

function painted(width, height, paint) {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  paint(canvas.getContext("2d"), width, height);
  return canvas;
}

/** The same numbers on every visit: floors and walls do not change between two looks. */
function dice(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function grain(pen, width, height, strength, roll) {
  const data = pen.getImageData(0, 0, width, height);
  for (let at = 0; at < data.data.length; at += 4) {
    const by = (roll() - 0.5) * strength;
    for (let part = 0; part < 3; part += 1) data.data[at + part] += by;
  }
  pen.putImageData(data, 0, 0);
}

/** Square bricks, as halls of old are paved; nine of them, each of its own tone. */
function bricks(colours) {
  return painted(512, 512, (pen, width) => {
    const roll = dice(7);
    const side = width / 3;
    pen.fillStyle = colours.joint;
    pen.fillRect(0, 0, width, width);
    for (let row = 0; row < 3; row += 1) {
      for (let column = 0; column < 3; column += 1) {
        pen.fillStyle = colours.floor;
        pen.fillRect(column * side + 1, row * side + 1, side - 2, side - 2);
        const tone = roll() * (colours.dark ? 0.02 : 0.05);
        pen.fillStyle = roll() > 0.5 ? `rgba(255,240,215,${tone})` : `rgba(30,22,12,${tone * (colours.dark ? 4 : 1)})`;
        pen.fillRect(column * side + 1, row * side + 1, side - 2, side - 2);
      }
    }
    grain(pen, width, width, colours.dark ? 4 : 9, roll);
  });
}

/** Plaster: hardly any grain, a little darker and warmer towards floor and ceiling. White, to be tinted. */
function plaster() {
  return painted(256, 512, (pen, width, height) => {
    const shade = pen.createLinearGradient(0, 0, 0, height);
    for (const [at, tone] of [[0, 224], [0.12, 240], [0.35, 253], [0.62, 251], [0.9, 238], [1, 220]]) shade.addColorStop(at, `rgb(${tone},${tone - (255 - tone) * 0.12},${tone - (255 - tone) * 0.35})`);
    pen.fillStyle = shade;
    pen.fillRect(0, 0, width, height);
    grain(pen, width, height, 5, dice(3));
  });
}

/** Shade that gathers along the edges of floor and ceiling. */
function edges() {
  return painted(256, 256, (pen, size) => {
    for (const [x, y] of [[1, 0], [-1, 0], [0, 1], [0, -1]]) {
      const middle = size / 2;
      const shade = pen.createLinearGradient(middle - x * middle, middle - y * middle, middle - x * middle * 0.45, middle - y * middle * 0.45);
      shade.addColorStop(0, "rgba(20,14,8,0.34)");
      shade.addColorStop(0.3, "rgba(20,14,8,0.12)");
      shade.addColorStop(1, "rgba(20,14,8,0)");
      pen.fillStyle = shade;
      pen.fillRect(0, 0, size, size);
    }
  });
}

export class Building {
  /** `told` is what reading.js gives, `plan` what layout.js makes of it. */
  constructor(three, plan, told, colours) {
    Object.assign(this, { three, plan, told, colours });
    this.group = new three.Group();
    this.floors = [];
    this.kept = [];
    const { floor, wall, shade } = { floor: this.texture(bricks(colours)), wall: this.texture(plaster()), shade: this.texture(edges()) };
    for (const each of [floor, wall]) each.wrapS = each.wrapT = three.RepeatWrapping;
    this.maps = { floor, wall, shade };
    this.floorMaterial = this.keep(new three.MeshBasicMaterial({ map: floor }));
    this.shadeMaterial = this.keep(new three.MeshBasicMaterial({ map: shade, transparent: true, depthWrite: false }));
    this.ceilingMaterial = this.keep(new three.MeshBasicMaterial({ color: colours.ceiling }));
    this.lightMaterial = this.keep(new three.MeshBasicMaterial({ color: colours.light }));
    this.woodMaterial = this.keep(new three.MeshLambertMaterial({ color: colours.wood }));
    const box = this.keep(new three.BoxGeometry(1, 1, 1));
    this.box = box;
    this.tones = [1, 0.965, 0.94].map((tone) => this.keep(new three.MeshBasicMaterial({ map: wall, color: new three.Color(colours.wall).multiplyScalar(tone) })));
    this.rooms = plan.rooms.map((room, number) => this.room(room, number));
    this.group.add(...this.rooms);
    const sky = new three.HemisphereLight("#ffffff", colours.dark ? "#6b5a48" : "#c9b79c", colours.dark ? 1.5 : 2.2);
    const sun = new three.DirectionalLight("#fff4e2", 1.1);
    sun.position.set(0.5, 2, 1);
    this.group.add(sky, sun);
  }

  keep(thing) {
    this.kept.push(thing);
    return thing;
  }

  texture(canvas) {
    const { three } = this;
    const made = this.keep(new three.CanvasTexture(canvas));
    made.colorSpace = three.SRGBColorSpace;
    made.anisotropy = 8;
    return made;
  }

  /** A flat piece of wall between two places on the floor, seen from the side to the right of the way between them. */
  wall(group, [ax, az], [bx, bz], tone, from = 0, to = HEIGHT) {
    const { three } = this;
    const span = Math.hypot(bx - ax, bz - az);
    const shape = this.keep(new three.PlaneGeometry(span, to - from));
    const uv = shape.attributes.uv;
    for (let at = 0; at < uv.count; at += 1) uv.setXY(at, uv.getX(at) * span / 2, (from + uv.getY(at) * (to - from)) / HEIGHT);
    const mesh = new three.Mesh(shape, this.tones[tone]);
    mesh.position.set((ax + bx) / 2, (from + to) / 2, (az + bz) / 2);
    mesh.rotation.y = Math.atan2(-(bz - az), bx - ax);
    group.add(mesh);
    const strips = [[from === 0, 0.09, 0.045], [to === HEIGHT, 0.05, HEIGHT - 0.025]];
    for (const [there, height, y] of strips) if (there) this.block(group, span, height, 0.025, (ax + bx) / 2, y, (az + bz) / 2).rotation.y = mesh.rotation.y;
  }

  block(group, width, height, depth, x, y, z) {
    const mesh = new this.three.Mesh(this.box, this.woodMaterial);
    mesh.scale.set(width, height, depth);
    mesh.position.set(x, y, z);
    group.add(mesh);
    return mesh;
  }

  flat(group, width, depth, x, y, z, material, up = true) {
    const { three } = this;
    const shape = this.keep(new three.PlaneGeometry(width, depth));
    if (material === this.floorMaterial) {
      const uv = shape.attributes.uv;
      for (let at = 0; at < uv.count; at += 1) uv.setXY(at, uv.getX(at) * width / TILE, uv.getY(at) * depth / TILE);
    }
    const mesh = new three.Mesh(shape, material);
    mesh.rotation.x = up ? -Math.PI / 2 : Math.PI / 2;
    mesh.position.set(x, y, z);
    group.add(mesh);
    return mesh;
  }

  room({ near, far, left, right, entry, exit }, number) {
    const group = new this.three.Group();
    const length = near - far;
    const middle = (near + far) / 2;
    this.floors.push(this.flat(group, WIDTH, length, 0, 0, middle, this.floorMaterial));
    this.flat(group, WIDTH, length, 0, 0.004, middle, this.shadeMaterial);
    this.flat(group, WIDTH, length, 0, HEIGHT, middle, this.ceilingMaterial, false);
    this.flat(group, WIDTH, length, 0, HEIGHT - 0.004, middle, this.shadeMaterial, false);
    this.wall(group, [left, near], [left, far], 1);
    this.wall(group, [right, far], [right, near], 2);
    this.across(group, far, left, right, exit, true);
    this.across(group, near, left, right, entry, false);
    if (exit) this.door(group, far, number);
    this.skylight(group, near, far);
    if (number) this.bench(group, middle);
    this.words(group, number);
    return group;
  }

  /** The far or the near wall of a room, with its door if it has one. */
  across(group, z, left, right, open, far) {
    const piece = (a, b, from, to) => (far ? this.wall(group, [a, z], [b, z], 0, from, to) : this.wall(group, [b, z], [a, z], 2, from, to));
    if (!open) return piece(left, right);
    const [a, b] = [DOOR.x - DOOR.width / 2, DOOR.x + DOOR.width / 2];
    piece(left, a);
    piece(b, right);
    return piece(a, b, DOOR.height, HEIGHT);
  }

  /** The frame of a door through the wall behind a room, and its threshold. */
  door(group, wall) {
    const z = wall - WALL / 2;
    const [post, depth] = [0.08, WALL + 0.05];
    for (const side of [-1, 1]) this.block(group, post, DOOR.height, depth, DOOR.x + (side * (DOOR.width - post)) / 2, DOOR.height / 2, z);
    this.block(group, DOOR.width, post, depth, DOOR.x, DOOR.height - post / 2, z);
    this.block(group, DOOR.width, 0.02, depth, DOOR.x, 0.004, z);
  }

  /** Daylight from above, as museums have it: bright panes in a lattice of wood. */
  skylight(group, near, far) {
    const { three } = this;
    const [width, length, middle] = [WIDTH - 3.2, near - far - 2.6, (near + far) / 2];
    this.flat(group, width, length, 0, HEIGHT - 0.02, middle, this.lightMaterial, false);
    const long = Math.max(2, Math.round(length / 1.5));
    const bars = new three.InstancedMesh(this.box, this.woodMaterial, long + 1 + 5);
    const place = new three.Matrix4();
    const lies = (x, z, across, along) => place.compose(new three.Vector3(x, HEIGHT - 0.04, z), new three.Quaternion(), new three.Vector3(across, 0.08, along));
    for (let at = 0; at <= long; at += 1) bars.setMatrixAt(at, lies(0, middle - length / 2 + (at * length) / long, width + 0.05, at % long ? 0.03 : 0.06));
    for (let at = 0; at < 5; at += 1) bars.setMatrixAt(long + 1 + at, lies(-width / 2 + (at * width) / 4, middle, at % 4 ? 0.03 : 0.06, length));
    group.add(bars);
  }

  bench(group, z) {
    const x = -0.5;
    this.block(group, 0.46, 0.07, 1.9, x, 0.43, z);
    for (const end of [-0.7, 0.7]) this.block(group, 0.4, 0.4, 0.07, x, 0.2, z + end);
    this.flat(group, 1.15, 2.6, x, 0.008, z, this.shadow());
  }

  /** A soft shadow on the floor. */
  shadow() {
    this.soft ??= this.keep(
      new this.three.MeshBasicMaterial({
        transparent: true,
        depthWrite: false,
        map: this.texture(
          painted(128, 128, (pen, size) => {
            const fade = pen.createRadialGradient(size / 2, size / 2, size * 0.1, size / 2, size / 2, size / 2);
            fade.addColorStop(0, "rgba(20,14,8,0.5)");
            fade.addColorStop(1, "rgba(20,14,8,0)");
            pen.fillStyle = fade;
            pen.fillRect(0, 0, size, size);
          }),
        ),
      }),
    );
    return this.soft;
  }

  /** Puts a sheet on a wall. */
  written(group, sheet, x, y, z, turn) {
    const { three } = this;
    const material = this.keep(new three.MeshBasicMaterial({ map: this.texture(sheet.canvas), transparent: true, depthWrite: false }));
    const mesh = new three.Mesh(this.keep(new three.PlaneGeometry(sheet.width, sheet.height)), material);
    mesh.position.set(x, y, z);
    mesh.rotation.y = turn;
    group.add(mesh);
  }

  words(group, number) {
    const { told, plan, colours } = this;
    const room = plan.rooms[number];
    const next = told.rooms[number];
    if (room.exit && next) this.written(group, lintel(next, colours, colours.faces), DOOR.x, DOOR.height + 0.5, room.far + 0.012, 0);
    if (!number) {
      const title = { title: told.title, subtitle: told.subtitle, seal: told.seal, language: told.language };
      const red = { ...colours, red: colours.stamp };
      this.written(group, titleWall(title, red, colours.faces), (room.left + DOOR.x - DOOR.width / 2) / 2, 1.95, room.far + 0.012, 0);
      const about = { kicker: "", title: "", summary: told.summary, language: told.language };
      this.written(group, roomWords(about, colours, colours.faces), room.left + 0.012, 1.62, room.far + 1.35, Math.PI / 2);
      return;
    }
    this.written(group, roomWords(told.rooms[number - 1], colours, colours.faces), room.right - 0.012, 1.62, room.near - 1.5, -Math.PI / 2);
  }

  /** Shows the rooms that can be seen from one: it and its neighbours to the third. */
  showAround(number) {
    this.rooms.forEach((group, at) => (group.visible = Math.abs(at - number) <= 3));
  }

  dispose() {
    for (const thing of this.kept) thing.dispose();
  }
}
