"""The bench of the language: how fast journeys kept as code are checked, edited, formatted and evaluated."""
