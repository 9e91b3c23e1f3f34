"""What to say where a command finds no installation: which data directory it looked in, and what to do."""

import asyncpg

from engine.errors import EngineError
from engine.settings import Settings, load_settings
from engine.store.pool import is_away

_UNREADY = (asyncpg.UndefinedTableError, asyncpg.UndefinedColumnError)


def unreachable(error: BaseException) -> str:
    """One sentence or two for the person at the terminal; "" where the error says something else.

    The database's address is told without who may enter it.
    """
    unready = isinstance(error, _UNREADY)
    strange = isinstance(
        error, asyncpg.InvalidCatalogNameError | asyncpg.InvalidAuthorizationSpecificationError
    )
    lost = isinstance(error, ConnectionError | TimeoutError) or (
        is_away(error) and not isinstance(error, OSError)
    )
    if not (unready or strange or lost):
        return ""
    try:
        settings = load_settings()
    except EngineError as wrong:
        return f"{wrong.message} [{wrong.code}]"
    code = "database-not-ready" if unready else "database-unreachable"
    return f"{_WHAT[unready]} {where_to_look(settings)} [{code}]"


_WHAT = {
    True: "The database holds no Careloom of this version: run `careloom migrate` first.",
    False: "No database answers.",
}


def where_to_look(settings: Settings) -> str:
    """The data directory that was meant, and how to mean another."""
    folder = settings.data_dir
    if not folder.is_dir():
        found = f"There is no data directory {folder}"
    elif not (folder / "embedded.toml").is_file():
        found = f"{folder} was not made by `careloom up`"
    else:
        found = f"The data directory is {folder}; is `careloom up` running"
    return (
        f"{found}. Set CARELOOM_DATA_DIR to the directory that `careloom up` runs in,"
        " or CARELOOM_DATABASE_URL to the database."
    )
