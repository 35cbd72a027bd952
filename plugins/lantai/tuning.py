"""What Python and the libraries are told of how this program uses them, before they are imported.

None of it changes what is computed. What the environment says already is left as it is; processes that this one starts
are told the same.
"""

from __future__ import annotations

import atexit
import gc
import os
import platform
import re
from pathlib import Path

_PROCESSOR = Path("/proc/cpuinfo")
_ZEN_4 = re.compile(r"cpu family\s*:\s*25\b.*\bavx512f\b|\bFamily 25\b", re.DOTALL)


def apply() -> None:
    """Tell it, once in a process."""
    for name, value in settings(_processor(), os.cpu_count() or 1).items():
        os.environ.setdefault(name, value)
    # Nearly all that is imported and loaded stays until its process ends: looking for cycles among it after every few
    # hundred new objects, as Python does, takes a tenth of a build in which little has changed; a last time when the
    # process ends, a quarter of a second of each.
    gc.set_threshold(500_000)
    atexit.register(gc.freeze)


def settings(processor: str, cores: int) -> dict[str, str]:
    """Return variables of the environment for a machine whose ``processor`` says so much of itself."""
    found = {
        # Memory that polars has freed is not given back at once: tables follow one another, and each page of a machine
        # that is fetched anew costs some microseconds on a virtual one. The system may still take it (``muzzy``).
        "_RJEM_MALLOC_CONF": f"background_thread:false,dirty_decay_ms:10000,muzzy_decay_ms:-1,narenas:{cores}",
        # Nothing here multiplies matrices; the threads for it would be started in every process.
        "OPENBLAS_NUM_THREADS": "1",
    }
    if "AuthenticAMD" in processor and _ZEN_4.search(processor):
        # There numpy sorts four to five times faster without these: storing some lanes of a register is microcode.
        found["NPY_DISABLE_CPU_FEATURES"] = "X86_V4"
    return found


def _processor() -> str:
    """Return what the system says of the (first) processor."""
    try:
        with _PROCESSOR.open(encoding="utf-8", errors="replace") as stream:
            return stream.read(4096)
    except OSError:
        return platform.processor()
