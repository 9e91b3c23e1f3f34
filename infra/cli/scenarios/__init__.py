"""Finding, running and showing scenarios: what `careloom test` and `careloom simulate` share."""
