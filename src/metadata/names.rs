//! What kind of thing a property tells, by its name and value: for XMP, the texts of PNG, and content credentials,
//! which borrow each other's names.

use crate::item::Kind;
use crate::metadata::words;

/// A property of this namespace prefix ("dc") and name ("creator") with a value that is not blank; `None`: nothing of a kind of its own.
pub fn kind(prefix: &str, name: &str, value: &str) -> Option<Kind> {
    let name = name.to_ascii_lowercase();
    let any = |parts: &[&str]| parts.iter().any(|part| name.contains(part));
    let is = |names: &[&str]| names.contains(&name.as_str());
    // Settings of Camera Raw, and what ImageMagick tells of a colour profile, tell of nobody.
    if prefix == "icc" || prefix == "crs" && name != "rawfilename" {
        return None;
    }
    if name.starts_with("gps") || name.ends_with("latitude") || name.ends_with("longitude") {
        return (!is(&["gpsversionid", "gpsmapdatum", "gpsinfo", "gpsdifferential", "gpsstatus"])).then_some(Kind::Gps);
    }
    if any(&["serialnumber"]) || is(&["imageuniqueid", "serial", "cameraserial"]) {
        return Some(Kind::Serial);
    }
    if is_time(&name, value) {
        return Some(Kind::Time);
    }
    if any(&SOFTWARE) || matches!(prefix, "xmpMM" | "xapMM" | "stRef" | "stEvt") {
        return Some(Kind::Software);
    }
    if is(&PERSON) || any(&PERSON_PARTS) || matches!(prefix, "mwg-rs" if name == "name") {
        return Some(Kind::Person);
    }
    if is(&["make", "model", "lens", "lensmake", "lensmodel", "cameramodel", "camera", "hostcomputer", "lensinfo"]) {
        return Some(Kind::Device);
    }
    is(&CAPTION).then_some(Kind::Caption)
}

fn is_time(name: &str, value: &str) -> bool {
    let clock = value.len() > 11 && value.get(4..5).is_some_and(|mark| mark == "-" || mark == ":");
    let named = name.contains("date") || name.contains("time") || name == "when";
    (named || clock) && words::date(value).is_some()
}

const SOFTWARE: [&str; 15] = [
    "creatortool",
    "software",
    "toolkit",
    "xmptk",
    "claim_generator",
    "producer",
    "aisystem",
    "aiprompt",
    "digitalsourcetype",
    "prompt",
    "workflow",
    "negative_prompt",
    "processing",
    "firmware",
    "derivedfrom",
];

const PERSON: [&str; 14] = [
    "rights",
    "credit",
    "contributor",
    "captionwriter",
    "publisher",
    "attributionname",
    "recordedby",
    "identifiedby",
    "licensorname",
    "imagesuppliername",
    "modelreleaseid",
    "persondisplayname",
    "by-line",
    "photographer",
];

const PERSON_PARTS: [&str; 12] = [
    "creator",
    "artist",
    "author",
    "owner",
    "copyright",
    "person",
    "byline",
    "ciemail",
    "citel",
    "ciadr",
    "ciurl",
    "contactinfo",
];

const CAPTION: [&str; 33] = [
    "title",
    "description",
    "subject",
    "headline",
    "caption",
    "city",
    "state",
    "country",
    "countryname",
    "countrycode",
    "provincestate",
    "location",
    "locationname",
    "locationid",
    "sublocation",
    "worldregion",
    "usercomment",
    "imagedescription",
    "label",
    "hierarchicalsubject",
    "lastkeywordxmp",
    "lastkeywordiptc",
    "keywords",
    "keyword",
    "instructions",
    "event",
    "source",
    "category",
    "supplementalcategories",
    "transmissionreference",
    "nickname",
    "comment",
    "rawfilename",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_all_kinds_are_known() {
        let cases = [
            ("exif", "GPSLatitude", "52,22.123N", Some(Kind::Gps)),
            ("aux", "SerialNumber", "1", Some(Kind::Serial)),
            ("xmp", "CreateDate", "2022-07-08T23:12:05", Some(Kind::Time)),
            ("stEvt", "when", "2022-07-08T23:12:05", Some(Kind::Time)),
            ("xmp", "CreatorTool", "Painter", Some(Kind::Software)),
            ("dc", "creator", "Rosa", Some(Kind::Person)),
            ("mwg-rs", "Name", "Rosa", Some(Kind::Person)),
            ("tiff", "Model", "X", Some(Kind::Device)),
            ("dc", "description", "x", Some(Kind::Caption)),
            ("crs", "Exposure2012", "0", None),
            ("tiff", "Orientation", "1", None),
        ];
        for (prefix, name, value, wanted) in cases {
            assert_eq!(kind(prefix, name, value), wanted, "{prefix}:{name}");
        }
    }
}
