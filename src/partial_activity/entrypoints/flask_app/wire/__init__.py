"""What travels over HTTP as JSON: shapes of their own, read with every fault and its path."""
