"""What the operator sees: logs, metrics, health, traces. Nothing here holds what a person wrote."""
