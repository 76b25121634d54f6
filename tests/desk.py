"""What Python answers to a page, in this process: the same desk as in the browser."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from calculators.browser.desk import Desk


def ask(asked: Mapping[str, Any], desk: Desk | None = None) -> dict[str, Any]:
    """Answer one request, of a visit of its own unless a desk is given."""
    reply: dict[str, Any] = json.loads((desk or Desk()).respond(json.dumps(asked)))
    return reply
