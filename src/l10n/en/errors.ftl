### What happened, where, and what to do.

## The workspace
store-locked = The workspace { $path } is open in another process (no. { $pid }, since { $since }). Reading works meanwhile; to write, close that process. Leave the file lock alone: deleting it would not help.
store-locked-unknown = The workspace { $path } is open in another process. Reading works meanwhile; to write, close that process. Leave the file lock alone: deleting it would not help.
store-silent = The workspace { $path } is served by process { $pid }, which does not answer. If it is a stopped window, bring it back (fg) or end it, then try again.
store-silent-unknown = The window that serves the workspace { $path } does not answer. If it is stopped, bring it back (fg) or end it, then try again.
store-another-name = Your account is { $name }: nothing can be changed in the name of “{ $said }”. Unset KVARTAL_AUTHOR (or put USER right) and try again.
store-other-version = The workspace { $path } is open in kvartal { $theirs }, and this is kvartal { $ours }: they do not understand each other. Close those windows, or use version { $theirs }.
store-io = Cannot read or write { $path }: { $cause }. { $advice }
store-newer = { $path } has format { $found }, and this version reads formats up to { $known }. A version of kvartal that reads format { $found } is needed: update kvartal.
store-not-a-workspace = { $path } is not a workspace: the directory is not empty. Name an empty directory or an existing workspace.
store-damaged = { $path } is damaged at byte { $at }: { $what }. What can be done: kvartal doctor, then kvartal doctor --repair.
store-misplaced = Something else stands in the place of { $path }. kvartal doctor --repair sets it aside and makes anew what can be made.
store-replaced = The journal { $path } was changed or replaced by somebody else while it was open here. Nothing was written over; close this window and look: kvartal doctor.
store-not-empty = { $path } is not empty. Name an empty directory, or one that is not there yet.
store-backup-damaged = { $path } is not a backup, or it is damaged. Nothing was written; take another one.

## Saving changes
commit-conflict = { $count ->
    [one] { $count } record was changed by somebody else meanwhile
   *[other] { $count } records were changed by somebody else meanwhile
}. Nothing was saved: look at the new values and try again.
commit-slug-taken = Another plan has the name “{ $slug }” already. Choose another.
commit-failed = The change was not saved: { $why }

## Refusals: why it cannot be done
refusal-no-plan = There is no such plan.
refusal-plan-exists = There is such a plan already. To update it, give --into.
refusal-gone = It is not there any more: somebody deleted it.
refusal-empty = The field may not be empty.
refusal-bad-slug = “{ $slug }” cannot be the name of a plan: a–z, 0–9 and the hyphen are allowed.
refusal-outside-plan = { $quarter } lies outside the plan ({ $period }).
refusal-closed = { $quarter } is closed ({ $by }, { $date }). To change its data, open it first.
refusal-submitted = { $quarter } was submitted for approval ({ $by }, { $date }). To change its data, return it with a reason (kvartal return).
refusal-approved = { $quarter } is approved ({ $by }, { $date }). To change its data, return it with a reason (kvartal return).
refusal-already-so = { $quarter } is { $stage } already.
refusal-no-step = { $quarter }: that cannot be done, for the quarter is { $stage }.
refusal-open-findings = { $quarter } cannot be submitted: { $count ->
    [one] { $count } finding stands in the way
   *[other] { $count } findings stand in the way
}. Put them right, or accept them with a reason (kvartal accept).
refusal-does-not-fit = A { $child } cannot stand under a { $parent }.
refusal-cycle = A row cannot stand under itself.
refusal-no-room = There is no place further that way.
refusal-not-a-measure = Only a measure has indicators, facts and evidence.
refusal-several-indicators = The measure has several indicators: say which, as in 1.2.3#2.
refusal-values-outside = Values would stand outside the new period ({ $period }). Remove them first.
refusal-repeated-id = The id { $id } stands twice.
refusal-no-debt = There is no debt for { $quarter }: what was owed is done, or nothing was owed.
refusal-not-after-due = The new day { $date } is not after the one that has passed: name a later one.
refusal-role = This takes the role “{ $needs }”; yours is “{ $has }”. Who could: { $could }.
refusal-no-role = This takes the role “{ $needs }”, and you have none in this plan. Who could: { $could }.
refusal-not-own = A performer enters his own facts and evidence only, and this is somebody else’s. Who could: { $could }.
refusal-locks-out = You could not change roles any more yourself. Let another approver change your role first, or remove all of them.
refusal-not-an-account = “{ $name }” cannot be the name of a user or of a group.
refusal-nothing-to-do = Nothing has changed.
refusal-changed-since = It cannot be undone: somebody else has changed this data since.
refusal-performer-exists = There is a performer “{ $name }” already. To make one of the two, merge them.
refusal-no-sum = { $address }: both performers have a part, and parts of this indicator do not add up. Choose whose to keep.
refusal-nothing-to-redo = There is nothing to redo.
refusal-no-history = There is nothing to undo.
refusal-undoes-making = Next is the making of the plan. That too: kvartal undo { $slug } --creation
refusal-deletes-again = To redo is to delete the plan again. Then: kvartal delete { $slug }

