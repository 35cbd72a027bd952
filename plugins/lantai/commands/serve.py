"""``serve``: build, watch every folder, rebuild on change, preview on this machine."""

from __future__ import annotations

import signal
import threading
from pathlib import Path

import click

from lantai.commands.options import moment_at, moment_option, site_option, staff_language
from lantai.commands.output import say
from lantai.problems import InputError, UsageError
from lantai.publishing import elsewhere
from lantai.publishing import problems as kinds
from lantai.publishing.preview import Preview, serve
from lantai.publishing.watch import Rebuilder
from lantai.site import config
from lantai.site.languages import LocalText
from lantai.site.problems import SITE_MISSING

_READY = {
    "zh": "预览：http://127.0.0.1:{port}/ （保存文件后自动更新；按 Ctrl+C 结束）",
    "en": "Preview: http://127.0.0.1:{port}/ (updates when you save; Ctrl+C ends it)",
}


@click.command("serve", help="Preview the site and rebuild it whenever a file is saved.")
@site_option
@moment_option
@click.option("--port", help="Port of the preview.", type=click.IntRange(1, 65535), default=8000, show_default=True)
def command(folder: Path, at: str | None, port: int) -> None:
    folder = folder.resolve()
    site, problems = config.load(folder)
    if any(problem.code == SITE_MISSING.code for problem in problems):
        raise InputError(problems)
    language = staff_language(site)  # a site.yaml that cannot be used is shown in the preview like any other error
    if at:
        moment_at(at, site or config.Site(folder, LocalText(), ()))  # says what is wrong with it
    if there := elsewhere.port_of(folder):
        raise UsageError(kinds.PREVIEWED_ALREADY.at("--site", port=there))
    preview = Preview(folder / ".build" / "preview", at or "")
    try:
        server = serve(preview, port)
    except OSError:
        raise UsageError(kinds.PORT_TAKEN.at("--port", port=port, other=port + 1)) from None
    preview.update(site=str(folder))
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a service that is stopped ends as by the interrupt key
    rebuilder = Rebuilder(folder, preview, language)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        say(_READY[language].format(port=port))
        with elsewhere.noted(folder, port):
            rebuilder.watch()
    except KeyboardInterrupt:
        pass
    finally:
        rebuilder.close()
        server.shutdown()
        server.server_close()
