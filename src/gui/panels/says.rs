//! "What this photo says": its hidden data, in groups; empty groups are not shown. The details lie one click deeper.

use egui::{CollapsingHeader, RichText, Ui, vec2};

use super::super::Scene;
use super::super::session::{Action, Entry, Stage};
use super::super::texts::Texts;
use super::super::theme::{self, Palette};
use super::super::widgets::{map, rows};
use super::{facts, words};
use crate::item::{Fact, Item, Kind, Value};

pub fn show(ui: &mut Ui, scene: &Scene<'_>, _actions: &mut Vec<Action>) {
    let texts = scene.texts;
    let palette = Palette::of(ui);
    let Some(entry) = scene.session.entry() else { return };
    ui.label(theme::title(texts.get("says-title")).color(palette.ink));
    ui.add_space(6.0);
    if entry.hidden.is_empty() {
        let id = match &entry.stage {
            Stage::Waiting => "says-reading",
            Stage::NoCopy(_) if entry.size.is_none() => "says-unreadable",
            _ => "says-nothing",
        };
        ui.label(theme::small(texts.get(id)).color(palette.soft));
        return;
    }
    place(ui, texts, entry);
    times(ui, texts, entry);
    group(ui, texts, entry, "says-device", &[Kind::Device, Kind::Serial]);
    group(ui, texts, entry, "says-names", &[Kind::Person]);
    group(ui, texts, entry, "says-words", &[Kind::Caption, Kind::Comment]);
    group(ui, texts, entry, "says-file-name", &[Kind::FileName]);
    group(ui, texts, entry, "says-program", &[Kind::Software, Kind::Provenance]);
    pictures(ui, scene, entry);
    others(ui, texts, entry);
    ui.add_space(4.0);
    details(ui, texts, entry);
}

fn of_kinds<'a>(entry: &'a Entry, kinds: &'a [Kind]) -> impl Iterator<Item = &'a Fact> {
    entry.hidden.iter().filter(|item| kinds.contains(&item.kind)).flat_map(|item| &item.facts)
}

/// The nearest town, the numbers, and a map.
fn place(ui: &mut Ui, texts: &Texts, entry: &Entry) {
    let position = of_kinds(entry, &[Kind::Gps]).find_map(|fact| match &fact.value {
        Value::Position { latitude, longitude, near, within_m } => {
            Some((*latitude, *longitude, near.clone(), *within_m))
        }
        Value::Text(_) | Value::Time { .. } | Value::Count(_) => None,
    });
    let Some((latitude, longitude, near, within)) = position else {
        return group(ui, texts, entry, "says-place", &[Kind::Gps]);
    };
    let first = match &near {
        Some(town) => texts.with("says-near", &[("town", town.clone().into())]),
        None => texts.get("says-far"),
    };
    let mut second = format!("{latitude:.4}, {longitude:.4}").replace('-', "−");
    if let Some(metres) = within.filter(|metres| *metres >= 0.5) {
        let within = texts.with("says-within", &[("metres", (metres.round() as i64).into())]);
        second = format!("{second} · {within}");
    }
    rows::row(ui, &texts.get("says-place"), &first, Some(&second));
    rows::beside(ui, |ui| {
        let size = vec2(ui.available_width().min(230.0), 92.0);
        map::one(
            ui,
            size,
            map::Pin { latitude, longitude, within_m: within, town: near.as_deref() },
            &texts.with("says-map", &[("place", first.clone().into())]),
        );
    });
    ui.add_space(4.0);
}

/// The first time; how many others there are.
fn times(ui: &mut Ui, texts: &Texts, entry: &Entry) {
    let kinds = [Kind::Time];
    let mut times = of_kinds(entry, &kinds).filter(|fact| matches!(fact.value, Value::Time { .. }));
    let Some(first) = times.next() else { return group(ui, texts, entry, "says-time", &kinds) };
    let others = times.filter(|other| other.value != first.value).count();
    let zone = match first.value {
        Value::Time { offset_minutes: Some(minutes), .. } => {
            Some(texts.with("says-zone", &[("offset", words::offset(minutes).into())]))
        }
        _ => None,
    };
    let more = (others > 0).then(|| texts.with("says-more-times", &[("count", others.into())]));
    let second = [zone, more].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    rows::row(
        ui,
        &texts.get("says-time"),
        &words::value(texts, &first.value),
        Some(&second).filter(|s| !s.is_empty()).map(String::as_str),
    );
}

