### The command line. The first word of every id is cli.

cli-saved = Saved
cli-dry-run = Dry run: nothing was changed

## Help
cli-about = kvartal: plans of measures and what became of them
cli-about-more = Examples:
    {"  "}kvartal demo                               try it on a sample
    {"  "}kvartal import report.docx                 read a document
    {"  "}kvartal                                    open it in the terminal
    {"  "}kvartal fact verbodilsk 1.1.1.2 12         enter a fact
    {"  "}kvartal status --quarter 2023Q4            see plan against fact
    {"  "}kvartal check                              what to look at before handing in

    PLAN is a plan's name, the beginning of it or of its id; where there is one plan, it may be left out.
    Exit codes: 0 done, 1 error, 2 wrong usage or no terminal, 3 open findings, 4 not found or ambiguous,
    5 locked or conflict.
cli-help-usage = Usage:
cli-help-commands = Commands
cli-help-arguments = Arguments
cli-help-options = Options
cli-cmd-demo = Open a sample plan in a throw-away workspace
cli-cmd-plans = List the plans
cli-cmd-config = The settings in force, and where each comes from
cli-cmd-show = The outline of a plan: indicators, target, fact, status
cli-cmd-status = Plan against fact in a quarter
cli-cmd-check = Findings: what to look at before the report is handed in
cli-cmd-new = Make an empty plan
cli-cmd-edit = Change the header of a plan
cli-cmd-archive = Put a plan away, or bring it back
cli-cmd-delete = Delete a plan with everything in it
cli-cmd-undelete = Bring a deleted plan back
cli-cmd-import = Read documents or files of the exchange format
cli-cmd-report = Write the report of a quarter in the form that is handed in (DOCX, XLSX, PDF, HTML, Markdown, CSV)
cli-cmd-export = Write a plan in the exchange format (JSON)
cli-cmd-rollover = Make the next period's plan out of this one
cli-cmd-performers = Performers: how much each owes; rename, merge, split them
cli-cmd-fact = Enter a fact, or many out of a table
cli-cmd-fact-more = Values: 12; 12.5; 25/250; = (as planned); =5+7; +3 or -1 (change what stands); - (no occasion arose);
    words where the plan is a condition; "12* a note"; an empty value in quotes clears the fact.
    A table for --from has the columns code, quarter, performer, value, note (parted by tabs, semicolons or
    commas); a first line may name them. A line without a value leaves the fact as it is.
cli-cmd-evidence = Enter something that happened
cli-cmd-evidence-more = Example: kvartal evidence verbodilsk "14.11 seminar for displaced people {"-"}> 1.1.3.4, 1.1.3.6 ×2"
    First the day or days with commas, then a performer with a colon if need be, the text, an arrow, the codes.
