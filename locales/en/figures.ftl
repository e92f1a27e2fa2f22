# Sentences about figures, comparisons and verdicts (src/explain).
# $x is the number that picks the plural form, $x-text is how it is written.
# $case-one, $caught-many and the like are the scenario's own words.

figures-percent = { $number }%
figures-threshold-nobody = above every score

## One threshold

figures-frequency =
    Of { $total-text } { $case-many } like these, { $flagged ->
        [0] none is flagged.
        [one] { $flagged-text } is flagged: { $caught-text } rightly, { $wrong-text } wrongly.
       *[other] { $flagged-text } are flagged: { $caught-text } rightly, { $wrong-text } wrongly.
    } { $missed ->
        [0] None is missed.
        [one] { $missed-text } is missed.
       *[other] { $missed-text } are missed.
    }

figures-precision =
    Of { $whole-text } { $whole ->
        [one] { $whole-one }
       *[other] { $whole-many }
    }: { $caught ->
        [0] no { $caught-many }
        [one] { $caught-text } { $caught-one }
       *[other] { $caught-text } { $caught-many }
    }, { $rest ->
        [0] no { $rest-many }
        [one] { $rest-text } { $rest-one }
       *[other] { $rest-text } { $rest-many }
    }. Precision { $percent }%.

figures-recall =
    Of { $whole-text } { $whole ->
        [one] { $whole-one }
       *[other] { $whole-many }
    }: { $caught ->
        [0] no { $caught-many }
        [one] { $caught-text } { $caught-one }
       *[other] { $caught-text } { $caught-many }
    }, { $rest ->
        [0] no { $rest-many }
        [one] { $rest-text } { $rest-one }
       *[other] { $rest-text } { $rest-many }
    }. Recall { $percent }%.

## Why a figure has no value (the page shows "–" before it)

figures-undefined-no-cases = There are no { $case-many } here.
figures-undefined-no-positives = There are no { $positive-many } here.
figures-undefined-no-negatives = There are no { $negative-many } here.
figures-undefined-nothing-flagged = No { $case-one } is flagged at this threshold.
figures-undefined-nothing-left-alone = Every { $case-one } is flagged at this threshold.
figures-undefined-no-positives-and-nothing-flagged = There are no { $positive-many } and nothing is flagged.
figures-undefined-no-false-alarms = Nothing is flagged wrongly, so this ratio has no limit.
figures-undefined-no-negative-left-alone = All { $negative-many } are flagged, so this ratio has no limit.
figures-undefined-scores-are-not-probabilities = The scores are not between 0 and 1, so they cannot be read as probabilities.
figures-undefined-parameter-out-of-range = A setting is outside its range.

## Names of figures (they start a sentence or a table row)

figures-name-precision = Precision
figures-name-recall = Recall
figures-name-specificity = Specificity
figures-name-false-positive-rate = False positive rate
figures-name-false-negative-rate = False negative rate
figures-name-negative-predictive-value = Negative predictive value
figures-name-accuracy = Accuracy
figures-name-balanced-accuracy = Balanced accuracy
figures-name-f-beta = F{ $beta }
figures-name-matthews = Matthews correlation
figures-name-positive-likelihood-ratio = Positive likelihood ratio
figures-name-negative-likelihood-ratio = Negative likelihood ratio
figures-name-flagged-share = Flagged share
figures-name-lift = Lift
figures-name-net-benefit = Net benefit
figures-name-expected-value = Expected value
figures-name-youden = Youden index
figures-name-average-precision = Average precision
figures-name-roc-area = ROC area
figures-name-kolmogorov-smirnov = Kolmogorov-Smirnov statistic
figures-name-brier = Brier score
figures-name-log-loss = Log loss
figures-name-calibration-error = Calibration error

## What each figure says