/// Facts of some kinds under one label.
fn group(ui: &mut Ui, texts: &Texts, entry: &Entry, id: &str, kinds: &[Kind]) {
    let mut said = facts::lines(texts, of_kinds(entry, kinds));
    let unread = entry.hidden.iter().any(|item| kinds.contains(&item.kind) && item.facts.is_empty());
    if said.is_empty() && unread {
        said.push(texts.get("says-there"));
    }
    let Some((first, rest)) = said.split_first() else { return };
    let second = rest.iter().take(4).cloned().collect::<Vec<_>>().join(" · ");
    rows::row(ui, &texts.get(id), first, Some(second.as_str()).filter(|s| !s.is_empty()));
}

/// Pictures in the file beside the one that is shown.
fn pictures(ui: &mut Ui, scene: &Scene<'_>, entry: &Entry) {
    let texts = scene.texts;
    let kinds = [Kind::Thumbnail, Kind::SecondPicture, Kind::MotionVideo, Kind::DepthMap, Kind::GainMap];
    let items: Vec<&Item> = entry.hidden.iter().filter(|item| kinds.contains(&item.kind)).collect();
    if items.is_empty() && entry.pictures.is_empty() {
        return;
    }
    let differs = entry.pictures.iter().any(|picture| picture.differs);
    let mut names: Vec<String> = items.iter().map(|item| texts.get(&format!("kind-{}", item.kind.id()))).collect();
    names.dedup();
    let first = if differs { texts.get("says-picture-differs") } else { names.join(", ") };
    rows::row(ui, &texts.get("says-hidden-picture"), &first, None);
    rows::beside(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            for (at, picture) in entry.pictures.iter().enumerate() {
                let Some(texture) = scene.pictures.hidden(scene.session.id(scene.session.current), at) else {
                    continue;
                };
                let size = texture.size_vec2();
                let size = size * (92.0 / size.x.max(size.y)).min(1.0);
                let image = egui::Image::new((texture.id(), size)).corner_radius(6.0);
                let name = texts.get(&format!("kind-{}", picture.kind.id()));
                let response = ui.add(image.alt_text(name.clone()));
                response.on_hover_text(format!("{name}, {} × {}", picture.width, picture.height));
            }
        });
    });
}

/// What no group names: how much of it there is.
fn others(ui: &mut Ui, texts: &Texts, entry: &Entry) {
    let kinds = [Kind::MakerNote, Kind::Xmp, Kind::Iptc, Kind::Profile, Kind::TrailingData, Kind::Unknown];
    let mut names: Vec<String> = Vec::new();
    for item in entry.hidden.iter().filter(|item| kinds.contains(&item.kind)) {
        let name = texts.get(&format!("kind-{}", item.kind.id()));
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if !names.is_empty() {
        rows::row(ui, &texts.get("says-others"), &names.join(", "), None);
    }
}

/// Every item as it stands in the file.
fn details(ui: &mut Ui, texts: &Texts, entry: &Entry) {
    let palette = Palette::of(ui);
    let title =
        RichText::new(texts.with("says-details", &[("count", entry.hidden.len().into())])).color(palette.accent);
    CollapsingHeader::new(title).id_salt("details").show(ui, |ui| {
        for item in &entry.hidden {
            let kind = texts.get(&format!("kind-{}", item.kind.id()));
            let place = format!("{} · {}", words::short(&item.place, 60), texts.size(item.bytes));
            ui.label(theme::strong(kind).color(palette.ink));
            let facts: Vec<String> = item.facts.iter().map(|fact| facts::whole(texts, fact)).collect();
            if !facts.is_empty() {
                ui.label(theme::small(facts.join("\n")).color(palette.ink));
            }
            ui.label(theme::small(place).color(palette.soft));
            ui.add_space(6.0);
        }
    });
}