cli-cmd-accept = Accept a finding with a reason
cli-cmd-serve = Serve the workspace to several users of the system
cli-cmd-submit = Submit a quarter for approval
cli-cmd-return = Return a submitted quarter with a reason
cli-cmd-approve = Approve a submitted quarter
cli-cmd-close = Close a quarter: nothing in it can be changed any more
cli-cmd-approve-more = With --dry-run it shows what to compare before approving: the quarter beside the one before it, what differs most, and what was changed since it was submitted before.
cli-cmd-close-more = A quarter can be closed without being submitted and approved: then it is said how many findings are open.
cli-cmd-reopen = Reopen a closed quarter with a reason
cli-cmd-role = Who may do what in a plan; without a role, the list
cli-cmd-role-more = While there are no roles, everybody may do everything. Who gives the first role becomes an approver.
cli-cmd-log = The changes of a plan
cli-cmd-undo = Take back my latest change in a plan
cli-cmd-redo = Do again what I took back last
cli-cmd-keys = The keys in force
cli-cmd-forms = Show, check or learn forms of documents
cli-cmd-doctor = Look over workspace, keys and terminal
cli-cmd-completions = Completions for a shell
cli-cmd-man = Manual pages
cli-arg-help = Print this help
cli-arg-config-path = Only where the file is
cli-arg-config-example = A file with every setting and what it means
cli-arg-version = Print the version
cli-cmd-copy = Copy every plan with its history from one workspace to another
cli-cmd-copy-more = What was copied is compared. The same command goes on with a copy that was broken off.
cli-arg-export-kind = What is written (json is the exchange format with everything, iati results for donors’ systems, IATI 2.03)
cli-arg-publisher = The identifier of the organisation in IATI, such as UA-EDR-12345678
cli-arg-copy-from = From: a directory, postgres://… or json:DIR
cli-arg-copy-to = To: a directory, postgres://… or json:DIR
cli-cmd-migrate = Make the tables on a server, or bring them to this program’s version
cli-cmd-backup = Write every change of the workspace into one file
cli-cmd-compact = Pack the journal: the whole history in less space
cli-cmd-restore = Make a workspace of a backup, in the directory of --workspace
cli-arg-wait = How many seconds to wait for a workspace that somebody else is writing (2)
cli-arg-quiet = Only data, failures and what has to be known
cli-arg-repair = Bring back what the journal lacks from wherever it is, and mend the rest
cli-arg-accept-loss = Go on without what is lost; the history says so
cli-arg-backup-output = The file of the backup
cli-arg-restore-file = The backup
cli-arg-at = As the plans were at this moment: 2024-01-09, 2024-01-09 14:30
cli-arg-force = Write over a protected file, and through a link to somebody else's
cli-arg-workspace = The directory with the plans or a server postgres://… (else KVARTAL_WORKSPACE or the user's data directory)
cli-arg-format = How lists are printed
cli-arg-as-of = The day that counts as today: 2024-01-09
cli-arg-plain = A dialogue of lines instead of screens: for screen readers, slow lines and pipes (also KVARTAL_PLAIN=1)
cli-arg-keymap = The keymap default, vim or emacs, or a file
cli-arg-command = The command
cli-arg-plan = Which plan
cli-arg-plans-plan = Only plans whose name begins so
cli-arg-quarter = The quarter in any spelling: 2023Q4, "IV квартал 2023 року"
cli-arg-by = What to group by
cli-arg-all = Archived ones too
cli-arg-sums = Sums also where the units differ
cli-arg-all-quarters = All quarters of the plan
cli-arg-title = The title of the plan
cli-arg-organisation = Whose plan it is
cli-arg-genitive = The organisation in the genitive, for titles of reports; empty: inflected by the program
cli-arg-period = The period: 2026Q1..2026Q4, 2026 or 2017..2020
cli-arg-slug = The name in commands: a–z, 0–9 and the hyphen
cli-arg-approval = The approval: heading|role|name|date|number; an empty one removes it
cli-arg-signature = A signature: heading|role|name|date; those given replace the others
cli-arg-undo = Bring it back
cli-arg-deleted = Deleted plans: undelete brings them back
cli-arg-undelete-plan = Which plan: its whole slug or id
cli-arg-creation = Undo the making of the plan, too: it goes to the trash
cli-arg-yes = Do not ask
cli-arg-dry-run = Show what would happen and change nothing
cli-arg-files = Documents or JSON files; - is standard input
cli-arg-into = The plan that the document is merged into (an exchange file replaces it)
cli-arg-convert = Whether LibreOffice may convert an old document (.doc, .rtf)
cli-arg-form = The form by which a document is read
cli-arg-output = The file; - or no such option is standard output
cli-arg-code = The code of a measure or the address of an indicator: 1.1.2.4, 1.1.1/2, 1.3.10#2
cli-arg-value = The value
cli-arg-from = A table of facts; - is standard input
cli-arg-who = The user, or a group with @ before it
cli-arg-role = The role
cli-arg-remove = Take the role away
cli-arg-role-performer = Whose facts and evidence the performer enters
cli-arg-performer = Whose part
cli-arg-note = The note
cli-arg-text = Words are welcome where a number is planned
cli-arg-line = What happened
cli-arg-link = A file or a link
cli-arg-address = The address of the finding as check prints it; - is the plan itself
cli-arg-kind = The kind of the finding as check prints it
cli-arg-reason = Why it is accepted
cli-arg-status = Say who serves, and nothing else
cli-serve-begun = The workspace { $path } is being served. To stop: Ctrl-C.
cli-serve-by = The workspace { $path } is served by process { $pid }.
cli-serve-nobody = Nobody serves the workspace { $path } now.
cli-arg-step-reason = Why: it is seen in the history
cli-arg-accept-blank = Why what is blank is blank: all of it is accepted with this reason
cli-arg-withdraw = Open the finding again
cli-arg-log-address = Only changes at this address: what was and what is
cli-arg-author = Only the changes of this author
cli-arg-since = Not before: 2024-01-09 or 2024-01-09 14:30
cli-arg-until = Not after: 2024-01-09 or 2024-01-09 14:30
cli-arg-log-kind = Only changes of this kind
cli-arg-limit = Only the latest so many
cli-arg-context = Only the keys of this screen
cli-arg-check = Only look over the user's own keymap
cli-arg-shell = The shell
cli-arg-report-from = The first quarter of a longer report: a half-year, nine months, a year
cli-arg-report-blank = Without facts: a form to be filled in
cli-arg-report-performer = Only the measures of this performer
cli-arg-report-output = The file: .docx, .xlsx, .pdf, .html, .md or .csv; - is standard output
cli-arg-report-kind = The format, where the file's name does not say it: docx, xlsx, pdf, html, md, csv
cli-arg-report-form = The form of the document
cli-arg-report-bom = Begin a CSV with the mark by which Excel knows that it is UTF-8
cli-arg-to = The first quarter of the new plan
cli-arg-carry = Which targets are planned again: all, none, or unmet (of a number, what is left of it)
cli-arg-import-performer = Whose filled-in copy of the form it is: only facts, notes and events are taken
cli-arg-forms-name = The form to show, or the name of the one that is learned
cli-arg-forms-check = Only look whether a file is a form
cli-arg-forms-learn = The document whose header is learned
cli-arg-forms-columns = What the columns hold, by commas, instead of being asked: ordinal,measure,-,target:year,fact:third
cli-arg-forms-title = The name for people
cli-arg-forms-output = Where the form is written; - is standard output
cli-arg-import-yes = Take it in without a preview on the screen
cli-arg-directory = Where the pages go; else the main one goes to standard output

