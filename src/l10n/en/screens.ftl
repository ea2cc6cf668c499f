### The screens. Every id goes here whose first word belongs to no other file.

screen-plans = Plans
screen-outline = Outline
screen-facts = Facts
screen-dashboard = Dashboard
screen-figures = Table
screen-evidence = Evidence
screen-findings = Findings
screen-targets = Targets
screen-debts = Debts

saved = saved
saving = saving…

## Columns
column-plan = Plan
column-organisation = Organisation
column-period = Period
column-done = Done
column-code = No
column-measure = Measure
column-indicator = Indicator
column-unit = Unit
column-target = Target
column-fact = Fact
column-due = Due
column-short = short
column-days = days
column-by-dates = by dates
column-difference = differs
column-together = total
column-parts = parts
column-stood = stood
column-read-as = read as
column-so-far = so far
column-left = left
column-limit = limit
column-over = over
column-date = Date
column-evidence = What happened
column-measures = Measures

## Values
value-of-year = year { $value }
value-of-half-year = half { $value }
value-of-nine-months = 9 mo. { $value }
value-of-span = { $from }–{ $to } { $value }
value-baseline = baseline { $value }
value-deed = to do
value-done = done
value-no-occasion = none arose

## Details
detail-objective = Objective
detail-performers = Performers
detail-term = Term
detail-flag = For follow-up
detail-doubt = Doubt
detail-evidence = Evidence of the quarter
detail-share-done = Done { $done } of { $owed } that were due: { $share }
detail-share-met = { $done } of { $planned } indicators with a numeric target are met: { $share } (mean of min(fact/target, 100%): { $mean })
detail-note-owed = A note is owed

## Fact entry
facts-open = { $count ->
    [one] { $count } without a fact
   *[other] { $count } without a fact
}
facts-queue = queue only
facts-entry = Fact
facts-note = Note
facts-evidence = Evidence
facts-no-evidence = No evidence in the quarter
facts-evidence-count = { $count ->
    [one] { $count } piece of evidence
   *[other] { $count } pieces of evidence
} in the quarter, { $sum } in all
facts-control-total = { $count ->
    [one] { $count } row entered
   *[other] { $count } rows entered
}, control total { $sum } (check it against the paper sheet)
facts-control-total-without = { $count ->
    [one] { $count } row entered
   *[other] { $count } rows entered
}, control total { $sum } without percentages (see the paper sheet)
part-of = { $fact } of { $target }
part-rest = still to be divided
part-rest-none = parts do not add up
part-heading = { $name }, part
parts-do-not-add = Parts do not add up: the total is entered by itself
parts-make-total = Total { $sum } by its parts
parts-of-entered-total = Total { $total } entered · parts { $sum } · { $left } still to be divided
detail-parts = By performers
column-year = year
column-baseline = baseline
column-rule = total by
column-pieces = ev.
column-year-so-far = to date
targets-year = { $year }
targets-year-entered = { $total } entered for the year, { $sum } by quarters – { $left } still to be divided
targets-span = { $span }: { $value }
grammar-target-number = 60   number      <=20   10–20   10+-2   comparison and number together
grammar-target-other = 25/250   compound       30.06.2026   date      "as needed"   condition
grammar-target-copy = =   as on the left   =y/4   divide the year   +3   add   Del   none
grammar-target-span = Marked quarters and a number: one target for the whole span
facts-previous = { $quarter }: { $value }
facts-grammar = What may be typed
grammar-number = 12   12.5   1 234.5   a number; comma and point are the same
grammar-as-planned = =   as planned        =5+7   =p*50%   an expression: p target, f fact, prev previous quarter
grammar-relative = +3   -1   add to the fact or take from it
grammar-no-occasion = -   a condition: no occasion arose        0   zero, which is not blank
grammar-note = 12* text   number and note on one line
grammar-clear = Del   not reported        F2   words instead of a number

## Debts
debts-open = Open { $number }
debts-ended = Ended { $number }
debts-due = { $quarter }, was due { $due }: { $state }
debts-open-of = : { $before } from earlier quarters, { $now } of { $quarter }
debts-carried-to = carried to { $day }, { $order }
debts-figures = Target { $target } · fact { $fact } · short { $short }
debts-figures-so-far = Target { $target } · fact { $fact } · short { $short } together with earlier quarters
debts-figures-then = Target { $target } · there was { $fact }
debts-performers = Performers: { $names }
debts-decided-carried = Carried to { $day }, { $order }, { $by }: “{ $reason }”
debts-decided-withdrawn = Withdrawn, { $order }, { $by }: “{ $reason }”
empty-debts = No debts: everything whose time is over is done. { $keys } leads to the outline.
empty-debts-open = No open debts. { $keys } shows the ended ones too.
form-carry-debt = Carry the debt { $about }
form-withdraw-debt = Withdraw the debt { $about }
field-new-day = New day (30.11.2026)
field-reason = Reason
field-order = Order: number and date
notice-debt-decided = The decision about the debt is recorded
notice-debt-undecided = Nothing was decided about this debt

