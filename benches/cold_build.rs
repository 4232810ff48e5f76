//! A cold build of many small cases, end to end: letters per second and peak memory.
//!
//! `cargo bench --bench cold_build -- [CASES] [JOBS]` makes CASES synthetic cases (1,000 unless
//! told) in a temporary folder and builds them as the command does: load, check, render, pack,
//! write. Each case gives two one-page letters and one bundle.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::Instant;

use anjuan::build::{self, Options};
use anjuan::finding::Report;
use anjuan::render::Engine;
use anjuan::workspace::Workspace;

/// The sample every synthetic case is made from.
const SAMPLE: &str = "cases/2017-licence-abolished";

fn main() -> Result<(), Box<dyn Error>> {
    let numbers: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let cases = numbers.first().copied().unwrap_or(1_000);
    let jobs = numbers.get(1).copied().unwrap_or(std::thread::available_parallelism()?.get());
    let folder = tempfile::tempdir()?;
    make(Path::new(env!("CARGO_MANIFEST_DIR")), folder.path(), cases)?;

    let begun = Instant::now();
    let mut report = Report::new();
    let workspace = Workspace::open(folder.path(), &mut report).ok_or("no workspace")?;
    let judged = build::judge(&workspace, &[], None, &mut report);
    let checked = begun.elapsed();
    let engine = Engine::new(&workspace.assets)?;
    let options = Options { out: folder.path().join("out"), jobs };
    let tally = build::build(&workspace, &engine, &judged, &options, &|| {}, &mut report);
    let took = begun.elapsed();

    if report.has_errors() || tally.failed > 0 || tally.packed != cases {
        return Err(format!("the synthetic cases do not build: {tally:?}").into());
    }
    let rate = tally.rendered as f64 / took.as_secs_f64();
    println!("cases {cases}  jobs {jobs}  letters {}  bundles {}", tally.rendered, tally.packed);
    println!("load and check {:.2} s  whole build {:.2} s", checked.as_secs_f64(), took.as_secs_f64());
    println!("{rate:.0} letters a second, bundles included  peak memory {} MB", peak_memory());
    Ok(())
}

/// Copies the sample under other ids, with other numbers.
fn make(project: &Path, folder: &Path, cases: usize) -> Result<(), Box<dyn Error>> {
    let sample = project.join(SAMPLE);
    let text = fs::read_to_string(sample.join("case.yaml"))?;
    for number in 1..=cases {
        let id = format!("2017-bench-{number}");
        let case = folder.join("cases").join(&id);
        for file in walkdir::WalkDir::new(&sample).into_iter().flatten() {
            let target = case.join(file.path().strip_prefix(&sample)?);
            if file.file_type().is_dir() {
                fs::create_dir_all(target)?;
            } else if file.file_name() != "case.yaml" {
                fs::copy(file.path(), target)?;
            }
        }
        anjuan::files::write(&case.join("case.yaml"), |out| {
            std::io::Write::write_all(out, renumber(&text, number).as_bytes())
        })?;
    }
    Ok(())
}

/// Gives every document and the volume a number of its own.
fn renumber(text: &str, number: usize) -> String {
    let line = |line: &str| match (line.find('〕'), line.trim_start().starts_with("案卷号")) {
        (Some(at), _) if line.trim_start().starts_with("文号") => {
            format!("{}{number}号", &line[..at + '〕'.len_utf8()])
        }
        (_, true) => format!("    案卷号: \"{number}\""),
        _ => line.to_owned(),
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n") + "\n"
}

/// The most memory this process ever held, in MB; 0 where the system does not tell.
fn peak_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or(0) / 1024
}
