"""Who may come in: tenants, API keys, capture links and sessions, accounts, and requests answered already."""
