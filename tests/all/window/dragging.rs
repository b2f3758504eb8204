//! A copy is dragged out of the window, onto another program that speaks the protocol of X11 desktops. [XDND 5]

use std::time::{Duration, Instant};

use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    AtomEnum, ClientMessageEvent, ConnectionExt as _, CreateWindowAux, EventMask, PropMode, Window, WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;
use x11rb::{COPY_DEPTH_FROM_PARENT, COPY_FROM_PARENT, CURRENT_TIME};

use super::screen::{Screen, Used, large_photo, with_places};

x11rb::atom_manager! {
    Atoms: AtomsCookie {
        XdndAware,
        XdndEnter,
        XdndPosition,
        XdndStatus,
        XdndDrop,
        XdndFinished,
        XdndSelection,
        XdndActionCopy,
        URI_LIST: b"text/uri-list",
        RECEIVED,
    }
}

/// Another program's window, which takes files.
struct Taker {
    connection: RustConnection,
    atoms: Atoms,
    window: Window,
    source: Window,
    is_entered: bool,
    is_dropped: bool,
    received: Option<String>,
}

/// Where it lies on the screen, over the lower left of our window.
const PLACE: (i16, i16) = (40, 600);

impl Taker {
    fn new(screen: &Screen) -> Self {
        let (connection, number) = x11rb::connect(Some(&screen.name)).unwrap();
        let atoms = Atoms::new(&connection).unwrap().reply().unwrap();
        let root = connection.setup().roots[number].root;
        let window = connection.generate_id().unwrap();
        let looks = CreateWindowAux::new().override_redirect(1).background_pixel(0xff_ffff);
        let kind = WindowClass::INPUT_OUTPUT;
        let (x, y) = PLACE;
        connection
            .create_window(COPY_DEPTH_FROM_PARENT, window, root, x, y, 160, 120, 0, kind, COPY_FROM_PARENT, &looks)
            .unwrap();
        let (property, atom) = (atoms.XdndAware, AtomEnum::ATOM);
        connection.change_property32(PropMode::REPLACE, window, property, atom, &[5]).unwrap();
        connection.map_window(window).unwrap();
        connection.flush().unwrap();
        Self { connection, atoms, window, source: 0, is_entered: false, is_dropped: false, received: None }
    }

    fn until(&mut self, most: Duration, is_so: impl Fn(&Self) -> bool) -> bool {
        let began = Instant::now();
        while !is_so(self) {
            if began.elapsed() > most {
                return false;
            }
            while let Some(event) = self.connection.poll_for_event().unwrap() {
                self.take(event);
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        true
    }

    fn take(&mut self, event: Event) {
        let atoms = self.atoms;
        match event {
            Event::ClientMessage(message) => {
                let [source, first, ..] = message.data.as_data32();
                if message.type_ == atoms.XdndEnter {
                    assert_eq!((first >> 24, message.data.as_data32()[2]), (5, atoms.URI_LIST));
                    (self.source, self.is_entered) = (source, true);
                } else if message.type_ == atoms.XdndPosition {
                    self.tell(atoms.XdndStatus, [self.window, 1, 0, 0, atoms.XdndActionCopy]);
                } else if message.type_ == atoms.XdndDrop {
                    self.is_dropped = true;
                    let (window, time) = (self.window, CURRENT_TIME);
                    self.connection
                        .convert_selection(window, atoms.XdndSelection, atoms.URI_LIST, atoms.RECEIVED, time)
                        .unwrap();
                    self.connection.flush().unwrap();
                }
            }
            Event::SelectionNotify(notify) => {
                assert_eq!(notify.property, atoms.RECEIVED, "nothing was handed over");
                let (window, property) = (self.window, atoms.RECEIVED);
                let reply = self.connection.get_property(true, window, property, AtomEnum::ANY, 0, 4096).unwrap();
                self.received = Some(String::from_utf8(reply.reply().unwrap().value).unwrap());
                self.tell(atoms.XdndFinished, [self.window, 1, atoms.XdndActionCopy, 0, 0]);
            }
            _ => {}
        }
    }

    fn tell(&self, what: u32, data: [u32; 5]) {
        let message = ClientMessageEvent::new(32, self.source, what, data);
        self.connection.send_event(false, self.source, EventMask::NO_EVENT, message).unwrap();
        self.connection.flush().unwrap();
    }
}

#[test]
fn a_clean_copy_is_dragged_into_another_program() {
    let Some(screen) = Screen::new() else { return println!("skipped: there is no Xvfb") };
    if !screen.has_hands() {
        return println!("skipped: there is no xdotool");
    }
    let folder = with_places();
    let photo = folder.write("a b/IMG_1.jpg", &large_photo());
    let used = Used::start(&folder, &screen, &photo);
    used.until("the photo", |used| used.count("large") == 1 && used.count("looked") == 1);
    used.focus();
    assert!(screen.tool(&["key", "ctrl+s"]));
    used.until("the copy", |used| used.now("page").as_deref() == Some("Done") && used.count("after") == 1);
    let mut taker = Taker::new(&screen);
    let (x, y) = (PLACE.0 + 60, PLACE.1 + 50);
    // What is dragged lies somewhere in the upper part of the panel at the right.
    let begun = (150..340).step_by(16).any(|from| {
        let steps = ["mousemove", "1100", &from.to_string(), "sleep", "0.2", "mousedown", "1", "sleep", "0.1"]
            .map(String::from);
        let moves = (1..=10).flat_map(|i| {
            let at = |from: i32, to: i32| (from + (to - from) * i / 10).to_string();
            ["mousemove".into(), at(1100, i32::from(x)), at(from, i32::from(y)), "sleep".into(), "0.03".into()]
        });
        let all: Vec<String> = steps.into_iter().chain(moves).collect();
        assert!(screen.tool(&all.iter().map(String::as_str).collect::<Vec<_>>()));
        let entered = taker.until(Duration::from_secs(1), |taker| taker.is_entered);
        if !entered {
            assert!(screen.tool(&["mouseup", "1"]));
        }
        entered
    });
    assert!(begun, "nothing could be dragged");
    assert!(
        !taker.is_dropped && !taker.until(Duration::from_millis(500), |taker| taker.is_dropped),
        "it is still held"
    );
    assert!(screen.tool(&["mouseup", "1"]));
    assert!(taker.until(Duration::from_secs(5), |taker| taker.received.is_some()), "nothing was dropped");
    let list = taker.received.clone().unwrap();
    let copy = folder.path().join("a b/clean copies/photo-0001.jpg");
    assert!(copy.is_file());
    let uri = format!("file://{}\r\n", copy.to_str().unwrap().replace(' ', "%20"));
    assert_eq!(list, uri);
    used.told_to_end();
}