## Wrong usage
cli-usage-unknown = Unknown option or a word too many: "{ $argument }".
cli-usage-value = "{ $value }" will not do for { $argument }.
cli-usage-value-of = "{ $value }" will not do for { $argument }. Possible: { $valid }.
cli-usage-missing = Missing: { $argument }.
cli-usage-conflict = { $argument } and { $other } cannot be given together.
cli-usage-not-utf8 = An argument is badly encoded: UTF-8 is needed.
cli-usage-did-you-mean = Perhaps "{ $suggestion }"?
cli-usage-more = Help: kvartal --help

## Columns
cli-col-accepted = Accepted
cli-col-action = Action
cli-col-address = Address
cli-col-change = Change
cli-col-context = Where
cli-col-exceeded = ▲
cli-col-fact = Fact
cli-col-fact-sum = Facts, sum
cli-col-finding = What was found
cli-col-group = No.
cli-col-help = What it does
cli-col-indicator = Indicator
cli-col-indicators = Indicators
cli-col-keys = Keys
cli-col-kind = Kind
cli-col-mean-capped = Mean up to 100%
cli-col-measures = Measures
cli-col-met = ✓
cli-col-not-reported = ·
cli-col-not-started = ○
cli-col-note = Note
cli-col-notes-owed = Notes owed
cli-col-number = No.
cli-col-partial = ◐
cli-col-percent = %
cli-col-period = Period
cli-col-plan = Plan
cli-col-quarter = Quarter
cli-col-state = State
cli-col-status = Status
cli-col-subject = What
cli-col-target = Target
cli-col-target-sum = Targets, sum
cli-col-title = Title
cli-col-total = Total
cli-col-weighted = Weighted
cli-col-value = Value
cli-col-from = From
cli-col-to = To
cli-col-when = When
cli-col-who = Who

## Status
cli-status-when = { $quarter }, as of { $day }
cli-status-share-met = Met among the indicators with a numeric target: { $percent } ({ $reached } of { $numeric })
cli-status-mean-capped = Mean of fact to target, each up to 100%: { $percent }
cli-status-weighted = Sum of facts to sum of targets: { $percent } ({ $facts } to { $targets })
cli-status-counts = Measures { $measures }, indicators { $indicators }; due in the quarter { $due }, overdue { $overdue }, notes owed { $notes }, doubts { $doubts }; evidence { $items }, dates { $dates }
cli-group-nobody = (no group)
cli-archived-mark = (archived)
cli-no-plans-yet = There are no plans yet. Begin with kvartal import FILE or kvartal new; a sample: kvartal demo.
cli-the-plan-itself = the plan itself
cli-value-condition = on a condition
cli-value-deed = to be done
cli-value-text = (text)
cli-value-no-occasion = no occasion arose
cli-place-table = table { $n }
cli-place-row = row { $n }
cli-place-column = column { $n }
cli-place-line = line { $n }
cli-check-flagged = Marked for follow-up: { $addresses }
cli-check-summary = Open findings: { $open }; accepted: { $accepted }

