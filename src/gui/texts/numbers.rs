//! Numbers, dates and sizes as each language writes them.

use super::{Language, Texts, Value};

/// Spaces that do not break: narrow between thousands, wide before units.
const NARROW: char = '\u{202f}';
const WIDE: char = '\u{a0}';

impl Texts {
    /// "1,942", "1 942", "1.942".
    pub fn number(&self, number: u64) -> String {
        grouped(self.language(), number)
    }

    /// "1.9 MB", in thousands of bytes, as file managers count.
    pub fn size(&self, bytes: u64) -> String {
        let language = self.language();
        let [byte, kilo, mega, giga] = match language {
            Language::French => ["octets", "ko", "Mo", "Go"],
            Language::English | Language::Spanish | Language::German => ["bytes", "kB", "MB", "GB"],
        };
        let byte = if language == Language::German { "Bytes" } else { byte };
        let tenths = |unit: u64| (bytes + unit / 20) / (unit / 10);
        let shown = |tenths: u64| {
            let whole = grouped(language, tenths / 10);
            if tenths >= 1000 || tenths.is_multiple_of(10) {
                whole
            } else {
                format!("{whole}{}{}", decimal(language), tenths % 10)
            }
        };
        match bytes {
            0..1_000 => format!("{bytes}{WIDE}{byte}"),
            1_000..999_950 => format!("{}{WIDE}{kilo}", shown(tenths(1_000))),
            999_950..999_950_000 => format!("{}{WIDE}{mega}", shown(tenths(1_000_000))),
            _ => format!("{}{WIDE}{giga}", shown(tenths(1_000_000_000))),
        }
    }

    /// "5 Aug 2022, 21:14"; without a time where there is none. A month out of range is shown as its number.
    pub fn date(&self, year: i32, month: u8, day: u8, clock: Option<(u8, u8)>) -> String {
        let name = self.short_month(month);
        let date = match self.language() {
            Language::German => format!("{day}.{WIDE}{name} {year}"),
            Language::French if day == 1 => format!("1er{WIDE}{name} {year}"),
            Language::English | Language::French | Language::Spanish => format!("{day}{WIDE}{name} {year}"),
        };
        match clock {
            Some((hour, minute)) => format!("{date}, {hour:02}:{minute:02}"),
            None => date,
        }
    }

    /// "Aug 2022".
    pub fn month(&self, year: i32, month: u8) -> String {
        format!("{}{WIDE}{year}", self.short_month(month))
    }

    fn short_month(&self, month: u8) -> String {
        let names = match self.language() {
            Language::English => "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
            Language::French => "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
            Language::Spanish => "ene feb mar abr may jun jul ago sept oct nov dic",
            Language::German => "Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.",
        };
        let place = usize::from(month).checked_sub(1);
        let name = place.and_then(|place| names.split(' ').nth(place));
        name.map_or_else(|| month.to_string(), str::to_owned)
    }
}

/// Numbers in texts; other values are left as they are.
pub(super) fn formatted(language: Language, value: &Value<'_>) -> Option<String> {
    let Value::Number(number) = value else { return None };
    let number = number.value;
    if !number.is_finite() || number.abs() >= 1e15 {
        return None;
    }
    let sign = if number < 0.0 { "−" } else { "" };
    let hundredths = (number.abs() * 100.0).round() as u64;
    let whole = grouped(language, hundredths / 100);
    let rest = format!("{:02}", hundredths % 100);
    Some(match rest.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        rest => format!("{sign}{whole}{}{rest}", decimal(language)),
    })
}

fn decimal(language: Language) -> char {
    match language {
        Language::English => '.',
        Language::French | Language::Spanish | Language::German => ',',
    }
}

fn grouped(language: Language, number: u64) -> String {
    let (between, least) = match language {
        Language::English => (',', 4),
        Language::French => (NARROW, 4),
        // Four digits stay together [Ortografía de la lengua española].
        Language::Spanish => (NARROW, 5),
        Language::German => ('.', 4),
    };
    let digits = number.to_string();
    if digits.len() < least {
        return digits;
    }
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(between);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: String) -> String {
        text.replace([NARROW, WIDE], " ")
    }

    #[test]
    fn thousands_sizes_and_dates_are_written_as_each_language_does() {
        for (language, number, size, date, month) in [
            (Language::English, "1,942", "1.9 MB", "5 Aug 2022, 21:14", "May 2021"),
            (Language::French, "1 942", "1,9 Mo", "5 août 2022, 21:14", "mai 2021"),
            (Language::Spanish, "1942", "1,9 MB", "5 ago 2022, 21:14", "may 2021"),
            (Language::German, "1.942", "1,9 MB", "5. Aug. 2022, 21:14", "Mai 2021"),
        ] {
            let texts = Texts::new(language);
            assert_eq!(plain(texts.number(1_942)), number);
            assert_eq!(plain(texts.size(1_903_000)), size);
            assert_eq!(plain(texts.date(2022, 8, 5, Some((21, 14)))), date);
            assert_eq!(plain(texts.month(2021, 5)), month);
        }
    }

    #[test]
    fn sizes_at_the_edges() {
        let texts = Texts::new(Language::English);
        for (bytes, size) in [
            (0, "0 bytes"),
            (999, "999 bytes"),
            (1_000, "1 kB"),
            (999_949, "999 kB"),
            (999_950, "1 MB"),
            (250_400_000, "250 MB"),
            (999_950_000, "1 GB"),
            (u64::MAX / 20, "922,337,203 GB"),
        ] {
            assert_eq!(plain(texts.size(bytes)), size);
        }
    }

    #[test]
    fn strange_dates_are_shown_and_break_nothing() {
        assert_eq!(plain(Texts::new(Language::English).date(-1, 13, 40, Some((99, 99)))), "40 13 -1, 99:99");
        assert_eq!(plain(Texts::new(Language::German).month(0, 0)), "0 0");
    }

    #[test]
    fn numbers_in_texts_are_written_alike() {
        let said = |value: f64| formatted(Language::German, &value.into());
        assert_eq!(said(12345.0).as_deref(), Some("12.345"));
        assert_eq!(said(-1.5).as_deref(), Some("−1,5"));
        assert_eq!(said(f64::NAN), None);
        assert_eq!(formatted(Language::German, &"a".into()), None);
    }
}
