"""FHIR R4, R4B and R5: `read` a resource, bundle or subscription notification; answer a refusal."""

from engine.intake.fhir.outcome import http_status, operation_outcome
from engine.intake.fhir.reader import read
from engine.intake.fhir.reading import FhirReading, Focus
from engine.intake.sender import SenderSettings

__all__ = ["FhirReading", "Focus", "SenderSettings", "http_status", "operation_outcome", "read"]