## Done
cli-new-done = Made the plan { $slug }.
cli-edit-done = Changed the header of the plan { $slug }.
cli-archive-done = Put the plan { $slug } away.
cli-unarchive-done = Brought the plan { $slug } back.
cli-delete-question = Delete the plan { $slug } "{ $title }" with everything in it? [yes/no]
cli-delete-done = Deleted the plan { $slug } "{ $title }". To bring it back: kvartal undelete { $id }
cli-undelete-done = The plan { $slug } "{ $title }" is back with everything in it.
cli-trash-empty = No plan is deleted.
cli-col-deleted = Deleted
cli-col-id = ID
cli-fail-trash-empty = No deleted plan is called "{ $text }": no plan is deleted.
cli-fail-not-deleted = No deleted plan has the whole name "{ $text }". Deleted:
cli-fail-slug-taken-since = Another plan is called { $slug } now. To bring it back under another name: kvartal undelete { $id } --slug NAME
cli-report-findings = { $open ->
    [one] { $open } finding is open (notes owed: { $notes }): see kvartal check.
   *[other] { $open } findings are open (notes owed: { $notes }): see kvartal check.
}
cli-report-no-genitive = The genitive of "{ $name }" is not known, so that it has a line of its own above the title of the report: kvartal edit { $slug } --genitive "…".
cli-report-genitive = "{ $name }" in the genitive, for the title of the report (empty: a line of its own above the title):
cli-report-unsigned = The plan has no signatures: add who signs with kvartal edit { $slug } --signature "|position|name".
cli-report-who-role = The plan has no signatures. The position of the one who signs (empty: no signature):
cli-report-who-name = First and last name:
cli-report-no-facts = The form { $form } has no place for facts: only the plan was written.
cli-report-writing = Composing { $file }…
cli-export-done = Wrote { $path }.
cli-fact-done = { $address }, { $quarter }: { $before } → { $after }   { $status }
cli-facts-done = { $count ->
    [one] Entered { $count } fact.
   *[other] Entered { $count } facts.
}
cli-facts-twice = This indicator, quarter and performer stand in an earlier line already.
cli-facts-too-many-cells = The line has { $found } cells where { $wanted } columns are. Put a value with a comma in quotes, or part the cells with semicolons or tabs.
cli-evidence-done = { $days }: "{ $text }", { $quarter }, { $measures }
cli-evidence-undated = undated
cli-accept-done = { $address }, { $quarter }: the finding { $kind } is accepted.
cli-accept-withdrawn = { $address }, { $quarter }: the finding { $kind } is open again.
cli-col-user = user
cli-col-performer = performer
cli-col-role = role
cli-role-first = This is the first role in the plan: from now on everybody may do what their role allows, and no more. You are an approver.
cli-role-none = The plan has no roles: everybody may do everything.
cli-closing-unapproved = { $count ->
    [0] Closed, and neither submitted nor approved.
    [one] Closed, and neither submitted nor approved: { $count } finding is open.
   *[other] Closed, and neither submitted nor approved: { $count } findings are open.
}
cli-holder = { $count ->
    [0] Process { $pid } has the workspace: { $name }, from { $from }.
    [one] Process { $pid } has the workspace: { $name }, from { $from }; nothing was typed there for { $count } minute.
   *[other] Process { $pid } has the workspace: { $name }, from { $from }; nothing was typed there for { $count } minutes.
}
cli-holder-offer = Enter ends it and goes on here: what was saved stays, and what was typed there becomes a draft. Ctrl-C leaves it.
cli-col-before = Before
cli-review-changed = Changed since it was submitted before: { $count }
cli-closing-accepted = { $count ->
    [one] { $count } blank value is accepted with a reason.
   *[other] { $count } blank values are accepted with a reason.
}
cli-report-corrections = Corrections after the quarter was closed
cli-log-correction = { $change } (a correction after closing)
cli-undo-done = { $change }
cli-keys-well = Nothing is wrong with the keymap.
cli-keys-bad = { $count ->
    [one] { $count } line of the keymap does not work:
   *[other] { $count } lines of the keymap do not work:
}
cli-filters-no-directory = There is no directory for settings: set HOME or XDG_CONFIG_HOME.
cli-filters-failed = { $file }: { $why }
cli-filters-bad-line = { $file }:{ $line }: this is not a filter. It should be: "name" = "filter". Mend the line, then save.
cli-filters-comment = Saved filters: "name" = "filter", one on a line.
cli-config-example = The settings of kvartal. Take away the # before what is to hold.
cli-exit-0 = done
cli-exit-1 = an error
cli-exit-2 = wrong usage, or no terminal
cli-exit-3 = something is open (check, doctor, keys --check, config)
cli-exit-4 = not found, or ambiguous
cli-exit-5 = locked by somebody else, or in conflict with what they changed
cli-exit-129 = the terminal hung up
cli-exit-130 = interrupted
cli-man-config = settings (kvartal config)
cli-man-keymap = own keys (kvartal keys)
cli-man-themes = own colours
cli-config-language = language
cli-config-workspace = the directory with the plans
cli-config-keymap = keymap: default, vim, emacs or a file
cli-config-theme = colours: auto, dark, light, contrast, mono, safe or an own file themes/NAME.toml
cli-config-color = how many colours the terminal has
cli-config-glyphs = with which signs to draw
cli-config-mouse = whether to listen to the mouse
cli-config-plain = a dialogue of lines instead of screens
cli-config-wait = seconds to wait for a workspace that somebody else writes
cli-config-syntax = This is no TOML: { $why }
cli-config-unreadable = The file cannot be read: { $why }
cli-config-unknown = There is no setting “{ $key }”
cli-config-value = { $key } cannot be “{ $value }”. It can be: { $known }
cli-origin-default = default
cli-origin-file = { $file }:{ $line }
cli-origin-environment = variable { $name }
cli-origin-flag = flag { $flag }
cli-col-setting = setting
cli-col-origin = origin
cli-doctor-taken = taken for
cli-doctor-taken-dumb = a terminal that can move no cursor: only kvartal --plain works
cli-doctor-config = configuration
cli-doctor-colours-none = no colours
cli-doctor-colours-16 = 16 colours
cli-doctor-colours-256 = 256 colours
cli-doctor-colours-true = 24-bit colour
cli-doctor-glyphs-unicode = Unicode signs
cli-doctor-glyphs-ascii = ASCII signs only
cli-doctor-background-light = light background
cli-doctor-background-dark = dark background
cli-doctor-background-unknown = background unknown (KVARTAL_THEME=dark or light)
cli-doctor-kitty = kitty keyboard
cli-doctor-advice-tmux = To copy from within tmux: set -s set-clipboard on; set -g allow-passthrough on
cli-doctor-advice-ascii = The locale has no UTF-8, or it is the Linux console; KVARTAL_GLYPHS=unicode asks for more
cli-man-done = Wrote { $count } pages to { $path }.
cli-import-done = { $file } → { $slug }
cli-import-difference = measures: added { $added }, changed { $changed }, withdrawn { $withdrawn }, untouched { $untouched }
cli-import-new-performer = The plan names no performer "{ $name }": the facts are taken as the part of a new one. If the name is spelt otherwise, take it back (kvartal undo) and name it with --performer.
cli-import-same-plan = There is a plan of the same organisation for the same period already: { $slug }. To merge the document into it: --into { $slug }.
cli-import-and-more = {" "}(and { $count ->
    [one] { $count } more file
   *[other] { $count } more files
 } alike)
