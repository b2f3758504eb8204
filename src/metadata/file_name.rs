//! What the name of a file tells: dates, places, devices, and what somebody wrote into it.

mod words_in;

use crate::item::{Fact, Item, Kind};
use crate::metadata::facts::Said;
use crate::metadata::words;

/// How names begin that a device or an app gave, upper case; more letters may follow.
const BEGINNINGS: [(&str, &str); 30] = [
    ("PXL_", "a Google Pixel phone took it"),
    ("MVIMG_", "a Google phone took it, with a video"),
    ("IMG_E", "an iPhone edited it"),
    ("SCREENSHOT", "it is a screenshot"),
    ("SCREEN SHOT", "it is a screenshot"),
    ("SCREEN_SHOT", "it is a screenshot"),
    ("BILDSCHIRMFOTO", "it is a screenshot"),
    ("WHATSAPP", "it came through WhatsApp"),
    ("SIGNAL-", "it came through Signal"),
    ("TELEGRAM", "it came through Telegram"),
    ("SNAPCHAT-", "it came through Snapchat"),
    ("FB_IMG_", "it came through Facebook"),
    ("RECEIVED_", "it came through Facebook Messenger"),
    ("MESSENGER_", "it came through Facebook Messenger"),
    ("INSTAGRAM", "it came through Instagram"),
    ("INSHOT_", "InShot edited it"),
    ("RDT_", "it came through Reddit"),
    ("LINE_", "it came through LINE"),
    ("MMEXPORT", "it came through WeChat"),
    ("GOPR", "a GoPro camera took it"),
    ("GPFR", "a GoPro camera took it"),
    ("DJI_", "a DJI drone or camera took it"),
    ("DSCF", "a Fujifilm camera took it"),
    ("DSCN", "a Nikon camera took it"),
    ("_DSC", "a Nikon or Sony camera took it"),
    ("DSC", "a Nikon or Sony camera took it"),
    ("CIMG", "a Casio camera took it"),
    ("IMGP", "a Pentax camera took it"),
    ("SAM_", "a Samsung camera took it"),
    ("FLIR", "a FLIR camera took it"),
];

/// The name without its folder; a name that tells nothing has no item.
pub fn items(name: &str) -> Vec<Item> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let upper = stem.to_uppercase();
    let beginning = BEGINNINGS.iter().find(|known| upper.starts_with(known.0)).map(|known| known.1);
    let way = beginning.or_else(|| model(&upper)).into_iter().chain(app(&upper)).map(came);
    let told: Vec<Said> = [date(stem), place(stem)].into_iter().flatten().chain(way).collect();
    let (mut texts, mut facts): (Vec<String>, Vec<Fact>) = told.into_iter().map(Said::parts).unzip();
    if let Some(first) = texts.first_mut() {
        first.insert_str(0, "the name tells: ");
    }
    if words_in::tells(stem) {
        texts.push(format!("the name itself: {stem}"));
        facts.push(Fact::text("name-words", stem));
    }
    if texts.is_empty() {
        return Vec::new();
    }
    vec![Item::new(Kind::FileName, "file name", name.len()).telling(texts.join("; "), facts)]
}

/// A sentence about where a picture came from, and what it names.
fn came(sentence: &'static str) -> Said {
    let bare = |name: &'static str| name.trim_start_matches("an ").trim_start_matches("a ");
    let fact = if let Some(app) = sentence.strip_prefix("it came through ") {
        Fact::text("came-through", app)
    } else if let Some((device, _)) = sentence.split_once(" took it") {
        Fact::text("taken-with", bare(device))
    } else if let Some(program) = sentence.strip_suffix(" edited it") {
        Fact::text("edited-with", bare(program))
    } else {
        Fact::sentence(sentence)
    };
    Said::new(sentence, fact)
}