## Findings and doubts
findings-hinder = In the way of handing in { $open }
findings-inform = For information { $open }
findings-counts = Open { $open }, in the way of handing in { $hinder }, accepted { $accepted }
findings-by-kind = by kind
findings-by-measure = by measure
findings-by-performer = by performer
findings-only-open = open only
findings-nobody = No performer
findings-of-group = Open { $open }, accepted { $accepted }.
findings-accepted = accepted { $accepted }
findings-accepted-by = accepted { $date }, { $by }: “{ $reason }”
findings-lapsed = { $changed } ({ $date }, { $by }: “{ $reason }”)
empty-findings = No findings: the quarter can be submitted. { $keys } does that.
empty-findings-open = No open findings. { $keys } shows the accepted ones too.
empty-findings-filtered = Nothing is left here. { $keys } leads back.
prompt-accept = Why it is right as it is: { $about }
prompt-accept-all = Why they are right as they are, findings: { $about }
prompt-accept-help = It needs a reason, and opens again when its figures change.
choice-reading = Doubt { $about }
notice-findings-accepted = { $count ->
    [one] { $count } finding accepted
   *[other] { $count } findings accepted
}
notice-finding-accepted-already = It is accepted already
notice-finding-not-accepted = This finding is not accepted
notice-acceptance-withdrawn = The finding is open again
notice-not-a-doubt = This is no doubt: put it right, or accept it with a reason
notice-doubt-settled = The doubt is settled
prompt-breaks-are-blanks = Line breaks will be blanks: this text has one line
notice-edited = The text from the editor is here: Enter stores it, Esc drops it
notice-no-text-here = There is no text for an editor here
notice-bookmark-put = Bookmark put, { $count } in all
notice-bookmark-removed = Bookmark removed, { $count } left
notice-no-bookmarks = There are no bookmarks
notice-no-other-bookmark = There is no other bookmark
notice-nowhere-back = There is nowhere to go back to

## Empty screens
empty-plans-archived = All plans are in the archive. { $keys } shows them.
first-heading = kvartal: what was planned, and what became of it
first-import = take a document: docx, odt, xlsx, csv, html…
first-new-plan = begin an empty plan
first-demo = look at a sample, with a tour
first-place = The data lie here: { $place }
first-saved = Everything is saved as soon as it is entered.
first-leave = Quit: { $keys }        Українською: KVARTAL_LANG=uk
empty-outline = The plan is empty. { $keys } makes the first row.
empty-facts = There are no indicators yet. { $keys } leads to the outline, where they are made.
empty-queue = Everything is reported. { $keys } shows all rows.
empty-figures = There is nothing to show here. { $keys } shows another table.
empty-evidence = No evidence in this quarter. { $keys } adds some.

## Prompts
prompt-title = Title of { $about }
prompt-code = Number of { $about }
prompt-new-node = New row { $about }
prompt-new-node-help = A title; to give it another number, begin with that: 1.2.7 Title
prompt-performers = Performers of { $about }
prompt-performers-help = Parted by semicolons; “(by consent)” after the name; Tab completes
prompt-term = Term of { $about }
prompt-term-help = Q4 2026, 15.11.2026, or as in the document: листопад 2026, постійно
prompt-new-indicator = New indicator of { $about }
prompt-indicator = Indicator { $about }
prompt-baseline = Baseline of { $about }
prompt-objective = Objective of { $about }
prompt-unit = Unit of { $about }
prompt-target = Target of the quarter { $about }
prompt-target-help = A number, 25/250, “за потреби”; empty for no target
prompt-fact = Fact of the quarter { $about }
prompt-fact-help = A number, = as planned, =5+7, +3, - no occasion, 12* note
prompt-note = Note on { $about }
prompt-evidence = Evidence { $about }
prompt-edit-evidence = Evidence { $about }
prompt-evidence-help = 14.11 Performer: what happened -> 1.1.3.4, 1.1.3.6 ×2 · Tab completes
prompt-evidence-link = File or address: { $about }
prompt-search = Search by number or title { $about }

form-new-plan = New plan
form-header = The plan's header
form-help = Tab next field · Enter go on / save · Esc cancel
field-title = Title
field-organisation = Organisation
field-genitive = Organisation, genitive
field-period = Period (2026Q1..2026Q4)
field-slug = Short name (a-z, 0-9, -)
field-approval-heading = Approval heading
field-approval-role = Approved by: position
field-approval-name = Approved by: name
field-approval-date = Date of approval
field-approval-number = Number of the order
field-signature-role = Signed by: position
field-signature-name = Signed by: name
field-signature-date = Date of signature

