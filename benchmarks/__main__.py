"""Run every benchmark: `make bench`. One alone: `.venv/bin/python -m benchmarks.store`."""

from benchmarks import extraction, store

store.main()
extraction.main()