/// Names that only their whole shape gives away.
fn model(upper: &str) -> Option<&'static str> {
    let digits = |text: &str, count: usize| text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
    if upper.strip_prefix('P').is_some_and(|rest| digits(rest, 7)) {
        return Some("a Panasonic or Olympus camera took it");
    }
    let gopro = upper.strip_prefix('G').and_then(|rest| rest.get(1..)).is_some_and(|rest| digits(rest, 6));
    (gopro && upper.as_bytes().get(1).is_some_and(|b| matches!(b, b'0'..=b'9' | b'H' | b'X')))
        .then_some("a GoPro camera took it")
}

fn app(upper: &str) -> Option<&'static str> {
    let number = upper.rsplit_once("-WA").map(|(_, number)| number).filter(|number| number.len() >= 4);
    let whatsapp = number.is_some_and(|number| number.bytes().take(4).all(|b| b.is_ascii_digit()));
    let telegram = upper.starts_with("PHOTO_") && upper.get(6..8) == Some("20") && upper.get(10..11) == Some("-");
    if whatsapp { Some("it came through WhatsApp") } else { telegram.then_some("it came through Telegram") }
}

/// A date, and a time if one follows.
fn date(stem: &str) -> Option<Said> {
    let bytes = stem.as_bytes();
    let begins =
        |at: &usize| at.checked_sub(1).and_then(|before| bytes.get(before)).is_none_or(|b| !b.is_ascii_digit());
    let mut starts = (0..bytes.len()).filter(begins);
    starts
        .clone()
        .find_map(|at| calendar(bytes.get(at..)?))
        .or_else(|| starts.find_map(|at| since_1970(bytes.get(at..)?)))
}

/// "20220708…", "2022-07-08…", "2022_07_08…", "2022.07.08…".
fn calendar(text: &[u8]) -> Option<Said> {
    let (year, rest) = number(text, 4)?;
    let (month, rest) = number(unmarked(rest), 2)?;
    let (day, rest) = number(unmarked(rest), 2)?;
    if !(1970..2100).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let marks = text.len() - rest.len() - 8;
    if marks == 1 || (rest.first().is_some_and(u8::is_ascii_digit) && number(rest, 6).is_none()) {
        return None;
    }
    let date = format!("{year:04}-{month:02}-{day:02}");
    let when = match clock(rest) {
        Some(clock) => format!("{date} {clock}"),
        None => date,
    };
    Some(Said::new(format!("the date {when}"), Fact::time("date", &when)))
}

/// "_231205", "-23-12-05", " 23.12", " at 23.12.05".
fn clock(text: &[u8]) -> Option<String> {
    let text = text.strip_prefix(b" at ").or_else(|| text.strip_prefix(b", ")).unwrap_or(text);
    let text =
        text.iter().position(|b| !matches!(b, b'_' | b'-' | b' ' | b'T')).and_then(|start| text.get(start.min(3)..))?;
    let (hour, rest) = number(text, 2)?;
    let (minute, rest) = number(unmarked(rest), 2)?;
    if hour > 23 || minute > 59 {
        return None;
    }
    match number(unmarked(rest), 2) {
        Some((second, _)) if second < 60 => Some(format!("{hour:02}:{minute:02}:{second:02}")),
        _ => Some(format!("{hour:02}:{minute:02}")),
    }
}

fn unmarked(text: &[u8]) -> &[u8] {
    text.strip_prefix(b"-")
        .or(text.strip_prefix(b"_"))
        .or(text.strip_prefix(b"."))
        .or(text.strip_prefix(b":"))
        .unwrap_or(text)
}

/// A number of so many digits, and what follows.
fn number(text: &[u8], digits: usize) -> Option<(u32, &[u8])> {
    let (digits, rest) = text.split_at_checked(digits)?;
    Some((std::str::from_utf8(digits).ok().filter(|d| d.bytes().all(|b| b.is_ascii_digit()))?.parse().ok()?, rest))
}

/// Milliseconds since 1970, as chat programs number their files: 13 digits, from 2001 to 2096.
fn since_1970(text: &[u8]) -> Option<Said> {
    let digits = text.iter().take_while(|b| b.is_ascii_digit()).count();
    let number: i64 = std::str::from_utf8(text.get(..digits)?).ok()?.parse().ok()?;
    (digits == 13 && (1_000_000_000_000..4_000_000_000_000).contains(&number)).then(|| {
        let when = words::utc(number / 1000);
        Said::new(format!("the time {when}"), Fact::time("date", &when))
    })
}

