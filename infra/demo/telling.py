"""How the play tells its progress."""

from collections.abc import Callable
from typing import TypeAlias

Progress: TypeAlias = Callable[[str, float, float], None]  # what happens, how far, of how much
