"""The journeys that Careloom is shipped with, to begin from. Nothing here publishes."""
