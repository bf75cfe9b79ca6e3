"""The atlas: layers of control in; part tables, holders and places out. It knows nothing of reports."""
