"""The law, the claims and the money: pure values and functions, no clock, no input or output."""
