//! What keys do. In a field for text they do what they do there.

use egui::{Key, Modifiers, Ui};

use super::panels::canvas::made;
use super::session::{Action, Page, Part, Session, Tool};
use crate::region::Region;

/// A step of the arrow keys, as a fraction of the picture; with Ctrl a finer one.
const STEP: f64 = 0.01;
const FINE_STEP: f64 = 0.002;
const ZOOM: f32 = 1.25;
/// Where a cover is put by a key.
const MIDDLE: Region = Region { x0: 0.35, y0: 0.35, x1: 0.65, y1: 0.65 };

/// The actions of the keys pressed since the last frame.
pub fn actions(ui: &Ui, session: &Session, actions: &mut Vec<Action>) {
    let typing = ui.ctx().text_edit_focused();
    ui.input_mut(|input| {
        let mut pressed = |modifiers: Modifiers, key: Key| input.consume_key(modifiers, key);
        if pressed(Modifiers::NONE, Key::Escape) {
            actions.push(match session.page {
                _ if session.sheet.is_some() => Action::Dismiss,
                Page::Help => Action::Back,
                Page::Photo if session.tool != Tool::Select => Action::Tool(Tool::Select),
                Page::Photo if session.is_outlining() => Action::CancelOutline,
                _ if session.selected.is_some() => Action::Select(None),
                Page::Photo | Page::Done | Page::Outcome if session.entries.len() > 1 => Action::Show(Page::Folder),
                _ => Action::Dismiss,
            });
        }
        if typing || session.sheet.is_some() {
            return;
        }
        for (modifiers, key, action) in [
            (Modifiers::COMMAND, Key::O, Action::Choose(super::session::Choice::Photos)),
            (Modifiers::NONE, Key::F1, Action::Show(Page::Help)),
        ] {
            if pressed(modifiers, key) {
                actions.push(action);
            }
        }
        match session.page {
            Page::Photo => photo(session, &mut pressed, actions),
            Page::Folder => folder(session, &mut pressed, actions),
            Page::Start | Page::Done | Page::Outcome | Page::Help => {}
        }
    });
}

type Pressed<'a> = dyn FnMut(Modifiers, Key) -> bool + 'a;

fn photo(session: &Session, pressed: &mut Pressed<'_>, actions: &mut Vec<Action>) {
    // Only where one sees what is taken back.
    for (modifiers, key, action) in [
        (Modifiers::COMMAND | Modifiers::SHIFT, Key::Z, Action::Redo),
        (Modifiers::COMMAND, Key::Z, Action::Undo),
        (Modifiers::COMMAND, Key::Y, Action::Redo),
    ] {
        if pressed(modifiers, key) {
            actions.push(action);
        }
    }
    if pressed(Modifiers::COMMAND, Key::S) {
        actions.push(Action::Save);
    }
    for (key, tool) in [
        (Key::V, Tool::Select),
        (Key::R, Tool::Box),
        (Key::O, Tool::Oval),
        (Key::B, Tool::Brush),
        (Key::E, Tool::Uncover),
        (Key::X, Tool::Crop),
        (Key::K, Tool::KeepOnly),
    ] {
        if pressed(Modifiers::NONE, key) {
            actions.push(Action::Tool(tool));
        }
    }
    if session.reviewing {
        for (key, action) in [(Key::Space, Action::Fine), (Key::L, Action::Later), (Key::C, Action::CoverAllFlags)] {
            if pressed(Modifiers::NONE, key) {
                actions.push(action);
            }
        }
    }
    for (key, action) in [
        (Key::Plus, Action::Zoom(ZOOM, None)),
        (Key::Equals, Action::Zoom(ZOOM, None)),
        (Key::Minus, Action::Zoom(1.0 / ZOOM, None)),
        (Key::Num0, Action::Fit),
        (Key::PageDown, Action::Step(1)),
        (Key::PageUp, Action::Step(-1)),
        (Key::N, Action::SelectNext(true)),
        (Key::P, Action::SelectNext(false)),
        (Key::OpenBracket, Action::BrushSize(session.brush / ZOOM as f64)),
        (Key::CloseBracket, Action::BrushSize(session.brush * ZOOM as f64)),
    ] {
        if pressed(Modifiers::NONE, key) {
            actions.push(action);
        }
    }
    if matches!(session.tool, Tool::Box | Tool::Oval | Tool::Crop | Tool::KeepOnly)
        && pressed(Modifiers::NONE, Key::Enter)
    {
        actions.push(made(session.tool, MIDDLE));
        return;
    }
    chosen(session, pressed, actions);
}

/// Moves with the arrows, resizes with Shift, deletes, covers.
fn chosen(session: &Session, pressed: &mut Pressed<'_>, actions: &mut Vec<Action>) {
    let Some((part, region)) = session.chosen() else {
        if session.selected.is_some()
            && (pressed(Modifiers::NONE, Key::Delete) || pressed(Modifiers::NONE, Key::Backspace))
        {
            actions.push(Action::Delete);
        }
        return;
    };
    if let Part::Flag(flag) = part {
        if pressed(Modifiers::NONE, Key::C) || pressed(Modifiers::NONE, Key::Enter) {
            actions.push(Action::ToggleFlag(flag));
        }
        return;
    }
    if pressed(Modifiers::NONE, Key::Delete) || pressed(Modifiers::NONE, Key::Backspace) {
        actions.push(Action::Delete);
        return;
    }
    for (key, x, y) in [
        (Key::ArrowLeft, -1.0, 0.0),
        (Key::ArrowRight, 1.0, 0.0),
        (Key::ArrowUp, 0.0, -1.0),
        (Key::ArrowDown, 0.0, 1.0),
    ] {
        let steps = [
            (Modifiers::SHIFT | Modifiers::COMMAND, FINE_STEP, true),
            (Modifiers::SHIFT, STEP, true),
            (Modifiers::COMMAND, FINE_STEP, false),
            (Modifiers::NONE, STEP, false),
        ];
        for (modifiers, step, resizes) in steps {
            if pressed(modifiers, key) {
                let by = (x * step, y * step);
                let moved = if resizes { resized(region, by) } else { moved(region, by) };
                actions.extend(moved.map(|region| Action::Reshape(region, true)));
                break;
            }
        }
    }
}

/// The same box elsewhere, inside the picture.
pub fn moved(r: Region, (x, y): (f64, f64)) -> Option<Region> {
    let x = x.clamp(-r.x0, 1.0 - r.x1);
    let y = y.clamp(-r.y0, 1.0 - r.y1);
    Region::new(r.x0 + x, r.y0 + y, r.x1 + x, r.y1 + y)
}

/// The right and lower edges moved; a box keeps some size.
fn resized(r: Region, (x, y): (f64, f64)) -> Option<Region> {
    let (x1, y1) = ((r.x1 + x).max(r.x0 + STEP), (r.y1 + y).max(r.y0 + STEP));
    Region::new(r.x0, r.y0, x1, y1)
}

fn folder(session: &Session, pressed: &mut Pressed<'_>, actions: &mut Vec<Action>) {
    for (key, action) in [
        (Key::ArrowRight, Action::Step(1)),
        (Key::ArrowLeft, Action::Step(-1)),
        (Key::ArrowDown, Action::Step(session.columns as isize)),
        (Key::ArrowUp, Action::Step(-(session.columns as isize))),
        (Key::Enter, Action::Open(session.current)),
    ] {
        if pressed(Modifiers::NONE, key) {
            actions.push(action);
        }
    }
}
