//! Everything that is done to Cutpoint from the command line. `cargo xtask` lists the commands.

mod bench;
mod browser;
mod debian;
mod dist;
mod links;
mod npm;
mod python;
mod rust;
mod size;
mod split;
mod stamp;
mod tests;
mod tools;
mod wasm;
mod wasm_opt;
mod wasm_target;
mod why;
mod zoo;

use xtask::shell::{Failure, Outcome};

const USAGE: &str = "\
cargo xtask COMMAND

  serve [--port N] [--public-url /sub/]   build the page and serve it on this machine
  test [--only native|browser] [--browser chromium|firefox|all]
                                          set up what is missing and run every test
  dist [--public-url /sub/] [--out DIR]   make the release folder for a static host
  size [--why]                            raw, gzip and brotli size of each part against its budget, or what takes the room
  bench engine [--only NAME] [--native]   the engine against onnxruntime-web and onnxruntime (needs Python and npm)
  bench data                              tables in the page's engine against Papa Parse, memory of large ones (needs npm)
  bench metrics                           the counting core against scikit-learn (needs Python and Node)
  bench page                              a slider step at up to 1,000,000 cases against uPlot (needs npm)
  screenshots [--out DIR] [--of import]   pictures of the page, or of its dialog for files, at all sizes and in all themes
  setup [--build-only] [--browser NAME]   only fetch what the other commands need
  zoo [--dir FOLDER]                      compare a folder of models with onnxruntime's answers
  links                                   check the documents' links to files
  stamp                                   (called by Trunk) name the engine's files in the page
";

fn main() {
    if split::is_bindgen() {
        end("wasm-bindgen", split::as_bindgen());
        return;
    }
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (command, options) = match arguments.split_first() {
        Some((command, options)) => (command.as_str(), options),
        None => ("help", &[][..]),
    };
    if let "help" | "--help" | "-h" = command {
        print!("{USAGE}");
        return;
    }
    let outcome = rust::ensure().and_then(|()| match command {
        "serve" => dist::serve(options),
        "test" => tests::run(options),
        "dist" => dist::dist(options).map(|_| ()),
        "size" => size::report(options),
        "bench" => bench::run(options),
        "screenshots" => tests::screenshots(options),
        "setup" => tools::all(options),
        "links" => links::check(),
        "zoo" => zoo::run(options),
        "stamp" => stamp::from_trunk(),
        other => Err(Failure::new(format!("there is no command '{other}'"), "take one that `cargo xtask` lists")),
    });
    end(command, outcome);
}

fn end(command: &str, outcome: Outcome<()>) {
    if let Err(failure) = outcome {
        eprintln!("\nxtask {command}: {failure}");
        std::process::exit(1);
    }
}