cli-import-converted = LibreOffice has made a DOCX of { $file }: compare what was read with the document (--convert never forbids it).
cli-import-inside-one =   { $number }. { $name }
cli-import-inside-only = Import the document in { $file }? (y/n)
cli-import-inside-question = Which document in { $file } is to be imported? Its number:
cli-convert-not-installed = Where LibreOffice is installed such a document is converted by itself; it was not found here.
cli-convert-too-long = LibreOffice took too long.
cli-convert-no-document = LibreOffice could not convert it.
cli-convert-io = LibreOffice did not start: { $cause }.
cli-import-reading = Reading { $file }…
cli-import-recognising = Recognising { $file }…
cli-import-saving = Saving { $file }…
cli-rollover-done = Made the plan { $slug } for { $period }: { $measures }, { $targets }.
cli-rollover-left = Left with the old plan: facts { $facts }, notes { $notes }, evidence { $evidence }; open debts { $debts }, carried to the next period { $carried }.
cli-col-form = Form
cli-col-columns = Columns
cli-forms-bad = { $file }: not a form: { $why }
cli-forms-well = The form { $form } can be used.
cli-forms-step = no table has known headings. The document can be read with these columns; check that they are named rightly: { $command }
cli-forms-no-header = no table looks like a plan: no header was found. Name the columns (--columns) and the row of the header (--header-row)
cli-forms-not-written = The form was not written: nothing changed.
cli-forms-learned = The form was written to { $path }.
cli-forms-columns = The columns of the document, what they hold, and their first values:
cli-forms-not-read = Not read yet: { $why }.
cli-forms-confirm = Enter writes the form, a number changes a column, 0 writes nothing:
cli-forms-change = A number changes a column, 0 writes nothing:
cli-forms-meaning = What does the column "{ $column }" hold? A number, or Enter to leave it:
cli-forms-period = Which period are its values of? A number, or Enter to leave it:
cli-arg-header-row = The row of the table in which its header begins, where no word of it is known
cli-forms-tried = { $count ->
    [one] The form reads { $count } measure. The first:
   *[other] The form reads { $count } measures. The first:
}
cli-import-doubts = { $count ->
    [one] { $count } doubt: place, what stood there, how it was read
   *[other] { $count } doubts: place, what stood there, how it was read
}
cli-import-older-doubts = { $count ->
    [one] Besides, the plan has { $count } older open doubt: see kvartal check.
   *[other] Besides, the plan has { $count } older open doubts: see kvartal check.
}
# The readings are quoted already.
cli-import-alternatives = {" "}(or { $others })

