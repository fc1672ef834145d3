"""Events of an ascent: ignition, burn-out and separation by stage, separation of a body, insertion."""

from dataclasses import dataclass
from enum import StrEnum


class EventKind(StrEnum):
    """What happens; the value is the word of case.toml."""

    IGNITION = "ignition"
    BURN_OUT = "burn-out"
    SEPARATION = "separation"
    INSERTION = "insertion"


@dataclass(frozen=True, slots=True)
class FlightEvent:
    """One event: its kind, the stage (1 the first), or the body that separates while a stage burns."""

    kind: EventKind
    stage: int | None = None
    body: str | None = None

    @property
    def name(self) -> str:
        """The words of case.toml: "stage 1 burn-out", "fairing separation", "insertion"."""
        if self.body is not None:
            return f"{self.body.lower()} {self.kind}"
        return str(self.kind) if self.stage is None else f"stage {self.stage} {self.kind}"


INSERTION = FlightEvent(EventKind.INSERTION)  # the burn-out of the last stage
