"""Very many journeys are compiled on several processors, each in a process forked from this one.

For commands alone: a process with threads of its own, such as a server, must not be forked.
"""

import gc
import multiprocessing
from typing import Final

from engine.compiler.compile import Compiled
from engine.compiler.context import Context
from engine.compiler.files import Files
from engine.compiler.folder import compile_folder

LEAST: Final = 32  # journeys for which a second process is worth its start
_A_TIME: Final = 5  # handed to a process at once

_given: list[tuple[Files, Context]] = []  # in a forked process: what it compiles from


def compile_folders(files: Files, slugs: list[str], context: Context, processes: int) -> list[Compiled]:
    """In the order of `slugs`, whichever process was first; here where one is enough or all there is."""
    if processes < 2 or len(slugs) < LEAST or "fork" not in multiprocessing.get_all_start_methods():
        return [compile_folder(files, slug, context) for slug in slugs]
    forking = multiprocessing.get_context("fork")
    with forking.Pool(processes, _begin, (files, context)) as pool:
        return pool.map(_compile, slugs, chunksize=_A_TIME)


def _begin(files: Files, context: Context) -> None:
    gc.freeze()  # what was there before the fork is shared, and stays so
    _given.append((files, context))


def _compile(slug: str) -> Compiled:
    files, context = _given[0]
    return compile_folder(files, slug, context)
