"""The JSON Schema of scenario files, for editors: made from the models, kept beside the scenarios."""

from __future__ import annotations

import json

from game.scenario.shape.document import ScenarioFile

SCHEMA_FILE = "scenario.schema.json"


def schema_text() -> str:
    """The schema as its file holds it. A number's default carries its `source` and `tag`, as scenario files do."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **ScenarioFile.model_json_schema()}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
