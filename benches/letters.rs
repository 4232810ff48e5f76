//! Each letter of the samples, rendered alone: milliseconds, pages, kilobytes.
//!
//! `cargo bench --bench letters -- [TIMES] [NAME]`, one thread; NAME is part of a template's name.

#![expect(clippy::print_stdout, reason = "a benchmark tells its numbers")]

use std::error::Error;
use std::path::Path;
use std::time::Instant;

use anjuan::build;
use anjuan::finding::Report;
use anjuan::plan::Plan;
use anjuan::render::{Engine, letter_data};
use anjuan::workspace::Workspace;

fn main() -> Result<(), Box<dyn Error>> {
    let times: u32 = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(50);
    let word = |argument: &String| !argument.starts_with('-') && argument.parse::<u32>().is_err();
    let name = std::env::args().skip(1).find(word).unwrap_or_default();
    let mut report = Report::new();
    let workspace =
        Workspace::open(Path::new(env!("CARGO_MANIFEST_DIR")), &mut report).ok_or("no workspace")?;
    let judged = build::judge(&workspace, &[], None, &mut report);
    let engine = Engine::new(&workspace.assets)?;
    let mut seen = Vec::new();
    for checked in &judged.sound {
        for planned in Plan::of(checked, &workspace.office).letters {
            if seen.contains(&planned.template) || !planned.template.contains(&name) {
                continue;
            }
            let mut data = letter_data(checked, build::law(&workspace), &planned);
            let mut rendered = engine.render("warm", &planned.template, &data)?;
            let begun = Instant::now();
            for time in 0..times {
                // Another number each time, as in real life: nothing but the fixed parts may be cached.
                data["文书"]["文号"] = format!("示例〔2026〕{}号", time + 1).into();
                data["送"] = format!("示例第{time}单位").into();
                rendered = engine.render(&format!("letter-{time}"), &planned.template, &data)?;
            }
            let each = begun.elapsed().as_secs_f64() * 1e3 / f64::from(times);
            let size = rendered.pdf.len() / 1024;
            println!("{each:6.2} ms  {} page(s)  {size:4} kB  {}", rendered.pages, planned.template);
            seen.push(planned.template);
        }
    }
    Ok(())
}
