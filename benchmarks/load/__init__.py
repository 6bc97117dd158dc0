"""What the service bears: its throughput beside the bare pipeline's, its latency, its memory, and a crowd."""
