"""The designer and the portal in a real browser, against a whole installation: frontend/stories."""

import asyncio
import os
import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from designer_api.access.service import one_time_link
from infra.local.frontend import ensure_built, npm
from tests.e2e.installation import PROJECT, running_installation
from tests.e2e.people import BIRTH_DATE, ahead, person
from tests.e2e.workspace import make_workspace

# A link works once, so that every file of stories has somebody of its own.
_STAFF = {
    "CARELOOM_LINK_PLAY": ("player@careloom.test", "Pia Player"),
    "CARELOOM_LINK_FORMS": ("forms@careloom.test", "Fay Forms"),
    "CARELOOM_LINK_PUBLISHING": ("publisher@careloom.test", "Paz Publisher"),
    "CARELOOM_LINK_CANVAS": ("canvas@careloom.test", "Cora Canvas"),
    "CARELOOM_LINK_CODE": ("code@careloom.test", "Cody Code"),
    "CARELOOM_LINK_EXPORT": ("export@careloom.test", "Exa Export"),
    "CARELOOM_LINK_PACE": ("pace@careloom.test", "Paco Pace"),
    "CARELOOM_LINK_ACCESS": ("access@careloom.test", "Ada Access"),
    "CARELOOM_LINK_STATES": ("states@careloom.test", "Sol States"),
    "CARELOOM_LINK_KEYS": ("keys@careloom.test", "Kai Keys"),
    "CARELOOM_LINK_INSIDE": ("inside@careloom.test", "Ines Inside"),
    "CARELOOM_LINK_TOGETHER": ("together@careloom.test", "Tom Together"),
    "CARELOOM_LINK_TOGETHER_OTHER": ("other@careloom.test", "Olga Other"),
    "CARELOOM_LINK_APPROVING": ("asks@careloom.test", "Asa Asks"),
    "CARELOOM_LINK_APPROVING_OTHER": ("decides@careloom.test", "Dee Decides"),
    "CARELOOM_LINK_WINDOWS": ("windows@careloom.test", "Wim Windows"),
    "CARELOOM_LINK_BEGINNING": ("beginner@careloom.test", "Bea Beginner"),
    "CARELOOM_LINK_MESSAGES": ("messages@careloom.test", "Mia Messages"),
    "CARELOOM_LINK_MAIL": ("mail@careloom.test", "Maia Mail"),
    "CARELOOM_LINK_QUESTIONS": ("questions@careloom.test", "Quinn Questions"),
    "CARELOOM_LINK_FIRST": ("first@careloom.test", "Flo First"),
    "CARELOOM_LINK_SPANISH": ("spanish@careloom.test", "Sara Spanish"),
    "CARELOOM_LINK_SETTINGS": ("settings@careloom.test", "Seth Settings"),
    "CARELOOM_LINK_TABS": ("tabs@careloom.test", "Tab Tabs"),
    "CARELOOM_LINK_LANGUAGES": ("languages@careloom.test", "Lea Languages"),
    "CARELOOM_LINK_BRAKE": ("brake@careloom.test", "Bram Brake"),
    "CARELOOM_LINK_BRAKE_OPERATOR": ("resumes@careloom.test", "Rita Resumes", "operator"),
    "CARELOOM_LINK_LATE": ("late@careloom.test", "Lara Late"),
}
_MEASURES = "stories/pace.story.ts"
_LINK = re.compile(r"http://\S+/(?:l|portal)/[A-Za-z0-9_-]{40,}")


@pytest_asyncio.fixture(scope="module")
async def told(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[dict[str, str]]:
    """What stories are told of an installation with three people in it."""
    folder = tmp_path_factory.mktemp("browser")
    text = "kind: {{ appointment.kind | default('visit') }}."
    journeys = make_workspace(folder, data_class="clinical", text=text, shipped=True)
    async with running_installation(folder / "data", journeys=journeys) as careloom:
        await ensure_built(PROJECT / "frontend", careloom.settings.frontend_dir, None)
        people = [person(name) for name in ("Ana", "Ben", "Cora")]
        for who in people:
            await careloom.send(careloom.siu("S12", who, ahead(days=20)))
        notice = await careloom.mail_to(people[0]["email"])
        part = notice.get_body(("plain",))
        assert part is not None
        yield {
            "CARELOOM_URL": careloom.settings.public_url,
            "CARELOOM_LINK": await one_time_link(careloom.settings),
            **{name: await one_time_link(careloom.settings, *who) for name, who in _STAFF.items()},
            "CARELOOM_PORTAL": _LINK.findall(part.get_content())[0],
            "CARELOOM_BORN": BIRTH_DATE,
            "CARELOOM_SAYS": "kind: office-visit",
        }


@pytest.mark.timeout(1200)
async def test_the_stories_of_the_designer_and_the_portal_pass_in_a_browser(told: dict[str, str]) -> None:
    await _passes(told, "stories", "--exclude", _MEASURES)


@pytest.mark.timeout(300)
async def test_a_thousand_steps_are_drawn_and_edited_in_time(told: dict[str, str]) -> None:
    """Measures: nothing else may run meanwhile (tests/lanes.py)."""
    await _passes(told, "pace", _MEASURES)


async def _passes(told: dict[str, str], log: str, *which: str) -> None:
    code, printed = await _run_stories(told, *which)
    _keep(log, printed)
    assert code == 0, printed
    assert "skipped" not in printed, printed


async def _run_stories(told: dict[str, str], *which: str) -> tuple[int, str]:
    node, command = npm()
    path = f"{node}{os.pathsep}{os.environ['PATH']}"
    process = await asyncio.create_subprocess_exec(
        *(*command, "run", "stories", "--", *which),
        cwd=PROJECT / "frontend",
        env={**os.environ, **told, "PATH": path, "CI": "1", "NO_COLOR": "1"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    printed, _ = await process.communicate()
    return process.returncode or 0, printed.decode("utf-8", "replace")


def _keep(log: str, printed: str) -> None:
    """How long each file of stories took is of interest also when all is well."""
    folder = PROJECT / "test-results"
    folder.mkdir(exist_ok=True)
    (folder / f"{log}.log").write_text(printed, encoding="utf-8")
