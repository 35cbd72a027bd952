"""Who speaks in a recording: by the speakers that a block names and those of its captions in every language.

A speaker and the same speaker in a translation are told by the times at which they speak, never by their order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from lantai.media.captions import stamp
from lantai.problems import Place, Problem
from lantai.prose import problems as kinds
from lantai.prose.blocks.common import others
from lantai.prose.context import Named
from lantai.prose.definition import Call
from lantai.prose.rendering import Rendering, nearest

Said = Mapping[str, Any]
"""The captions of a recording by language, the original first."""


def named(call: Call, anchor: str, said: Said, rendering: Rendering) -> list[Named]:
    """Return the speakers and themes of a block for the index of names."""
    language = rendering.context.language
    found = []
    for kind, option in (("people", "speakers"), ("themes", "themes")):
        for number, name in enumerate(call.options[option]):
            key = times(said.values(), [text for _, text in name]) if kind == "people" else ""
            place = call.options.place(option, number)
            found.append(Named(kind, name.in_(language), anchor, key, others(name, language), place))
    return found


def times(said: Iterable[Any], names: list[str]) -> str:
    """Return when somebody speaks whom captions of any language call by one of ``names``; "" if they do not."""
    for captions in said:
        starts = [stamp(cue.start) for cue in captions.cues if cue.speaker in names]
        if starts:
            return " ".join(starts)
    return ""


def check(call: Call, said: Said, rendering: Rendering) -> None:
    """Report speakers who say nothing, and captions of translations that are not those of the original."""
    speakers = {cue.speaker for captions in said.values() for cue in captions.cues if cue.speaker}
    for number, name in enumerate(call.options["speakers"]):
        if speakers and not speakers.intersection(text for _, text in name):
            place = call.options.place("speakers", number)
            hint = nearest(str(name), speakers)
            rendering.report(kinds.SPEAKER_SILENT, place, name=str(name), hint=hint)
    every = list(said.values())
    for translated in every[1:]:
        rendering.problems.extend(differences(every[0], translated))


def differences(original: Any, translated: Any) -> list[Problem]:
    """Return where a translation has no caption of the same time, and where another person speaks in it."""
    spoken = {round(cue.start, 1): cue for cue in original.cues}
    found = []
    pairs = Counter()
    for cue in translated.cues:
        if (same := spoken.get(round(cue.start, 1))) is None:
            place = Place(translated.source, line=cue.line)
            found.append(kinds.CAPTION_ALONE.at(place, at=stamp(cue.start), original=_name(original.source)))
        else:
            pairs[same.speaker, cue.speaker] += 1
    called: dict[str, str] = {}
    for (one, other), _ in pairs.most_common():
        called.setdefault(one, other)
    for cue in translated.cues:
        same = spoken.get(round(cue.start, 1))
        if same is not None and cue.speaker != called[same.speaker]:
            values = {"at": stamp(cue.start), "original": same.speaker or "—", "here": cue.speaker or "—"}
            place = Place(translated.source, line=cue.line)
            found.append(kinds.SPEAKER_DIFFERS.at(place, elsewhere=called[same.speaker] or "—", **values))
    missing = spoken.keys() - {round(cue.start, 1) for cue in translated.cues}
    if missing:
        at = "、".join(stamp(spoken[start].start) for start in sorted(missing)[:3])
        place = Place(translated.source)
        found.append(kinds.CAPTIONS_MISSING.at(place, count=len(missing), at=at, original=_name(original.source)))
    return found


def _name(file: str) -> str:
    return file.rpartition("/")[2]
