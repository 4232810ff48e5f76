//! A cold build of many small cases, end to end: letters per second and peak memory.
//!
//! `cargo bench --bench cold_build -- [CASES] [JOBS]` makes CASES synthetic cases (1,000 unless
//! told) in temporary folders and measures, in one run on one machine:
//!
//! 1. `render`: the letters alone, from memory to memory — what the typesetter can do at best;
//! 2. `letters`: open cases, from the folder to the written letters: load, check, render, write;
//! 3. `bundles`: the same cases closed, each also packed, with both digests of every byte.
//!
//! Each case gives two one-page letters: a receipt with two tables, and a notice.

#![expect(clippy::print_stdout, reason = "a benchmark tells its numbers")]

use std::error::Error;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use anjuan::build::{self, Judged, Options};
use anjuan::finding::Report;
use anjuan::plan::Plan;
use anjuan::render::{Engine, letter_data};
use anjuan::workspace::Workspace;

#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let numbers: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let cases = numbers.first().copied().unwrap_or(1_000);
    let jobs = numbers.get(1).copied().unwrap_or(std::thread::available_parallelism()?.get());
    println!(
        "cases {cases}  jobs {jobs}  allocator {}",
        if cfg!(feature = "mimalloc") { "mimalloc" } else { "system" }
    );
    for closed in [false, true] {
        let folder = tempfile::tempdir()?;
        make(folder.path(), cases, closed)?;
        let begun = Instant::now();
        let mut report = Report::new();
        let workspace = Workspace::open(folder.path(), &mut report).ok_or("no workspace")?;
        let judged = build::judge(&workspace, &[], None, &mut report);
        let engine = Engine::new(&workspace.assets)?;
        let loaded = begun.elapsed().as_secs_f64();
        let options = Options { out: folder.path().join("out"), jobs };
        let tally = build::build(&workspace, &engine, &judged, &options, &|| {}, &mut report);
        let took = begun.elapsed().as_secs_f64();
        if report.has_errors() || tally.failed > 0 || tally.rendered == 0 {
            return Err(format!("the synthetic cases do not build: {tally:?}").into());
        }
        if !closed {
            let alone = render(&workspace, &engine, &judged, jobs);
            show("render", alone.0, alone.1, 0.0);
        }
        show(if closed { "bundles" } else { "letters" }, tally.rendered, took, loaded);
    }
    println!("peak memory {} MB", peak_memory());
    Ok(())
}

fn show(what: &str, letters: usize, took: f64, loaded: f64) {
    let rate = letters as f64 / took;
    println!(
        "{what:8} {letters} letters in {took:.2} s (of it load and check {loaded:.2} s): {rate:.0} a second"
    );
}

/// Every letter once more, without disk: the same work on the same threads.
fn render(workspace: &Workspace, engine: &Engine, judged: &Judged, jobs: usize) -> (usize, f64) {
    let law = build::law(workspace);
    let plans = judged.sound.iter().map(|checked| (checked, Plan::of(checked, &workspace.office)));
    let letters: Vec<_> = plans
        .flat_map(|(checked, plan)| plan.letters.into_iter().map(move |planned| (checked, planned)))
        .map(|(checked, planned)| (planned.template.clone(), letter_data(checked, law, &planned)))
        .collect();
    let next = AtomicUsize::new(0);
    let begun = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..jobs {
            let work = || {
                while let Some((template, data)) = letters.get(next.fetch_add(1, Ordering::Relaxed)) {
                    assert!(engine.render("bench", template, data).is_ok());
                }
            };
            let worker = std::thread::Builder::new().stack_size(16 << 20);
            worker.spawn_scoped(scope, work).expect("a thread");
        }
    });
    (letters.len(), begun.elapsed().as_secs_f64())
}

/// The sample every synthetic case is made from: one letter, then the end.
const SAMPLE: &str = "cases/2017-licence-abolished";

/// Copies the sample under other ids, with other numbers.
fn make(folder: &Path, cases: usize, closed: bool) -> Outcome<()> {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join(SAMPLE);
    let text = fs::read_to_string(sample.join("case.yaml"))?;
    let (open, _) = text.split_once("  - 步骤: 立卷归档").ok_or("the sample is not closed")?;
    let text = if closed { text.as_str() } else { open };
    for number in 1..=cases {
        let case = folder.join("cases").join(format!("2017-bench-{number}"));
        for file in walkdir::WalkDir::new(&sample).into_iter().flatten() {
            let target = case.join(file.path().strip_prefix(&sample)?);
            if file.file_type().is_dir() {
                fs::create_dir_all(target)?;
            } else if file.file_name() != "case.yaml" {
                fs::copy(file.path(), target)?;
            }
        }
        let own = renumber(text, number);
        anjuan::files::write(&case.join("case.yaml"), |out| std::io::Write::write_all(out, own.as_bytes()))?;
    }
    Ok(())
}

/// Gives every document and the volume a number of its own.
fn renumber(text: &str, number: usize) -> String {
    let line = |line: &str| match (line.find('〕'), line.trim_start()) {
        (Some(at), start) if start.starts_with("文号") => {
            format!("{}{number}号", &line[..at + '〕'.len_utf8()])
        }
        (_, start) if start.starts_with("案卷号") => format!("    案卷号: \"{number}\""),
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
