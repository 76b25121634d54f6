"""The impure rooms: into MkDocs, into the browser, onto the disk. Only entry points come here."""
