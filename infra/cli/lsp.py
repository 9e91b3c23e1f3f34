"""`careloom lsp`: a language server for editors, over standard input and output."""

import logging

import click

from infra.lsp.wire import server


@click.command()
@click.option("--log", type=click.Path(dir_okay=False), help="Write what goes on into this file.")
def lsp(log: str | None) -> None:
    """Serve an editor as the Language Server Protocol says; it starts this command by itself.

    Problems as you type, completion, hover, jumping, references, renaming, outline, formatting and repairs.
    """
    logging.basicConfig(
        filename=log, level=logging.INFO if log else logging.CRITICAL, format="%(asctime)s %(message)s"
    )
    server().start_io()
