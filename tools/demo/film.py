"""Draw the rise of the river before the dike as a short film: ``python -m tools.demo.film`` writes a WebM and its VTT.

Chromium draws and records it (Debian's package; playwright drives it). Heights are those of the made-up file.
"""

from __future__ import annotations

import base64
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

FOLDER = Path("exhibitions/lanxi-flood-1954/media")
SCENES = (
    ("五月一日", "May 1", 15.8, "五月一日，水位十五点八米，离原堤顶六米多。"),
    ("六月十六日", "June 16", 18.4, "六月十六日，第一次小高峰，十八点四米。"),
    ("七月五日", "July 5", 20.5, "七月五日，到警戒水位二十点五米。"),
    ("七月二十九日", "July 29", 23.06, "七月二十九日，洪峰二十三点零六米，高过原堤顶，没有高过新垒的土。"),
)
SECONDS = 3
"""Length of each scene."""

DRAW = """
async ({scenes, seconds}) => {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [640, 360];
  const pen = canvas.getContext("2d");
  const y = (metres) => 330 - (metres - 14) * 30;
  const line = (metres, words, dashed) => {
    pen.setLineDash(dashed ? [6, 6] : []);
    pen.strokeStyle = "#b02a1c";
    pen.beginPath(); pen.moveTo(24, y(metres)); pen.lineTo(330, y(metres)); pen.stroke();
    pen.fillStyle = "#b02a1c";
    pen.font = "15px 'Noto Sans CJK SC', sans-serif";
    pen.fillText(words, 28, y(metres) - 6);
  };
  const shape = (points, colour) => {
    pen.fillStyle = colour;
    pen.beginPath();
    points.forEach(([x, metres]) => pen.lineTo(x, y(metres)));
    pen.closePath(); pen.fill();
  };
  const frame = (level, day) => {
    pen.fillStyle = "#efe6d2"; pen.fillRect(0, 0, 640, 360);
    shape([[0, 13], [0, level], [640, level], [640, 13]], "#7d95a0");
    shape([[300, 13], [400, 22], [452, 22], [640, 14.5], [640, 13]], "#8a7658");
    shape([[400, 22], [412, 23.5], [440, 23.5], [452, 22]], "#5f4d36");
    shape([[440, 23.5], [440, 26], [640, 26], [640, 14.5], [452, 22]], "#efe6d2");
    line(20.5, "警戒水位 20.50", true);
    line(22, "原堤顶 22.00", false);
    line(23.5, "加高后 23.50", false);
    pen.fillStyle = "#2a2520";
    pen.font = "24px 'Noto Serif CJK SC', serif"; pen.fillText(day, 476, 48);
    pen.font = "20px 'Noto Serif CJK SC', serif"; pen.fillText(level.toFixed(2) + " 米", 476, 80);
    pen.font = "14px 'Noto Sans CJK SC', sans-serif"; pen.fillText("仿真示例", 564, 348);
  };
  const recorder = new MediaRecorder(canvas.captureStream(12), {mimeType: "video/webm", videoBitsPerSecond: 260000});
  const parts = [];
  recorder.ondataavailable = (event) => parts.push(event.data);
  const ended = new Promise((done) => (recorder.onstop = done));
  frame(scenes[0][1], scenes[0][0]);
  recorder.start();
  let before = scenes[0][1];
  for (const [day, level] of scenes) {
    const frames = seconds * 12;
    for (let index = 0; index < frames; index += 1) {
      const part = Math.min(1, index / (frames * 0.7));
      frame(before + (level - before) * part, day);
      await new Promise((next) => setTimeout(next, 1000 / 12));
    }
    before = level;
  }
  recorder.stop();
  await ended;
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
  let text = "";
  bytes.forEach((byte) => { text += String.fromCharCode(byte); });
  return btoa(text);
}
"""


def words() -> str:
    """Return the captions as WebVTT, one cue a scene."""
    cues = [
        f"00:{index * SECONDS:02d}.000 --> 00:{(index + 1) * SECONDS:02d}.000\n{scene[3]}\n"
        for index, scene in enumerate(SCENES)
    ]
    return "WEBVTT\n\n" + "\n".join(cues)


def main() -> None:
    """Write ``rise.webm`` and ``rise.vtt``."""
    chromium = shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        film = page.evaluate(DRAW, {"scenes": [[scene[0], scene[2]] for scene in SCENES], "seconds": SECONDS})
        browser.close()
    (FOLDER / "rise.webm").write_bytes(base64.b64decode(film))
    (FOLDER / "rise.vtt").write_text(words(), encoding="utf-8")


if __name__ == "__main__":
    main()
