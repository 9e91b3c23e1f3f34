"""A journey that ends by itself: two mails a moment apart to everybody who is booked."""

from pathlib import Path

from tests.e2e.workspace import head_of, make_workspace

TWO_MAILS = f"""\
{head_of("quick-note", "Two notes")}\
steps:
  - send: note
    message: note
    expires: appointment.start
  - wait: pause
    for: 1s
  - send: thanks
    message: thanks
    expires: appointment.start
  - exit: done
"""


def make_two_mails(folder: Path) -> Path:
    """The folder of a workspace whose one journey sends `note`, then `thanks`, then is over."""
    root = make_workspace(folder)
    (root / "quick-note" / "journey.yaml").write_text(TWO_MAILS)
    return root
