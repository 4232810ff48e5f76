//! The `anjuan` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    anjuan::cli::main(std::env::args_os())
}