choice-kind = How the indicator is judged
confirm-delete-plan = Delete the plan “{ $about }” with everything in it? It goes to the trash (v), from where it can be brought back. { $keys } again deletes it, any other key does not.
help-heading = Keys: { $context } (keymap “{ $keymap }”)

## Notices
notice-alt-is-escape = Esc and a key came together, like Alt: nothing was stored. Enter stores it
notice-paste-without-end = The paste did not come to its end: nothing of it was taken. Paste it again
notice-paste-oversized = The paste is too long: nothing of it was taken. Long data are better imported from a file
notice-quarter-is-shown = Shown: { $quarter }
notice-only-open = Only the open ones
notice-not-only-open = All, settled ones too
notice-already-here = This screen is shown already
notice-nothing-archived = No plans are archived
notice-column-indicator = The column of indicators (where there is room)
notice-column-performer = The column of performers (where there is room)
notice-column-term = The column of terms (where there is room)
notice-column-unit = The column of units (where there is room)
notice-no-such-quarter = { $quarter }: the plan has no such quarter
notice-open-a-plan = Open a plan first: Enter
notice-more = { $count ->
    [one] … and { $count } more remark: see kvartal doctor
   *[other] … and { $count } more remarks: see kvartal doctor
}
notice-still-saving = { $count ->
    [one] { $count } change is still being saved. Quit again to leave without waiting: it may be lost then
   *[other] { $count } changes are still being saved. Quit again to leave without waiting: they may be lost then
}
notice-nowhere-to-paste = Nowhere to paste: open a field
notice-text-too-long = No more room: the text is too long
notice-escape-was-cut = That key came cut in two: nothing was cancelled
chord-help = esc Close
notice-keys-again = The keys were read again: the new ones work
notice-mouse-on = The mouse works: a click moves the focus, the wheel scrolls. Select text with Shift
notice-mouse-off = The mouse is off: the terminal selects text
notice-key-unbound = { $keys }: does nothing here
notice-nothing-searched = { $keys }: does nothing here before a search: / searches
notice-how-to-quit = To leave: { $keys }. Everything entered is saved
notice-quit-with-draft = What is typed is not stored yet. Quit again to leave without it
notice-all-reported = Everything is reported
notice-no-notes-owed = All notes are there
notice-not-found = Not found
notice-no-indicator = This row has no indicator
notice-no-children = A measure has no rows under it; I adds an indicator
notice-nothing-dropped = Nothing that was typed has been dropped
notice-nothing-to-repeat = Nothing has been entered yet
notice-no-performers = The measure names no performers
notice-mark-quarters = Mark several quarters first
notice-odd-taken = “{ $text }” in the row above is stored as it was typed: look it over
notice-filled = { $count ->
    [one] Written into { $count } cell
   *[other] Written into { $count } cells
}
odd-both = { $fact } where { $planned } is planned, { $previous } the quarter before. Enter again stores it
odd-planned = { $fact } where { $planned } is planned. Enter again stores it
odd-previous = { $fact }, but { $previous } the quarter before. Enter again stores it
notice-nothing-above = There is nothing above to take
notice-note-owed = { $subject }: not as planned, a note is owed
notice-deleted = Deleted { $subject }{ $count ->
    [0] {""}
    [one] {" "}and { $count } row under it
   *[other] {" "}and { $count } rows under it
}. u brings it back
notice-plan-deleted = In the trash. To bring it back: u, later kvartal undelete { $slug } · “{ $subject }”
notice-plan-gone = This plan is not there any more
notice-target-strict = “{ $text }”: only ≤ (typed <=) and ≥ (typed >=) are compared
notice-target-nothing-left = There is no target on the left for “=” to take
notice-target-words = “{ $text }” is neither a number nor a known condition. Put a condition in quotes: "{ $text }"
notice-target-unit = “{ $text }”: the unit is not that of the indicator
notice-bad-period = “{ $text }” is not a period. It is written 2026Q1..2026Q4, 2026 or Q4 2026
notice-bad-date = “{ $text }” is not a date
notice-slug-taken = Another plan has the name “{ $slug }”
notice-paste-no-row = { $count ->
    [one] Line { $line } has no row: { $count } line too many. Nothing was entered.
   *[other] Line { $line } has no row: { $count } lines too many. Nothing was entered.
}
notice-paste-empty = There are no lines in what was pasted
paste-heading = { $count ->
    [one] Paste { $count } value
   *[other] Paste { $count } values
}{ $empty ->
    [0] {""}
    [one] {" "}· { $empty } empty line
   *[other] {" "}· { $empty } empty lines
}
paste-left-alone = stays
paste-nothing-yet = Nothing is written yet: enter pastes all as one change, esc does not
notice-paste-bad-line = Line { $line }: “{ $text }” will not do. Nothing was entered.
notice-pasted = { $count ->
    [one] { $count } value entered
   *[other] { $count } values entered
}
evidence-no-measure = “{ $text }”: which measure is it for? Add -> 1.1.3.4
evidence-no-such-measure = There is no measure { $address }
evidence-no-text = “{ $text }”: what happened?
evidence-no-count = “{ $text }” is not a count
detail-by-consent = by consent
# Under a line while it is typed: what it was read as, and what is uncertain about it.
read-as = read as: { $text }
read-note = note: { $text }
read-no-target = “{ $text }”: no target
read-no-performers = “{ $text }”: no performers
read-no-unit = “{ $text }”: no unit
read-compares-others = the comparison changes for all targets of this indicator
read-condition = the condition “{ $text }”: nothing is owed by the plan
read-deed = the deed “{ $text }”: done or not
read-term = due by { $day }
read-term-ongoing = ongoing: till { $day }
read-term-words = “{ $text }” is words: the term is not tracked
unsure-marks = Is “{ $text }” { $reading } or { $other }? Enter again takes the first
unsure-product = Is “{ $text }” { $reading } with a note, or { $other }? Enter again takes the note; a product is “={ $text }”
unsure-nought = “{ $text }”: one of its parts is zero
unsure-code = “{ $text }” is an unusual number and is kept as it is
unsure-part-of-one = Is “{ $text }” { $reading } % or { $other } %? Enter again takes { $reading } %
unsure-words = “{ $text }” is in words, but a number is planned: it will not count
unsure-negative = “{ $text }” is below zero
unsure-no-day = “{ $text }”: there is no such day or term
unsure-outside = “{ $text }”: { $reading } lies outside the plan
unsure-future = { $reading }: this day has not come yet
unsure-unknown = { $reading }: the plan does not know this performer yet
unsure-unknown-near = { $reading }: is { $other } meant? Enter again makes a new performer
unsure-reading = “{ $text }” is read as { $reading }
unsure-readings = “{ $text }” is read as { $reading }, and may be { $other } too
evidence-other-quarter = { $quarter }: this is not the quarter on the screen
evidence-added = Added to { $measures }{ $count ->
    [0] {" "}without a date
    [one] , { $count } date
   *[other] , { $count } dates
}

