//! One JSON object a file, as the contract has it.

use serde_json::{Value, json};

use super::text;
use crate::batch::{Done, Written};
use crate::cover::Shape;
use crate::error::{Ending, Error};
use crate::inspect::Inspected;
use crate::item::Item;
use crate::region::Region;
use crate::walk::Photo;

/// The line for one file. `covers` are those that a person gave; `dry_run`: nothing was written.
pub fn line(photo: &Photo, result: &Result<Done, Error>, covers: &[Shape], dry_run: bool) -> String {
    let mut object = match result {
        Ok(Done::Inspected(inspected)) => inspected_object(inspected),
        Ok(Done::Cleaned(written)) => cleaned_object(written, covers, dry_run),
        Ok(Done::Verified { format, found }) => json!({
            "outcome": if found.is_empty() { "clean" } else { "dirty" },
            "format": format,
            "found": items(found, false),
        }),
        Err(error) => json!({
            "outcome": outcome(error),
            "reason": text::shown(&error.to_string()),
            "code": error.code(),
        }),
    };
    object["path"] = text::path(&photo.path).into();
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
        "flags": [],
        "subjects": [],
        "warnings": sentences(&inspected.warnings),
    })
}

fn cleaned_object(written: &Written, covers: &[Shape], dry_run: bool) -> Value {
    json!({
        "outcome": if dry_run { "planned" } else { "cleaned" },
        "output": text::path(&written.output),
        "format": written.target.id(),
        "method": written.method.id(),
        "removed": items(&written.removed, false),
        "covered": covers.iter().copied().flat_map(boxes).map(covered).collect::<Vec<_>>(),
        "warnings": sentences(&written.warnings),
    })
}

fn covered(region: Region) -> Value {
    json!({ "category": "manual", "box": [region.x0, region.y0, region.x1, region.y1] })
}

/// The boxes that a cover is made of; around a kept box there are up to four.
fn boxes(shape: Shape) -> Vec<Region> {
    match shape {
        Shape::Inside(region) => vec![region],
        Shape::Outside(Region { x0, y0, x1, y1 }) => [
            Region::new(0.0, 0.0, 1.0, y0),
            Region::new(0.0, y1, 1.0, 1.0),
            Region::new(0.0, y0, x0, y1),
            Region::new(x1, y0, 1.0, y1),
        ]
        .into_iter()
        .flatten()
        .collect(),
    }
}

fn items(items: &[Item], with_words: bool) -> Vec<Value> {
    let object = |item: &Item| {
        let mut object = json!({ "kind": item.kind.id(), "where": text::shown(&item.place), "bytes": item.bytes });
        if let (true, Some(says)) = (with_words, &item.says) {
            object["says"] = text::shown(says).into();
        }
        object
    };
    items.iter().map(object).collect()
}

fn sentences(warnings: &[String]) -> Vec<String> {
    warnings.iter().map(|warning| text::shown(warning)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn around_a_kept_box_everything_is_covered() {
        let kept = Region::new(0.25, 0.5, 0.75, 1.0).unwrap();
        let area: f64 = boxes(Shape::Outside(kept)).iter().map(|r| (r.x1 - r.x0) * (r.y1 - r.y0)).sum();
        assert!((area - 0.75).abs() < 1e-9, "{area}");
    }

    #[test]
    fn a_refusal_has_reason_and_code() {
        let photo = Photo { path: "a\u{202e}.mp4".into(), tree: "".into() };
        let error = Error::UnsupportedFormat { what: "a video".into(), advice: "do this".into() };
        let line = line(&photo, &Err(error), &[], false);
        assert!(line.is_ascii());
        let object: Value = serde_json::from_str(&line).unwrap();
        assert_eq!((&object["outcome"], &object["code"]), (&json!("refused"), &json!("unsupported-format")));
        assert_eq!(object["path"], json!("a\u{202e}.mp4"));
    }
}
