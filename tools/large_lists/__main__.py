"""Write a large list of invented people in the project's own CSV: ``python -m tools.large_lists NAMES OUT.csv``."""

import argparse
import csv
from pathlib import Path

from tools.large_lists.people import entities


def main() -> None:
    """Write the list."""
    parser = argparse.ArgumentParser(prog="python -m tools.large_lists", description=__doc__)
    parser.add_argument("names", type=int, help="how many names")
    parser.add_argument("out", type=Path, help="the file to write")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other people (1)")
    chosen = parser.parse_args()
    with chosen.out.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "schema", "name", "aliases", "birth_date", "nationality", "document_number"])
        for person in entities(chosen.names, chosen.seed):
            main_name, *others = [name.text for name in person.names]
            born = ";".join(map(str, person.birth_dates))
            listed = ";".join(person.nationalities), ";".join(person.document_numbers)
            rows.writerow([person.id, person.schema, main_name, ";".join(others), born, *listed])


if __name__ == "__main__":
    main()
