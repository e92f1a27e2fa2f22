### Words on the charts (src/charts), their one-sentence summaries, and the
### headings of their table twins. Where a message has arguments, the page
### passes numbers already written out ($...-text) with the number that picks
### the plural form beside them.

## Precision-recall curve

chart-precision-recall = Precision-recall curve
chart-precision-recall-x = Recall: positive cases that are flagged
chart-precision-recall-y = Precision: flagged cases that are positive
chart-precision-recall-prevalence = Flagging at random
chart-precision-recall-iso = F1
# The two lines beside today's point.
chart-precision-recall-point-precision = Precision { $precision }
chart-precision-recall-point-recall = Recall { $recall }
chart-precision-recall-nobody = Nobody is flagged: no precision
summary-precision-recall = Precision at every recall, as { $points } steps. Average precision is { $average }; flagging at random would give { $prevalence }.
summary-precision-recall-none = Without both classes there is no precision-recall curve.

## Scores by outcome

chart-scores-by-outcome = Scores by outcome
chart-scores-by-outcome-x = Score
chart-scores-by-outcome-own-scales = each half has its own scale
chart-scores-by-outcome-flagged = flagged →
chart-scores-by-outcome-not-flagged = ← not flagged
summary-scores-by-outcome = How the scores of { $positive } positive and { $negative } negative cases spread, with the threshold between them.

## Headings of tables

column-threshold = Threshold
column-recall = Recall
column-precision = Precision
column-score-from = Score from
column-score-to = Score below
column-positive = Positive cases
column-negative = Negative cases
