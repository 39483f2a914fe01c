"""The law as data, on two time axes: the day of the hours and the day it became known."""
