"""Counterfoil's screening beside its peers: the same list and the same queries, in one run.

```
python -m benchmarks.peers --venvs DIR --only nomenklatura     and rapidfuzz
python -m benchmarks.screening --venvs DIR --lists FOLDER      measures, and writes docs/reference/benchmarks.md
```

The folder holds ``index-persons.jsonl`` (the list), ``positives-dev.jsonl`` (queries that must find someone) and
``clean-dev.jsonl`` (names that must not). None of it is in the repository, and no name of it reaches the record.
"""
