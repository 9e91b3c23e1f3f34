"""The web side: the designer's REST API, the intake for EHR events, and the pages patients see."""
