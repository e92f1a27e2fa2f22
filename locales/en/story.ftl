### The story: chapters, their questions and answers, costs.

story = Story
story-overview = At a glance
story-decision = The decision
story-accuracy = Why not accuracy
story-line = Where to draw the line
story-cost = What it costs
story-agreement = The agreement
story-elsewhere = In other places
story-case = Try one case
story-hand-over = Hand over
story-explore = Explore

story-decision-question = What is decided here, and what can happen?
story-accuracy-question = Why is it not enough to be right most of the time?
story-line-question = Where do we draw the line?
story-cost-question = What does this line cost?
story-agreement-question = What do we agree on?
story-elsewhere-question = What if { $positive-many } were rarer, or more frequent?
story-case-question = What does the model say about one { $case-one }?
story-hand-over-question = Which { $case-many } should people look at?
story-explore-question = All panels at once

story-start = Start the story
story-next = Next: { $chapter }
story-previous = Back: { $chapter }
story-why = Why this matters
story-why-decision = A model only gives a score. People decide what happens to a { $case-one } with a high score, and each of the four outcomes touches somebody.
story-why-accuracy = When one outcome is rare, doing nothing is right nearly always. Accuracy rewards that. So look at what is found and what it takes to find it.
story-why-line = The same model gives many different results. Whoever draws the line decides who bears the errors: those who are missed, or those who are flagged for nothing.
story-why-cost = The best line is not where the model is most often right, but where its errors hurt least. And it has to fit what people can do.
story-why-agreement = Agree on one number before anybody looks at new results. Afterwards, every result finds a number that it looks good in.
story-why-elsewhere = A model is rarely used on the mix of cases that it was measured on. The share of { $positive-many } changes, and with it how often an alarm is right.
story-why-case = A score is easier to trust, or to doubt, when you can see what moves it.
story-why-hand-over = A model does not have to decide everything. It can decide what it is sure of, and leave the rest to people.
story-why-explore = For those who want to see every figure and every curve side by side.

story-how-rare = Of { $total-text } { $case-many }, { $positives-text } { $positives ->
        [one] is a { $positive-one }
       *[other] are { $positive-many }
    }.
story-never = Never flagging anything is right for { $idle } of the { $case-many }, and finds none of the { $positives-text } { $positive-many }. The model is right for { $right } and finds { $caught-text } of them, with { $alarms-text } { $alarms ->
        [one] { $alarm-one }
       *[other] { $alarm-many }
    }.
story-always = Flagging everything is right for { $idle } of the { $case-many }, because { $positive-many } are the larger part. The model is right for { $right } and finds { $caught-text } of { $positives-text }, with { $alarms-text } { $alarms ->
        [one] { $alarm-one }
       *[other] { $alarm-many }
    }.
story-stands = { $above-text } of the { $total-text } { $case-many }{ $sealed ->
        [yes] {" "}of the choosing set
       *[no] {""}
    } score at least as high. { $positives-text } of them { $positives ->
        [one] is a { $positive-one }
       *[other] are { $positive-many }
    }.
story-mix = On these cases, { $here } are { $positive-many }.
story-mix-elsewhere = On these cases, { $here } are { $positive-many }. You look at { $there }.
story-goes = { $name }: { $here } here, { $there } there.
story-count = { $count-text } { $count ->
        [one] { $one }
       *[other] { $many }
    }

## Ways to decide

ways = Ways to decide
ways-way = Way to decide
ways-right = Right in all
ways-cost = Cost per 1,000
ways-simple-at-least = { $column } at least { $line }{ $unit }
ways-simple-at-most = { $column } at most { $line }{ $unit }
ways-simple-is = { $column } is “{ $text }”
ways-simple-searching = Looking for the best rule on one feature …
ways-simple-none = No single feature tells anything.
ways-simple-note = The simple rule was found on the same cases: the feature that tells the two kinds apart best, with the line where { $how ->
        [cost] it costs least
       *[youden] recall plus specificity is highest
    }.
ways-of = { $part } of { $whole }

## Money

money-amount = { $currency } { $number }
money-million = { $currency } { $number } million
money-billion = { $currency } { $number } billion
money-costs = With this line, { $cases-text } { $cases ->
        [one] { $case-one } costs
       *[other] { $case-many } cost
    } { $amount }.
money-gains = With this line, { $cases-text } { $cases ->
        [one] { $case-one } brings
       *[other] { $case-many } bring
    } { $amount }.
money-is-cheapest = No other line is cheaper.
money-is-cheapest-within = No line within the limits is cheaper.
money-outside = That is outside the limits: the cheapest line within them, { $threshold }, costs { $extra } more.
money-cheapest = The cheapest line, { $threshold }, would save { $saving }.
money-cheapest-within = The cheapest line within the limits, { $threshold }, would save { $saving }.
money-binds-capacity = What people can deal with is the limit: without it, { $cases-text } { $case-many } could cost { $price } less.
money-binds-recall = The least recall is the limit: without it, { $cases-text } { $case-many } could cost { $price } less.
money-binds-precision = The least precision is the limit: without it, { $cases-text } { $case-many } could cost { $price } less.
money-step-dearer = To get { $caught-text } more { $caught ->
        [one] { $caught-one }
       *[other] { $caught-many }
    } here, { $alarms ->
        [0] no { $alarm-one } comes
        [one] { $alarms-text } more { $alarm-one } comes
       *[other] { $alarms-text } more { $alarm-many } come
    } along. In all that costs { $amount } more.
money-step-cheaper = To get { $caught-text } more { $caught ->
        [one] { $caught-one }
       *[other] { $caught-many }
    } here, { $alarms ->
        [0] no { $alarm-one } comes
        [one] { $alarms-text } more { $alarm-one } comes
       *[other] { $alarms-text } more { $alarm-many } come
    } along. In all that saves { $amount }.
