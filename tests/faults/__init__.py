"""What survives when things break: processes killed, networks flaky, databases locked, gone or full."""
