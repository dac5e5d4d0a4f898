"""The pages: a module each, with the frozen dataclass that its template shows."""
