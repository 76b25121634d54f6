"""The packed core in Pyodide, in Node: the same answers as in CPython."""
