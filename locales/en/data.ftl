### What can be wrong with a file that someone brings, and what to do.
### Each message is one variant of DataError in src/data/error.rs; its
### arguments are the variant's fields. Texts taken from the file are shown
### as they are, never as markup.

data-error-empty = { $file } is empty. Export it again.
data-error-not-a-table =
    { $file } is not a table of cases. { $found ->
        [onnx] It is an ONNX model: load it together with a file of cases.
        [zip] It is a zip archive: unpack it, or save the sheet as CSV if it is an Excel file.
        [gzip] It is packed twice: unpack it once.
        [parquet] It is a Parquet file, and the part that reads them is not loaded.
        [image] It is an image.
        [pdf] It is a PDF: export the table itself as CSV.
        [web-page] It is a web page, perhaps a login page that was saved instead of the file: download it again.
        [xls] It is an Excel file: save the sheet as CSV.
        [arrow] It is an Arrow or Feather file: write it as Parquet or CSV.
        [numpy] It is a NumPy file: write it as CSV with the names of the columns.
        [pickle] It is a Python pickle, which only Python can open: write the table with to_csv or to_parquet.
        [hdf5] It is an HDF5 file: write the table as CSV or Parquet.
        [r] It is an R workspace: write the table with write.csv.
        [database] It is a database: copy the table to CSV or Parquet.
        [archive] It is packed in a way that is not read here: unpack it, or pack it with gzip.
        [avro] It is an Avro or ORC file: write it as Parquet or CSV.
       *[binary] Its bytes are not text.
    } Choose a CSV, Parquet or JSON lines file.
data-error-damaged = { $file } is damaged: it is no whole { $format } file. Copy it or export it again.
data-error-no-cases = { $file } is a model. Load it together with a file of cases: one row a case, with the columns that the model reads and a label.
data-error-choose = Several files could be the cases: { $files }. Load one of them, or name it cases.csv.
data-error-unsupported = { $file }: { $what } is not read here. Write it with the default settings of pandas, Polars or DuckDB.
data-error-no-rows = { $file } has a header and no rows. Export it with its rows.
data-error-ragged =
    { $file }, row { $row } (line { $line }): { $found ->
        [one] one field
       *[other] { $found } fields
    } where the header has { $expected }. Check the separators and quotes in that line.
data-error-open-quote = { $file }, line { $line }: a quote that opens here never closes. Close it or remove it.
data-error-encoding = { $file }, row { $row } (line { $line }): bytes that are not { $encoding }. Save the file as UTF-8.
data-error-duplicate-column = { $file }: two columns are called “{ $column }”. Rename one of them.
data-error-too-large = { $file }: { $what } is more than { $limit }. Make the file smaller.
data-error-no-label = { $file } has no label column. Name it label, y, target or class, or say which column it is. The file has: { $columns }.
data-error-missing-column = { $file } has no column “{ $column }”, which should be the { $role }. The file has: { $columns }.
data-error-two-roles = { $file }: column “{ $column }” cannot be both { $role } and { $other }. Choose one.
data-error-not-a-number = { $file }, row { $row } (line { $line }), column “{ $column }”: “{ $value }” is not a number, as every { $role } must be.
data-error-bad-weight = { $file }, row { $row } (line { $line }), column “{ $column }”: a weight is a whole number of cases, 0 or more, not { $value }.
data-error-no-labels = { $file }: column “{ $column }” is empty in every row, so no case has a label. Choose another column.
data-error-too-many-classes = { $file }: column “{ $column }” has { $found } different values, too many for classes. Choose another column as the label.
data-error-no-such-class = { $file }: no row of column “{ $column }” is “{ $class }”. Its values: { $values }.
data-error-all-sealed = { $file }: column “{ $column }” puts every row into the sealed test, so none is left to choose the threshold on. Bring the cases for choosing too; or choose “– none –” for “Choosing set or test”: then you can seal half of these cases, or look at all of them.
data-error-empty-split = { $file }: column “{ $column }” leaves no row for choosing the threshold. Mark rows with choose or test. Its values: { $values }.
data-error-json = { $file }, line { $line }, column { $column }: { $problem }.
data-error-nested =
    { $file }, { $row ->
        [0] column “{ $column }”: it holds
       *[other] row { $row }, column “{ $column }”: there is
    } a list or an object, where one value is wanted. Flatten it before the export.
data-error-bad-entry =
    { $file }, file { $entry }: { $rule ->
        [path] its path leaves the pack. Pack it with plain names.
        [encrypted] it has a password. Pack it without one.
        [too-large] it would fill the memory when it is unpacked.
        [twice] it comes twice. Remove one of the two.
       *[method] it is compressed in a way that is not read here. Pack it with the usual deflate.
    }
data-error-missing-file = { $file } has no { $wanted }. Put it in. The pack has: { $files }.
data-error-field =
    { $file }, field { $field }: { $value } is not possible. { $rule ->
        [too-long] It is too long.
        [plain-path] Name files relative to the scenario, without “..” and without an address.
        [range] The smallest value must not be above the largest.
        [format] This version of Cutpoint does not know that format.
        [reference] Nothing in the scenario has that name.
       *[named] It must not be empty.
    }

### Why a column was given its role (src/data/recognise.rs).