## Entering a fact
entry-not-a-number = This is not a number. Switch to text to enter words.
entry-not-an-expression = The expression breaks off or holds something strange.
entry-no-result = The expression has no result: a division by zero, or too large a number.
entry-nothing-planned = Nothing is planned: “=” has nothing to take.
entry-not-a-condition = A number is owed here. “-” goes only where the plan is a condition.
entry-no-such-number = There is no number behind that name.
entry-wrong-parts = The plan has another number of parts.
entry-nothing-to-add-to = There is no number yet to add to.
entry-percent-of-pieces = The indicator counts pieces, not percents: “%” is not entered here.
entry-no-such-day = There is no such day in the calendar.
entry-other-unit = The unit is not that of the indicator.
entry-refused = “{ $text }” is not taken. { $cause }

## The exchange format: what is wrong in a JSON file
exchange-at = { $path }: { $what }
exchange-too-long = The file is longer than { $limit } bytes: this is not a plan.
exchange-too-many = There are more than { $limit } goals, tasks and measures: this is not a plan. Divide it into several.
exchange-syntax = Line { $line }, column { $column }: this is not JSON ({ $what }).
exchange-not-a-plan = This is not a plan in the exchange format: the field format is “{ $found }”, and should be “kvartal-plan”.
exchange-unknown-version = The version of the format is { $found }, and this program reads version { $known }. Update kvartal, or save the file in an older version.
exchange-missing = The field { $field } is missing. Add it.
exchange-malformed = Here stands { $found }, and { $expected } should.
exchange-unknown-word = The word “{ $found }” is not known. Known: { $known }.
exchange-numbers-for-kind = The kind { $kind } does not go with so many numbers ({ $found }): number has one, compound two or more, the others none.
exchange-backwards = { $last } is before { $first }. Exchange them.
exchange-level-under = A { $level } cannot stand under a { $above }.
exchange-only-measures = Only a measure has the field { $field }.
exchange-quarter-or-period = A value has either quarter or period: just one of them.
exchange-fact-for-period = Facts are entered by quarter: a value for a longer period has a target only.
exchange-two-notes = The period has one note and its last quarter { $quarter } another. Leave one.
exchange-outside-period = { $found } lies outside the plan's period { $period }.
exchange-term-differs = raw says { $raw }, and the fields of the term say { $said }. Leave one.
exchange-day-differs = raw says { $raw }, and date says { $date }. Leave one.
exchange-raw-differs = raw says { $raw }, and numbers say { $numbers }. Leave one.
exchange-twice = { $what } stands twice. Leave one.
exchange-evidence-differs = The evidence { $id } has another content under another measure. Make them alike, or give them different ids.
exchange-unresolved = Nothing in the file has the address or id { $found }.
exchange-ambiguous = Several rows have the address { $found }. Give the id of the right one in the field subject.
exchange-expected-object = an object {"{"}…{"}"}
exchange-expected-list = a list […]
exchange-expected-text = a text in quotes
exchange-expected-name = a text that is not empty
exchange-expected-bool = true or false
exchange-expected-count = a whole number from 0
exchange-expected-month-number = a month from 1 to 12
exchange-expected-id = an id of 32 hexadecimal digits
exchange-expected-quarter = a quarter such as "2023Q4"
exchange-expected-date = a date such as "2023-11-08"
exchange-expected-month = a month such as "2018-07"
exchange-expected-year = a year such as "2021"
exchange-expected-decimal = a decimal in quotes such as "12.5", with at most 15 digits before the point and 6 after
exchange-expected-moment = a moment such as "2024-01-09T10:00:00Z"
exchange-expected-slug = a name of a–z, 0–9 and hyphens
exchange-expected-months = two months or more
commit-malformed = The change contradicts itself, so it was not saved. This is a fault of the program: please report it.
