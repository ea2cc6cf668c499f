### The command line. The first word of every id is cli.

cli-saved = Saved
cli-dry-run = Dry run: nothing was changed
