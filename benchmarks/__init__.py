"""Counterfoil beside its peers: the same pictures, in one run, each project in a virtual environment of its own.

```
python -m benchmarks.peers --venvs DIR     makes the environments
python -m benchmarks --venvs DIR           measures, and writes docs/reference/benchmarks.md
```

A peer is only ever a process of its own that is started, timed and ended. Nothing of it is imported by the package,
and its runner (a few lines in `benchmarks/runners`) never leaves this folder. docs/decisions/0007-benchmarks.md says
what is compared with what, and why.
"""
