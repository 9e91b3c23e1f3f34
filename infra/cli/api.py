"""`careloom api`: the API, the designer and the pages for patients. As many processes as wanted may run."""

import click
import uvicorn

from activities.staff_mail import open_courier
from designer_api.app import create_app
from engine.settings import load_settings


@click.command()
def api() -> None:
    """Serve the API and the designer until SIGTERM."""
    settings = load_settings()
    uvicorn.run(
        create_app(settings, lambda: open_courier(settings)),
        host=settings.web_host,
        port=settings.web_port,
        loop="uvloop",
        http="httptools",
        log_level="warning",
        access_log=False,  # paths of patients' pages are secrets
        server_header=False,
        timeout_graceful_shutdown=3,  # live views hold their connections open for ever
    )
