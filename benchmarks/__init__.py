"""The figures the project promises, each measured by one command: `python -m benchmarks.<name>`."""