## The preview of an import
screen-performers = Performers
screen-history = History
screen-import = Import
screen-report = Report
screen-learn = Columns of a new form
import-into = { $file } → { $slug }
import-new = { $file } → a new plan
import-counts = { $doubts } · { $measures } · { $indicators }
import-measures = { $count ->
    [one] { $count } measure
   *[other] { $count } measures
}
import-indicators = { $count ->
    [one] { $count } indicator
   *[other] { $count } indicators
}
import-open-doubts = { $count ->
    [0] no open doubts
    [one] { $count } open doubt
   *[other] { $count } open doubts
}
import-difference = measures: added { $added }, changed { $changed }, withdrawn { $withdrawn }, untouched { $untouched }
import-heading-doubts = Doubts
import-heading-changes = What will change
import-heading-outline = As read
import-stood = stood
import-read-as = read as
import-settled = settled
import-others = or
import-the-plan = the plan itself
import-place-table = table { $table }
import-place-row = row { $row }
import-place-column = column { $column }
import-place-line = line { $line }
import-empty = There is nothing new in the document.
prompt-import = A document that becomes a new plan
prompt-import-into = A document that goes into { $about }
prompt-import-help = Tab completes the name, Tab again is the next. First you see what was read
prompt-report-file = Write the report to a file
prompt-report-file-help = The ending is the format: docx xlsx pdf html md csv. Tab completes
prompt-genitive = "{ $about }" in the genitive
prompt-genitive-help = For the title of the report: «Звіт про виконання плану … кого? чого?». Asked once
prompt-genitive-none = Empty: the organisation gets a line of its own above the title.
prompt-signs-role = The plan has no signatures: the position of the one who signs
prompt-signs-role-help = Asked once; the header of the plan changes it
prompt-signs-none = Empty: the report has no signature.
prompt-signs-name = { $about }: first and last name
prompt-signs-name-help = It stands under the table of the report
prompt-figures-file = Save the table to a file
prompt-figures-file-help = The ending is the format: md csv svg. Tab completes
prompt-compare = Compare with
prompt-compare-help = A quarter (2, 2025Q4) or the short name of a plan; Tab completes
notice-reading = Reading { $file }…
notice-import-nothing = The document changes nothing in the plan.
notice-import-settled = { $count ->
    [one] { $count } doubt settled
   *[other] { $count } doubts settled
}
notice-import-none-alike = No open doubts of this kind here
notice-import-no-other-doubt = No other open doubts
notice-import-leaving = The doubts settled here would be lost: leave once more to drop the document.
notice-import-known = This very plan is there already: { $plan }. To take the file into it, open that plan and import there.
notice-import-twin = There is a plan of the same organisation for the same period already: { $plan }. To merge the document into it, open that plan and import there.
notice-import-dropped = The document was not taken in: nothing changed.
notice-writing = Writing { $file }…
notice-written = Wrote { $file }.
notice-name-a-file = Name a file
notice-no-such-file = There is no such file
notice-file-exists = { $file } is there already and is not your own earlier report. Proposed: { $other }
notice-replace-file = { $file } is there already. Enter again replaces it
notice-copied-out = The table was sent to the clipboard of the terminal
notice-too-long-to-copy = { $count ->
    [one] The table is too long for the clipboard: { $count } byte. Save it to a file
   *[other] The table is too long for the clipboard: { $count } bytes. Save it to a file
}
notice-nothing-to-compare = “{ $text }”: the plan has no such quarter, and there is no such plan
notice-no-tour = There is no tour: it is in the sample (list of plans)
notice-tour-left = The tour was left. The sample can be deleted in the list of plans
notice-tour-over = The tour is over. The sample can be deleted in the list of plans
report-head = { $form } · { $period }
report-head-blank = { $form } · { $period } · without facts
report-reading-forms = Reading the forms…
report-too-large = The plan is too large for a document: { $text }. { $keys } shows another form.
differs-code = number
differs-title = title
differs-objective = aim
differs-performers = performers
differs-term = term
differs-indicator = indicator
differs-target = target
differs-fact = fact
differs-note = note
differs-evidence = event
differs-acceptance = finding accepted
differs-decision = decision about the debt
differs-flag = mark for follow-up
differs-doubt = doubt

