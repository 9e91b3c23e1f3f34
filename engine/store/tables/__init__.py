"""Every table of Careloom, by subject. Importing this registers all of them in `metadata`."""

from sqlmodel import SQLModel

from engine.store.tables import access, events, journeys, messages, people, runs

metadata = SQLModel.metadata

__all__ = ["access", "events", "journeys", "messages", "metadata", "people", "runs"]
