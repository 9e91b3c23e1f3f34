"""The library of journeys that comes with Careloom, and how one of them becomes somebody's own."""