## What went wrong
cli-fail-output = Standard output could not be written: { $cause }.
cli-fail-read = { $path } could not be read: { $cause }.
cli-fail-write = { $path } could not be written: { $cause }.
cli-fail-not-text = { $file }, line { $line }: this is not text in UTF-8.
cli-fail-no-random-bits = The system gives no random numbers: { $cause }.
cli-fail-no-workspace = The home directory is not known. Name the directory with the plans: --workspace.
cli-fail-malformed-change = The program made a change that cannot be stored. This is a fault of the program; nothing was changed.
cli-fail-document = { $file }: { $cause }
cli-fail-exchange = { $file }: { $cause }
cli-fail-unrecognised = { $file }: { $cause }
cli-fail-no-format = "{ $text }" does not say which format to write. The file's name (or --type) may end in:
cli-fail-too-large = The document is too large: { $text }.
cli-fail-not-written = The document cannot be written as { $format }: { $cause }.
cli-write-overlap = table { $table } has two cells at one place: row { $row }, column { $column }
cli-write-cell-too-long = the text at row { $row }, column { $column } of the sheet “{ $sheet }” is longer than { $limit } characters, and a cell of Excel holds no more
cli-write-too-big = the document is too big ({ $bound })
cli-write-packing = the file cannot be put together; another format may be
cli-fail-no-form = There is no form "{ $text }". There are:
cli-fail-not-a-column = A column cannot hold "{ $text }". It can be:
cli-fail-columns-not-confirmed = The columns have to be confirmed: run this on a terminal or give --columns. Proposed: { $text }
cli-fail-not-learned = { $file }: { $cause }.
cli-fail-bad-form-name = "{ $text }" cannot be the name of a form: only a-z, 0-9 and the hyphen.
cli-fail-interrupted = Interrupted: nothing was written.
cli-fail-not-in-full = "{ $name }" is only the beginning of a name. What may do harm wants the whole one: { $slug }.
cli-fail-no-plan = There is no plan "{ $text }".
cli-fail-no-plan-but = There is no plan "{ $text }". There are:
cli-fail-several-plans = "{ $text }" may mean several plans:
cli-fail-name-a-plan = There are several plans; name one:
cli-fail-not-a-command = There is no command or plan "{ $word }". Did you mean kvartal { $suggestion }?
cli-fail-no-plans = There are no plans yet. Begin with kvartal import FILE or kvartal new.
cli-fail-plan-before-command = "{ $text }" stands before the command. The plan is named after it.
cli-fail-no-address = The plan has no code or address "{ $text }".
cli-fail-several-addresses = Several rows have the address "{ $text }":
cli-fail-not-a-measure = "{ $text }" is no measure: only measures have facts and evidence.
cli-fail-no-performer = The plan has no performer "{ $text }". There are:
cli-fail-no-performers = The plan has no performer "{ $text }": it names nobody.
cli-fail-not-a-quarter = "{ $text }" is no quarter. Write, for instance, 2023Q4.
cli-fail-not-a-period = "{ $text }" is no period. Write, for instance, 2026Q1..2026Q4 or 2026.
cli-fail-not-a-day = "{ $text }" is no date. Write, for instance, 2024-01-09.
cli-fail-not-a-signature = "{ $text }" is no signature. Write: heading|role|name|2024-01-09.
cli-fail-not-a-kind = "{ $text }" is no kind of finding. There are:
cli-fail-no-finding = There is no finding { $kind } at "{ $address }" in this quarter ({ $quarter }).
cli-fail-not-a-number = This is not a number. With --text words are accepted.
cli-fail-bad-value = { $address }: the value "{ $value }" cannot be entered. { $cause }
cli-fail-bad-value-for = { $address }: the value "{ $value }" cannot be entered (plan: { $target }). { $cause }
cli-fail-two-readings = { $address }: "{ $value }" can be read in two ways: { $first } or { $second }. Write it so that it cannot: a blank parts thousands.
cli-fail-part-of-one = { $address }: "{ $value }" can be read in two ways: { $first } % or { $second } %. Write it with a % sign.
cli-fail-product = { $address }: "{ $value }" can be read in two ways: { $first } with a note, or { $second }. Give a note with --note, a product as "={ $value }".
cli-fail-readings = { $address }: "{ $value }" can be read in two ways: { $first } or { $second }. Write it so that it cannot.
cli-fail-unsure = { $address }: is "{ $value }" { $first }? Write it so that it is clear.
cli-fact-nought = { $address }, "{ $value }": one of its parts is zero.
cli-facts-decimal-comma = { $address }: the line has a field too many; is { $number } meant? Put the number in quotes, or part the fields by semicolons.
cli-fail-bad-lines = Nothing was entered; faults: { $count }
cli-fail-no-facts = { $text }: there is no fact in it.
cli-fail-already-there = { $file }: this plan is there already ({ $slug }). To update it, give --into { $slug }.
cli-fail-not-later = The plan spans { $period } already: the next one has to begin later than { $quarter }.
cli-fail-several-files-one-slug = Several plans cannot have one name: give one file with --slug.
cli-fail-some-files = Files that were not taken in: { $count }. The others were.
cli-fail-performer-of-another-role = --performer goes with the role performer only.
cli-fail-not-confirmed = Not confirmed: nothing was deleted.
cli-fail-needs-yes = There is nobody to ask: add --yes to delete it.
cli-fail-no-terminal = There is no terminal here. Without one, kvartal show, kvartal status and kvartal fact work, for instance.
cli-fail-dumb-terminal = This terminal cannot move its cursor (TERM=dumb). kvartal show and kvartal fact work without one.
cli-fail-hung-up = The terminal has hung up.
cli-fail-terminal = The terminal does not work: { $cause }.
cli-fail-no-context = There is no screen "{ $text }". There are:
cli-fail-no-keymap = There is no keymap or file "{ $text }". The keymaps are:
cli-io-not-found = there is no such file or directory
cli-io-permission-denied = permission denied
cli-io-is-a-directory = it is a directory, not a file
cli-io-not-a-directory = a part of the path is no directory
cli-io-read-only = the file system is read-only
cli-io-storage-full = the disk is full
cli-io-already-exists = there is such a file already
cli-io-too-large = it is larger than any document: is it the right file?
cli-store-too-large = The change is too large: { $size }, of at most { $limit }. Make it in parts.
cli-store-reopen = { $path }: { $what }. What was saved before is there; start the program again.
cli-store-outgrown = { $path } was made by an older version of kvartal. It is made anew from the journal: nothing needs to be done.
cli-store-state = { $path }: { $what }. The journal is whole; run kvartal doctor.
cli-no-theme = There is no theme "{ $name }". There are: { $known }, or the file { $file }.
cli-bad-theme = The theme in { $file } cannot be read: { $why }
cli-notice-tail-cut = The last entry of the journal { $path } was unfinished ({ $bytes } bytes): it had never been saved, and was put aside to { $aside }.
cli-notice-figures-follow-rules = Plan { $plan } was made by an older version. Its figures now follow newer rules, so some of them may differ from those in reports written before.
cli-notice-state-mended = The database was mended: { $why }. Nothing was lost.
cli-notice-state-rebuilt = The database was made anew from the journal: { $why }. Nothing was lost.
cli-notice-state-aside = The database was made anew from the journal: { $why }. Nothing was lost; the old one lies in { $aside }.
cli-notice-state-unusable = The database cannot be used now: { $why }. The journal works without it.

