"""What libraries are told of the machine."""

from __future__ import annotations

import pytest

from lantai import tuning

GENOA = "vendor_id\t: AuthenticAMD\ncpu family\t: 25\nmodel\t\t: 17\nflags\t\t: fpu sse2 avx2 avx512f avx512dq\n"
MILAN = "vendor_id\t: AuthenticAMD\ncpu family\t: 25\nmodel\t\t: 1\nflags\t\t: fpu sse2 avx2\n"
TURIN = "vendor_id\t: AuthenticAMD\ncpu family\t: 26\nmodel\t\t: 2\nflags\t\t: fpu sse2 avx2 avx512f\n"
INTEL = "vendor_id\t: GenuineIntel\ncpu family\t: 6\nmodel\t\t: 143\nflags\t\t: fpu sse2 avx2 avx512f\n"
WINDOWS = "AMD64 Family 25 Model 97 Stepping 2, AuthenticAMD"


@pytest.mark.parametrize(("processor", "slow"), [(GENOA, True), (WINDOWS, True), (MILAN, False), (TURIN, False),
                                                 (INTEL, False), ("", False), ("arm", False)])  # fmt: skip
def test_numpy_sorts_without_avx512_where_that_is_slow(processor: str, slow: bool) -> None:
    assert ("NPY_DISABLE_CPU_FEATURES" in tuning.settings(processor, 2)) == slow


def test_what_the_environment_says_already_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "7")
    tuning.apply()
    assert tuning.os.environ["OPENBLAS_NUM_THREADS"] == "7"
