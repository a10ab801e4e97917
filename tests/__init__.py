"""Tests of Tellback: each folder one room of the house, `journeys` the whole walk through it."""