figures-means-precision = Of the { $flagged-many }, the share that are { $positive-many }.
figures-means-recall = Of the { $positive-many }, the share that is flagged.
figures-means-specificity = Of the { $negative-many }, the share that is left alone.
figures-means-false-positive-rate = Of the { $negative-many }, the share that is flagged.
figures-means-false-negative-rate = Of the { $positive-many }, the share that is missed.
figures-means-negative-predictive-value = Of the { $left-many }, the share that are { $negative-many }.
figures-means-accuracy = Of all { $case-many }, the share treated rightly. It misleads when one kind is rare.
figures-means-balanced-accuracy = The mean of recall and specificity: both kinds count the same.
figures-means-f-beta = Precision and recall in one number. It says nothing about costs.
figures-means-matthews = How well decisions and truth go together: 1 is perfect, 0 is chance.
figures-means-positive-likelihood-ratio = How many times as often { $positive-many } are flagged as { $negative-many }.
figures-means-negative-likelihood-ratio = How many times as often { $positive-many } are left alone as { $negative-many }.
figures-means-flagged-share = Of all { $case-many }, the share that is flagged.
figures-means-lift = How many times as many { $positive-many } a flagged { $case-one } brings as a random one.
figures-means-net-benefit = Rightly flagged minus wrongly flagged, weighed by when a person would act, for each { $case-one }.
figures-means-expected-value = What a { $case-one } is worth on average with these decisions.
figures-means-youden = Recall plus specificity minus 1: 1 is perfect, 0 is chance.
figures-means-average-precision = Precision averaged over all thresholds, weighed by the recall that each adds. 1 is perfect.
figures-means-roc-area = How often one of the { $positive-many } scores above one of the { $negative-many }. 1 is perfect, 0.5 is chance.
figures-means-kolmogorov-smirnov = The largest gap between recall and false positive rate at any threshold.
figures-means-brier = The mean squared distance between score and truth. 0 is perfect.
figures-means-log-loss = How surprised the scores are by the truth, on average. 0 is perfect.
figures-means-calibration-error = How far scores are from what really happens, on average. 0 is perfect.

## A figure and its interval

figures-value = { $name }: { $value }.
figures-no-value = { $name }: no value. { $reason }
figures-interval = { $name }: { $value } ({ $level } interval: { $low } to { $high }).
figures-caution-unseen = One kind of outcome never occurred here. The interval allows for that: not seen is not impossible.

## How the threshold was chosen

figures-rule-best = Highest { $figure }
figures-rule-expected-value = Highest expected value
figures-rule-value-within = Highest expected value within the limits
figures-rule-precision-at-recall = Highest precision with a recall of at least { $least }
figures-rule-recall-at-precision = Highest recall with a precision of at least { $least }
figures-rule-capacity = At most { $most-text } flagged of every { $per-text } { $case-many }
figures-rule-flagged-share = At most { $most } of the { $case-many } flagged
figures-rule-fixed = Fixed threshold: { $threshold }
figures-chosen-best = Threshold { $threshold }. { $figure }: { $value }.
figures-chosen-place =
    Threshold { $threshold }: { $flagged-text } of { $total-text } { $case-many } { $flagged ->
        [one] is flagged
       *[other] are flagged
    }.
figures-flat-none = No other threshold is about as good.
figures-flat-stretch = Thresholds from { $lowest } to { $highest } are about as good.

## Why a rule cannot choose

figures-impossible-undefined = This rule cannot choose a threshold. { $reason }
figures-impossible-precision = No threshold reaches a precision of { $asked }. The best is { $best }.
figures-impossible-tie =
    { $tied-text } { $case-many } share the highest score, but only { $allowed-text } can be flagged. { $allowed ->
        [one] It cannot be picked by score.
       *[other] They cannot be told apart by score.
    }
figures-impossible-limits = No threshold keeps all limits at once. Loosen one of them.
figures-impossible-setting = A setting of this rule is outside its range.

## Two models on the same cases

figures-points =
    { $points-text } { $points ->
        [one] point
       *[other] points
    }
figures-difference-points =
    { $name }: from { $old }% to { $new }%, { $change ->
        [0] unchanged
        [1] 1 point up
        [-1] 1 point down
       *[other] { $direction ->
            [down] { $change-text } points down
           *[up] { $change-text } points up
        }
    } ({ $level } interval: { $low } to { $high } points).
figures-difference =
    { $name }: from { $old } to { $new }, { $change ->
        [0] unchanged
       *[other] { $direction ->
            [down] { $change-text } down
           *[up] { $change-text } up
        }
    } ({ $level } interval: { $low } to { $high }).
