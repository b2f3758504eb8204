//! What the window says, in four languages. The texts are in `assets/texts`, one folder a language; a new file is one line
//! in `embedded`. A text that a language lacks is shown in English.

mod language;
mod numbers;
#[cfg(test)]
mod tests;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};

pub use fluent_bundle::FluentValue as Value;
pub use language::Language;

type Bundle = FluentBundle<FluentResource>;

/// The files of one folder.
macro_rules! folder {
    ($language:literal: $($file:literal)*) => {
        &[$(include_str!(concat!("../../assets/texts/", $language, "/", $file, ".ftl"))),*]
    };
}

/// The texts that are part of the program.
fn embedded(language: Language) -> &'static [&'static str] {
    match language {
        Language::English => folder!("en": "errors" "facts" "folder" "help" "photo" "saving" "start" "top" "warnings"),
        Language::French => folder!("fr": "errors" "facts" "folder" "help" "photo" "saving" "start" "top" "warnings"),
        Language::Spanish => folder!("es": "errors" "facts" "folder" "help" "photo" "saving" "start" "top" "warnings"),
        Language::German => folder!("de": "errors" "facts" "folder" "help" "photo" "saving" "start" "top" "warnings"),
    }
}

/// The texts of one language.
pub struct Texts {
    language: Language,
    own: Bundle,
    english: Bundle,
}

impl Texts {
    pub fn new(language: Language) -> Self {
        Self { language, own: bundle(language), english: bundle(Language::English) }
    }

    pub fn language(&self) -> Language {
        self.language
    }

    /// A text without numbers or names in it.
    pub fn get(&self, id: &str) -> String {
        self.with(id, &[])
    }

    /// A text with numbers and names; numbers get the language's plurals and thousands.
    pub fn with(&self, id: &str, values: &[(&str, Value<'_>)]) -> String {
        let values: FluentArgs<'_> = values.iter().map(|(name, value)| (*name, value.clone())).collect();
        let said = said(&self.own, id, &values).or_else(|| said(&self.english, id, &values));
        // No text: the panels' tests look for these.
        said.unwrap_or_else(|| id.to_owned())
    }

    /// Whether there is a text of this name.
    pub fn has(&self, id: &str) -> bool {
        self.own.has_message(id) || self.english.has_message(id)
    }
}

fn said(bundle: &Bundle, id: &str, values: &FluentArgs<'_>) -> Option<String> {
    let pattern = bundle.get_message(id)?.value()?;
    Some(bundle.format_pattern(pattern, Some(values), &mut Vec::new()).into_owned())
}

fn bundle(language: Language) -> Bundle {
    let mut bundle = Bundle::new_concurrent(vec![language.id()]);
    // Marks around values would be shown as boxes, and all four languages run the same way.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match language {
        Language::English => |value, _| numbers::formatted(Language::English, value),
        Language::French => |value, _| numbers::formatted(Language::French, value),
        Language::Spanish => |value, _| numbers::formatted(Language::Spanish, value),
        Language::German => |value, _| numbers::formatted(Language::German, value),
    }));
    for file in embedded(language) {
        // What is wrong in a file is found by the tests; here the rest of it is used.
        let resource = FluentResource::try_new((*file).to_owned()).unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
    }
    bundle
}