## Documents that cannot be read
cli-document-empty = The file is empty.
cli-document-encrypted = The document is protected with a password. Save it without one and try again.
cli-zip-cut-off = The file is incomplete: its end is missing, as when a copy or a download breaks off. Get it once more.
cli-zip-unsupported = The file is packed in a way that is not read. Open it in Word, Excel or LibreOffice and save it anew.
cli-zip-damaged = The file is damaged. Get it once more, or open it in the program that made it and save it anew.
cli-document-no-main-part = The file has no document in it.
cli-document-damaged-part = The file is damaged: its part { $part } cannot be unpacked.
cli-document-broken-xml = The file is damaged: its part { $part } is broken at line { $line }, column { $column }.
cli-document-forbidden-dtd = The file was refused: its part { $part } has a document type definition, as no office program writes it.
cli-document-no-body = The file is damaged: its part { $part } has no text.
cli-document-too-big = The file was refused as too big: { $bound }. { $advice }
cli-too-big-split = Remove what is not needed (blank rows, columns and sheets, pictures) or split it into several files.
cli-too-big-resave = No office program writes such files: open it in Word, Excel or LibreOffice and save it anew.
cli-megabytes = { $count } MB
cli-bound-part-bytes = more than { $limit } in one part of it
cli-bound-rows = more than { $limit } rows in a table
cli-bound-columns = more than { $limit } columns in a table
cli-bound-cells = more than { $limit } cells in a table
cli-bound-cell-bytes = more than { $limit } of text in cells
cli-bound-covered = more than { $limit } rows under merged cells
cli-bound-text-bytes = more than { $limit } of text
cli-bound-lines = more than { $limit } lines of text
cli-bound-depth = more than { $limit } tables inside each other
cli-bound-xml-depth = more than { $limit } elements inside each other
cli-bound-xml-nodes = more than { $limit } elements in one part of it
cli-bound-xml-attributes = more than { $limit } attributes in one part of it
cli-bound-xml-element-attributes = more than { $limit } attributes of one element
cli-bound-xml-namespaces = more than { $limit } namespaces in one part of it
cli-document-unsupported = This is { $kind }: such files are not read. { $advice }
cli-document-unsupported-named = This is { $kind }, though its name ends in .{ $ending }: such files are not read. { $advice }
cli-document-holds = This is { $kind }, and in it: { $names }. { $advice }
cli-advice-save-as-docx = Open it in Word or LibreOffice, save it as .docx and try again.
cli-advice-save-as-xlsx = Open it in Excel or LibreOffice, save it as .xlsx and try again.
cli-advice-recognise-text = A picture has no text: recognise it with another program and import the text as .txt.
cli-advice-take-its-source = Import the document that it was made of, or its text saved as .txt.
cli-advice-copy-its-table = Copy its table into a .docx document and import that.
cli-advice-unpack = Unpack it and import the documents in it one by one.
cli-advice-take-out = Signatures are not checked here: take the signed document (file) out with a program for signatures and import that.
cli-advice-save-attachment = Save the document that is attached to the message and import that.
cli-advice-remove-password = Save it without its password and try again.
cli-advice-nothing = Nothing can be read in it.
cli-recognise-no-table = The document has no table, and a plan is read from one. Write the measures as a table (No., measure, indicator, target, fact) and try again.
cli-recognise-plain-text = This is plain text, and there is no table of a plan in it. Write the measures as a table (No., measure, indicator, target, fact) in Word, Excel or CSV and try again.
cli-recognise-no-header = The table of the document has no row of headings. Add one above the first measure (No., Measure, Indicator, Plan, Fact) and try again.
cli-recognise-other-form = No table of the document has the headings of a known form (it has: { $found }). A form of your own is learnt once: kvartal forms --learn.
cli-recognise-learnable = No table of the document has the headings of a known form (it has: { $found }). If it is a plan, teach its form once: { $command } – the document can be read with these columns; check that they are named rightly (- leaves one out).
cli-recognise-no-form = No table of the document has the headings of a known form.
cli-recognise-no-measures = There are no measures in the document's table.
cli-kind-docx = a Word document (.docx)
cli-kind-xlsx = an Excel workbook (.xlsx)
cli-kind-xlsb = a binary Excel workbook (.xlsb)
cli-kind-presentation = a presentation
cli-kind-odt = an OpenDocument text (.odt)
cli-kind-ods = an OpenDocument spreadsheet (.ods)
cli-kind-odf = an OpenDocument file without text
cli-kind-zip = an archive (.zip)
cli-kind-archive = a RAR or 7-Zip archive
cli-kind-asic = a container with signatures (.asice)
cli-kind-signed = a signed file (.p7s)
cli-kind-doc = an old Word document (.doc)
cli-kind-xls = an old Excel workbook (.xls)
cli-kind-encrypted = a document with a password
cli-kind-ole = an old office file
cli-kind-rtf = an RTF document
cli-kind-pdf = a PDF document
cli-kind-html = an HTML page
cli-kind-flat-odt = a flat OpenDocument text (.fodt)
cli-kind-flat-ods = a flat OpenDocument spreadsheet (.fods)
cli-kind-word-xml = a Word 2003 document in XML (.xml)
cli-kind-sheet-xml = an Excel 2003 workbook in XML
cli-kind-xml = an XML file
cli-kind-mht = a web archive (.mht)
cli-kind-mail = an e-mail message (.eml)
cli-kind-image = a picture
cli-kind-text = plain text
cli-kind-binary = not a document

## The line of evidence
cli-evidence-no-arrow = "{ $text }" has no arrow: put {"-"}> and the codes of the measures after the text.
cli-evidence-no-text = "{ $text }" has no text: what happened?
cli-evidence-no-codes = "{ $text }" has no code of a measure after the arrow.
cli-evidence-not-a-day = The calendar has no day "{ $text }".
cli-evidence-not-a-count = "{ $text }": after the sign × stands a count from 1.
cli-evidence-inside = "{ $text }": the date { $days } is taken from the text. Usually it stands at the beginning.
cli-evidence-future = { $days }: this day has not come yet; the plan has none like it in the past.

