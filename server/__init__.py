"""The live meeting: the writer, the phones' pages and API, the control link, addresses and limits."""
