"""The demo's page: the phones of residents and staff, side by side in a browser."""
