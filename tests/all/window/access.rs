//! Everything by name: no control without one, in every language, at every size; the language changes while the window is open.

use blanksheet::cover::Shape;
use blanksheet::gui::session::{Action, Page, Session, Sheet, Tool};
use blanksheet::gui::texts::Language;
use blanksheet::region::Region;
use egui::Role;
use egui_kittest::kittest::Queryable;

use super::{Scratch, Window, photo};

/// Roles that a person acts on or looks at.
fn wants_a_name(role: Role) -> bool {
    matches!(
        role,
        Role::Button
            | Role::Link
            | Role::CheckBox
            | Role::RadioButton
            | Role::Slider
            | Role::TextInput
            | Role::Image
            | Role::ComboBox
            | Role::MenuItem
            | Role::ProgressIndicator
    )
}

fn all_are_named(window: &Window, page: &str) {
    let controls = window.controls();
    let unnamed = controls.iter().filter(|(role, name)| wants_a_name(*role) && name.trim().is_empty());
    assert_eq!(unnamed.count(), 0, "on {page}: {controls:?}");
    let named = controls.iter().filter(|(role, _)| wants_a_name(*role)).count();
    assert!(named >= 4, "on {page} there are only {named} controls");
    for (_, name) in &controls {
        assert!(!name.starts_with('?') && !name.contains("{ $"), "a text is missing on {page}: {name}");
    }
}

/// Goes through all pages.
fn tour(window: &mut Window, language: Language) {
    let ctx = window.harness.ctx.clone();
    let act = |window: &mut Window, action| {
        window.harness.state_mut().act(&ctx, action);
        window.step();
    };
    act(window, Action::Language(language));
    act(window, Action::Show(Page::Help));
    all_are_named(window, "help");
    act(window, Action::Show(Page::Folder));
    all_are_named(window, "folder");
    act(window, Action::Sheet(Sheet::Saving));
    all_are_named(window, "saving");
    act(window, Action::Dismiss);
    act(window, Action::Open(0));
    window.until("the photo", |session| session.large.is_some() && session.entry().is_some_and(|e| e.seen().is_some()));
    all_are_named(window, "photo");
    act(window, Action::Save);
    window.until("the copy", |session| session.page == Page::Done && session.after.is_some());
    all_are_named(window, "done");
    act(window, Action::Show(Page::Folder));
    act(window, Action::SaveAll);
    window.until("the end", |session| session.progress.is_none());
    act(window, Action::Show(Page::Outcome));
    all_are_named(window, "outcome");
}

#[test]
fn every_control_has_a_name_in_every_language() {
    for language in Language::ALL {
        let folder = Scratch::new();
        photo(&folder, "in/a.jpg");
        photo(&folder, "in/b.jpg");
        let mut window = Window::open(vec![folder.path().join("in")]);
        window.until("the folder", |session| session.page == Page::Folder && session.unread == 0);
        tour(&mut window, language);
    }
}

#[test]
fn the_empty_window_has_its_controls() {
    let window = Window::open(Vec::new());
    for name in ["Choose photos…", "Choose a folder…", "Try with practice photos", "Help", "Dark colours"] {
        assert!(window.has(name), "no {name} among {:?}", window.names());
    }
    all_are_named(&window, "start");
}

#[test]
fn the_language_changes_while_the_window_is_open() {
    let mut window = Window::open(Vec::new());
    let ctx = window.harness.ctx.clone();
    assert!(window.has("Choose photos…"), "{:?}", window.names());
    window.harness.state_mut().act(&ctx, Action::Language(Language::German));
    window.step();
    assert!(!window.has("Choose photos…") && window.has("Fotos auswählen…"));
}

/// Nothing sticks out at the sides, and nothing lies on something else. What scrolls may lie below the window.
fn nothing_is_cut_off(window: &Window, page: &str) {
    let (width, bar) = (512.0, 48.0);
    let placed = window.placed();
    let picture = placed.iter().find(|(role, _, _)| *role == Role::Image).map(|(_, _, rect)| *rect);
    let is_text = |role: &Role| matches!(role, Role::Button | Role::Link | Role::Label | Role::RadioButton);
    let texts: Vec<_> = placed.iter().filter(|(role, name, _)| is_text(role) && !name.is_empty()).collect();
    assert!(texts.len() > 5, "on {page}: {texts:?}");
    for (_, name, rect) in &texts {
        assert!(rect.min.x >= -0.5 && rect.max.x <= width + 0.5, "on {page}, {name} sticks out: {rect:?}");
    }
    // The bar at the top and the main buttons stay while the rest scrolls under them; marks lie on the picture.
    let foot = 320.0 - 62.0;
    let scrolls = |rect: &egui::Rect| {
        rect.min.y >= bar && rect.min.y < foot - 60.0 && !picture.is_some_and(|picture| picture.contains(rect.center()))
    };
    let texts: Vec<_> = texts.into_iter().filter(|(_, _, rect)| scrolls(rect)).collect();
    for (at, (_, name, rect)) in texts.iter().enumerate() {
        for (_, other, beside) in texts.iter().skip(at + 1) {
            let both = rect.intersect(*beside);
            let apart = both.width() < 2.0 || both.height() < 2.0 || name == other;
            assert!(apart, "on {page}, {name} at {rect:?} lies on {other} at {beside:?}");
        }
    }
}

