//! One JSON object a file, as the contract has it.

use serde_json::{Value, json};

use super::text;
use crate::batch::{Done, Written};
use crate::clean::Covered;
use crate::detect::{Flag, Subject};
use crate::error::{Ending, Error};
use crate::inspect::Inspected;
use crate::item::Item;
use crate::plain;
use crate::region::Region;
use crate::walk::Photo;

/// The line for one file. `dry_run`: nothing was written.
pub fn line(photo: &Photo, result: &Result<Done, Error>, dry_run: bool) -> String {
    let mut object = match result {
        Ok(Done::Inspected(inspected)) => inspected_object(inspected),
        Ok(Done::Cleaned(written)) => cleaned_object(written, dry_run),
        Ok(Done::Verified { format, found }) => json!({
            "outcome": if found.is_empty() { "clean" } else { "dirty" },
            "format": format,
            "found": items(found, false),
        }),
        Err(error) => json!({
            "outcome": outcome(error),
            "reason": plain::text(&error.to_string()),
            "code": error.code(),
        }),
    };
    object["path"] = text::photo(photo).into();
    text::json_escaped(&object.to_string())
}

/// "refused" or "failed".
pub fn outcome(error: &Error) -> &'static str {
    match error.ending() {
        Ending::Refused => "refused",
        Ending::Failed => "failed",
    }
}

fn inspected_object(inspected: &Inspected) -> Value {
    json!({
        "outcome": "inspected",
        "format": inspected.format,
        "width": inspected.width,
        "height": inspected.height,
        "hidden": items(&inspected.hidden, true),
        "flags": inspected.flags.iter().map(flag).collect::<Vec<_>>(),
        "subjects": inspected.subjects.iter().map(subject).collect::<Vec<_>>(),
        "warnings": sentences(&inspected.warnings),
    })
}

fn cleaned_object(written: &Written, dry_run: bool) -> Value {
    json!({
        "outcome": if dry_run { "planned" } else { "cleaned" },
        "output": text::path(&written.output),
        "format": written.target.id(),
        "method": written.method.id(),
        "removed": items(&written.removed, false),
        "covered": written.covered.iter().map(covered).collect::<Vec<_>>(),
        "warnings": sentences(&written.warnings),
    })
}

fn covered(covered: &Covered) -> Value {
    json!({ "category": covered.category.map_or("manual", |category| category.id()), "box": corners(covered.region) })
}

fn flag(flag: &Flag) -> Value {
    let Flag { category, region, confidence, reason } = flag;
    json!({
        "category": category.id(),
        "box": corners(*region),
        "confidence": rounded((*confidence).into()),
        "reason": reason,
    })
}

fn subject(subject: &Subject) -> Value {
    let Subject { kind, region, confidence } = subject;
    json!({ "category": kind, "box": corners(*region), "confidence": rounded((*confidence).into()) })
}

fn corners(region: Region) -> [f64; 4] {
    [region.x0, region.y0, region.x1, region.y1].map(rounded)
}

/// Four places behind the point: less than a pixel of what the detectors see.
fn rounded(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}

fn items(items: &[Item], with_words: bool) -> Vec<Value> {
    let object = |item: &Item| {
        let mut object = json!({ "kind": item.kind.id(), "where": plain::text(&item.place), "bytes": item.bytes });
        if with_words {
            object["says"] = item.says.as_deref().map_or_else(|| format!("{} bytes", item.bytes), plain::text).into();
        }
        object
    };
    items.iter().map(object).collect()
}

fn sentences(warnings: &[String]) -> Vec<String> {
    warnings.iter().map(|warning| plain::text(warning)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_has_reason_and_code() {
        let photo = Photo::file("a\u{202e}.mp4".into());
        let error = Error::UnsupportedFormat { what: "a video".into(), advice: "do this".into() };
        let line = line(&photo, &Err(error), false);
        assert!(line.is_ascii());
        let object: Value = serde_json::from_str(&line).unwrap();
        assert_eq!((&object["outcome"], &object["code"]), (&json!("refused"), &json!("unsupported-format")));
        assert_eq!(object["path"], json!("a\u{202e}.mp4"));
    }
}
