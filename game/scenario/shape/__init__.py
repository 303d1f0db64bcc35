"""The shape of the files: what a scenario and the catalogue of event cards may hold, with defaults and sources."""
