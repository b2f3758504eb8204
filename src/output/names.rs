//! Names for copies: neutral ones in input order, or the old stems; never one that another copy has on any system.

use std::collections::HashSet;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use crate::plain::is_deceptive;

/// How copies are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Naming {
    /// Keep the stem of the original instead of `photo-0001`.
    pub keep_names: bool,
    /// Keep the folder tree instead of putting all copies into one folder.
    pub keep_tree: bool,
}

/// The longest stem, in bytes: leaves room for a number and an extension in the 255 that file systems allow.
const MAX_STEM_BYTES: usize = 235;

/// Names of Windows devices, which no file may have there.
const RESERVED: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Hands out stems in input order, so that names do not depend on which copy is finished first.
#[derive(Debug, Default)]
pub struct Stems {
    naming: Naming,
    /// Folder, and stem after folding, that are taken for a set of extensions.
    taken: HashSet<(PathBuf, String)>,
    looked_into: HashSet<PathBuf>,
    numbers: std::collections::HashMap<PathBuf, u64>,
}

impl Stems {
    pub fn new(naming: Naming) -> Self {
        Self { naming, ..Self::default() }
    }

    /// A folder and a stem for the copy of `original`, which lies in `tree` below the folder that was named.
    /// `extensions` are those that the copy may get. Everything that is in the folder already counts as taken.
    pub fn next(&mut self, out: &Path, tree: &Path, original: &OsStr, extensions: &[&str]) -> (PathBuf, OsString) {
        let folder = if self.naming.keep_tree { out.join(tree) } else { out.to_path_buf() };
        self.look_into(&folder);
        let kept = self.naming.keep_names.then(|| presentable(original));
        for attempt in 0.. {
            let stem = match &kept {
                Some(stem) => numbered(stem, attempt),
                None => self.neutral(&folder),
            };
            let folded: Vec<_> =
                extensions.iter().map(|ext| (folder.clone(), folded(&with_extension(&stem, ext)))).collect();
            if folded.iter().all(|name| !self.taken.contains(name)) {
                self.taken.extend(folded);
                return (folder, stem);
            }
        }
        unreachable!("some number is free")
    }

    fn neutral(&mut self, folder: &Path) -> OsString {
        let number = self.numbers.entry(folder.to_path_buf()).or_default();
        *number += 1;
        format!("photo-{number:04}").into()
    }

    fn look_into(&mut self, folder: &Path) {
        if self.looked_into.insert(folder.to_path_buf())
            && let Ok(entries) = std::fs::read_dir(folder)
        {
            self.taken.extend(entries.flatten().map(|entry| (folder.to_path_buf(), folded(&entry.file_name()))));
        }
    }
}

/// `stem.extension`, or from the second attempt on `stem-2.extension` and so forth; neutral names count up instead.
pub fn file_name(stem: &OsStr, attempt: u64, extension: &str) -> OsString {
    let neutral = stem.to_str().and_then(|stem| stem.strip_prefix("photo-")?.parse::<u64>().ok());
    let stem = match neutral {
        Some(number) => format!("photo-{:04}", number + attempt).into(),
        None => numbered(stem, attempt),
    };
    with_extension(&stem, extension)
}

fn numbered(stem: &OsStr, attempt: u64) -> OsString {
    let mut name = stem.to_os_string();
    if attempt > 0 {
        name.push(format!("-{}", attempt + 1));
    }
    name
}

fn with_extension(stem: &OsStr, extension: &str) -> OsString {
    let mut name = stem.to_os_string();
    name.push(".");
    name.push(extension);
    name
}

/// The same for names that some system takes for the same: case and Unicode composition folded.
fn folded(name: &OsStr) -> String {
    name.to_string_lossy().nfkc().flat_map(char::to_lowercase).nfkc().collect()
}

/// The stem of a name, made fit for every system: no control characters or `\/:*?"<>|`, no reserved name, not too long.
fn presentable(original: &OsStr) -> OsString {
    let stem = Path::new(original).file_stem().unwrap_or(original);
    let Some(text) = stem.to_str() else { return shortened(stem) };
    let fit: String =
        text.chars().map(|c| if is_deceptive(c) || r#"\/:*?"<>|"#.contains(c) { '_' } else { c }).collect();
    let fit = fit.trim_end_matches(['.', ' ']);
    let base = fit.split('.').next().unwrap_or(fit).to_lowercase();
    let device = |name: &str| base.strip_prefix(name).is_some_and(|rest| rest.len() == 1 && rest != "0");
    if fit.is_empty() || RESERVED.contains(&base.as_str()) || device("com") || device("lpt") {
        return format!("{fit}_").into();
    }
    shortened(OsStr::new(fit))
}

fn shortened(stem: &OsStr) -> OsString {
    match stem.to_str() {
        Some(text) => {
            let end = (0..=text.len().min(MAX_STEM_BYTES)).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
            text[..end].into()
        }
        None if stem.len() > MAX_STEM_BYTES => "photo".into(),
        None => stem.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(keep_names: bool, names: &[&str]) -> Vec<String> {
        let mut stems = Stems::new(Naming { keep_names, keep_tree: false });
        let next = |name: &&str| stems.next(Path::new("/nowhere/out"), Path::new(""), OsStr::new(name), &["jpg"]);
        names.iter().map(next).map(|(_, stem)| stem.into_string().unwrap()).collect()
    }

    #[test]
    fn neutral_names_count_in_input_order() {
        assert_eq!(stems(false, &["b.jpg", "a.png"]), ["photo-0001", "photo-0002"]);
    }

    #[test]
    fn names_that_some_system_takes_for_the_same_are_told_apart() {
        assert_eq!(stems(true, &["Cat.jpg", "cat.JPEG", "CAT.png"]), ["Cat", "cat-2", "CAT-3"]);
        assert_eq!(stems(true, &["e\u{301}.jpg", "\u{e9}.jpg"]), ["e\u{301}", "\u{e9}-2"]);
    }

    #[test]
    fn odd_names_become_fit_for_every_system() {
        assert_eq!(stems(true, &["a\nb?.jpg", "CON.jpg", "com1.x.jpg", "..."]), ["a_b_", "CON_", "com1.x_", "_"]);
        let long = format!("{}.jpg", "ü".repeat(126));
        assert!(stems(true, &[&long])[0].len() <= MAX_STEM_BYTES);
    }

    #[test]
    fn a_name_taken_meanwhile_moves_on() {
        assert_eq!(file_name(OsStr::new("photo-0009"), 1, "jpg"), "photo-0010.jpg");
        assert_eq!(file_name(OsStr::new("cat"), 0, "jpg"), "cat.jpg");
        assert_eq!(file_name(OsStr::new("cat"), 1, "jpg"), "cat-2.jpg");
    }
}