## A draft that the window before left
draft-heading = Draft: this was being typed when the window ended
draft-help = Not entered yet. ctrl-r brings back what was let go

## Two changed the same
conflict-heading = Somebody changed this before you
conflict-mine = yours
conflict-theirs = theirs
conflict-before = before
conflict-help = Until you choose, the plan has theirs. esc Leave theirs (ctrl-r brings mine back)
conflict-take-mine = Mine
conflict-take-theirs = Theirs
conflict-take-my-value = My number, their note
conflict-all-mine = All mine
conflict-all-theirs = All theirs
conflict-evidence = evidence

## Closing a quarter
closing-heading = Closing { $quarter }
closing-state = State: { $stage }.
closing-state-by = State: { $stage } by { $by }, { $at }.
closing-ready = Ready: nothing keeps it from being submitted.
closing-hindered = Not ready yet: { $count ->
    [one] { $count } finding stands in the way
   *[other] { $count } findings stand in the way
}. Enter leads there.
closing-informs = only informs
closing-accept-blank = { $count ->
    [one] Accept { $count } blank with a reason
   *[other] Accept { $count } blanks with one reason
}
closing-submit = Submit for approval
closing-return = Return with a reason
closing-approve = Approve
closing-close = Close
closing-reopen = Reopen with a reason
prompt-return = Why the quarter is returned
prompt-reopen = Why the quarter is opened again
prompt-step-help = The reason is shown in the history and on this screen.
notice-quarter-submitted = { $quarter } is submitted. Its data can be changed once it is returned.
notice-quarter-returned = { $quarter } is returned: its data can be changed again.
notice-quarter-approved = { $quarter } is approved.
notice-quarter-closed = { $quarter } is closed.
notice-quarter-closed-unapproved = { $count ->
    [0] { $quarter } is closed, and was neither submitted nor approved.
    [one] { $quarter } is closed, and was neither submitted nor approved; { $count } finding is open.
   *[other] { $quarter } is closed, and was neither submitted nor approved; { $count } findings are open.
}
notice-role-digits = A digit gives the role: 1 viewer, 2 performer, 3 planner, 4 approver; 5 takes it away.
notice-role-first = This is the first role of the plan: from now on everybody may do only what his role allows. You are an approver.
notice-no-performer = The plan has no performer “{ $name }”.
prompt-role = Who gets a role
prompt-role-help = an account, as at the login, or @group; a viewer at first, then a digit gives the role
prompt-role-performer = Whose facts { $about } enters
prompt-role-performer-help = the name of a performer of the plan (Tab completes); empty for all of them
roles-heading = Roles of the plan: { $count }
roles-add = + Give a role
roles-add-help = Enter: name a user or a group.
roles-of-all = all performers
roles-none = The plan has no roles: everybody may do everything. Whoever gives the first one becomes an approver.
roles-may-viewer = A viewer only looks.
roles-may-performer = A performer enters facts, notes and evidence; plan, decisions and submitting are closed to him. Enter: whose they are.
roles-may-planner = A planner changes plan, facts and decisions, and submits the quarter; he does not return, approve, close or give roles.
roles-may-approver = An approver may do everything: return, approve, close, reopen, and give roles.
roles-close = Who can close a quarter: { $who }.
roles-keys = 1 viewer  2 performer  3 planner  4 approver  5 take away
review-heading = Compared
review-done = done of what is owed
review-mean = mean up to 100%
review-accepted = accepted findings
review-broken = broken limits
review-debts = open debts
review-far = What differs most
review-changed = { $count ->
    [0] Nothing was changed since it was submitted before.
    [one] Since it was submitted before: { $count } change (g h for the history).
   *[other] Since it was submitted before: { $count } changes (g h for the history).
}
notice-quarter-reopened = { $quarter } is open again. Changes will be marked as corrections.

