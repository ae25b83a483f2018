"""The databases of the storage's tests: rows are the truth about what is to be done."""

from tests.storage.conftest import empty_url, engine, migrated, postgres, queues, records, url

__all__ = ["empty_url", "engine", "migrated", "postgres", "queues", "records", "url"]
