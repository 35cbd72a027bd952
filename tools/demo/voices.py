"""A made-up conversation without voices: ``python -m tools.demo.voices`` writes its WAV, its VTT in two languages, its cover.

Every syllable is a hum that follows the tone of its character, the one who asks high, the one who answers low; where the
gong is spoken of, a gong is heard. Nobody could take it for a recording of a person, and the transcript follows it all the same.
"""

# ruff: noqa: E501 — lists of texts read best on one line each
from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw
from tools.demo import ink
from tools.demo.paper import INK, RED, Sheet, on_table
from tools.demo.sound import silence, stamp

FOLDER = Path("exhibitions/lanxi-voices/media")
RATE, SYLLABLE, PAUSE, BREATH = 8000, 0.23, 0.22, 0.75
ASKS, ANSWERS, GONG = ("访问者", "The visitor"), ("打锣的人", "The one with the gong"), ("（锣声）", "(A gong)")
PITCH = {ASKS: 210.0, ANSWERS: 118.0}

TALK = (
    (ASKS, "那4天1夜4里3，您2在4哪3儿2？", "Where were you that night?"),
    (ANSWERS, "在4北3堤1第4四4段4。我3管3一2面4锣2。", "On section four of the north dike. I kept a gong."),
    (ANSWERS, "三1点3钟1，堤1脚3冒4水3，带4沙1。水3里3带4沙1，就4是4出1险3了0。", "At three, water came up at the toe, with sand in it. Sand in the water means the dike is going."),
    (GONG, "", ""),
    (ANSWERS, "我3就4打3锣2。一4里3地4以3外4都1听1得0见4。", "So I beat the gong. You could hear it a mile off."),
    (ASKS, "后4来2呢0？", "And then?"),
    (ANSWERS, "后4来2人2都1来2了0。没2有3灯1，去4水3文2站4借4了0六4盏3。", "Then everybody came. There were no lamps; six were borrowed from the gauge."),
    (ANSWERS, "天1亮4的0时2候0堵3住4了0。锣2打3破4了0一2个0口3子0。", "By daylight it was stopped. The gong had a crack in it."),
    (ASKS, "那4面4锣2还2在4吗0？", "Is the gong still there?"),
    (ANSWERS, "在4。现4在4给3小3孩2敲1着0玩2。", "It is. The children play with it now."),
)  # fmt: skip
CONTOURS = {"1": (1.25, 1.25), "2": (0.95, 1.3), "3": (0.9, 0.72, 0.95), "4": (1.35, 0.75), "0": (0.95, 0.9)}
"""How the pitch goes in each tone of Mandarin; 0 is the light one."""


def hum(pitch: float, tone: str) -> tuple[np.ndarray, np.ndarray]:
    """Return the sound of one syllable, and its pitch at every moment."""
    length = SYLLABLE * (0.6 if tone == "0" else 1)
    time = np.arange(int(length * RATE)) / RATE
    shape = CONTOURS[tone]
    curve = pitch * np.interp(time / length, np.linspace(0, 1, len(shape)), shape)
    phase = 2 * np.pi * np.cumsum(curve) / RATE
    sound = sum(
        np.sin(phase * number) * np.exp(-(((curve * number - 560) / 520) ** 2)) / number**0.4 for number in range(1, 9)
    )
    edge = np.clip(np.minimum(time / 0.03, (length - time) / 0.05), 0, 1)
    return sound / np.abs(sound).max() * edge * 0.55, curve


def gong() -> np.ndarray:
    """Return two strokes of a gong."""
    time = np.arange(int(2.2 * RATE)) / RATE
    partials = (
        (196, 1.0, 1.1),
        (311, 0.7, 1.5),
        (447, 0.5, 2.0),
        (612, 0.35, 3.0),
        (887, 0.22, 4.5),
        (1313, 0.12, 7.0),
    )
    stroke = sum(np.sin(2 * np.pi * pitch * time) * loud * np.exp(-time * fade) for pitch, loud, fade in partials)
    both = np.zeros(int(3.4 * RATE))
    both[: len(stroke)] += stroke
    both[-len(stroke) :] += stroke * 0.9
    return both / np.abs(both).max() * 0.8