## History of a value
history-count = { $count ->
    [one] { $count } change
   *[other] { $count } changes
}
history-of-plan = All changes of the plan
history-all-quarters = all quarters
history-is-read = The journal is being read…
history-value = { $label }: was “{ $from }”, became “{ $to }”
screen-timeline = Timeline
timeline-all = my changes and others’
timeline-mine = my changes only
timeline-here = The plan is in this state.
timeline-undone = Undone. Enter brings the plan back to this branch: your changes are done again one by one.
timeline-go-back = Enter brings the plan to the state right after this; what came later stays on its branch.
timeline-of-others = Somebody else’s change: it is shown, and only your own states can be gone back to.
empty-timeline = Nothing was changed here yet.
empty-timeline-mine = There are no changes of yours yet.
notice-no-branch = There is no branch of undone changes that way
notice-here-already = The plan is in this state already
notice-state-restored = { $count ->
    [one] Gone back by { $count } step
   *[other] Gone back by { $count } steps
}
notice-not-own-change = { $who } made this change: only your own states can be gone back to
hint-go-on-typing = Go on typing
hint-let-go = Let go
hint-apply = Apply
hint-find = Find
hint-roll-over = Make the plan
prompt-save-point = Name of the save point
prompt-save-point-help = everything is saved already: the name is seen in the timeline
empty-history = Nothing was changed here yet. { $keys } leads to the outline.
empty-history-quarter = Nothing was changed here in this quarter. { $keys } shows all quarters.
value-empty = empty
column-when = when
column-who = who
column-changed = what was changed: from → to
notice-nothing-with-history = There is no value with a history here.
notice-not-restored = Nothing to restore here: targets, facts and notes are restored.
notice-no-row-there = That row is not in the plan any more.

## Performers
column-performer = Performer
column-measures-count = measures
column-owed = owed
column-percent = %
column-done-count = done
column-shared = shared
column-notes = !
performers-count = { $count ->
    [one] { $count } performer
   *[other] { $count } performers
}
performers-count-alike = { $count ->
    [one] { $count } performer
   *[other] { $count } performers
} · like another: { $alike }
performers-alike = Like “{ $name }”. Is it the same performer?  { $keys } merge with it · { $apart } not the same, ask no more
performers-signs = { $sign } no fact  ! no note
performers-own-part = , of them { $value }
performers-holdings = Parts of targets { $targets }, of facts { $facts }; evidence { $evidence }.
performers-variants = Other spellings: { $names }
empty-performers = No performers yet: a document brings them, or { $keys } on a measure of the outline.
form-split-performer = Split: give measures away · { $about }
field-new-performer = To whom (name)
field-measures = Measures (codes, by commas)
prompt-rename-performer = Name of the performer · { $about }
prompt-rename-performer-help = Changes everywhere, as one change; the old name stays among the spellings.
merge-heading = Merge performers
merge-goes = goes
merge-stays = stays
merge-together = together
merge-measures = measures
merge-targets = parts of targets
merge-facts = parts of facts
merge-evidence = evidence
merge-no-clash = No value that both have: everything moves as it is.
merge-not-yet = Nothing is written yet. Enter makes them one, as one change.
merge-clash = { $place }: { $from } and { $into }
merge-more-clashes = … and { $count } more
merge-add = add up
merge-keep-into = keep that of the one who stays
merge-keep-from = keep the other’s
notice-performers-merged = The performers are one: parts and evidence are kept. u brings both names back.

# The plans that were deleted
trash-heading = { $count ->
    [one] Trash: { $count } plan, nothing leaves it by itself
   *[other] Trash: { $count } plans, nothing leaves it by itself
}
trash-empty = The trash is empty.
trash-about = { $organisation } · { $period } · deleted { $when }, { $who }
trash-help = Enter brings the plan back whole: measures, facts, evidence, history.
notice-slug-taken-since = Another plan is called { $slug } now. Bring it back under another name: kvartal undelete { $id } --slug NAME

