"""The web app: the ledger in a browser. `app.create` makes it; FastAPI is imported there only."""
