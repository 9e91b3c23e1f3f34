"""Journeys on a virtual clock: scenarios are played, compared with what they expect, and told."""
