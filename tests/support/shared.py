"""The reference data that lies beside the checkout and is no part of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_BESIDE = Path(__file__).parents[3] / "shared" / "data"


def shared_folder() -> Path:
    """Return where the shared data is, or would be."""
    return Path(os.environ.get("TELLBACK_SHARED_DATA") or _BESIDE)


def shared_data(name: str) -> Path:
    """Return the path of ``name`` in the shared data, or skip the test where it is not there.

    ``TELLBACK_SHARED_DATA`` names the folder; without it, ``../shared/data`` beside the checkout.
    """
    path = shared_folder() / name
    if not path.exists():
        pytest.skip(f"needs {name} in the shared data (TELLBACK_SHARED_DATA names its folder)")
    return path
