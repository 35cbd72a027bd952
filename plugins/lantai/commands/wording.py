"""The words of click, which reads the command line, in the language of the staff.

Click looks every sentence up by ``gettext``, whose catalogues are files of the system; here the lookup itself is ours
while a command runs. Sentences that are not in the table, and pages of help, stay English.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from click import core, exceptions, formatting, parser, termui, types

_CHINESE = {
    "Usage:": "用法：",
    "Try '{command} {option}' for help.": "查看说明：{command} {option}",
    "Error: {message}": "错误：{message}",
    "Error: invalid input": "错误：请回答 y 或 n",
    "Invalid value: {message}": "值不可用：{message}",
    "Invalid value for {param_hint}: {message}": "{param_hint} 的值不可用：{message}",
    "Missing argument": "缺少参数",
    "Missing option": "缺少选项",
    "Missing parameter": "缺少参数",
    "Missing {param_type}": "缺少 {param_type}",
    "Missing parameter: {param_name}": "缺少参数：{param_name}",
    "Missing command.": "缺少命令。",
    "No such option {name!r}.": "没有选项 {name!r}。",
    "No such command {name!r}.": "没有命令 {name!r}。",
    "Did you mean {possibility}?": "是不是 {possibility}？",
    "(Did you mean one of: {possibilities}?)": "（是不是其中之一：{possibilities}？）",
    "Got unexpected extra argument ({args})": "多出了参数：{args}",
    "Got unexpected extra arguments ({args})": "多出了参数：{args}",
    "Option {name!r} requires an argument.": "选项 {name!r} 后面要写一个值。",
    "Option {name!r} requires {nargs} arguments.": "选项 {name!r} 后面要写 {nargs} 个值。",
    "Option {name!r} does not take a value.": "选项 {name!r} 后面不写值。",
    "Argument {name!r} takes {nargs} values.": "参数 {name!r} 要写 {nargs} 个值。",
    "Choose from:\n\t{choices}": "可选：\n\t{choices}",
    "{value!r} is not {choice}.": "{value!r} 不是 {choice}。",
    "{value!r} is not one of {choices}.": "{value!r} 不在可选的 {choices} 之中。",
    "{value!r} is not a valid {number_type}.": "{value!r} 不是数字。",
    "{value} is not in the range {range}.": "{value} 不在范围 {range} 之内。",
    "{name} {filename!r} does not exist.": "{filename!r} 不存在。",
    "{name} {filename!r} is a file.": "{filename!r} 是文件，这里要写文件夹。",
    "{name} {filename!r} is a directory.": "{filename!r} 是文件夹，这里要写文件。",
    "{name} {filename!r} is not readable.": "{filename!r} 无法读取。",
    "{name} {filename!r} is not writable.": "{filename!r} 无法写入。",
    "Could not open file {filename!r}: {message}": "无法打开文件 {filename!r}：{message}",
    # what our own commands say in the same place
    "{value!r} is not a moment; write {example}": "{value!r} 不是时刻，请写成 {example}",
    "{value!r} is not a date; write {example}": "{value!r} 不是日期，请写成 {example}",
    "must start with https:// or http://": "须以 https:// 或 http:// 开头",
    "--exhibition and --lesson exclude each other": "--exhibition 和 --lesson 只能写一个",
}

_MODULES = (core, exceptions, formatting, parser, termui, types)
_site: list[str] = []
"""The language that the staff of the site read, once a command has opened it."""


def follow(language: str) -> None:
    """Take the language of a site, for what ``LANTAI_LANG`` does not decide."""
    _site[:] = [language]


def said(english: str, **values: Any) -> str:
    """Return a sentence in the language of the staff, with its values if there are any."""
    language = os.environ.get("LANTAI_LANG") or next(iter(_site), "zh")
    text = _CHINESE.get(english, english) if language == "zh" else english
    return text.format(**values) if values else text


def _counted(one: str, several: str, count: int) -> str:
    return said(one if count == 1 else several)


@contextmanager
def spoken() -> Iterator[None]:
    """Let click speak the language of the staff until the block ends."""
    _site.clear()
    names = {"_": said, "ngettext": _counted}
    before = [(module, name, getattr(module, name)) for module in _MODULES for name in names if hasattr(module, name)]
    for module, name, _ in before:
        setattr(module, name, names[name])
    try:
        yield
    finally:
        for module, name, own in before:
            setattr(module, name, own)