#[test]
fn at_twice_the_size_nothing_is_cut_off() {
    for language in Language::ALL {
        let folder = Scratch::new();
        photo(&folder, "in/a.jpg");
        photo(&folder, "in/b.jpg");
        let mut window = Window::sized(vec![folder.path().join("in")], [512.0, 320.0], 2.0);
        window.until("the folder", |session| session.page == Page::Folder && session.unread == 0);
        let ctx = window.harness.ctx.clone();
        let act = |window: &mut Window, action| {
            window.harness.state_mut().act(&ctx, action);
            window.step();
        };
        act(&mut window, Action::Language(language));
        nothing_is_cut_off(&window, "folder");
        act(&mut window, Action::Show(Page::Help));
        nothing_is_cut_off(&window, "help");
        act(&mut window, Action::Open(0));
        window.until("the photo", |session| session.large.is_some());
        nothing_is_cut_off(&window, "photo");
        let save = match language {
            Language::English => "Save clean copy",
            Language::German => "Saubere Kopie speichern",
            Language::French => "Enregistrer une copie propre",
            Language::Spanish => "Guardar copia limpia",
        };
        let rect = window.harness.get_by_label(save).rect();
        assert!(rect.max.x <= 512.0 && rect.max.y <= 320.0 && rect.min.y >= 200.0, "{language:?}: {rect:?}");
        let photo = window.harness.get_all_by_role(Role::Image).next().map(|node| node.rect()).unwrap();
        assert!(photo.height() >= 150.0, "{photo:?}");
        act(&mut window, Action::Sheet(Sheet::Saving));
        for (_, name, rect) in window.placed() {
            assert!(rect.max.x <= 512.5 && rect.min.x >= -0.5, "in the sheet, {name} sticks out: {rect:?}");
        }
        act(&mut window, Action::Dismiss);
        act(&mut window, Action::Save);
        window.until("the copy", |session| session.page == Page::Done && session.after.is_some());
        nothing_is_cut_off(&window, "done");
        act(&mut window, Action::SaveAll);
        window.until("the end", |session| session.page == Page::Outcome);
        nothing_is_cut_off(&window, "outcome");
    }
}

#[test]
fn what_is_said_stays_beside_the_picture_whatever_is_covered() {
    let mut window = Window::open(Vec::new());
    let ctx = window.harness.ctx.clone();
    window.harness.state_mut().act(&ctx, Action::Practise);
    let found = |session: &Session| session.entry().and_then(|e| e.seen()).is_some_and(|seen| seen.flags.len() > 1);
    window.until("found areas", |session| session.large.is_some() && found(session));
    let beside = |window: &Window| {
        let picture = window.harness.get_by_label("The photo").rect();
        let title = window.harness.get_by_label("What can be seen").rect();
        let save = window.harness.get_by_label("Save clean copy").rect();
        assert!(picture.max.x <= title.min.x && save.max.x <= 1280.0, "{picture:?}, {title:?}, {save:?}");
    };
    beside(&window);
    // Areas under somebody else's cover have no button of their own.
    let kept = Region::new(0.45, 0.45, 0.5, 0.5).unwrap();
    window.harness.state_mut().act(&ctx, Action::Cover(Shape::Outside(kept)));
    window.harness.state_mut().act(&ctx, Action::Tool(Tool::Brush));
    window.step();
    assert!(window.session().is_under(0), "it has to be covered first");
    beside(&window);
}

#[test]
fn what_the_keyboard_reaches_comes_into_view() {
    let folder = Scratch::new();
    let mut window = Window::sized(vec![photo(&folder, "a.jpg")], [512.0, 320.0], 2.0);
    window.until("the photo", |session| session.large.is_some() && session.unread == 0);
    let change = |window: &Window| window.harness.get_by_label("Change…").rect();
    assert!(change(&window).min.y > 320.0, "it has to be out of view first: {:?}", change(&window));
    window.harness.get_by_label("Change…").focus();
    for _ in 0..40 {
        window.harness.step();
    }
    let rect = change(&window);
    assert!(rect.min.y >= 48.0 && rect.max.y <= 320.0, "{rect:?}");
}

#[test]
fn a_page_that_stands_is_drawn_once_a_frame() {
    let folder = Scratch::new();
    photo(&folder, "in/a.jpg");
    photo(&folder, "in/b.jpg");
    let mut window = Window::open(vec![folder.path().join("in")]);
    window.until("the folder", |session| session.page == Page::Folder && session.unread == 0);
    let ctx = window.harness.ctx.clone();
    for action in [Action::Show(Page::Folder), Action::Show(Page::Help), Action::Open(0), Action::Tool(Tool::Brush)] {
        window.harness.state_mut().act(&ctx, action.clone());
        window.until("the page", |session| session.page != Page::Photo || session.large.is_some());
        for _ in 0..10 {
            window.harness.step();
        }
        let counted = || (ctx.cumulative_pass_nr(), ctx.cumulative_frame_nr());
        let before = counted();
        for _ in 0..10 {
            window.harness.step();
        }
        let after = counted();
        assert_eq!(after.0 - before.0, after.1 - before.1, "{action:?} is laid out more than once a frame");
    }
}
