//! Puts the default templates into the program: one file is then a complete installation.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").unwrap_or_default()).join("templates");
    let fonts = env::var_os("CARGO_FEATURE_FONTS").is_some();
    let mut files = Vec::new();
    collect(&root, &mut files)?;
    files.sort();
    let mut code = String::from("pub(super) static FILES: &[(&str, &[u8])] = &[\n");
    for path in &files {
        let name = path.strip_prefix(&root).unwrap_or(path).to_string_lossy().replace('\\', "/");
        if fonts || !(name.ends_with(".otf") || name.ends_with(".ttf")) {
            let _ = writeln!(code, "    ({name:?}, include_bytes!({path:?})),");
        }
    }
    code.push_str("];\n");
    println!("cargo:rerun-if-changed=build.rs");
    #[expect(clippy::disallowed_methods, reason = "cargo's own folder")]
    fs::write(PathBuf::from(env::var("OUT_DIR").unwrap_or_default()).join("embedded.rs"), code)
}

/// Every file below a folder; cargo looks at the folders for new ones.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    println!("cargo:rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if hidden {
            continue;
        }
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
