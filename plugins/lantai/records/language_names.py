"""Languages as exports write them, by code or in words, and what a page calls them.

Codes are those of ISO 639-1 and, both where there are two, ISO 639-2.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import NamedTuple


class _Language(NamedTuple):
    tag: str
    codes: tuple[str, ...]
    zh: str
    en: str
    words: tuple[str, ...] = ()
    """What else Chinese catalogues call it: mostly its script."""


_LANGUAGES = (
    _Language("zh", ("chi", "zho"), "汉语", "Chinese", ("中文", "汉文")),
    _Language("mnc", (), "满语", "Manchu", ("满文",)),
    _Language("mn", ("mon",), "蒙古语", "Mongolian", ("蒙文", "蒙古文")),
    _Language("bo", ("tib", "bod"), "藏语", "Tibetan", ("藏文",)),
    _Language("ug", ("uig",), "维吾尔语", "Uyghur", ("维吾尔文", "维文")),
    _Language("ii", ("iii",), "彝语", "Yi", ("彝文",)),
    _Language("za", ("zha",), "壮语", "Zhuang", ("壮文",)),
    _Language("kk", ("kaz",), "哈萨克语", "Kazakh", ("哈萨克文",)),
    _Language("ko", ("kor",), "朝鲜语", "Korean", ("朝鲜文", "韩语", "韩文")),
    _Language("ja", ("jpn",), "日语", "Japanese", ("日文",)),
    _Language("vi", ("vie",), "越南语", "Vietnamese", ("越南文", "越文")),
    _Language("en", ("eng",), "英语", "English", ("英文",)),
    _Language("ru", ("rus",), "俄语", "Russian", ("俄文",)),
    _Language("fr", ("fre", "fra"), "法语", "French", ("法文",)),
    _Language("de", ("ger", "deu"), "德语", "German", ("德文",)),
    _Language("nl", ("dut", "nld"), "荷兰语", "Dutch", ("荷兰文",)),
    _Language("es", ("spa",), "西班牙语", "Spanish", ("西班牙文",)),
    _Language("pt", ("por",), "葡萄牙语", "Portuguese", ("葡萄牙文",)),
    _Language("it", ("ita",), "意大利语", "Italian", ("意大利文",)),
    _Language("la", ("lat",), "拉丁语", "Latin", ("拉丁文",)),
    _Language("ar", ("ara",), "阿拉伯语", "Arabic", ("阿拉伯文",)),
)
_BY_CODE = {code: language for language in _LANGUAGES for code in (language.tag, *language.codes)}

TAGS = MappingProxyType({word: each.tag for each in _LANGUAGES for word in (each.zh, each.en, *each.words)})
"""Names in words → BCP 47 tags."""


def named(value: str, language: str) -> str:
    """Return the name of a language in the ``language`` of a page where ``value`` is a code, else ``value``."""
    found = _BY_CODE.get(value.strip().lower())
    if found is None:
        return value
    return found.zh if language.startswith("zh") else found.en
