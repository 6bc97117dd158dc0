"""What every published shape keeps to, and the kinds of values that several of them hold."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Code = Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")]
Fraction = Annotated[float, Field(ge=0, le=1)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class Output(BaseModel):
    """A shape that other programs rely on: nothing beside what is named, and nothing changed once it is made."""

    model_config = ConfigDict(extra="forbid", frozen=True)
