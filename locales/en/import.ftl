### Bringing your own files: the dialog, what was recognised, what is odd.

import-load = Load your own
import-title = Load your own
import-lead = A model (ONNX) with its cases, predictions alone, or a scenario pack. Drop the files anywhere on this page. They stay on this computer.
import-choose-files = Choose files
import-choose-folder = Choose a folder
import-paste = … or paste a table from a spreadsheet here
import-pasted-name = pasted table
import-drop-here = Drop the files to open them
import-close = Close
import-back = Other files
import-start = Start
import-reading-files = Reading { $file } …
import-checking = Checking …
import-starting = Making cases …

## What was recognised

import-table = { $file }: { $rows } rows, { $columns } columns.
import-model = { $file }{ $producer ->
        [none] {""}
       *[other] , written by { $producer }
    }: takes { $values }.
import-model-values = { $count ->
        [one] one value
       *[other] { $count } values
    } a case
import-model-about = What is in this file
import-model-any = any number of values a case
import-use-model = Model
import-model-next = Export it again without that, or bring a table with a score column: then no model is needed.
import-use-scores = the scores in the file
import-what = What was recognised
import-role = Role
import-column = Column
import-why = Why
import-none = – none –
import-role-label = Label
import-role-score = Score
import-role-split = Choosing set or test
import-role-weight = Cases a row stands for
import-role-id = Name of the case
import-role-date = Date
import-by-you = you chose it
import-likely = likely, please check: { $why }
import-ask = Which column is it? ({ $role })
import-reason-scenario = the scenario says so
import-seal = Cases for a final check
import-seal-half = Seal half of them for a final check
import-seal-half-note = A fixed rule picks the cases on which you choose the threshold; the others stay closed until an agreement is checked.
import-seal-nothing = Look at all of them
import-seal-nothing-note = The figures are those of all rows, as in a notebook. Nothing is left for a final check.
import-positive = Positive class
import-positive-ask = Choose the positive class
import-positive-why = The one that the model should find. { $likely } is likely: { $why }.
import-class = { $class } ({ $rows } { $rows-number ->
        [one] row
       *[other] rows
    })
import-slices = Split figures by
import-slices-none = No column has few enough values.
import-features = Columns that the model reads
import-features-count = { $chosen } of { $all } columns
import-feed = Input “{ $input }”
import-feed-by-name = found by name: { $columns }
import-feed-in-order = in this order: { $columns }
import-preview = First rows
import-missing-cell = missing
import-findings = To know before you start
import-findings-none = Nothing odd was found.
import-findings-later = The checks follow once it is clear what the columns are.
import-mismatch-next = The list is under “Columns that the model reads”.
import-scale-logit = Turn the scores into numbers from 0 to 1 with the sigmoid
import-scale-percent = Divide the scores by 100
import-missing-passed = The model takes missing values: they are passed on to it.

## What goes wrong

import-no-score = { $file } has no score, and no model came with it. Bring the ONNX file together with the table, or say which column holds the score.
import-no-number = The model gives no number for { $cases } of the { $looked } cases tried; { $incomplete } of them lack values. Fill the gaps before the export, or export the model with its imputer.
import-unreadable = { $file } cannot be read any more. It was moved, changed or forbidden since you chose it: choose it again.
import-nothing-pasted = What was pasted is no table. Copy the cells with their header row.
engine-no-files = The engine that held the files had to be replaced. Choose the files again.

## A scenario of your own

import-question = Which cases are “{ $class }”, and where do we draw the line?
import-positive-one = “{ $class }” case
import-positive-many = “{ $class }” cases
import-negative-one = other case
import-negative-many = other cases
import-engine-lost = The engine could not do this: it stopped each time ({ $detail }). With a very large file, close other tabs first, or group the rows and bring the counts.

## Scenarios kept in this browser

saved-title = Your scenarios
saved-none = None yet. What you open is kept in this browser, on this computer only.
saved-export = Export
saved-export-named = Export { $title }
saved-delete = Delete
saved-delete-named = Delete { $title }
saved-undo = Undo
saved-kept = “{ $title }” is kept in this browser.
saved-deleted = “{ $title }” was deleted.
saved-back = “{ $title }” is back.
saved-exported = “{ $title }” was exported.
saved-traces = The model's file names folders of the computer on which it was made. Whoever gets the pack can read them.
saved-trace = { $file }: { $path }
saved-export-anyway = Export all the same
saved-full = This browser's storage is full, so nothing was kept. What is on screen stays until you close the page. Delete other scenarios, or export this one.
saved-forbidden = This browser does not let the page keep anything, perhaps because the window is private. What is on screen stays until you close the page.
saved-elsewhere = Kept elsewhere
saved-not-here = This browser does not keep that scenario. It stays on the computer of whoever opened its files: ask them for the files or for an exported pack, and load them here. The settings of the link then apply.

## The editor

edit-open = Edit
edit-copy = Edit a copy
edit-copy-of = copy
edit-title = Edit the scenario
edit-lead = Every change shows at once and is kept in this browser.
edit-undo = Undo
edit-redo = Redo
edit-name = Title
edit-question = Question
edit-summary = Summary
edit-words = Words
edit-case = A case
edit-positive = Positive case
edit-negative = Other case
edit-caught = Rightly flagged
edit-false-alarm = Wrongly flagged
edit-missed = Missed
edit-left-alone = Rightly left alone
edit-one = one
edit-many = several
edit-costs = Costs
edit-currency = Currency
edit-unit = Per
edit-slices = Names of the slices
edit-notes = Notes to the chapters
