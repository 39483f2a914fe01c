"""The outside, behind the ports: files, stores, calendars, pictures."""
