"""Who writes the files of the workspace: one transaction at a time, from comparing to having written."""

from engine.store.pool import Connection


async def hold_workspace(connection: Connection) -> None:
    """Until the transaction ends nobody else writes. To be taken before other locks, so that no two wait
    for each other."""
    await connection.execute("select pg_advisory_xact_lock(hashtextextended('workspace', 19))")
