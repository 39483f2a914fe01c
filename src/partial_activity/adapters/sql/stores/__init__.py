"""The stores on SQLAlchemy Core, one subject a file."""
