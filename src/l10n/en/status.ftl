### The vocabulary: statuses, levels, kinds, counted things, months.

## Statuses of an indicator in a quarter
status-exceeded = exceeded
status-met = met
status-partial = partial
status-not-started = not started
status-not-reported = not reported
status-conditional = conditional
status-conditional-reported = cond. reported
status-deed-done = done
status-deed-pending = not done
status-not-planned = not planned
status-unplanned-reported = unplanned
status-in-progress = in progress
status-done-late = done late
status-overdue = overdue

## Levels of a plan
level-goal = goal
level-task = task
level-subtask = subtask
level-measure = measure

## Kinds of term
term-quarter = whole quarter
term-month = month
term-months = months
term-date = by a date
term-range = from month to month
term-years = years
term-ongoing = ongoing
term-text = in words

## How a fact is held against its target
comparator-at-least = at least the target
comparator-at-most = at most the target
comparator-equal = just the target
comparator-between = between
comparator-within = within a deviation

## How the values of several quarters make one
aggregation-sum = sum
aggregation-last = last
aggregation-mean = mean
aggregation-max = largest

## Counted things
count-goals = { $count ->
    [one] { $count } goal
   *[other] { $count } goals
}
count-tasks = { $count ->
    [one] { $count } task
   *[other] { $count } tasks
}
count-subtasks = { $count ->
    [one] { $count } subtask
   *[other] { $count } subtasks
}
count-measures = { $count ->
    [one] { $count } measure
   *[other] { $count } measures
}
count-indicators = { $count ->
    [one] { $count } indicator
   *[other] { $count } indicators
}
count-performers = { $count ->
    [one] { $count } performer
   *[other] { $count } performers
}
count-notes = { $count ->
    [one] { $count } note
   *[other] { $count } notes
}
count-findings = { $count ->
    [one] { $count } finding
   *[other] { $count } findings
}
count-doubts = { $count ->
    [one] { $count } doubt
   *[other] { $count } doubts
}
count-dates = { $count ->
    [one] { $count } date
   *[other] { $count } dates
}
count-items = { $count ->
    [one] { $count } item
   *[other] { $count } items
}
count-evidence = { $count ->
    [one] { $count } piece of evidence
   *[other] { $count } pieces of evidence
}
count-facts = { $count ->
    [one] { $count } fact
   *[other] { $count } facts
}
count-targets = { $count ->
    [one] { $count } target
   *[other] { $count } targets
}
count-plans = { $count ->
    [one] { $count } plan
   *[other] { $count } plans
}
count-changes = { $count ->
    [one] { $count } change
   *[other] { $count } changes
}
count-rows = { $count ->
    [one] { $count } row
   *[other] { $count } rows
}
count-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
count-quarters = { $count ->
    [one] { $count } quarter
   *[other] { $count } quarters
}
count-records = { $count ->
    [one] { $count } record
   *[other] { $count } records
}

## Kinds of doubt
doubt-reading = unclear text
doubt-damaged-label = damaged label
doubt-shifted-columns = shifted columns
doubt-loose-value = value without an indicator
doubt-shared-cell = one cell for several measures
doubt-misplaced-number = number of another section
doubt-missing-number = missing number
doubt-repeated-number = repeated number
doubt-date = doubtful date
doubt-unknown-condition = unknown condition in the plan
doubt-quarter = quarter not named
doubt-look-alikes = Latin letters in Ukrainian words
doubt-left-over = text without a place in the plan
doubt-quoted = “{ $text }”
doubt-blank = blank
doubt-unread = nothing was taken
doubt-both-claim = two sides claim different things
doubt-withdrawn = the document no longer has the measure
doubt-aggregation = how several quarters make one value
doubt-formatting = formatting changes the text
doubt-hidden = hidden row, column or sheet

## Months
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
of-month-1 = January
of-month-2 = February
of-month-3 = March
of-month-4 = April
of-month-5 = May
of-month-6 = June
of-month-7 = July
of-month-8 = August
of-month-9 = September
of-month-10 = October
of-month-11 = November
of-month-12 = December

debt-open = open
debt-settled = settled
debt-explained = explained
debt-carried = carried
debt-withdrawn = withdrawn
pace-so-far = { $fact } of { $target }
pace-left = { $left } left: { $each } each quarter

## Roles
role-nobody = nobody
role-viewer = viewer
role-performer = performer
role-planner = planner
role-approver = approver

# How a longer target stands while it runs
pace-ahead = ahead
pace-on = on pace
pace-behind = behind
pace-broken = limit broken
