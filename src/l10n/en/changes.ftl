### Lines of the history, and findings of the check.

## History: what was done
change-create-plan = Made the plan “{ $subject }”
change-edit-header = Edited the header of the plan “{ $subject }”
change-archive-plan = Archived the plan “{ $subject }”
change-unarchive-plan = Brought the plan “{ $subject }” back from the archive
change-delete-plan = Deleted the plan “{ $subject }”
change-add-node = Added “{ $subject }”
change-edit-node = { $subject }: edited
change-edit-node-values = { $subject }: “{ $from }” → “{ $to }”
change-move-node = { $subject }: moved
change-delete-node = { $subject }: deleted “{ $from }” with all under it
change-add-indicator = { $subject }: added the indicator “{ $to }”
change-add-indicator-unnamed = { $subject }: added an unnamed indicator
change-edit-indicator = { $subject }: edited the indicator “{ $to }”
change-delete-indicator = { $subject }: deleted the indicator “{ $from }”
change-set-target = { $subject }, { $quarter }: target { $from } → { $to }
change-set-target-new = { $subject }, { $quarter }: set the target { $to }
change-set-target-cleared = { $subject }, { $quarter }: removed the target { $from }
change-set-fact = { $subject }, { $quarter }: fact { $from } → { $to }
change-set-fact-new = { $subject }, { $quarter }: entered the fact { $to }
change-set-fact-cleared = { $subject }, { $quarter }: cleared the fact { $from }
change-set-fact-plain = { $subject }, { $quarter }: changed the fact
change-set-note = { $subject }, { $quarter }: note “{ $from }” → “{ $to }”
change-set-note-new = { $subject }, { $quarter }: added a note: “{ $to }”
change-set-note-cleared = { $subject }, { $quarter }: removed the note “{ $from }”
change-with-note = { $change }; note “{ $from }” → “{ $to }”
change-with-note-new = { $change }; note “{ $to }”
change-with-note-cleared = { $change }; note “{ $from }” deleted
change-set-targets = { $count ->
    [one] entered { $count } target
   *[other] entered { $count } targets
}
change-set-facts = { $quarter }: { $count ->
    [one] entered { $count } fact
   *[other] entered { $count } facts
}
change-add-evidence = { $subject }: added the evidence “{ $to }”
change-edit-evidence = { $subject }: edited the evidence “{ $to }”
change-delete-evidence = { $subject }: deleted the evidence “{ $from }”
change-settle-doubt = { $subject }: settled a doubt: “{ $to }”
change-settle-doubt-reopened = { $subject }: opened a doubt again
change-flag = { $subject }, { $quarter }: marked for follow-up
change-unflag = { $subject }, { $quarter }: mark for follow-up removed
change-save-point = Save point “{ $subject }”
change-decide-debt = { $subject }, { $quarter }: decided about the debt: “{ $to }”
change-decide-debt-withdrawn = { $subject }, { $quarter }: the decision about the debt was withdrawn
change-rename-performer = The performer “{ $from }” is called “{ $to }” now
change-merge-performers = Performers became one: “{ $from }” is “{ $to }” now
change-tell-performers-apart = “{ $from }” and “{ $to }” are two performers
change-split-performer = Some measures of the performer “{ $from }” were given to “{ $to }”
change-accept-finding = { $subject }, { $quarter }: accepted a finding: “{ $to }”
change-accept-finding-withdrawn = { $subject }, { $quarter }: opened a finding again
change-import = Imported the plan “{ $subject }”
change-close-quarter = Closed { $quarter }
change-reopen-quarter = Reopened { $quarter }: “{ $to }”
change-submit-quarter = Submitted { $quarter }
change-return-quarter = Returned { $quarter }: “{ $to }”
change-approve-quarter = Approved { $quarter }
change-set-role = { $subject }: role “{ $to }”
change-set-role-removed = { $subject }: role removed

## Stages of closing a quarter
stage-none = not submitted
stage-submitted = submitted
stage-returned = returned
stage-approved = approved
stage-closed = closed
stage-reopened = reopened

