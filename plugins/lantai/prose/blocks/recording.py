"""What ``audio`` and ``video`` share: player, captions, timed transcript, chapters, poster."""

from typing import Any

from lantai.prose.blocks.common import TITLE, title_of
from lantai.prose.definition import Call
from lantai.prose.options import Option
from lantai.prose.rendering import Rendering
from lantai.prose.views import FigureView
from lantai.site.problems import FILE_UNREADABLE

_CHAPTER = (
    Option("at", "text", '开始时间，如 "1:05"', 'when it starts, such as "1:05"', required=True),
    Option("title", "local", "标题", "title", required=True),
)
OPTIONS = (
    TITLE,
    Option("chapters", "items", "章节", "chapters", items=_CHAPTER),
    Option("speakers", "list", "讲述者", "who speaks", default=()),
    Option("transcript", "boolean", "显示文字稿", "show the transcript", default=True),
)


def build(call: Call, rendering: Rendering, medium: str) -> dict[str, Any] | None:
    """Return what the template needs; None if the recording cannot be played."""
    figure = rendering.figure(call.argument, call.place, medium)
    if figure is None:
        return None
    context, source = rendering.context, figure.figure
    probe = context.media.audio if medium == "audio" else context.media.video
    recording = probe(source.path, source.place, rendering.problems)
    if recording is None:
        return None
    return {
        "figure": figure,
        "title": title_of(call, rendering),
        "address": context.media.file(recording),
        "mime": recording.mime,
        "poster": _poster(figure, rendering),
        "track": _track(figure, rendering),
        "cues": _cues(figure, rendering) if call.options["transcript"] else [],
        "plain": _plain_transcript(figure, rendering) if call.options["transcript"] else "",
        "chapters": [
            {"seconds": seconds(chapter["at"]), "at": chapter["at"], "title": chapter["title"].in_(context.language)}
            for chapter in call.options["chapters"] or ()
            if chapter["at"] and chapter["title"]
        ],
        "speakers": call.options["speakers"],
    }


def seconds(text: str) -> int:
    """Return the seconds of ``1:02:03``, ``62:03`` or ``45``; 0 for anything else."""
    total = 0
    for part in text.split(":"):
        if not part.strip().isdigit():
            return 0
        total = total * 60 + int(part)
    return total


def _track(figure: FigureView, rendering: Rendering) -> str:
    """Return the address of the captions for the player, or "" if there are none."""
    source = figure.figure
    if not source.captions:
        return ""
    path = source.path.parents[len(source.file.split("/")) - 1] / source.captions
    found = rendering.context.media.captions(path, source.place, rendering.problems)
    return rendering.context.media.track(found) if found else ""


def _cues(figure: FigureView, rendering: Rendering) -> list[Any]:
    """Return the timed transcript, from the captions or a .vtt transcript."""
    source = figure.figure
    for name in (source.transcript, source.captions):
        if name.endswith(".vtt"):
            path = source.path.parents[len(source.file.split("/")) - 1] / name
            found = rendering.context.media.captions(path, source.place, rendering.problems)
            return list(found.cues) if found else []
    return []


def _plain_transcript(figure: FigureView, rendering: Rendering) -> str:
    """Return a transcript without times; one that is not UTF-8 is reported."""
    source = figure.figure
    if not source.transcript.endswith(".txt"):
        return ""
    path = source.path.parents[len(source.file.split("/")) - 1] / source.transcript
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        detail = f"UTF-8 @ byte {error.start}" if isinstance(error, UnicodeDecodeError) else str(error)
        rendering.report(FILE_UNREADABLE, source.place, detail=f"{source.transcript}: {detail}")
        return ""


def _poster(figure: FigureView, rendering: Rendering) -> Any:
    source = figure.figure
    if not source.poster:
        return None
    path = source.path.parents[len(source.file.split("/")) - 1] / source.poster
    image = rendering.context.media.image(path, source.place, rendering.problems, rendering.context.language)
    return rendering.context.media.picture(image, sizes="(min-width: 48rem) 42rem, 100vw") if image else None
