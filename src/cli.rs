//! The command line: the only place that knows the environment, the clock and the terminal.

use std::ffi::OsString;
use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::finding::{Lang, Report, human};

mod build;
mod check;
mod explain;
mod procedure;
mod verify;

/// What a command came to; design section 10.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Exit {
    /// Nothing wrong; warnings are allowed.
    Sound = 0,
    /// Findings, or a bundle that is invalid or refused.
    Findings = 1,
    /// Wrong usage.
    Usage = 2,
    /// Something could not be read, written, rendered or told. Outranks findings.
    Failed = 3,
}

/// A compiler for administrative case files.
#[derive(Debug, Parser)]
#[command(
    name = "anjuan",
    version,
    about = "案卷：行政案件编译器 / a compiler for administrative case files"
)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// Options of every command.
#[derive(Debug, Args)]
struct Global {
    /// 在此文件夹中运行 / Run in this folder
    #[arg(short = 'C', value_name = "DIR", default_value = ".", global = true)]
    directory: PathBuf,
    /// 语言 / Language of messages (else the locale, else zh)
    #[arg(long, value_enum, global = true)]
    lang: Option<Language>,
    /// 颜色 / Colour
    #[arg(long, value_enum, default_value = "auto", global = true)]
    color: Colour,
    /// 少说 / Say less
    #[arg(short, long, global = true)]
    quiet: bool,
    /// 多说 / Say more
    #[arg(short, long, global = true)]
    verbose: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Language {
    Zh,
    En,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Colour {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Check),
    Build(build::Build),
    Verify(verify::Verify),
    Explain(explain::Explain),
    Procedure(procedure::Procedure),
}

/// How to speak: settled once from the options, the environment and the terminal.
struct Voice {
    lang: Lang,
    colour: bool,
    quiet: bool,
    verbose: bool,
    terminal: bool,
}

impl Voice {
    fn of(global: &Global) -> Self {
        let terminal = std::io::stderr().is_terminal();
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let colour = match global.color {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => terminal && !plain,
        };
        let lang = match global.lang {
            Some(Language::Zh) => Lang::Zh,
            Some(Language::En) => Lang::En,
            None => locale(),
        };
        Self { lang, colour, quiet: global.quiet, verbose: global.verbose, terminal }
    }

    /// Tells people something, on stderr.
    fn tell(&self, text: &str) {
        // Nobody can be told that nobody can be told.
        let _ = writeln!(std::io::stderr().lock(), "{text}");
    }

    /// Shows findings and their sum on stderr.
    fn report(&self, report: &Report) {
        let found = report.sorted();
        if !found.is_empty() {
            let _ = write!(std::io::stderr().lock(), "{}", human::render(&found, self.lang, self.colour));
        }
        if !self.quiet {
            self.tell(&human::summary(report, self.lang));
        }
    }

    /// Writes data on stdout; a reader that went away is no failure of ours.
    fn data(&self, text: &str) -> Exit {
        match std::io::stdout().lock().write_all(text.as_bytes()) {
            Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Exit::Failed,
            _ => Exit::Sound,
        }
    }

    /// One of two sentences.
    fn say(&self, zh: &str, en: &str) -> String {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
        .to_owned()
    }
}

/// The language of the locale, by the variables POSIX names, in their order.
fn locale() -> Lang {
    let set = |name: &&str| std::env::var(name).is_ok_and(|value| !value.is_empty());
    let name = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find(|name| set(name));
    let value = name.and_then(|name| std::env::var(name).ok()).unwrap_or_default();
    if value.starts_with("en") { Lang::En } else { Lang::Zh }
}

/// Runs the program.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { Exit::Usage as u8 } else { 0 });
        }
    };
    let voice = Voice::of(&cli.global);
    let exit = match &cli.command {
        Command::Check(command) => command.run(&cli.global, &voice),
        Command::Build(command) => command.run(&cli.global, &voice),
        Command::Verify(command) => command.run(&voice),
        Command::Explain(command) => command.run(&cli.global, &voice),
        Command::Procedure(command) => command.run(&cli.global, &voice),
    };
    ExitCode::from(exit as u8)
}
