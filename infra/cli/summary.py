"""What the played fortnight left behind, counted in the database and in the caught mailbox."""

import asyncpg

from engine.settings import Settings
from engine.store.mailbox import Mailbox

_COUNTS = {
    "events in": "select count(*) from event",
    "enrollments": "select count(*) from enrollment",
    "still inside": "select count(*) from enrollment where state = 'active'",
    "mails sent": "select count(*) from message where state = 'sent'",
}
_GROUPS = {
    "sent by": "select method, count(*) from message where state = 'sent' group by 1 order by 2 desc",
    "not sent,": "select split_part(outcome, ':', 2), count(*) from step_visit"
    " where outcome like 'skipped:%' or outcome like 'failed:%' group by 1 order by 2 desc",
    "left as": "select outcome, count(*) from enrollment where state = 'left' group by 1 order by 2 desc",
}


async def rows(settings: Settings) -> list[tuple[str, str]]:
    """Name and number, in the order in which a person wants to know them."""
    connection = await asyncpg.connect(settings.database_url)
    try:
        found = [(name, str(await connection.fetchval(query))) for name, query in _COUNTS.items()]
        for name, query in _GROUPS.items():
            found += [
                (f"  {name} {row[0] or 'nothing said'}", str(row[1])) for row in await connection.fetch(query)
            ]
    finally:
        await connection.close()
    if settings.mailbox_path is not None:
        mailbox = Mailbox(settings.mailbox_path)
        found.append(("mails caught", str(mailbox.count())))
        found.append(("in the busiest minute", str(mailbox.busiest_minute())))
        mailbox.close()
    return found
