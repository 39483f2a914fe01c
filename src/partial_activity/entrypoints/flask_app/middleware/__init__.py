"""What stands around every HTTP request: language, limits, logs, metrics, security headers."""
