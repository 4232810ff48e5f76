//! Clocks: they start and stop at days or minutes that exist, by a basis that carries them.

use super::{Check, place, resolve};
use crate::procedure::field::{Kind, Schema, keys};
use crate::procedure::path::FACTS;
use crate::procedure::{Clock, Limit, Nature, Path};
use crate::text;

impl Check<'_> {
    pub(super) fn clocks(&mut self) {
        for clock in &self.procedure.clocks {
            self.event(clock, &clock.from, "自");
            clock.to.iter().for_each(|event| self.event(clock, event, "至"));
            self.clock_basis(clock);
            if let Some(condition) = &clock.when {
                self.condition(condition, &Schema::default());
            }
            if let Some(deemed) = &clock.deemed {
                self.step_name(&deemed.step, &clock.body, "逾期");
                self.step_name(&deemed.on, &clock.body, "逾期");
            }
        }
    }

    fn clock_basis(&mut self, clock: &Clock) {
        self.basis(&clock.basis, &clock.body, "依据", false);
        let Some(basis) = self.procedure.bases.get(&clock.basis) else {
            return;
        };
        let law = basis.citations.iter().all(|citation| citation.mark.is_law());
        if clock.nature == Nature::Statutory && !law {
            let message =
                text!("只有清单依据的期限不得写作“法定”", "a limit that only the list sets is not 法定");
            self.malformed(&place(&clock.body, "性质", Nature::Statutory.word()), message);
        }
    }

    /// Days for a limit in days, minutes for one in hours.
    fn event(&mut self, clock: &Clock, event: &Path, key: &str) {
        let Some(step) = event.step() else {
            let span = place(&clock.body, key, FACTS);
            return self.malformed(&span, text!("`{FACTS}` 不是步骤", "`{FACTS}` is no step"));
        };
        self.step_name(step, &clock.body, key);
        if self.procedure.step(step).is_none() {
            return;
        }
        let path = Path { root: event.root.clone(), fields: vec![event.field_or(keys::DATE).to_owned()] };
        let kind = resolve(self.procedure, &path).map(|field| &field.kind);
        let hours = matches!(clock.limit, Limit::Hours(_));
        let span = place(&clock.body, key, &event.to_string());
        match kind {
            Some(Kind::Moment) => {}
            Some(Kind::Date) if !hours => {}
            Some(Kind::Date) => {
                let message = text!(
                    "小时期限从时刻起算，`{path}` 只是日期",
                    "hours run from a minute; `{path}` is a day"
                );
                let hours = place(&clock.body, "小时", "小时");
                self.malformed(&hours, message);
            }
            _ => self.malformed(&span, text!("`{path}` 不是日期或时刻", "`{path}` is no date and no moment")),
        }
    }
}
