"""Monitoring: registered customers against what a list version changes."""

from counterfoil.records.monitoring.monitor import monitor, monitor_lists
from counterfoil.records.monitoring.run import Run, Stage, last_covered
from counterfoil.records.monitoring.work import Monitored

__all__ = ["Monitored", "Run", "Stage", "last_covered", "monitor", "monitor_lists"]
