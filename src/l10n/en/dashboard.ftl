### The dashboard: plan against fact in a quarter.

## Headings of panels
dash-headline = Done: { $span }
dash-headline-short = Execution
dash-headline-year = Done since the year began: { $span }
dash-quarters = Quarters
dash-by-goal = By goal
dash-by-task = By task
dash-by-performer = By performer
dash-by-unit = By unit of measurement
dash-heat = Goals × quarters, %
dash-deadlines = Terms
dash-attention = Need a look
dash-longer = Longer targets: pace
dash-latest = Just now
dash-measures = Measures: fact { $bar } and plan { $mark } (scale: 150% of plan)
dash-since = Indicators: planned for the year · in the quarter · since the year began · left
dash-indicator = indicator
dash-aggregation = rule
dash-planned-year = year
dash-so-far = so far
dash-left = left
dash-left-each = each
dash-standing = pace or status
dash-burn-up = Running total: plan { $line } and met { $bar }
dash-trend = Trend, % done

## The main figures
dash-done = Done { $done } of { $owed }
dash-nothing-planned = Nothing is due in the quarter
dash-share = { $percent } share done
dash-mean = { $percent } mean (each up to 100%)
dash-mean-short = mean { $percent }
dash-weighted = Σ { $fact } / { $target } { $unit } = { $percent }
dash-rule = % = ({ $met }+{ $exceeded }+{ $deed }+{ $late }) / all that is due · mean: numbers, each max 100%
dash-open-rule = share: % = ({ $met }+{ $exceeded }+{ $deed }+{ $late }) / all that is due · mean: fact / target of each number, at most 100% · { $running } { $conditional } { $reported } not in %

## Counts
dash-count-notes = notes owed
dash-count-overdue = overdue
dash-count-doubts = doubts

## Columns
dash-goal = goal
dash-task = task
dash-performer = performer
dash-unit = unit
dash-quarter = quarter
dash-measure = measure
dash-number = No.
dash-planned = plan
dash-owed = due
dash-open = left
dash-reached = done
dash-mean-column = mean
dash-sum-planned = Σ plan
dash-sum-reached = Σ fact
dash-sum-percent = Σ %
dash-fact = fact
dash-note = note

## Rows
dash-total = total
dash-year = { $year }
dash-part-of-year = all of { $year }
dash-whole-plan = whole plan
dash-no-performer = nobody named
dash-no-unit = no unit
dash-quarter-ends = end of the quarter
dash-more = … { $count } more
dash-many-more = … over { $count } more
dash-due = { $count ->
    [one] { $count } term ends
   *[other] { $count } terms end
}
dash-measures-of-day = { $count ->
    [one] { $count } measure
   *[other] { $count } measures
}
dash-before = { $count ->
    [one] and before: { $count } measure
   *[other] and before: { $count } measures
}

## Why something needs a look
dash-why-overdue = term ended { $day }
dash-why-not-started = not started
dash-why-not-reported = not reported
dash-why-unexplained = note owed
dash-why-broken = limit passed
dash-why-behind = behind the pace

## Nothing there
dash-no-groups = no groups
dash-no-performers = no performer is named
dash-no-deadlines = no open terms
dash-no-attention = all is well: nothing needs a look
dash-open-findings = { $count ->
    [one] the check has { $count } open finding
   *[other] the check has { $count } open findings
}
dash-no-measures = no measures yet
dash-no-longer = no targets for longer spans
dash-no-latest = no changes yet
dash-no-plan = no plan is open
dash-nothing-there = There is nothing to go to

## Signs
dash-legend-done = done
dash-legend-partial = partial
dash-legend-not-started = not started
dash-legend-not-reported = not reported
dash-legend-plan = due
