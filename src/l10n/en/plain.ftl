## The dialogue of lines (--plain)
plain-greeting = kvartal, plan: { $plan }, { $quarter }. Without a fact { $missing } of { $rows }, notes owed { $notes }. ? for help.
plain-no-plans = There are no plans. To take in a document: kvartal import FILE. To make an empty one: kvartal new. To see a sample: kvartal demo.
plain-plans = { $count ->
    [one] { $count } plan in all.
   *[other] { $count } plans in all.
}
plain-ask-plan = plan?
plain-unknown = Unknown command: "{ $text }". ? for help.
plain-help =
    Commands, by letter or word. An empty line: where am I; it changes nothing.
    f: facts that are missing; when there are none, all in turn.
    n: notes that are owed.
    d CODE: details of a measure.
    g CODE: go to a measure and enter its fact.
    / WORDS: search.
    t goals, t performers, t quarters: the dashboard in sentences.
    e LINE: something that happened. Example: e 14.11 seminar -> 1.1.3.4
    q QUARTER: another quarter. Example: q 2023Q3
    check: findings.
    report FILE: the report into a file.
    u: undo the last change.
    where: where am I. quit: leave.
plain-help-fact =
    A number: 12 or 12.5. As planned: equals. Reckon: =5+7. Add to what is there: +3.
    No occasion arose: -. A number with a note: 12* reason. Words: begin with a quote.
    Empty: skip. A dot: back to the commands.
plain-ask-fact = fact?
plain-ask-note = note?
plain-ask-evidence = what happened?
plain-skipped = Skipped.
plain-noted = Note entered.
plain-entered = Entered: { $fact }, { $status }.
plain-share = Done in all { $done } of { $owed }, { $share }.
plain-nothing-owed = Nothing is planned in this quarter.
plain-all-reported = All is reported. All indicators follow in turn.
plain-queue-end = End of the queue: without a fact { $missing }. u to undo, t for the table, quit to leave.
plain-no-notes-owed = No notes are owed.
plain-notes-end = End of the queue of notes.
plain-row = { $address }. { $title }.
plain-target = Target { $target } { $unit }.
plain-target-bare = Target { $target }.
plain-comparison = Comparison: { $how }.
plain-no-target = No target.
plain-before = Last quarter { $fact }.
plain-fact = Fact { $fact }, { $status }.
plain-no-fact = No fact.
plain-flag = Marked for follow-up.
plain-performers = Performers: { $names }.
plain-term = Term: { $term }.
plain-note = Note: { $note }
plain-evidence = Happened: { $text }
plain-not-a-number = Not a number: "{ $value }". For words, begin with a quote.
plain-which-measure = Which measure? Example: g 1.1.3.4
plain-search-what = Search for what? Example: / seminar
plain-more = { $count } more: Enter, 0 is enough
plain-listed = { $count ->
    [one] { $count } line in all.
   *[other] { $count } lines in all.
}
plain-by-performers = performers
plain-by-quarters = quarters
plain-goal = { $level } { $address }: { $title }. { $share }
plain-performer = Performer { $name }. { $share }
plain-quarter = { $quarter }: done { $done } of { $owed }, { $share }.
plain-nothing-open = Check: all is well, nothing is open.
plain-report-where = Where to? Example: report report.docx
plain-rows = { $count ->
    [one] { $count } entry in all.
   *[other] { $count } entries in all.
}
plain-so-far = Shown so far: { $count } of { $all }.
plain-flagged = marked
