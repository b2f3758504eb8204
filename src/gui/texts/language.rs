//! The languages of the window.

use unic_langid::LanguageIdentifier;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    #[default]
    English,
    French,
    Spanish,
    German,
}

impl Language {
    pub const ALL: [Self; 4] = [Self::English, Self::French, Self::Spanish, Self::German];

    /// The first of the system's languages that is known; else English.
    pub fn of_system() -> Self {
        sys_locale::get_locales().find_map(|locale| Self::of(&locale)).unwrap_or(Self::English)
    }

    /// Of "de-AT", "fr_CA.UTF-8", "es".
    pub fn of(locale: &str) -> Option<Self> {
        let primary = locale.split(['-', '_', '.', '@']).next()?.to_ascii_lowercase();
        Self::ALL.into_iter().find(|language| language.code() == primary)
    }

    /// Two letters [ISO 639-1].
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
            Self::Spanish => "es",
            Self::German => "de",
        }
    }

    /// As those who speak it call it.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::French => "Français",
            Self::Spanish => "Español",
            Self::German => "Deutsch",
        }
    }

    /// For the rules of plurals.
    pub(super) fn id(self) -> LanguageIdentifier {
        LanguageIdentifier::from_bytes(self.code().as_bytes()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales_are_understood() {
        for (locale, language) in [
            ("de-AT", Some(Language::German)),
            ("fr_CA.UTF-8", Some(Language::French)),
            ("ES", Some(Language::Spanish)),
            ("C", None),
            ("est-EE", None),
            ("", None),
        ] {
            assert_eq!(Language::of(locale), language, "{locale}");
        }
    }
}
