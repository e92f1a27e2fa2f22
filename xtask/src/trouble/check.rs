//! With what programs said when each of these things was wrong.

use super::{last_words, remedy};

/// What to do, as far as these words go.
#[track_caller]
fn advises(output: &str, words: &str) {
    let advice = remedy(output).unwrap_or_default();
    assert!(advice.contains(words), "{advice:?}");
    assert!(!advice.contains('\n'), "one line");
}

#[test]
fn without_a_network_it_says_to_connect() {
    let cargo = "    Updating crates.io index
warning: spurious network error (1 try remaining): [7] Could not connect to server (Failed to connect to 127.0.0.1 port 9 after 0 ms: Could not connect to server)
error: failed to get `base64` as a dependency of package `xtask v0.1.0 (/cutpoint/xtask)`

Caused by:
  download of config.json failed";
    advises(cargo, "connect to the internet");
    advises("W: Failed to fetch http://example.org/InRelease  Temporary failure resolving 'example.org'", "connect");
    advises("npm error code ENOTFOUND\nnpm error network request failed", "connect");
}

#[test]
fn a_full_disk_is_named_also_where_the_linker_hides_it() {
    advises("error: failed to write `target/x`\n\nCaused by:\n  No space left on device (os error 28)", "make room");
    let linker = "error: linking with `cc` failed: exit status: 1
  = note: some arguments are omitted. use `--verbose` to show all linker arguments
          collect2: fatal error: ld terminated with signal 7 [Bus error]";
    advises(linker, "make room");
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    advises("error: Read-only file system (os error 30) at path \"/cutpoint/targetUbpgd5\"", "writable");
    advises("Permission denied (os error 13)", "writable");
}

#[test]
fn an_old_rust_is_to_be_updated() {
    let cargo =
        "error: rustc 1.90.0 is not supported by the following package:\n  cutpoint@0.1.0 requires rustc 1.91\n";
    advises(cargo, "rustup update");
}

#[test]
fn without_a_linker_it_says_which_package_has_one() {
    let rustc = "   Compiling probe v0.1.0 (/probe)
error: linker `cc` not found
  |
  = note: No such file or directory (os error 2)

error: could not compile `probe` (bin \"probe\") due to 1 previous error";
    advises(rustc, "build-essential");
    assert_eq!(last_words(rustc).first().map(String::as_str), Some("error: linker `cc` not found"));
}

#[test]
fn a_port_in_use_is_named() {
    advises("Address already in use (os error 98)", "--port");
}

#[test]
fn what_a_command_of_ours_advised_within_another_program_is_passed_on() {
    advises("xtask stamp: index.html has no </head>\n  what to do: put one in\nError: hook failed", "put one in");
    assert_eq!(remedy("something else"), None);
}

#[test]
fn a_compiler_in_trunk_is_heard_and_trunk_s_own_chain_is_not() {
    let trunk = "2026-11-30T22:53:13.756475Z  INFO 🚀 Starting trunk 0.21.14
   Compiling cutpoint v0.1.0 (/cutpoint)
error: argument never used
 --> src/main.rs:1:25

error[E0308]: mismatched types
 --> src/main.rs:1:42
  |
1 | fn main(){println!(\"x\", y); let a: u32 = \"x\"; }
  |                                    ---   ^^^ expected `u32`, found `&str`

For more information about an error, try `rustc --explain E0308`.
error: could not compile `cutpoint` (bin \"page\") due to 2 previous errors
\u{1b}[2m2026-11-30T22:53:14.756475Z\u{1b}[0m \u{1b}[31mERROR\u{1b}[0m ❌ error
error from build pipeline
2026-11-30T22:53:14.756475Z  INFO   1: HTML build pipeline failed (1 errors), showing first";
    let words = last_words(trunk);
    assert_eq!(words.first().map(String::as_str), Some("error[E0308]: mismatched types"));
    assert_eq!(
        words.last().map(String::as_str),
        Some("error: could not compile `cutpoint` (bin \"page\") due to 2 previous errors")
    );
    assert_eq!(words.len(), 6, "{words:#?}");
}

#[test]
fn trunk_s_own_failures_are_told_by_the_end_of_its_log() {
    let trunk = "    Finished `page` profile [optimized] target(s) in 2m 24s
2026-11-30T23:52:25.585299Z ERROR error from build pipeline
2026-11-30T23:52:25.589339Z  INFO   3: running wasm-bindgen
2026-11-30T23:52:25.589421Z  INFO   4: couldn't find application wasm-bindgen (version: 0.2.130)";
    assert_eq!(
        last_words(trunk).last().map(String::as_str),
        Some("4: couldn't find application wasm-bindgen (version: 0.2.130)")
    );
}

#[test]
fn back_traces_and_long_lines_are_cut() {
    let panic = format!(
        "thread 'main' panicked at src/main.rs:3:5:\nthe sum {}\nstack backtrace:\n   0: rust_begin_unwind\n             \
         at /rustc/abc/library/std/src/panicking.rs:698:5\nnote: run with `RUST_BACKTRACE=full` for a verbose backtrace",
        "0.25, ".repeat(1000)
    );
    let words = last_words(&panic);
    assert_eq!(words.len(), 2, "{words:#?}");
    assert!(words.iter().all(|line| line.chars().count() < 300));
    let many: String = (0..100).map(|number| format!("line {number}\n")).collect();
    let words = last_words(&many);
    assert_eq!((words.len(), words[0].as_str(), words[11].as_str()), (12, "line 88", "line 99"));
}
