"""What is asked: the groups, as the operations declare them."""

from __future__ import annotations

from typing import Annotated

from calculators.model.quantities import Items
from calculators.operations.pww import Segment

Segments = Annotated[list[Segment], Items("klantgroepen", "klantgroep", most=12, unique="name")]