/// Two numbers with at least three decimals each, as map programs put them into names.
fn place(stem: &str) -> Option<Said> {
    let parts = stem.split(|c: char| !c.is_ascii_digit() && c != '.' && c != '-' && !"NSEWnsew".contains(c));
    let degrees = |part: &str| -> Option<f64> {
        let bare = part.trim_matches(|c: char| c.is_ascii_alphabetic());
        let (_, decimals) = bare.split_once('.')?;
        let degrees: f64 = bare.parse().ok().filter(|_| decimals.len() >= 3)?;
        Some(if part.ends_with(['S', 'W', 's', 'w']) { -degrees } else { degrees })
    };
    let found: Vec<f64> = parts.filter_map(degrees).collect();
    match *found.as_slice() {
        [latitude, longitude] if latitude.abs() <= 90.0 && longitude.abs() <= 180.0 => {
            Some(Said::position(latitude, longitude, None).as_other("position", "the place "))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::Value;

    fn told(name: &str) -> String {
        items(name).first().and_then(|item| item.says.clone()).unwrap_or_default()
    }

    #[test]
    fn dates_in_names_are_read() {
        for (name, wanted) in [
            ("IMG_20220708_2312.jpg", "the date 2022-07-08 23:12"),
            ("2022-07-08 23.12.05.jpg", "the date 2022-07-08 23:12:05"),
            ("PXL_20220708_211205123.jpg", "the date 2022-07-08 21:12:05; a Google Pixel phone took it"),
            ("IMG-20220708-WA0001.jpg", "the date 2022-07-08; it came through WhatsApp"),
            ("signal-2022-07-08-23-12-05-123.jpg", "the date 2022-07-08 23:12:05; it came through Signal"),
            ("Screenshot_2022-07-08-23-12-05.png", "the date 2022-07-08 23:12:05; it is a screenshot"),
            ("20220708231205.jpg", "the date 2022-07-08 23:12:05"),
            ("photo_2022-07-08_23-12-05.jpg", "the date 2022-07-08 23:12:05; it came through Telegram"),
            ("FB_IMG_1657314725000.jpg", "the time 2022-07-08 21:12:05 UTC; it came through Facebook"),
            ("WhatsApp Image 2022-07-08 at 23.12.05.jpeg", "the date 2022-07-08 23:12:05; it came through WhatsApp"),
        ] {
            assert_eq!(told(name), format!("the name tells: {wanted}"), "{name}");
        }
    }

    #[test]
    fn devices_and_places_in_names_are_read() {
        assert!(told("P1010123.JPG").contains("Panasonic"));
        assert!(told("DJI_0042.jpg").contains("DJI"));
        assert!(told("GH010042.jpg").contains("GoPro"));
        assert!(told("walk 52.3702N 4.8952E.jpg").contains("the place 52.3702, 4.8952"));
    }

    #[test]
    fn names_that_somebody_gave_are_told() {
        assert_eq!(told("berlin-hotel.jpg"), "the name itself: berlin-hotel");
        let items = items("2022-07-08 Anna.jpg");
        assert_eq!(
            items[0].says.as_deref(),
            Some("the name tells: the date 2022-07-08; the name itself: 2022-07-08 Anna")
        );
        let day = Value::Time { year: 2022, month: 7, day: 8, clock: None, offset_minutes: None };
        assert_eq!(items[0].facts, [Fact::new("date", day), Fact::text("name-words", "2022-07-08 Anna")]);
    }

    #[test]
    fn names_that_tell_nothing_have_no_item() {
        for name in [
            "photo-0001.jpg",
            "cat.png",
            "IMG_1234.HEIC",
            "1234567890.jpg",
            "v1.250 3.14.png",
            "",
            ".",
            "2022.jpg",
            "99999999.jpg",
            "ü20.jpg",
        ] {
            assert!(items(name).is_empty(), "{name}: {}", told(name));
        }
    }
}
