### The page itself: controls, progress, errors.

page-skip = Skip to the figures
page-privacy = The model runs in this page. Nothing that you load leaves this computer.
page-copy-link = Copy link
page-copied = Copied
page-copy-failed = The browser does not let this page copy. The address bar holds the same link.
page-scenario = Scenario
page-theme = Theme
page-theme-system = As the system
page-theme-light = Light
page-theme-dark = Dark
page-theme-projector = Projector

scenario-tumour = Tumour screening
scenario-fleet = Engine failure in a fleet
scenario-spam = Spam filter
scenario-digits = Cheque digits

## What a link says and cannot be used: “Part of the link could not be used: the threshold “NaN” is not a number, so 0.5 is used.”

link-left-out = Part of the link could not be used: { $list }.
link-part = { $what }, so { $instead }
link-more = and { $count } more
link-unknown = there is no { $name } “{ $value }”
link-not-offered = this scenario has no { $name } “{ $value }”
link-empty = the { $name } is empty
link-comma = the { $name } “{ $value }” has a comma
link-not-a-number = the { $name } “{ $value }” is not a number
link-too-small = the { $name } “{ $value }” is below { $limit }
link-too-large = the { $name } “{ $value }” is above { $limit }
link-repeated = a second { $name } “{ $value }” was given

link-name-scenario = scenario
link-name-chapter = chapter
link-name-threshold = threshold
link-name-pinned = pinned threshold
link-name-positive = class
link-name-rule = way to choose the threshold
link-name-caught = cost of a caught case
link-name-false-alarm = cost of a false alarm
link-name-missed = cost of a missed case
link-name-left-alone = cost of a case rightly left alone
link-name-capacity = number of cases that people can deal with
link-name-per = number of cases that come in
link-name-recall = least recall
link-name-precision = least precision
link-name-share = flagged share
link-name-beta = weight of recall (beta)
link-name-prevalence = share of positives elsewhere
link-name-yearly = number of cases a year
link-name-target = agreed figure

link-instead-open = “{ $what }” is open
link-instead-use = { $what } is used
link-instead-nobody = it is above every score
link-instead-hand = it is moved by hand
link-instead-rule = it follows the rule “{ $what }”
link-instead-no-pin = nothing is pinned
link-instead-class = “{ $what }” is the positive class
link-instead-none = none is set
link-instead-first = the first counts

link-same-files = These are the files of the link that you opened: its settings apply.
link-other-files = These are not the files of the link that you opened, so its settings do not apply.
link-unknown-files = The link that you opened does not tell which files it was made with, so its settings do not apply.

## What is shown

page-data-real = Real data
page-data-generated = Generated data
page-shown-cases = Shown: the { $shown } { $case-many } of the choosing set, { $positives } of them { $positive-many }. The test set stays sealed.
page-shown-all = Shown: { $shown } { $case-many }, { $positives } of them { $positive-many }. None is sealed for a final check: the line is chosen on the same cases that the figures come from, so new ones may do worse.
page-nothing-sealed = All cases are looked at, none is sealed for a final check.
page-split-made-here = The file does not tell cases for choosing from cases for the test: a fixed rule picked half of them for choosing.
page-where-to-draw = Where to draw the line
page-result = Result at this threshold

## The threshold

page-threshold = Decision threshold
page-threshold-low = flag more
page-threshold-high = flag fewer
page-threshold-nobody = above every score
page-threshold-value = Threshold as a number
page-threshold-typed = { $typed } flags the same cases as { $score }, the next score that occurs.
page-threshold-typed-nobody = No score reaches { $typed }: nobody is flagged.
page-threshold-spoken = Threshold { $threshold }: { $flagged-text } of { $total-text } { $case-many } { $flagged ->
        [one] is flagged
       *[other] are flagged
    }

## Figures

page-figures = Precision and recall
page-figure = Figure
page-percentage = Percentage
page-in-counts = In counts
page-precision = Precision
page-precision-question = When it flags, how often is it right?
page-recall = Recall
page-recall-question = Of those it should find, how many does it find?
page-outcomes = Outcomes
page-outcomes-axes = really ↓ / decision →
page-total = Total
page-positive = Positive cases
page-negative = Negative cases
page-flagged = Flagged
page-not-flagged = Not flagged
page-positive-class = Positive class:

## Charts

chart-show-table = Show as table
chart-download = Download

## Progress

page-fetching = Loading the scenario and the engine …
page-reading = Reading the cases …
page-scoring = Scoring cases: { $done } of { $rows }
page-scoring-seconds = Scoring cases: { $done } of { $rows }, about { $left } s left
page-scoring-minutes = Scoring cases: { $done } of { $rows }, about { $left } min left
page-first-results = First results, from { $cases }: { $caught }, { $missed }, { $alarms }.
page-scoring-cases = Scoring cases
page-cancel = Cancel
page-cancelled = Stopped. What was on screen before is unchanged.
page-again = Try again
page-dismiss = Dismiss

## What can go wrong

page-engine-replaced = The engine stopped unexpectedly. Another one was started and goes on with the work.
page-engine-lost = The engine could not do this: it stopped each time ({ $detail }). Reload the page; with a very large file, close other tabs first or use a smaller file.
page-file-missing = { $file } is not where the page looks for it. Publish the scenario's folder again, complete, or choose another scenario.
page-part-coming = One moment: this part of the page is still loading.
page-part-lost = A part of this page did not arrive: the chapters or the tools to load and edit files. What you see stays. Check the connection, or publish the whole folder again; then press “Try again”.
page-file-lost = { $file } did not arrive whole. Check the connection and try again.
page-other-class = { $file } holds the scores of “{ $class }” only. Load it again and choose another score column for the other class, or bring the model.
page-no-model = This scenario names no model file. Add one under “models” in scenario.json.
engine-busy = The engine was asked two things at once. Try again.
engine-misunderstood = Page and engine are of different versions. Reload the page.
engine-no-choice = The rule finds no line on these cases: { $detail }.
engine-no-model = No model has been loaded. Open the scenario again.
engine-scores = { $file }: { $detail }
