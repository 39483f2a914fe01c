"""What writes the generated pages and pictures; see docs/build.py."""