## The history goes on
change-roll-over = Made of the plan before it: “{ $subject }”
change-restore = { $to ->
    [witness] Brought back from the copy of the latest changes: changes { $subject }
    [state] Brought back from the database: changes { $subject }
    [view] Brought back from the snapshots: changes { $subject }
    [backup] Brought back from a backup: changes { $subject }
   *[journal] Put in order: changes { $subject }
}
change-accept-loss = Accepted that changes { $subject } are lost
change-undone = Undone: { $change }
change-redone = Redone: { $change }
change-whole-plan = plan

## Findings
finding-note-owed = A note is owed: { $status }
finding-fact-without-evidence = The fact { $fact } has no dated evidence
finding-evidence-differs = The fact is { $fact }, the evidence adds up to { $count }
finding-evidence-outside-quarter = The date { $date } lies outside { $quarter }: “{ $text }”
finding-split-differs = The total is { $total }, the performers’ parts add up to { $parts }
finding-words-for-number = Words stand for a number: “{ $text }”
finding-overdue = The term ended on { $date }, and it is not met
finding-doubt = A doubt is not settled: { $text } → { $reading }
finding-percent-summed = Percentages are added up: the indicator needs a mean, or shares
finding-share-incomplete = A bare percentage { $fact } among shares: they make no total
finding-total-missing = { $count ->
    [one] There is { $count } part of a performer, and no total
   *[other] There are { $count } parts of performers, and no total
}
finding-behind-pace = Behind the pace: { $fact } of { $target }
finding-limit-broken = The limit is passed: { $fact } where { $target } is the limit
finding-negative = A count below zero: { $fact }
finding-evidence-late = The event of { $date } is after the due day { $due }: “{ $text }”
finding-evidence-duplicate = The event of { $date } stands twice: “{ $text }”
finding-lapsed = accepted before, but its figures have changed
finding-lapsed-part = { $fact } of { $target }
finding-lapsed-figures = accepted at { $before }, now { $now }
finding-lapsed-note = “{ $note }”
finding-lapsed-no-note = no note
finding-lapsed-and = { " and " }

# What a kind means, under the list.
finding-about-note-owed = The target is not met and nobody says why: a note beside the fact is needed.
finding-about-fact-without-evidence = There is a fact, and no dated event of the quarter that bears it out.
finding-about-evidence-differs = The fact says one number, the dated events of the quarter another.
finding-about-evidence-outside-quarter = The date of the evidence lies outside the quarter that it is reported in.
finding-about-split-differs = The parts of the performers do not add up to the total that was entered.
finding-about-words-for-number = A number is planned, and the fact is words: they cannot be compared.
finding-about-overdue = The due day has passed and something is missing: a debt until it is caught up or decided.
finding-about-doubt = The document can be read in more than one way: choose the right one.
finding-about-percent-summed = Percentages are never added: aggregate them as a mean, or enter facts as shares.
finding-about-share-incomplete = Some parts are shares and some bare percentages: they make no total.
finding-about-total-missing = There are parts that do not add up by themselves: the total has to be entered.
finding-about-behind-pace = A longer target is behind: less is done than the quarters that have ended should have brought.
finding-about-limit-broken = The limit of a longer span is passed already, whatever comes.
finding-about-negative = A count cannot be below zero.
finding-about-evidence-late = The event took place after the due day of the measure.
finding-about-evidence-duplicate = The same event stands twice: under the measure, or with two performers.

## Kinds of finding, for headings
finding-kind-note-owed = note owed
finding-kind-fact-without-evidence = fact without evidence
finding-kind-evidence-differs = evidence differs
finding-kind-evidence-outside-quarter = date outside the quarter
finding-kind-split-differs = parts do not add up
finding-kind-words-for-number = words for a number
finding-kind-overdue = overdue
finding-kind-doubt = doubt of the import
finding-kind-percent-summed = percentages added up
finding-kind-share-incomplete = shares without all their figures
finding-kind-total-missing = parts without a total
finding-kind-behind-pace = behind the pace
finding-kind-limit-broken = limit passed
finding-kind-negative = below zero
finding-kind-evidence-late = evidence after the due day
finding-kind-evidence-duplicate = evidence twice
