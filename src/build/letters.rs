//! Letters: rendered, unless the index proves that nothing changed.

use std::io::Write;

use super::{Job, Made, Output, failure, law};
use crate::check::CheckedCase;
use crate::digest::Sha256;
use crate::files;
use crate::plan::PlannedLetter;
use crate::render::letter_data;
use crate::source::why;

impl Job<'_> {
    /// Makes one letter.
    pub(super) fn letter(&self, checked: &CheckedCase, planned: &PlannedLetter, made: &mut Made) {
        let case = checked.case();
        let data = letter_data(checked, law(self.workspace), planned);
        // Case and letter name the document, so that its id is its own and stays so.
        let id = format!("{}/{}", case.id, planned.output);
        let inputs = self.recipe.letter(&case.procedure.reference, &id, &data);
        if let Some(output) = self.before.unchanged(&self.options.out, &planned.output, &inputs) {
            made.outputs.insert(planned.output.clone(), output.clone());
            made.tally.unchanged += 1;
            return;
        }
        let rendered = match self.engine.render(&id, &planned.template, &data) {
            Ok(rendered) => rendered,
            Err(failure) => {
                made.found.extend(failure::rendering(case, planned, &failure));
                made.found.restrict(case.disclosure());
                made.tally.failed += 1;
                return;
            }
        };
        let written = files::write(&self.path(&planned.output), |file| file.write_all(&rendered.pdf));
        if let Err(error) = written {
            made.found.push(failure::cannot_write(&planned.output, &why(&error)));
            self.keep(&planned.output, made);
            made.tally.failed += 1;
            return;
        }
        let sha256 = Sha256::of(&rendered.pdf).to_string();
        let output = Output { inputs, sha256, bytes: rendered.pdf.len() as u64, pages: Some(rendered.pages) };
        made.outputs.insert(planned.output.clone(), output);
        made.pdfs.insert(planned.output.clone(), rendered.pdf.into());
        made.tally.rendered += 1;
    }
}
