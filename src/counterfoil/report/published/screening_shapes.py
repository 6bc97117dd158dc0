"""What the commands of screening print as JSON: published in docs/reference, and kept by tests."""

from typing import Annotated, Literal

from pydantic import Field

from counterfoil.output import Day, Fraction, Output, Sha256
from counterfoil.screening.entity import NameKind, Schema
from counterfoil.screening.matching import Rule

Moment = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?\+00:00$")]


class EvidenceOutput(Output):
    """What one field beside the name says."""

    field: Annotated[Literal["birth_date", "nationality", "document_number"], Field(description="Which field.")]
    verdict: Annotated[str, Field(pattern=r"^[a-z_]+$", description="How the two agree; `same`, `swapped`, `differs`.")]
    weight: Annotated[float, Field(description="Log-odds: above 0 it speaks for one person, below 0 against.")]
    said: Annotated[str, Field(description="What was screened.")]
    listed: Annotated[str, Field(description="What the list says.")]


class PartOutput(Output):
    """Parts of both names that stand above one another."""

    query: Annotated[
        list[str], Field(description="Parts of the screened name; empty when the listed part met nothing.")
    ]
    listed: Annotated[
        list[str], Field(description="Parts of the listed name; empty when the screened part met nothing.")
    ]
    rule: Annotated[Rule | None, Field(description="By which rule they met; null when one side met nothing.")]
    cost: Annotated[Fraction, Field(description="Share of the parts that does not agree: 0 when they are the same.")]
    takes_off: Annotated[float, Field(ge=0, description="What they take off the name score, in log-odds.")]


class ExplanationOutput(Output):
    """Why an entity was found."""

    query_name: Annotated[str, Field(description="The name that was screened.")]
    listed_name: Annotated[str, Field(description="The name of the list that it met, as the list writes it.")]
    listed_kind: Annotated[NameKind, Field(description="What the list says of that name.")]
    parts: Annotated[list[PartOutput], Field(description="In the order of the screened name.")]
    gain: Annotated[
        float,
        Field(description="Log-odds of what is in both names; less all that is taken off, those of the name score."),
    ]
    order_cost: Annotated[float, Field(ge=0, description="What another order of the parts takes off, in log-odds.")]
    contradiction_cost: Annotated[
        float, Field(ge=0, description="What it takes off that both names have parts that the other has not.")
    ]
    few_cost: Annotated[float, Field(ge=0, description="What it takes off that fewer than two whole parts met.")]
    unsure_cost: Annotated[float, Field(ge=0, description="What it takes off that no part met without a doubt.")]
    list_version: Annotated[str, Field(description="The list and its version.")]
    matcher: Annotated[str, Field(description="The version of what judged it.")]


class SuppressedOutput(Output):
    """Why a hit raises no alert: two people found that this customer is not that entity."""

    by: Annotated[list[str], Field(min_length=2, max_length=2, description="Who proposed it and who confirmed it.")]
    in_alert: Annotated[int, Field(description="The alert in which they found it.")]
    until: Annotated[Moment, Field(description="When it stops holding.")]


class HitOutput(Output):
    """An entity that the screened party may be."""

    entity: Annotated[str, Field(description="The publisher's identifier of the entry.")]
    # So are `schema` and `list` called in JSON; here they are names of pydantic's and of Python's own.
    list_: Annotated[str, Field(alias="list", description="The name of the list.")]
    schema_: Annotated[Schema, Field(alias="schema", description="What kind of thing it is.")]
    caption: Annotated[str, Field(description="Its main name.")]
    score: Annotated[Fraction, Field(description="Name and evidence together; never quite 1.")]
    name_score: Annotated[Fraction, Field(description="The name alone.")]
    fpr: Annotated[Fraction, Field(description="Of customers on no list, at most this share scores as high.")]
    alert: Annotated[
        bool,
        Field(description="Whether a person must look: the rate is at or below the alert rate, nothing suppresses it."),
    ]
    suppressed: Annotated[
        SuppressedOutput | None, Field(description="Why it raises no alert; null unless dispositions were heeded.")
    ]
    evidence: Annotated[
        list[EvidenceOutput],
        Field(description="What the fields beside the name say; empty when none could be compared."),
    ]
    explanation: Annotated[ExplanationOutput, Field(description="How the two names met, part by part.")]


class ListVersionOutput(Output):
    """A list version that was looked through."""

    name: Annotated[str, Field(description="The name of the list.")]
    version: Annotated[str, Field(description="The list and its version.")]
    published: Annotated[Day | None, Field(description="The publisher's date; null where there is none.")]
    imported: Annotated[Day, Field(description="The day on which it was imported.")]
    current_on: Annotated[Day, Field(description="The last day on which it was known to be the publisher's latest.")]
    sha256: Annotated[list[Sha256], Field(description="Digests of the files that it was read from.")]
    entities: Annotated[int, Field(ge=1, description="How many entities it names.")]


class QueryOutput(Output):
    """Who was screened."""

    names: Annotated[list[str], Field(description="As they were given, each screened.")]
    schema_: Annotated[Schema, Field(alias="schema", description="What kind of thing was looked for.")]
    birth_date: Annotated[str | None, Field(description="ISO 8601, as far as it is known.")]
    nationalities: Annotated[list[str], Field(description="Countries, as they were given; empty when none is known.")]
    document_numbers: Annotated[list[str], Field(description="As they were given; empty when none is known.")]


class ScreenedOutput(Output):
    """What ``counterfoil screen name`` prints, and a verification holds."""

    query: Annotated[QueryOutput, Field(description="Who was looked for.")]
    hits: Annotated[list[HitOutput], Field(description="Best first.")]
    alert_fpr: Annotated[Fraction, Field(description="The highest false positive rate at which a hit is an alert.")]
    lists: Annotated[list[ListVersionOutput], Field(description="The list versions that were looked through.")]
    versions: Annotated[dict[str, str], Field(description="The package and the matcher.")]


class BatchLineOutput(Output):
    """One line that ``counterfoil screen batch`` writes."""

    id: Annotated[str, Field(description="As the input states it.")]
    line: Annotated[int, Field(ge=1, description="The row's first line in the input; in Parquet, its number.")]
    hits: Annotated[list[HitOutput], Field(description="Best first.")]
