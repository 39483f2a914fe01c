"""What the outside can ask for: one subject a file, plain functions, their needs as parameters."""
