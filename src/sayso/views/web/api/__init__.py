"""The JSON API: the objects of the contract, over HTTP. `create_api` makes it, `/api` is its place.

What it answers is described by OpenAPI at /api/openapi.json, from the JSON Schemas that ship with
the package; /api/docs shows the same to people.
"""

from sayso.views.web.api.app import create_api

__all__ = ["create_api"]
