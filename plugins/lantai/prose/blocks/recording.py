"""What ``audio`` and ``video`` share: player, captions, timed transcript, chapters, poster."""

from typing import Any

from lantai.prose import problems as kinds
from lantai.prose.blocks import voices
from lantai.prose.blocks.common import TITLE, on_paper, title_of
from lantai.prose.definition import Call
from lantai.prose.options import Option
from lantai.prose.rendering import Rendering
from lantai.prose.views import FigureView
from lantai.site import yamls
from lantai.site.languages import INTERFACE

_CHAPTER = (
    Option("at", "time", "开始时间", "when it starts", required=True),
    Option("title", "local", "标题", "title", required=True),
)
OPTIONS = (
    TITLE,
    Option("chapters", "items", "章节", "chapters", items=_CHAPTER),
    Option(
        "speakers",
        "locals",
        "讲述者，照字幕里的写法；列入人名地名索引",
        "who speaks, as the captions have it; listed in the index of names",
        default=(),
    ),
    Option("themes", "locals", "讲的是什么，列入人名地名索引", "what of, listed in the index of names", default=()),
    Option("transcript", "boolean", "显示文字稿", "show the transcript", default=True),
)


_CUE = ("start", "end", "speaker", "text")


def build(call: Call, rendering: Rendering, medium: str) -> dict[str, Any] | None:
    """Return what the template needs; None if the recording cannot be played."""
    figure = rendering.figure(call.argument, call.place, medium)
    if figure is None:
        return None
    context, source = rendering.context, figure.figure
    spoken, said = source.lang or context.site.language, _Said(figure, rendering)
    every = said.every(spoken)  # what is wrong in them is told even if the recording cannot be played
    probe = context.media.audio if medium == "audio" else context.media.video
    recording = probe(source.path, source.place, rendering.problems)
    if recording is None:
        return None
    title, language = title_of(call, rendering), context.language
    speakers, themes = ([name.in_(language) for name in call.options[one]] for one in ("speakers", "themes"))
    voices.check(call, every, rendering)
    rendering.named.extend(voices.named(call, figure.anchor, every, rendering))
    said_in, cues, plain = said.transcript(spoken) if call.options["transcript"] else (spoken, [], "")
    return {
        "figure": figure,
        "title": title,
        "address": context.media.file(recording),
        "mime": recording.mime,
        "poster": _poster(figure, rendering),
        "paper": on_paper(rendering, f"#{figure.anchor}"),
        "tracks": said.tracks(spoken),
        "cues": [{"at": clock(cue.start), **{name: getattr(cue, name) for name in _CUE}} for cue in cues],
        "said_in": said_in,
        "plain": plain,
        "download": _download(figure, title, speakers, cues, plain, rendering),
        "chapters": _chapters(call, recording.duration, rendering),
        "speakers": rendering.names("people", speakers),
        "themes": rendering.names("themes", themes),
    }


def clock(seconds: float) -> str:
    """Return a time as people write it: ``0:05``, ``62:03`` never, ``1:02:03``."""
    whole = int(seconds)
    minutes, rest = divmod(whole, 60)
    return f"{minutes}:{rest:02}" if minutes < 60 else f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


def _chapters(call: Call, duration: float, rendering: Rendering) -> list[dict[str, Any]]:
    """Return the chapters; one that would start after the recording has ended is reported and left out."""
    found = []
    for chapter in call.options["chapters"] or ():
        seconds = chapter["at"]
        if seconds is None or not chapter["title"]:
            continue
        if duration and seconds >= duration:
            place = chapter.place("at")
            rendering.report(kinds.CHAPTER_BEYOND, place, at=clock(seconds), length=clock(duration))
            continue
        title = chapter["title"].in_(rendering.context.language)
        found.append({"seconds": seconds, "at": clock(seconds), "title": title})
    return found


def _download(
    figure: FigureView, title: str, speakers: list[str], cues: list[Any], plain: str, rendering: Rendering
) -> str:
    """Ask for the transcript as a text file that says what it is of and where it stands; returns its address, or ""."""
    context = rendering.context
    said = [f"[{clock(cue.start)}] {_voice(cue.speaker, context.language)}{cue.text}" for cue in cues]
    words = "\n".join(said) or plain.strip()
    if not words:
        return ""
    page = f"{context.site.base_url}{context.address}#{figure.anchor}" if context.site.base_url else ""
    joined = "、" if context.language.startswith("zh") else ", "
    head = (
        title or figure.caption.striptags(),
        context.t("blocks.speakers") + joined.join(speakers) if speakers else "",
        figure.record.code if figure.record else "",
        figure.credit.striptags(),
        page,
    )
    return context.media.text("transcript", "\n".join(filter(None, head)) + f"\n\n{words}\n")


def _voice(speaker: str, language: str) -> str:
    return speaker + ("：" if language.startswith("zh") else ": ") if speaker else ""


class _Said:
    """The captions and transcripts of one recording. A file is read once, however often it serves."""

    def __init__(self, figure: FigureView, rendering: Rendering) -> None:
        self.figure, self.rendering = figure.figure, rendering
        self.read: dict[str, Any] = {}

    def tracks(self, spoken: str) -> list[dict[str, Any]]:
        """Return the captions for the player in every language there is, with the one to show first marked."""
        context = self.rendering.context
        found = self._in_languages(self.figure.captions, spoken)
        first = context.language if context.language in found else spoken
        return [
            {
                "src": context.media.track(captions),
                "lang": language,
                "label": context.t(f"frame.language_{language}") if language in INTERFACE else language,
                "shown": language == first,
            }
            for language, captions in found.items()
        ]

    def every(self, spoken: str) -> dict[str, Any]:
        """Return what is said with its times in every language there is, the original first."""
        given = (self.figure.transcript, self.figure.captions)
        return self._in_languages(next((name for name in given if name.endswith(".vtt")), ""), spoken)

    def _in_languages(self, name: str, spoken: str) -> dict[str, Any]:
        """Return the captions of a file and its translations, those that can be read."""
        names = {spoken: name} | self.figure.translations(name) if name else {}
        found = {language: self.captions(each) for language, each in names.items()}
        return found if found.get(spoken) else {}

    def transcript(self, spoken: str) -> tuple[str, list[Any], str]:
        """Return the language of the transcript, and the transcript: with times from a .vtt, or plain from a .txt."""
        language, given = self.rendering.context.language, (self.figure.transcript, self.figure.captions)
        if timed := next((name for name in given if name.endswith(".vtt")), ""):
            said_in, name = self.figure.said_in(language, timed, spoken)
            found = self.captions(name)
            return said_in, list(found.cues) if found else [], ""
        if self.figure.transcript.endswith(".txt"):
            said_in, name = self.figure.said_in(language, self.figure.transcript, spoken)
            return said_in, [], self.plain(name)
        return spoken, [], ""

    def captions(self, name: str) -> Any:
        if name not in self.read:
            media, place = self.rendering.context.media, self.figure.place
            self.read[name] = media.captions(self.figure.beside(name), place, self.rendering.problems)
        return self.read[name]

    def plain(self, name: str) -> str:
        """Return a transcript without times; one that is not UTF-8 is reported."""
        return yamls.read_text(self.figure.beside(name), self.figure.place, self.rendering.problems) or ""


def _poster(figure: FigureView, rendering: Rendering) -> Any:
    source = figure.figure
    if not source.poster:
        return None
    image = rendering.context.media.image(
        source.beside(source.poster), source.place, rendering.problems, rendering.context.language
    )
    return rendering.context.media.picture(image, sizes="(min-width: 48rem) 42rem, 100vw") if image else None
