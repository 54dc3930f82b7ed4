"""When: time expressions of a text, their values, and deadlines."""

from detente.times.background import background
from detente.times.dating import dated, day_at, deadline_in, of_span
from detente.times.record import times

__all__ = ["background", "dated", "day_at", "deadline_in", "of_span", "times"]
