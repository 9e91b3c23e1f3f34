"""Published templates by their hash, for whoever renders. They never change, so what was read may be kept."""

from collections.abc import Iterable

from engine.store.journeys import TemplateRow
from engine.store.pool import Connection


async def load_templates(conn: Connection, hashes: Iterable[str]) -> dict[str, TemplateRow]:
    """Those that exist."""
    rows = await conn.fetch(
        "select sha256, name, language, subject, preheader, html, text, data_class, links"
        " from template where sha256 = any($1::text[])",
        list(hashes),
    )
    return {row["sha256"]: TemplateRow(*row) for row in rows}