notice-nobody-alike = Nobody has a name like it.
notice-performer-new = New performer: { $name }
notice-performer-new-near = New performer: { $name }. Similar: { $other }
notice-performer-split = The measures are given away with their parts and evidence.
notice-performer-near = Like “{ $name }”: if it is the same performer, merge them.
notice-performer-idle = No measure names this performer.
notice-no-other-performer = There is no other performer in the plan.
notice-no-such-measure = There is no measure { $code } in the plan.

## The plan of the next period
rollover-heading = The plan of the next period
rollover-period = { $period } · { $slug }   (↑↓ – another beginning)
rollover-copied = Copied: measures { $measures }, rows above them { $above }, indicators { $indicators }, performers { $performers }.
rollover-targets = Targets: { $targets } of { $all }
rollover-all = all, as they are
rollover-none = none: they will be entered
rollover-unmet = only what was not met; of a number that adds up, the rest
rollover-cleared = Left with this plan: facts { $facts }, notes { $notes }, evidence { $evidence }; dates and numbers of approval and signatures are blank.
rollover-no-debts = No debt is open.
rollover-debts = Open debts ({ $count }) stay with this plan.
rollover-debts-planned = Open debts ({ $count }) are planned again: the rest, or all of it.
rollover-carried = Carried to the next period by a decision: { $count }.
rollover-nothing-yet = Nothing is written yet. Enter makes the plan as one change.
notice-rolled-over = The plan { $slug } is made: { $count ->
    [one] { $count } measure
   *[other] { $count } measures
}

## Evidence
notice-evidence-counted = Evidence counts for the indicator { $address } “{ $name }” now.
notice-one-indicator = The measure has only one indicator.

## Who is here
people-here = { $count } here
people-heading = Who is here: { $count }
people-alone = You are here alone.
people-you = { $name } (you)
people-typing = { $place }, typing
people-idle = { $count ->
    [one] idle for { $count } minute
   *[other] idle for { $count } minutes
}

## All actions
palette-heading = All actions
palette-nothing = There is no such action: try another word
palette-only-in = only in: { $where }
palette-no-plan = open a plan first
palette-nowhere-back = nowhere to go back to

go-to-heading = Go to a measure, task or indicator of any plan
go-to-nothing = Nothing was found: try another word
go-to-searching = Searching…
go-to-failed = The search has failed; Enter searches again.
go-to-found = { $count ->
    [one] { $count } place found
   *[other] { $count } places found
}
go-to-listed = the first { $count } are shown
go-to-searched = plans searched: { $count } of { $all }
go-to-unread = plans that could not be read: { $count }

## Marked rows, cutting, numbering
notice-marked = Marked: { $count }. Edits are about all that is marked
notice-cut = { $count ->
    [one] { $count } row cut: go where it belongs and paste
   *[other] { $count } rows cut: go where they belong and paste
}
notice-copied = { $count ->
    [one] { $count } row copied: the plan without facts
   *[other] { $count } rows copied: the plan without facts
}
notice-put = { $count ->
    [one] { $count } row added
   *[other] { $count } rows added
}
notice-deleted-rows = { $count ->
    [one] { $count } row deleted
   *[other] { $count } rows deleted
}
notice-row-added = { $subject } added. enter – one more row after it
notice-nothing-cut = Nothing has been cut or copied yet
notice-numbered-already = The numbers already go with the places
proposal-renumber = { $count ->
    [one] New numbers: { $count } row
   *[other] New numbers: { $count } rows
}
proposal-help = Nothing is written yet. enter Change all · esc Leave as it was
column-term = Term

## Search and filter
notice-found = { $at } of { $count }
notice-nothing-to-search = There is nothing to search here
prompt-filter = Filter
prompt-filter-help = tab Complete · ctrl-s Save · @saved · status: performer: term: owes:note owes:fact has:debt has:doubt has:flag · and text
filter-status = status
filter-performer = performer
filter-term = term
filter-owes = owes
filter-has = has
filter-owes-note = note
filter-owes-fact = fact
filter-has-debt = debt
filter-has-flag = flag
filter-has-doubt = doubt
filter-found = In the quarter: { $count } of { $all }
filter-names = Saved: { $names }
filter-not-saved = There is no saved filter "{ $text }". tab completes
filter-nothing-to-save = There is nothing to save: type a filter
filter-none-saved = No filters are saved yet. Type a filter and save it with ctrl-s.
filter-deleted = The filter "{ $name }" is deleted. ctrl-r in the line of the filter brings its text back
filter-saved = The filter "{ $name }" is saved
filter-name-taken = There is a filter "{ $name }" already: { $query }. enter again replaces it
filter-name-empty = The name is empty
filter-name-long = The name is too long: at most { $count } characters
filter-name-marks = A name has no quotation marks and no @
filter-too-many = There are { $count } saved filters already: delete some
filters-heading = Saved filters: { $count }
filters-save = + Save the one in force: { $query }
filters-help = A digit or enter applies one. x deletes it. In the line of the filter a name is typed after @.
prompt-filter-name = Save the filter { $about } under the name
prompt-filter-name-help = From then on it is called @name
notice-nothing-to-delete = There is nothing to delete here
notice-nothing-to-save = Nothing is saved under a name here: enter keeps what is typed
filter-unknown-key = There is no such word before the colon: “{ $text }”
filter-unknown-value = There is no such value: “{ $text }”. tab completes
filter-no-value = Nothing stands after the colon: “{ $text }”. tab completes
filter-nothing = Nothing passes this filter. { $keys } takes it off.

