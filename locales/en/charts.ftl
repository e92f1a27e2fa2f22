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
# Boxes to tick below the chart, and what the shaded area is.
chart-band = Show interval band
chart-iso = Show lines of equal F1
chart-band-meaning = The cases were drawn anew 2,000 times. At each recall, 95 of 100 draws have their precision in the shaded area.
summary-precision-recall = Average precision is { $average }; flagging at random would give { $prevalence }.
summary-precision-recall-none = Without both classes there is no precision-recall curve.

## Scores by outcome

chart-scores-by-outcome = Scores by outcome
chart-scores-by-outcome-x = Score
chart-scores-by-outcome-own-scales = two count scales
chart-scores-by-outcome-flagged = flagged →
chart-scores-by-outcome-not-flagged = ← not flagged
summary-scores-by-outcome = How the scores of { $positive } positive and { $negative } negative cases spread, with the threshold between them.

## Charts over the threshold

chart-threshold-x = Decision threshold
# Follows the title of a score axis on which small and large scores have more room.
chart-score-stretched = ends drawn wider

chart-threshold-curves = Precision and recall by threshold
chart-threshold-curves-y = Precision and recall
summary-threshold-curves = A higher threshold flags fewer cases: recall falls, and precision tends to rise.

chart-expected-value = Expected value by threshold
# Title of the vertical axis: $unit is the scenario's currency, $cases the written number of cases.
chart-expected-value-y = { $unit } per { $cases } { $case-many }
chart-expected-value-best = best: { $threshold }
summary-expected-value = The best threshold that the limits allow is { $threshold }, worth { $value }; every threshold from { $from } to { $to } is about as good.
summary-expected-value-cut = The best threshold that the limits allow is { $threshold }, worth { $value }; every threshold from { $from } to { $to } is about as good. The picture shows what one would choose from; the rest, down to { $lowest }, is cut off.
summary-expected-value-none = No threshold has a value that can be compared.

## Rankings

chart-random = Flagging at random

chart-roc = ROC curve
chart-roc-x = Negative cases that are flagged
chart-roc-y = Recall: positive cases that are flagged
summary-roc = Area under the ROC curve is { $area }: the chance that a positive case scores above a negative one.
summary-roc-none = Without both classes there is no ROC curve.

chart-gains = Gains
chart-gains-x = Cases flagged, highest scores first
chart-gains-y = Recall: positive cases that are flagged
chart-gains-perfect = Perfect ranking
summary-gains = The { $flagged } of the cases with the highest scores hold { $recall } of the positive cases.
summary-gains-none = Without positive cases there is nothing to gain.

## Probabilities

chart-calibration = Calibration
chart-calibration-x = Mean score of a group of cases
chart-calibration-y = Positive cases in the group
chart-calibration-perfect = diagonal: score and share agree
summary-calibration = Of { $bins } groups of cases with like scores, { $inside } have a share of positive cases that their score agrees with, within the interval.
summary-calibration-none = The scores are not probabilities, so they cannot be held against shares.

chart-decision = Decision curve
chart-decision-x = Probability at which you would just act
chart-decision-y = Net benefit
chart-decision-model = Model
chart-decision-all = Flag everybody
chart-decision-none = Flag nobody
summary-decision = The model is worth more than flagging everybody or nobody at { $better } of { $points } probabilities.
summary-decision-none = The scores are not probabilities, so there is no decision curve.

chart-coverage = Accuracy by coverage
chart-coverage-x = Coverage: cases that the model decides
chart-coverage-y = Accuracy: its decisions that are right
summary-coverage = Deciding every case itself, the model is right in { $accuracy }; deciding only those it is sure of, and handing the others to people, it is right more often.
summary-coverage-none = There are no cases to decide.

## Other places

chart-by-prevalence = By share of positives
chart-by-prevalence-x = Share of { $positive-many } among all { $case-many }
chart-by-prevalence-counts = Flagged and missed of 1,000 { $case-many }
chart-by-prevalence-flagged = Flagged
chart-by-prevalence-missed = Missed
chart-by-prevalence-here = here: { $share }
# Beside the points on the line at the share that is looked at.
chart-by-prevalence-flagged-count = { $count } flagged
chart-by-prevalence-missed-count = { $missed ->
        [0] none missed
       *[other] { $count } missed
    }
summary-by-prevalence = With this line, { $precision } of the flagged cases are positive where { $here } of all are, as here. Where { $rare } are, it would be { $precision-rare }; where { $frequent } are, { $precision-frequent }.
summary-by-prevalence-nobody = Nobody is flagged with this line, so there is no precision at any share.
summary-by-prevalence-none = Without both classes nothing can be said about another mix.

## Cases in pictures

chart-frequency-tree = Frequency tree
chart-icon-array = Each case a symbol
summary-frequencies = Of { $cases } cases, { $caught } are caught, { $missed } missed, { $false-alarms } are false alarms and { $left-alone } are rightly left alone.

## Headings of tables

column-threshold = Threshold
column-recall = Recall
column-precision = Precision
column-score-from = Score from
column-score-to = Score below
column-positive = Positive cases
column-negative = Negative cases
column-value = Value
column-false-positive-rate = Negatives flagged
column-flagged = Cases flagged
column-lift = Lift
column-mean-score = Mean score
column-observed = Positive share
column-low = Interval from
column-high = Interval to
column-cases = Cases
column-probability = Probability
column-net-benefit = Net benefit of the model
column-net-benefit-all = Flag everybody
column-net-benefit-none = Flag nobody
column-outcome = Outcome
outcome-caught = Caught
outcome-missed = Missed
outcome-false-alarm = False alarms
outcome-left-alone = Rightly left alone
column-confidence = Confidence
column-coverage = Coverage
column-accuracy = Accuracy

## Ways to decide

chart-ways = Right in all, and what is found
chart-ways-right = Right in all { $case-many } (accuracy)
chart-ways-found = Of the { $positive-many }, found (recall)
summary-ways = The model is right in { $right } of all cases and finds { $found } of the positive ones.
summary-ways-none = There are no cases to compare.
column-way = Way to decide
column-share = Share of positives
column-flagged-of-thousand = Flagged of 1,000
column-missed-of-thousand = Missed of 1,000
column-caught = Found
column-missed = Missed
column-false-alarms = Flagged wrongly
chart-read = Read the chart with the arrow keys
ways-model = The model at this line
ways-never = Never flag
ways-always = Always flag
ways-simple = One simple rule
