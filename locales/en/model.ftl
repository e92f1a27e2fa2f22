### What can be wrong with a model file, and what to do. Each message is one
### variant of ModelError in src/model/error.rs. Texts taken from the file are
### shown as they are, never as markup.

model-not-onnx = { $file } cannot be read as an ONNX file ({ $reason }). Export the model again, or fetch the file anew.
model-too-large = { $file } is too large for a page: { $what }.
model-malformed = { $file } contradicts itself: { $what }. Export the model again.
model-external-data = { $file } keeps its weights in a second file. Save the model as one file: onnx.save_model with save_as_external_data=False.
model-unsupported =
    { $count ->
        [one] { $file } uses an operator that is not built in: { $operators }.
       *[other] { $file } uses { $count } operators that are not built in: { $operators }.
    }
model-operator = { $file } cannot be run: { $operator } at { $node }: { $what }.
model-no-scores = { $file } gives no score for a class. Its outputs are { $what }. Export the classifier with its probabilities.
model-input-missing = { $file } asks for { $input }, and no column feeds it.
model-input-mismatch = { $file } expects { $expected } for { $input }; the columns give { $got }.

## Between a model and a table

model-input-column = The model needs the column “{ $column }”, which the table does not have. It has: { $columns }.
model-input-width = The model takes { $expected ->
        [one] one feature
       *[other] { $expected } features
    }, but the table has { $found }: { $columns }. Leave out the columns that are no features, or add the missing ones.
model-input-text = Column “{ $column }” holds text (“{ $value }”), but the model's input “{ $input }” takes numbers.
model-no-class = The model gives no score for the class “{ $class }”. Its classes: { $classes }.

## What a model file is

model-about-file = Written by { $producer }; ONNX format { $format }, operator sets: { $opsets }; { $kilobytes ->
        [one] one kilobyte
       *[other] { $kilobytes } kilobytes
    }.
model-about-input = Takes { $width ->
        [one] one number
       *[other] { $width } numbers
    } a case as “{ $name }”.
model-about-open-input = Takes any number of numbers a case as “{ $name }”.
model-about-text-input = Takes { $width ->
        [one] a text
       *[other] { $width } texts
    } a case as “{ $name }”.
model-about-more-inputs = Takes { $count ->
        [one] one more input
       *[other] { $count } more inputs
    }.
model-about-probabilities = Its scores are probabilities, from the output { $outputs }.
model-about-scores = Its scores may be any numbers, from the output { $outputs }.
model-about-classes = { $count ->
        [one] One class: { $classes }.
       *[other] { $count } classes: { $classes }.
    }
model-about-no-classes = It does not name its classes.
model-about-label = It gives a label of its own, { $output }, which is not used here: the threshold decides.
model-about-parameters = { $count ->
        [one] One learned number.
       *[other] { $count } learned numbers.
    }
model-about-trees = { $trees ->
        [one] One decision tree
       *[other] { $trees } decision trees
    }, at most { $depth } branches deep, with { $nodes } nodes in all.
model-about-operators = { $count ->
        [one] One step
       *[other] { $count } steps
    }: { $operators }.