## Doctor
cli-doctor-well = well
cli-doctor-warning = warning
cli-doctor-fault = fault
cli-doctor-version = version
cli-doctor-workspace = workspace
cli-doctor-plans = plans
cli-doctor-repair = mending
cli-doctor-backups = backups
cli-doctor-keys = keys
cli-doctor-locale = locale
cli-doctor-clock = today
cli-doctor-author = author of changes
cli-doctor-terminal = terminal
cli-doctor-read = Journal: parts { $segments }, changes { $changes }, records in plans { $records }
cli-doctor-not-made = not made yet
cli-doctor-figures-differ = The figures of the plan { $slug } are not those of a full recount.
cli-doctor-rows-differ = Plan “{ $slug }”: its rows on the server are not what its changes made of them. Somebody has written them with another program. kvartal log shows the changes and psql, in kvartal.log, the roles behind them.
cli-doctor-not-utf8 = The locale "{ $locale }" is not UTF-8: the terminal may show question marks for letters.
cli-doctor-no-terminal = no variables of a terminal

## Debts, longer times, several plans
cli-cmd-debts = Debts: what was not done in time, and what became of it
cli-cmd-decide = Decide about a debt: carry or withdraw it
cli-arg-plans = Which plans; left out, the only one
cli-arg-status-all = Every plan of the workspace that is not archived
cli-arg-check-all = Every plan of the workspace that is not archived
cli-arg-debts-all = Every plan of the workspace that is not archived
cli-arg-status-from = The first quarter of a longer time
cli-arg-decide-undo = Take the decision back
cli-arg-decide-reason = Why it is decided so
cli-arg-decide-address = The address of the debt, as debts shows it
cli-arg-decide-quarter = The quarter of the debt
cli-arg-parts = The parts of the performers under each value
cli-arg-annex = What to add after the signatures: debts
cli-arg-due = The new due day
cli-arg-order = Number and date of the order
cli-arg-ruling = What becomes of the debt: carried or withdrawn
cli-status-share-done = Done { $done } of { $owed } · { $percent }
cli-status-nothing-owed = Nothing was owed in this time
cli-status-when-span = { $quarter } as one, as of { $day }
cli-status-pace = Under way { $running }: ahead { $ahead }, on pace { $on }, behind { $behind }, limit passed { $broken }
cli-status-debts = Debts of before: open { $open }, settled { $settled }, carried { $carried }, withdrawn { $withdrawn }
cli-status-outside = { $plan }: the plan has no { $quarter }, it is left out
cli-col-owed = Owed
cli-col-done = Done
cli-col-done-late = ▣
cli-col-deed-done = ■
cli-col-deed-pending = □
cli-col-in-progress = ▷
cli-col-share-done = Share done
cli-col-due = Due
cli-col-short = Short
cli-col-order = Order
cli-col-reason = Reason
cli-debts-none = There are no debts.
cli-decide-done = { $address }, { $quarter }: the decision is recorded.
cli-decide-withdrawn = { $address }, { $quarter }: the decision is withdrawn.
cli-decide-due = Only a carried debt has a new due day { $due }: leave out --due, or say carried.
cli-decide-several = { $address }: there are several debts, name the quarter: { $quarters }
cli-decide-no-debt = { $address }: there is no debt.

cli-arg-rename = Whom to rename (the new name is in --to)
cli-arg-merge = Whom to make one with the one named in --to
cli-arg-apart = Who is not the one named in --to, though the names are alike
cli-arg-split = Whose measures to give to the one named in --to
cli-arg-performers-to = The new name, or the other performer
cli-arg-measures = Codes of measures, by commas
cli-arg-both = What becomes of a part that both have: add up, that of the one who stays (into), the other's (from)
cli-col-shared = Shared
cli-performers-none = The plan has no performers.
cli-performers-alike = Alike: "{ $one }" and "{ $other }". If they are one performer: kvartal performers PLAN --merge "{ $one }" --to "{ $other }"; if they are two: --apart "{ $one }" --to "{ $other }"
cli-performers-renamed = The performer "{ $from }" is called "{ $to }" now.
cli-performers-several = "{ $text }" is one performer, and may be "{ $other }" too.
cli-performers-merged = The performer "{ $from }" is one with "{ $to }"; parts and evidence are kept.
cli-performers-apart = "{ $from }" and "{ $to }" are two performers: it is not asked again.
cli-performers-split = Measures of the performer "{ $from }" were given to "{ $to }" with their parts and evidence.
cli-editor-none = No editor is named: start the program with VISUAL or EDITOR, such as EDITOR=nano. The text is still in the field.
cli-editor-missing = The editor “{ $name }” is not there or cannot be run. The text is still in the field.
cli-editor-failed = The editor “{ $name }” ended with code { $code }: the text is as it was, in the field.
cli-editor-killed = The editor “{ $name }” was ended by a signal: the text is as it was, in the field.
cli-editor-file = The temporary file for the editor: { $why }. The text is still in the field.
cli-editor-too-long = The text from the editor is too long and was not taken; the one before is still in the field.
cli-editor-not-text = The file from the editor is no UTF-8 text and was not taken; the text before is still in the field.
cli-said-percent = Percentage
cli-said-group = Number
cli-said-number = Number
