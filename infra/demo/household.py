"""What the synthetic patients do with the mail they get: open it, follow its links, answer as they are.

They see only what a person would see: the caught mail, opened with their own key, and the public pages.
"""

import random
import re
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Final

import httpx

from engine.store.mailbox import Mailbox
from infra.demo.diary import Act, Clinic, Visit
from infra.demo.keys import KeyRing
from infra.demo.people import SyntheticPatient

_LINK: Final = re.compile(r"/((?:l|portal)/[A-Za-z0-9_-]{40,64})")
_PAGE: Final = re.compile(r'data-page="([a-z-]+)"')


class Household:
    """All patients at once. `watch` notes new mail in the diary; `react` is called when its time has come."""

    def __init__(
        self, http: httpx.AsyncClient, mailbox: Mailbox, keys: KeyRing, clinic: Clinic, seed: int
    ) -> None:
        self._http = http
        self._mailbox = mailbox
        self._keys = keys
        self._clinic = clinic
        self._by_address = {patient.email: patient for patient in clinic.patients if patient.email}
        self._chance = random.Random(seed)
        self._read_to = next((mail.id for mail in mailbox.list(1)), 0)
        self.did: dict[str, int] = {}

    def watch(self, now: datetime) -> None:
        """New mail is looked at after some hours, or never."""
        newer = [mail for mail in self._mailbox.list(500) if mail.id > self._read_to]
        for mail in reversed(newer):
            self._read_to = mail.id
            patient = self._by_address.get(mail.rcpt_to)
            if patient and patient.temper != "silent":
                later = now + timedelta(hours=self._chance.triangular(0.3, 30, 3))
                self._clinic.diary.add(later, "react", patient, mail=mail.id)

    async def react(self, patient: SyntheticPatient, mail_id: int, now: datetime) -> None:
        raw = self._mailbox.get(mail_id)
        if raw is None:
            return
        first, opt_out = _links(self._keys.open_mail(patient, raw))
        visit = self._clinic.next_visit(patient, now)
        if visit and patient.temper in ("cancels", "reschedules") and self._chance.random() < 0.6:
            await self._ring_the_clinic(visit, now)
        elif patient.temper == "opts-out" and opt_out:
            await self._opt_out(opt_out)
        elif first:
            await self._follow(patient, first)

    async def _ring_the_clinic(self, visit: Visit, now: datetime) -> None:
        act: Act = "cancel" if visit.patient.temper == "cancels" else "reschedule"
        self._clinic.diary.add(now, act, visit.patient, visit)
        self._note("rang the clinic")

    async def _opt_out(self, token: str) -> None:
        """As a mail program does it, RFC 8058."""
        body = {"List-Unsubscribe": "One-Click"}
        answer = await self._http.post(f"/{token}", data=body)
        self._note("opted out" if answer.is_success else "could not opt out")

    async def _follow(self, patient: SyntheticPatient, token: str) -> None:
        """The first link of the mail, whatever it leads to."""
        if token.startswith("portal/"):
            await self._open_portal(patient, f"/{token}")
            return
        page = await self._http.get(f"/{token}")
        if page.is_redirect and "/portal/" in page.headers["location"]:
            await self._open_portal(patient, page.headers["location"])
        elif page.is_redirect:
            self._note("clicked")
        elif _leads_to(page) == "confirm" and patient.temper != "clicks":
            await self._confirm(token)

    async def _confirm(self, token: str) -> None:
        answer = await self._http.post(f"/{token}", data={"answer": "yes"})
        self._note("confirmed" if answer.is_success else "could not confirm")

    async def _open_portal(self, patient: SyntheticPatient, address: str) -> None:
        """Reads the message there, and confirms where it asks for that."""
        await self._http.get(address)
        answer = await self._http.post(address, data={"birth_date": patient.birth_date.isoformat()})
        self._note("opened the portal" if answer.is_success else "could not open the portal")
        if patient.temper == "confirms":
            for token in dict.fromkeys(_LINK.findall(answer.text)):
                if token.startswith("l/") and _leads_to(await self._http.get(f"/{token}")) == "confirm":
                    await self._confirm(token)
                    return

    def _note(self, what: str) -> None:
        self.did[what] = self.did.get(what, 0) + 1


def _leads_to(page: httpx.Response) -> str:
    """What a page is for, as the page itself says."""
    found = _PAGE.search(page.text)
    return found.group(1) if found else ""


def _links(mail: EmailMessage) -> tuple[str | None, str | None]:
    """The first link a reader meets, and the one that stops the mails (RFC 8058 header, else the last)."""
    part = mail.get_body(("plain", "html"))
    found = _LINK.findall(part.get_content()) if part else []
    header = _LINK.findall(str(mail.get("List-Unsubscribe", "")))
    opt_out = header[0] if header else None
    return next((token for token in found if token != opt_out), None), opt_out
