#![no_main]

use arbitrary::Unstructured;
use kvartal::domain::{Command, Context, IdSource, Plan, PlanId, decide};
use kvartal::form::{LayOut, Options, built_in, lay_out, recognise};
use libfuzzer_sys::fuzz_target;

// Whatever stands in a document: it is recognised or not, taken in or refused, and printed in any form.
fuzz_target!(|data: &[u8]| {
    let Ok(document) = kvartal_fuzz::document(&mut Unstructured::new(data)) else { return };
    let forms = built_in();
    let options = Options::new("2024-01-09".parse().unwrap());
    let Ok(recognised) = recognise(&document, &forms, &options) else { return };
    let mut plan = Plan::empty(PlanId(1));
    let mut context = Context { author: "олена".into(), at: 0, ids: IdSource::new(7) };
    let Ok(change) = decide(&plan, &Command::Import(Box::new(recognised.draft)), &mut context) else {
        return;
    };
    plan.apply(&change);
    for form in &forms {
        if let Ok(printed) = lay_out(&plan, form, &LayOut::of(plan.period().last)) {
            let _ = recognise(&printed, &forms, &options);
        }
    }
});
