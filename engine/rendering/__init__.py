"""From a template and a person's values to a finished mail body."""
