"""``audio``: a sound recording with player, chapters and a transcript that follows."""

from typing import Any

from lantai.prose.blocks import recording
from lantai.prose.blocks.common import figure_argument
from lantai.prose.definition import Block, Call
from lantai.prose.rendering import Rendering


def build(call: Call, rendering: Rendering) -> dict[str, Any] | None:
    return recording.build(call, rendering, "audio")


BLOCK = Block(
    name="audio",
    zh="录音：播放器、章节、随声滚动的文字稿。",
    en="A sound recording with chapters and a transcript that follows.",
    build=build,
    argument=figure_argument("录音的编号", "id of the recording"),
    options=recording.OPTIONS,
    script="media/transcript.js",
    example="/// audio | interview\n    speakers: [李某]\n///",
)
