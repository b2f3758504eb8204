//! The four languages say the same things, and the window asks for nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use fluent_bundle::FluentResource;

use super::*;

/// What a text needs and tells apart: its values, and the choices it makes.
type Needs = BTreeMap<String, BTreeSet<String>>;

/// `$count` and `$count->` (a choice is made by it) of every text of a language.
fn needs(language: Language) -> Needs {
    let mut all = Needs::new();
    for file in embedded(language) {
        FluentResource::try_new((*file).to_owned()).unwrap_or_else(|(_, errors)| panic!("{language:?}: {errors:?}"));
        let mut id = String::new();
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            if let Some((name, _)) =
                line.split_once(" =").filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase()))
            {
                id = name.to_owned();
                assert!(all.insert(id.clone(), BTreeSet::new()).is_none(), "{language:?}: {id} twice");
            }
            for part in line.split('$').skip(1) {
                let value: String = part.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
                let chooses = part.contains("->");
                all.get_mut(&id).unwrap().insert(if chooses { format!("{value}->") } else { value });
            }
        }
    }
    all
}

/// The values alone: one language may choose by a number where another does not need to.
fn values(needs: &Needs) -> BTreeMap<&str, BTreeSet<&str>> {
    needs
        .iter()
        .map(|(id, set)| (id.as_str(), set.iter().map(|value| value.trim_end_matches("->")).collect()))
        .collect()
}

#[test]
fn every_language_has_the_same_texts_with_the_same_values() {
    let english = needs(Language::English);
    assert!(english.len() > 10);
    for language in Language::ALL {
        let other = needs(language);
        let missing: Vec<_> = english.keys().filter(|id| !other.contains_key(*id)).collect();
        let surplus: Vec<_> = other.keys().filter(|id| !english.contains_key(*id)).collect();
        assert!(missing.is_empty() && surplus.is_empty(), "{language:?} lacks {missing:?}, has besides {surplus:?}");
        for ((id, ours), theirs) in values(&english).into_iter().zip(values(&other).into_values()) {
            assert_eq!(ours, theirs, "{language:?}: {id}");
        }
    }
}

#[test]
fn every_text_is_said_for_one_and_for_many_without_a_gap() {
    let mut said_texts = 0;
    for language in Language::ALL {
        let texts = Texts::new(language);
        for (id, needed) in needs(language) {
            for count in [0, 1, 2, 1_000_000] {
                let values: Vec<_> =
                    needed.iter().map(|value| (value.trim_end_matches("->"), Value::from(count))).collect();
                let mut errors = Vec::new();
                let arguments = values.iter().cloned().collect();
                let pattern = texts.own.get_message(&id).unwrap().value().unwrap();
                let said = texts.own.format_pattern(pattern, Some(&arguments), &mut errors).into_owned();
                assert!(errors.is_empty(), "{language:?} {id}: {errors:?}");
                assert!(!said.trim().is_empty() && !said.contains(['{', '}', '\u{2068}']), "{language:?} {id}: {said}");
                said_texts += 1;
            }
        }
    }
    assert!(said_texts > 100, "{said_texts}");
}

/// The Rust files of the window.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn every_text_the_window_asks_for_exists() {
    let texts = Texts::new(Language::English);
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/gui"), &mut files);
    let mut missing = BTreeSet::new();
    for file in files {
        let source = std::fs::read_to_string(&file).unwrap();
        for call in [".get(", ".with("] {
            for rest in source.split(call).skip(1) {
                let Some(rest) = rest.trim_start().strip_prefix('"') else { continue };
                let id = rest.split('"').next().unwrap();
                let looks_like_one = id.contains('-') && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
                if looks_like_one && !texts.has(id) {
                    missing.insert(format!("{id} ({})", file.display()));
                }
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn counts_choose_their_plural() {
    let english = Texts::new(Language::English);
    assert_eq!(english.with("top-all-photos", &[("count", 1942.into())]), "All photos (1,942)");
    assert_eq!(english.get(&["no", "text"].join("-")), "no-text");
    let photos = |language, count: usize| Texts::new(language).with("folder-photos", &[("count", count.into())]);
    assert_eq!(photos(Language::English, 1), "one photo");
    assert_eq!(photos(Language::English, 0), "0 photos");
    // Nought is singular in French.
    assert_eq!(photos(Language::French, 0).replace('\u{a0}', " "), "0 photo");
    assert_eq!(photos(Language::German, 1942).replace('\u{a0}', " "), "1.942 Fotos");
}