money-step-same = To get { $caught-text } more { $caught ->
        [one] { $caught-one }
       *[other] { $caught-many }
    } here, { $alarms ->
        [0] no { $alarm-one } comes
        [one] { $alarms-text } more { $alarm-one } comes
       *[other] { $alarms-text } more { $alarm-many } come
    } along. That costs as much as it brings.
money-alternatives = Alternatives
money-line = Line
money-today = This line
money-threshold = Threshold
money-flagged = Flagged of 1,000
money-missed = Missed of 1,000
money-per-thousand = Cost of 1,000
money-difference = Against this line
money-per-year = Cost of a year
money-cost-of-each = Cost of one { $what }
money-none = No costs are set, so no line is the cheapest. Write what the outcomes cost, and the page finds it.
money-first = How many { $alarm-many } is one { $missed-one } worth?
money-first-why = Nothing has a price yet, so no line is the cheapest. One answer from the room is enough to begin: 5, 20 or 500, whatever you can agree on.
money-first-note = One { $alarm-one } then costs 1, one { $missed-one } as many as you say. Both can be changed, and put into money, later.
money-first-use = Use this answer
money-x-value = { $currency } for 1,000 { $case-many } (0 is best)
money-cut = ↓ continues down to { $amount }
money-best = cheapest: { $threshold }
money-best-within = cheapest within limits: { $threshold }

money-units = Units
elsewhere-recall-stays = Recall stays as it is: it only looks at those that are to be found. Precision does not.

## Setting

setting-rule = Choose threshold by
rule-hand = Moving it by hand
rule-value = Lowest cost
rule-value-within = Lowest cost within the limits
rule-precision-at-recall = Highest precision with a least recall
rule-recall-at-precision = Highest recall with a least precision
rule-capacity = What people can deal with
rule-flagged-share = A share of all cases
rule-f-beta = Highest F score
rule-youden = Highest recall plus specificity (Youden)
rule-matthews = Highest Matthews correlation
rule-f-beta-note = An F score says nothing about costs. Prefer a rule that people can explain.
setting-costs = Costs and limits
setting-costs-of = Cost of one
setting-limits = Limits
setting-capacity = People can deal with
setting-per = of every
setting-recall = Least recall, %
setting-precision = Least precision, %
setting-share = Flag at most, %
setting-beta = Weight of recall
setting-prevalence = Share of { $positive-many } elsewhere, %
setting-prevalence-label = Share elsewhere, %
setting-share-of-positives = Share of positives
setting-share-rarer = rarer
setting-share-more = more frequent
setting-share-back = as here
setting-yearly = Cases in a year
setting-reset = As the scenario has it
setting-no-limit = no limit
setting-as-here = as here
setting-positive = Positive class

field-empty = Write a number.
field-comma = Write a point for decimals and no commas: 1234.5
field-not-a-number = This is not a number.
field-too-small = At least { $limit }.
field-too-large = At most { $limit }.

## Freeze and compare

pin = Pin this setting
pin-again = Pin this one instead
pin-remove = Remove the pin
pin-title = Pinned and now
pin-figure = Figure
pin-pinned = Pinned
pin-now = Now
pin-same = Both flag the same cases.
pin-more = Now { $count-text } more { $count ->
        [one] { $case-one } is
       *[other] { $case-many } are
    } flagged than at the pinned line: { $caught-text } rightly, { $alarms-text } wrongly.
pin-fewer = Now { $count-text } fewer { $count ->
        [one] { $case-one } is
       *[other] { $case-many } are
    } flagged than at the pinned line: { $caught-text } { $caught ->
        [one] { $missed-one } more
       *[other] { $missed-many } more
    }, { $alarms-text } { $alarms ->
        [one] { $alarm-one } less
       *[other] { $alarm-many } less
    }.

## The decision

decision-outcomes = The four outcomes
decision-flagged = The model says yes: { $what }
decision-left = The model says no: { $what }
decision-no-costs = no cost set yet
decision-costs-nothing = costs nothing
decision-costs = costs { $amount }
decision-gains = brings { $amount }
decision-today = With the line as it stands:

## The agreement

agreement-figure = Figure that counts
agreement-target = At least, %
agreement-sentence = The proposal: { $name } of at least { $target } on cases like these. { $rule }.
agreement-now = On the choosing set:
agreement-now-all = On all cases:
agreement-next = The test set stays sealed: it is for checking this agreement once, later.
agreement-next-all = No cases are sealed: checking this agreement takes cases that nobody has looked at yet.
agreement-none = Choose a figure and write the number that it must reach.
agreement-optimism = How much does choosing the line on these same cases flatter it?
agreement-check = Check by drawing the cases anew 2,000 times
agreement-checking = Drawing the cases anew …
agreement-by-hand = You moved the line by hand, so the choice cannot be repeated. Choose a rule above to check this.
agreement-no-choice = The rule finds no line on these cases, so there is nothing to check.

## One case

case-which = Case { $number } of the choosing set
case-which-all = Case { $number }
case-show = Show
case-any = any case
case-no-such = At this line there is no such case.
case-next = Another case
case-reset = As it was
case-was = In truth: { $class }
case-made-up = Changed by hand: nobody knows its truth.
case-score = Score
case-flagged = { $threshold } or more: { $what }
case-left = below { $threshold }: { $what }
case-nobody = no line: { $what }
case-more = More features
case-draw = Draw a digit
case-clear = Clear
case-seen = What the model sees
case-drawn = The model reads: { $class }
case-sure = { $percent } sure
case-classes = How sure the model is

## Hand over

hand-over-line = Confidence needed
hand-over-matrix = Read as
hand-over-true = Truth ↓ / read as →

explore-figures = All figures at this line