data-reason-named = its name says so
data-reason-named-like = its name suggests it and its values fit
data-reason-counterpart = “{ $told }” is named after it
data-reason-same-values = “{ $answer }”, by its name the model's answer, has the same values
data-reason-model-classes = its values are the model's classes
data-reason-implied-by = wherever one of these is yes, so is it: { $columns }
data-reason-told-by = “{ $score }” tells its two values apart with a ROC area of { $area } (0.5 is chance; 1 is without an error, as of a model's own answer)
data-reason-add-up = with “{ $other }” it adds up to 1 in every row
data-reason-sureness = it never falls below 0.5, so it is how sure the model is of its answer, “{ $answer }”: where that is the other class, 1 minus it is taken
data-reason-two-values = it has two values: { $values }
data-reason-in-unit = its numbers are from { $min } to { $max }
data-reason-set-words = its values are sets: { $values }
data-reason-unique = no value comes twice
data-reason-dates = its values are dates, as in { $example }
data-reason-class-score = it is named after the class “{ $class }”, and others after the other classes
data-reason-few-values = it has { $count ->
        [one] one value
       *[other] { $count } different values
    }
data-reason-input-name = the model has an input of that name
data-reason-in-order = it stands in the order that the model takes

### What is asked about a role (src/data/recognise/reason.rs).

data-ask-which-label = Several columns could be the truth, what really happened. Choose the label: a column that the model answered itself would make it right in every row.
data-ask-several-scores = The file holds the scores of several models. Choose the one that you want to look at.
data-ask-no-truth = The file holds answers of a model and no truth: { $columns }. Judged by its own answer a model is always right. Add a column with what really happened, under a name such as label; or choose the column that holds it.
data-ask-only-decisions = The file holds decisions and no score: { $columns }. A threshold needs a number for each case, such as a probability. Export that too; or choose a column of 0 and 1 as the score, to see the one point that it stands for.

### Why a class is taken as the positive one (src/data/positive.rs).

data-positive-convention = by convention
data-positive-model-order = it is the second class of the model
data-positive-rarer = it is the rarer class
data-positive-only = there is no other class

### Why table and model do not fit (src/data/inputs.rs).

data-mismatch-count =
    Input “{ $input }” of the model takes { $expected ->
        [one] one column
       *[other] { $expected } columns
    } and the table has { $found } for it: { $columns }. Say which columns are features, or choose the file that the model was trained on.
data-mismatch-names = The model asks for columns that the table does not have: { $lacking }. Columns that no input takes: { $left }. Rename them, or say which is which.
data-mismatch-type = Input “{ $input }” of the model takes numbers, and these columns hold texts: { $columns }. Choose other columns, or export the model with its encoder.

### What to know before a chart is drawn (src/data/sanity/).

data-finding-one-class =
    { $part ->
        [choose] { $cases ->
            [one] The only case for choosing the threshold is
           *[other] All { $cases } cases for choosing the threshold are
        }
       *[test] { $cases ->
            [one] The only case of the test is
           *[other] All { $cases } cases of the test are
        }
    } “{ $class }”. Precision and recall need cases of both classes.
data-finding-few-positives =
    Of the { $cases } cases { $part ->
        [choose] for choosing the threshold
       *[test] of the test
    }, { $positives ->
        [0] none is
        [one] only one is
       *[other] only { $positives } are
    } “{ $class }”. Figures about them will be wide guesses.
data-finding-many-classes = The label has { $count } classes: { $classes }. Choose the one that the model should find, or hand uncertain cases to people.
data-finding-unlabelled =
    { $rows ->
        [one] One row has no label and is
       *[other] { $rows } rows have no label and are
    } left out.
data-finding-left-out =
    { $rows ->
        [one] One row belongs to neither set and is
       *[other] { $rows } rows belong to neither set, such as training rows, and are
    } left out.
data-finding-nothing-sealed = No case is sealed for a final check: the threshold is chosen on the same cases that the figures come from, so new cases may do worse.
data-finding-scale =
    { $scale ->
        [percent] The scores go from { $min } to { $max }: they look like percentages. Dividing by 100 makes them probabilities and changes no order.
        [logit] The scores go from { $min } to { $max }: they look like log-odds. The sigmoid makes them numbers from 0 to 1 and changes no order.
       *[other] The scores go from { $min } to { $max }, outside 0 to 1 in { $outside } cases. They are no probabilities; only their order counts.
    }
data-finding-inverted = Cases of “{ $class }” have lower scores than the others: { $positive } against { $negative } on average. Perhaps the other class is the positive one.
data-finding-never-below-half = No score is below { $min }. Perhaps it is not the probability of “{ $class }”, but how sure the model is of its answer. Then figures from it are wrong: choose a column with the probability of one class.
data-finding-separated = The score tells the classes of all { $cases } cases for choosing apart without one error. Real data seldom allow that: perhaps the model was trained on these cases, or reads a column that tells the label, or the label is its own answer.
data-finding-constant-score = All { $cases } cases have the same score, { $score }. No threshold can tell them apart.
data-finding-duplicates =
    { $duplicates ->
        [one] One of the { $cases } test cases stands
       *[other] { $duplicates } of the { $cases } test cases stand
    } among the other rows too, with the same features. The test is easier than new cases will be.
data-finding-label-among-features = Column “{ $column }” tells the label in { $agree } of { $cases } cases. If the model reads it, its scores say nothing about new cases.
data-finding-missing = { $cells ->
        [one] One value is
       *[other] { $cells } values are
    } missing, in { $cases ->
        [one] one case
       *[other] { $cases } cases
    }. Columns: { $columns }.
data-finding-repeated-ids = Column “{ $column }” names cases, and in { $rows ->
        [one] one row
       *[other] { $rows } rows
    } the name has come before. Perhaps rows stand twice.
data-finding-not-reproduced = The model gives other scores than the file in { $differ } of { $cases } cases; the largest difference is { $largest }, in row { $row }. Perhaps it is another version, or a step before the model is not in the ONNX file.
data-finding-complement = The file holds 1 minus the score of the model in all { $cases } cases: it is the score of the other class.
