### The screens. Every id whose first word does not belong to another file lives here.

## Screens
screen-plans = Plans
screen-outline = Outline
screen-facts = Facts
screen-dashboard = Dashboard
screen-evidence = Evidence
screen-history = History
screen-report = Report

## State of the data
state-saved = saved
state-saving = saving…
state-not-saved = not saved
state-closed = quarter closed
yes = yes
no = no

## Columns
column-plan = Plan
column-organisation = Organisation
column-period = Period
column-done = Execution
column-code = No.
column-measure = Measure
column-measures = Measures
column-indicator = Indicator
column-unit = Unit
column-target = Target
column-fact = Fact
column-percent = %
column-note = Note
column-status = Status
column-performer = Performer
column-term = Term
column-date = Date
column-evidence = Evidence
column-quarter = Quarter
column-goal = Goal

## Values that are words
value-deed = to be done
value-done = done
value-no-occasion = no occasion

## Nothing to show
empty-plans = There are no plans yet.
empty-plans-new = Make a plan here.
empty-plans-import = Take a plan in from a document: kvartal import FILE
empty-plans-demo = Look round a sample: kvartal demo
empty-outline = The plan is empty: add the first row.
empty-facts = There is nothing to enter in this quarter.
empty-evidence = There is no evidence in this quarter yet.
empty-history = There have been no changes yet.

## Details
detail-objective = Aim and main result
detail-performers = Performers
detail-term = Term
detail-doubt = Doubt
detail-note-owed = A note is owed
detail-evidence = Evidence

## Prompts
prompt-title = Title: { $about }
prompt-code = Code: { $about }
prompt-new-node = New row: { $about }
prompt-new-node-help = A code may stand before the title: 1.2.3 Hold a seminar
prompt-performers = Performers: { $about }
prompt-performers-help = Part several by semicolons; «(за згодою)» goes after the name.
prompt-term = Term: { $about }
prompt-term-help = For example: IV квартал, липень, 15.09.2026, березень–травень, постійно.
prompt-new-indicator = New indicator: { $about }
prompt-indicator = Indicator: { $about }
prompt-unit = Unit: { $about }
prompt-target = Target of the quarter: { $about }
prompt-target-help = A number, 25/250, «за потреби», or nothing where there is no target.
prompt-fact = Fact of the quarter: { $about }
prompt-fact-help = 12 · = as planned · =5+7 · +3 to add · - no occasion · 12* note
prompt-note = Note: { $about }
prompt-evidence = New evidence: { $about }
prompt-edit-evidence = Evidence: { $about }
prompt-evidence-help = Date, what happened, -> measures: 14.11 семінар для ВПО -> 1.1.3.4, 1.1.3.6 ×2
prompt-evidence-link = The measures it is for: { $about }
prompt-search = Search

## Forms, choices, questions
form-new-plan = New plan
form-header = Header of the plan
form-help = Tab next field, Enter keep, Esc drop
field-title = Title
field-organisation = Organisation
field-period = Period
field-slug = Short name
field-approval-heading = Approval heading
field-approval-role = Approved by: position
field-approval-name = Approved by: name
field-approval-date = Date of approval
field-approval-number = Number of the order
field-signature-role = Signed by: position
field-signature-name = Signed by: name
field-signature-date = Date of the signature
choice-kind = How the indicator is compared and added up
confirm-delete-plan = Delete the plan “{ $about }” with everything in it?
help-heading = { $context } · keymap { $keymap }

## Evidence typed in a line
evidence-no-measure = After “->” name the measures that the evidence is for.
evidence-no-such-measure = There is no measure { $address } in the plan.
evidence-no-text = Say what happened.
evidence-no-count = “{ $text }” is not a count.

## Notices
notice-all-reported = Every row is reported.
notice-no-notes-owed = No note is owed.
notice-bad-date = “{ $text }” is not a date. For example: 27.01.2026.
notice-bad-period = This is not a period. For example: 2026 or 2026Q1..2026Q4.
notice-no-indicator = The measure has no indicator.
notice-no-such-quarter = { $quarter } lies outside the plan.
notice-not-found = Nothing was found.
notice-note-owed = { $subject }: the fact is under the target, a note is owed.
notice-nothing-above = There is no value above to take.
notice-nowhere-to-paste = There is nowhere to paste here.
notice-open-a-plan = Open a plan first.
notice-paste-bad-line = “{ $text }” is not a fact. Nothing was pasted.
notice-plan-deleted = The plan “{ $subject }” is deleted.
notice-redone = Redone: { $subject }
notice-undone = Undone: { $subject }
notice-slug-taken = Another plan has the short name “{ $slug }” already.
notice-target-is-condition = Read as a condition: “{ $text }”. The target has no number.
notice-deleted = { $count ->
    [0] { $subject }: deleted
    [one] { $subject }: deleted with { $count } row under it
   *[other] { $subject }: deleted with { $count } rows under it
}
notice-pasted = { $count ->
    [one] Pasted { $count } fact
   *[other] Pasted { $count } facts
}
notice-paste-too-long = { $count ->
    [one] What was pasted is { $count } line longer than the rows left
   *[other] What was pasted is { $count } lines longer than the rows left
}. Nothing was pasted.

## Fact entry
facts-entry = Entry
facts-note = Note
facts-evidence = Evidence
facts-no-evidence = no evidence
facts-evidence-count = { $count ->
    [one] { $count } piece of evidence, counting { $sum }
   *[other] { $count } pieces of evidence, counting { $sum }
}
facts-control-total = { $count ->
    [one] Control: { $count } number entered, { $sum } in all
   *[other] Control: { $count } numbers entered, { $sum } in all
}
facts-open = still open: { $count }
facts-queue = unreported only
facts-grammar = What can be typed
grammar-number = 12   12.5   1 234.5   25/250: a value
grammar-as-planned = = as planned;   =5+7   =п-2: a calculation
grammar-relative = +3   -1: added to what is there, or taken from it
grammar-no-occasion = - no occasion arose (for a condition only)
grammar-note = 12* why it is less: a fact with its note
grammar-clear = nothing: not reported (which is not zero)
