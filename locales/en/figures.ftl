# Sentences about figures, comparisons and verdicts (src/explain).
# $x is the number that picks the plural form, $x-text is how it is written.
# $case-one, $caught-many and the like are the scenario's own words.

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
    Of { $whole-text } flagged { $whole ->
        [one] { $case-one }
       *[other] { $case-many }
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
    Of { $whole-text } positive { $whole ->
        [one] { $case-one }
       *[other] { $case-many }
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
figures-undefined-no-positives = None of the { $case-many } is positive.
figures-undefined-no-negatives = None of the { $case-many } is negative.
figures-undefined-nothing-flagged = No { $case-one } is flagged at this threshold.
figures-undefined-nothing-left-alone = Every { $case-one } is flagged at this threshold.
figures-undefined-no-positives-and-nothing-flagged = No { $case-one } is positive and none is flagged.
figures-undefined-no-false-alarms = There is no false alarm, so this ratio has no limit.
figures-undefined-no-negative-left-alone = No negative { $case-one } is left alone, so this ratio has no limit.
figures-undefined-scores-are-not-probabilities = The scores are not between 0 and 1, so they cannot be read as probabilities.
figures-undefined-parameter-out-of-range = A setting is outside its range.
