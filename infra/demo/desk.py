"""The front desk: signs in to the designer like staff and hands in the keys that patients brought."""

import asyncio

import httpx

from designer_api.access.service import one_time_link
from engine.settings import Settings
from infra.demo.keys import KeyRing
from infra.demo.people import SyntheticPatient
from infra.demo.telling import Progress


class FrontDesk:
    def __init__(self, http: httpx.AsyncClient, settings: Settings, keys: KeyRing) -> None:
        self._http, self._settings, self._keys = http, settings, keys

    async def sign_in(self) -> None:
        link = await one_time_link(self._settings, "front-desk@careloom.test", "Front desk")
        answer = await self._http.post("/api/session/link", json={"token": link.rpartition("token=")[2]})
        answer.raise_for_status()
        self._http.headers["X-CSRF-Token"] = answer.json()["csrf"]

    async def keep_keys(self, patients: list[SyntheticPatient], tell: Progress) -> None:
        for done, patient in enumerate(patients, start=1):
            material = await asyncio.to_thread(self._keys.public_material, patient)
            found = await self._find(patient)
            body = {"kind": patient.channel, "material": material}
            (await self._http.put(f"/api/patients/{found}/keys", json=body)).raise_for_status()
            tell("Taking in patients' keys", done, len(patients))

    async def _find(self, patient: SyntheticPatient) -> str:
        """Registration is asynchronous: the router may need a moment."""
        for _ in range(200):
            answer = await self._http.post("/api/patients/search", json={"query": patient.email})
            answer.raise_for_status()
            if items := answer.json()["items"]:
                return str(items[0]["id"])
            await asyncio.sleep(0.1)
        raise RuntimeError("a registered patient did not appear within 20 s: does the router run?")
