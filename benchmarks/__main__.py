"""Run every benchmark: `make bench`. One alone: `.venv/bin/python -m benchmarks.store`."""

from benchmarks import extraction, page, store

store.main()
page.main()
extraction.main()
