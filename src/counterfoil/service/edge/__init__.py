"""What every request passes, whatever it asks for: an id, a log line, headers, limits on its body."""
