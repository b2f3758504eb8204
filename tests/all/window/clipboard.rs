//! A picture is pasted out of another program's clipboard, cleaned, and copied back as pixels.

use std::time::{Duration, Instant};

use blanksheet::formats::Target;
use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    AtomEnum, ConnectionExt as _, CreateWindowAux, EventMask, PropMode, SELECTION_NOTIFY_EVENT, SelectionNotifyEvent,
    SelectionRequestEvent, Window, WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;
use x11rb::{COPY_DEPTH_FROM_PARENT, COPY_FROM_PARENT, CURRENT_TIME, NONE};

use super::screen::{Screen, Used, with_places};
use crate::fixtures;

x11rb::atom_manager! {
    Atoms: AtomsCookie {
        CLIPBOARD,
        TARGETS,
        PNG: b"image/png",
        RECEIVED,
    }
}

/// Another program, whose clipboard holds a picture.
struct Other {
    connection: RustConnection,
    atoms: Atoms,
    window: Window,
    png: Vec<u8>,
    was_asked: bool,
    received: Option<Vec<u8>>,
}

impl Other {
    fn with(screen: &Screen, png: Vec<u8>) -> Self {
        let (connection, number) = x11rb::connect(Some(&screen.name)).unwrap();
        let atoms = Atoms::new(&connection).unwrap().reply().unwrap();
        let root = connection.setup().roots[number].root;
        let window = connection.generate_id().unwrap();
        let (kind, looks) = (WindowClass::INPUT_ONLY, CreateWindowAux::new());
        connection
            .create_window(COPY_DEPTH_FROM_PARENT, window, root, -1, -1, 1, 1, 0, kind, COPY_FROM_PARENT, &looks)
            .unwrap();
        connection.set_selection_owner(window, atoms.CLIPBOARD, CURRENT_TIME).unwrap();
        connection.flush().unwrap();
        Self { connection, atoms, window, png, was_asked: false, received: None }
    }

    /// Answers until something is so.
    fn until(&mut self, is_so: impl Fn(&Self) -> bool) -> bool {
        let began = Instant::now();
        while !is_so(self) {
            if began.elapsed() > Duration::from_secs(20) {
                return false;
            }
            while let Some(event) = self.connection.poll_for_event().unwrap() {
                match event {
                    Event::SelectionRequest(request) => self.give(request),
                    Event::SelectionNotify(notify) => {
                        assert_eq!(notify.property, self.atoms.RECEIVED, "there is no picture in the clipboard");
                        let (window, property) = (self.window, self.atoms.RECEIVED);
                        let most = u32::MAX / 4;
                        let asked = self.connection.get_property(true, window, property, AtomEnum::ANY, 0, most);
                        self.received = Some(asked.unwrap().reply().unwrap().value);
                    }
                    _ => {}
                }
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        true
    }

    fn give(&mut self, request: SelectionRequestEvent) {
        let (to, property, atoms) = (request.requestor, request.property, self.atoms);
        let is_given = if request.target == atoms.TARGETS {
            let kinds = [atoms.TARGETS, atoms.PNG];
            self.connection.change_property32(PropMode::REPLACE, to, property, AtomEnum::ATOM, &kinds).unwrap();
            true
        } else if request.target == atoms.PNG {
            self.was_asked = true;
            self.connection.change_property8(PropMode::REPLACE, to, property, atoms.PNG, &self.png).unwrap();
            true
        } else {
            false
        };
        let notify = SelectionNotifyEvent {
            response_type: SELECTION_NOTIFY_EVENT,
            sequence: 0,
            time: request.time,
            requestor: to,
            selection: request.selection,
            target: request.target,
            property: if is_given { property } else { NONE },
        };
        self.connection.send_event(false, to, EventMask::NO_EVENT, notify).unwrap();
        self.connection.flush().unwrap();
    }

    fn asks(&self) {
        let (window, atoms) = (self.window, self.atoms);
        self.connection.convert_selection(window, atoms.CLIPBOARD, atoms.PNG, atoms.RECEIVED, CURRENT_TIME).unwrap();
        self.connection.flush().unwrap();
    }
}

#[test]
fn a_picture_comes_out_of_the_clipboard_and_goes_back_clean() {
    let Some(screen) = Screen::new() else { return println!("skipped: there is no Xvfb") };
    if !screen.has_hands() {
        return println!("skipped: there is no xdotool");
    }
    let folder = with_places();
    let png = fixtures::dirty_picture(Target::Png);
    assert!(fixtures::holds(&png, fixtures::NEEDLE));
    let mut other = Other::with(&screen, png.clone());
    let used = Used::start_with(&folder, &screen, &[]);
    used.until("the window", |used| used.now("page").as_deref() == Some("Start"));
    used.focus();
    assert!(screen.tool(&["key", "ctrl+v"]));
    assert!(other.until(|other| other.was_asked), "nobody asked for the picture");
    used.until("the photo", |used| used.count("large") == 1 && used.count("looked") == 1);
    assert!(screen.tool(&["key", "ctrl+s"]));
    used.until("the copy", |used| used.now("page").as_deref() == Some("Done"));
    assert!(screen.tool(&["key", "ctrl+c"]));
    used.until("the clipboard", |used| used.now("notice").as_deref() == Some("notice-copied"));
    other.asks();
    assert!(other.until(|other| other.received.is_some()), "the clipboard did not answer");
    let received = other.received.take().unwrap();
    used.told_to_end();
    assert!(received.starts_with(b"\x89PNG") && !fixtures::holds(&received, fixtures::NEEDLE));
    let file = folder.write("received.png", &received);
    let inspected = fixtures::run_json(&folder, &["inspect", "--hidden-only", file.to_str().unwrap()]).1;
    assert_eq!(inspected[0]["hidden"].as_array().map(Vec::len), Some(0), "{inspected:?}");
    let original = folder.write("original.png", &png);
    let before = fixtures::run_json(&folder, &["inspect", "--hidden-only", original.to_str().unwrap()]).1;
    assert_eq!((&inspected[0]["width"], &inspected[0]["height"]), (&before[0]["width"], &before[0]["height"]));
}