def spoken(text: str) -> list[tuple[str, str]]:
    """Return each character of a line with its tone, "" for punctuation."""
    pairs = [(sign, text[index + 1 : index + 2]) for index, sign in enumerate(text) if not sign.isdigit()]
    return [(sign, tone if tone.isdigit() else "") for sign, tone in pairs]


def main() -> None:
    parts, cues, track, now = [silence(0.6)], ([], []), [], 0.6
    for who, text, english in TALK:
        begin = now
        if who is GONG:
            parts.append(gong())
        for _, tone in spoken(text):
            sound, curve = hum(PITCH[who], tone) if tone else (silence(PAUSE), None)
            at = sum(len(part) for part in parts) / RATE
            parts += [sound, silence(0.02)]
            if curve is not None:
                track.append((at, curve, who))
        now = sum(len(part) for part in parts) / RATE
        said = "".join(sign for sign, _ in spoken(text)), english
        for language, lines in enumerate(cues):
            words = f"<v {who[language]}>{said[language]}" if said[language] else who[language]
            lines.append(f"{stamp(begin)} --> {stamp(now)}\n{words}\n")
        parts.append(silence(BREATH))
        now += BREATH
    data = np.concatenate(parts)
    with wave.open(str(FOLDER / "gong.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(RATE)
        file.writeframes(((np.clip(data, -1, 1) + 1) * 127.5).astype("uint8").tobytes())
    for name, lines in zip(("gong.vtt", "gong.en.vtt"), cues, strict=True):
        (FOLDER / name).write_text("WEBVTT\n\n" + "\n".join(lines), encoding="utf-8")
    cover(data, track).save(FOLDER / "gong.jpg", quality=88)
    print(f"{len(data) / RATE:.1f} s", *(line.split(" ")[0] for line in cues[0]))


def cover(data: np.ndarray, track: list[tuple[float, np.ndarray, tuple[str, str]]]) -> Image.Image:
    """Draw what is heard: loudness as a band of strokes, the pitch of each syllable above it, in red where the gong is."""
    rng = np.random.default_rng(1954)
    sheet = Sheet(1800, 1120, (238, 230, 210), rng)
    band, low, high, words = sheet.blank(), sheet.blank(), sheet.blank(), sheet.blank()
    length = len(data) / RATE
    spoken_at = np.zeros(len(data), bool)
    for at, curve, who in track:
        start = int(at * RATE)
        spoken_at[start : start + len(curve)] = True
        steps = np.linspace(0, len(curve) - 1, 9).astype(int)
        points = [(110 + (at + step / RATE) / length * 1580, 560 - np.log2(curve[step] / 70) * 190) for step in steps]
        ImageDraw.Draw(high if who is ASKS else low).line(points, fill=255, width=9, joint="curve")
    draw, red = ImageDraw.Draw(band), sheet.blank()
    for x in range(110, 1690, 6):
        left, right = (int((edge - 110) / 1580 * len(data)) for edge in (x, x + 6))
        loud = float(np.abs(data[left:right]).max(initial=0)) * 190
        pen = draw if spoken_at[left:right].any() or loud < 4 else ImageDraw.Draw(red)
        pen.line((x, 800 - loud, x, 800 + loud + 2), fill=255, width=3)
    ink.printed(words, 900, 80, "一面锣　口述示例的音高与响度", 54, anchor="ma")
    ink.printed(words, 900, 1030, "上：每个字的声调　下：响度，红色是锣声", 34, bold=False, anchor="ma")
    sheet.ink(ink.soften(ink.warp(band, rng, 1.5)), INK, 0.75, wear=0.2)
    sheet.ink(ink.soften(ink.warp(red, rng, 1.5)), RED, 0.9, wear=0.2)
    sheet.ink(ink.soften(ink.warp(low, rng, 1.5)), INK, 0.95, wear=0.15)
    sheet.ink(ink.soften(ink.warp(high, rng, 1.5)), (92, 108, 130), 0.95, wear=0.15)
    sheet.ink(words, INK, 0.9)
    return on_table(sheet, rng)


if __name__ == "__main__":
    main()