## The tour through the sample
tour-heading = Tour { $at } of { $of } · { $skip } skips the step · { $leave } leaves
tour-outline = This is a plan: goals, tasks, measures. The sign before a row says how it stands: ✓ met, ◐ partial, ○ not started, · not reported. Press { $keys } to go one row down.
tour-details = Press { $keys }: the details of the row – indicator, performers, term, evidence. Once more hides them.
tour-facts = Press { $keys }: facts are entered in a table, row by row.
tour-next = Press { $keys }: the cursor goes to the next row without a fact.
tour-entry = Type a number, or = (“as planned”), and { $keys }. What is entered is saved at once.
tour-undo = Press { $keys }: the latest change is taken back. All that you did can be taken back so.
tour-findings = Press { $keys }: the findings say what to put right before you submit.
tour-dashboard = Press { $keys }: the dashboard shows what is done, by goals, quarters and performers.
tour-help = Press { $keys }: the help has all keys of a screen. “:” finds all other actions.

## Tables of figures
figures-what = what
figures-owed = owed
figures-done = done
figures-percent = %
figures-open = left
figures-notes = no note
figures-status = status
figures-dates = dates
figures-mean = mean
figures-change = change
figures-none = none
figures-owed-so-far = owed so far
figures-done-so-far = done so far
figures-quarters = Goals by quarters, % done
figures-burn-up = Burn-up from the beginning of the year
figures-trend = Trend
figures-beside = Side by side
figures-until = until { $day }
figures-only-open = what is left only
figures-order-plan = as in the plan
figures-order-worst = the worst first
figures-order-open = most left first
figures-order-notes = most notes owed first

# Why facts of several quarters make no one value
gap-stale = { $fact } of { $quarter }
gap-missing = data for { $have } of { $of }
gap-mixed = not all are shares
gap-added = percentages are not added

learn-unread = the form does not read this very document: look at what the columns hold, and at the row of the header
learn-count = there are { $columns } columns, and { $said } were named
learn-no-measures = no column holds measures
learn-twice = named twice: { $holds }
learn-twice-timed = named twice: { $holds }; say of which period each of these columns is
holds-ordinal = row number
holds-code = code of the measure
holds-goal = goal
holds-task = task
holds-subtask = subtask
holds-objective = aim
holds-measure = measure
holds-indicator = indicator
holds-performers = performers
holds-term = term
holds-target = target
holds-fact = fact
holds-note = note
holds-unit = unit
holds-baseline = value before
holds-share = fact in percent of the target
holds-mark = mark of what was done
holds-nothing = nothing of a plan
learn-head = { $file } · { $columns ->
    [one] { $columns } column
   *[other] { $columns } columns
}
learn-unsure = unclear: { $count }
learn-header-row = header: row { $row }
learn-not-written = not written yet
learn-column-header = In the document
learn-column-holds = It is
learn-column-why = How it is known
learn-known-header = its header
learn-known-person = your choice
learn-known-nothing = not known
column-period-header = as in the header
column-period-own = the document’s own period
column-period-first = 1st quarter
column-period-second = 2nd quarter
column-period-third = 3rd quarter
column-period-fourth = 4th quarter
column-period-first-half = 1st half-year
column-period-second-half = 2nd half-year
column-period-nine-months = 9 months
column-period-year = year
column-period-to-date = from the beginning of the year
learn-column-first = First values
learn-rows = The first rows as they would be read
learn-tried = Tried: { $measures ->
    [one] { $measures } measure
   *[other] { $measures } measures
}, doubts { $doubts }.
learn-failed = Not read yet: { $why }.
learn-nothing-read = Not read yet: no measure.
learn-meanings = What does "{ $column }" hold?
learn-periods = Of which period is the column “{ $column }”?
learn-no-meaning = There is none like this. esc goes back
notice-form-unread = The form was not written: it does not read the document yet.
notice-no-period-here = Only columns of the plan, the facts and the notes have a period.
notice-no-other-header = There is no other row for the header.