figures-verdict-better = { $name }: the new model is better.
figures-verdict-worse = { $name }: the new model is worse.
figures-verdict-cannot-tell = { $name }: these cases cannot tell which model is better.
figures-verdict-same = { $name }: practically the same. The difference stays within { $margin }.
figures-gained-lost =
    The new model gets { $gained ->
        [0] no { $case-one } right that the old one gets wrong
        [one] { $gained-text } { $case-one } right that the old one gets wrong
       *[other] { $gained-text } { $case-many } right that the old one gets wrong
    }, and { $lost ->
        [0] none the other way round
       *[other] { $lost-text } the other way round
    }.
figures-mcnemar = If both models were equally good, a split as uneven as this would come up { $chance } of the time.

## How sure one can be

figures-target-least-met = { $name }: { $value } ({ $low } to { $high }). At least { $target } was agreed: met.
figures-target-least-not-met = { $name }: { $value } ({ $low } to { $high }). At least { $target } was agreed: not met.
figures-target-least-cannot-tell = { $name }: { $value } ({ $low } to { $high }). At least { $target } was agreed: too few cases to tell.
figures-target-most-met = { $name }: { $value } ({ $low } to { $high }). At most { $target } was agreed: met.
figures-target-most-not-met = { $name }: { $value } ({ $low } to { $high }). At most { $target } was agreed: not met.
figures-target-most-cannot-tell = { $name }: { $value } ({ $low } to { $high }). At most { $target } was agreed: too few cases to tell.
figures-more-cases =
    { $more ->
        [0] There are enough { $case-many } to tell.
        [one] One more { $case-one } would be enough to tell.
       *[other] About { $more-text } more { $case-many } would be enough to tell, if the figure stays as it is.
    }
figures-more-never = No number of { $case-many } can tell: the figure is exactly the target.
figures-optimism-points =
    The threshold was chosen on these same cases. On new ones, expect about { $corrected } for { $name }: { $size-text } { $size ->
        [one] point
       *[other] points
    } { $flatters ->
        [no] more
       *[yes] less
    }.
figures-optimism =
    The threshold was chosen on these same cases. On new ones, expect about { $corrected } for { $name }: { $size-text } { $flatters ->
        [no] more
       *[yes] less
    }.
figures-optimism-none = The threshold was chosen on these same cases, but { $name } hardly gains from that.

## Elsewhere

figures-elsewhere = Suppose { $prevalence } are positive. { $sentence }
figures-share = { $share }
figures-share-here = { $share }, as here
figures-share-spoken = { $share } of all { $case-many } are { $positive-many }
figures-share-spoken-here = { $share } of all { $case-many } are { $positive-many }, as here
figures-elsewhere-assumes = This assumes that { $positive-many } and { $negative-many } look as they do here and only their mix differs.

## Slices

figures-slice-better = { $slice }. { $name }: { $value }, better than the rest ({ $low } to { $high }).
figures-slice-worse = { $slice }. { $name }: { $value }, worse than the rest ({ $low } to { $high }).
figures-slice-same = { $slice }. { $name }: { $value }, practically as the rest ({ $low } to { $high }).
figures-slice-cannot-tell = { $slice }. { $name }: { $value }. It may differ from the rest or not ({ $low } to { $high }).
figures-slice-too-small = { $slice }. { $name }: { $value }, but there are too few to judge ({ $low } to { $high }).
figures-slice-no-value = { $slice }. { $name }: no value. { $reason }
figures-slices-care =
    { $slices ->
        [0] No slice has enough { $case-many } to judge.
        [one] One slice is judged, at { $level }.
       *[other] { $slices } slices are judged together, at { $level } for all of them: a slice needs a larger difference than it would alone.
    } Below { $least-text } that count for the figure, a slice is not judged.

## Handing over to people

figures-hand-over =
    The model decides { $decided } of the { $case-many } and is right in { $accuracy } of them. People check the other { $handed }. { $errors ->
        [0] No error goes unchecked.
        [one] { $errors-text } error goes unchecked.
       *[other] { $errors-text } errors go unchecked.
    }
figures-hand-over-all = People check all { $case-many }. The model decides none.

## Calibration

figures-calibration-bin =
    Of { $cases-text } { $cases ->
        [one] { $case-one }
       *[other] { $case-many }
    } scored about { $score }, { $observed } are positive (interval: { $low } to { $high }).
figures-calibration-error =
    Scores are off by { $points-text } { $points ->
        [one] percentage point
       *[other] percentage points
    } on average.
