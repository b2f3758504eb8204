//! A file is dragged out of the window: the side of the source in the protocol of X11 desktops. [XDND 5]
//!
//! The window library has no drag source, and holds the pointer while its button is down. So the pointer is asked for where it is,
//! and the windows under it are told, over a connection of our own.

use std::error::Error;
use std::fmt::Write as _;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::time::{Duration, Instant};

use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    AtomEnum, ClientMessageEvent, ConnectionExt as _, CreateWindowAux, EventMask, KeyButMask, PropMode,
    SELECTION_NOTIFY_EVENT, SelectionNotifyEvent, SelectionRequestEvent, Window, WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;
use x11rb::{COPY_DEPTH_FROM_PARENT, COPY_FROM_PARENT, CURRENT_TIME, NONE};

/// The version of the protocol that is spoken, and the oldest that is understood.
const VERSION: u32 = 5;
const OLDEST: u32 = 3;
/// Between two looks at the pointer.
const STEP: Duration = Duration::from_millis(12);
/// A drag that takes longer has lost its end.
const LONGEST: Duration = Duration::from_secs(120);
/// So long is waited for the answer of the window that the file was dropped on, and for it to take the file.
const ANSWER: Duration = Duration::from_millis(500);
const TAKING: Duration = Duration::from_secs(10);

x11rb::atom_manager! {
    Atoms: AtomsCookie {
        XdndAware,
        XdndEnter,
        XdndPosition,
        XdndStatus,
        XdndLeave,
        XdndDrop,
        XdndFinished,
        XdndSelection,
        XdndActionCopy,
        TARGETS,
        URI_LIST: b"text/uri-list",
        _NET_WM_PID,
    }
}

/// Follows the pointer until its button is let go, and hands the file to the window that lies under it and wants it.
pub fn drag(path: &Path) -> Result<(), Box<dyn Error>> {
    let mut drag = Drag::begin(path)?;
    let began = Instant::now();
    while drag.is_pressed()? && began.elapsed() < LONGEST {
        drag.answer()?;
        drag.follow()?;
        std::thread::sleep(STEP);
    }
    drag.let_go()
}

/// The window under the pointer.
#[derive(Debug, Clone, Copy)]
struct Target {
    window: Window,
    /// It was told of a place and has not answered yet.
    is_asked: bool,
    accepts: bool,
    at: (i16, i16),
}

struct Drag {
    connection: RustConnection,
    atoms: Atoms,
    root: Window,
    /// A window of ours that nobody sees, to be answered to.
    source: Window,
    list: Vec<u8>,
    over: Option<Target>,
    is_taken: bool,
}

impl Drag {
    fn begin(path: &Path) -> Result<Self, Box<dyn Error>> {
        let (connection, screen) = x11rb::connect(None)?;
        let atoms = Atoms::new(&connection)?.reply()?;
        let root = connection.setup().roots.get(screen).ok_or("the screen has no root window")?.root;
        let source = connection.generate_id()?;
        connection.create_window(
            COPY_DEPTH_FROM_PARENT,
            source,
            root,
            -1,
            -1,
            1,
            1,
            0,
            WindowClass::INPUT_ONLY,
            COPY_FROM_PARENT,
            &CreateWindowAux::new(),
        )?;
        connection.set_selection_owner(source, atoms.XdndSelection, CURRENT_TIME)?;
        connection.flush()?;
        Ok(Self { connection, atoms, root, source, list: uri_list(path), over: None, is_taken: false })
    }

    fn is_pressed(&self) -> Result<bool, Box<dyn Error>> {
        Ok(self.connection.query_pointer(self.root)?.reply()?.mask.contains(KeyButMask::BUTTON1))
    }

    /// Tells windows where the pointer is, each when it comes into it and when it leaves.
    fn follow(&mut self) -> Result<(), Box<dyn Error>> {
        let under = self.under()?;
        if self.over.map(|target| target.window) != under {
            self.leave()?;
            if let Some(window) = under {
                let version = VERSION << 24;
                self.tell(window, self.atoms.XdndEnter, [self.source, version, self.atoms.URI_LIST, NONE, NONE])?;
                self.over = Some(Target { window, is_asked: false, accepts: false, at: (-1, -1) });
            }
        }
        let pointer = self.connection.query_pointer(self.root)?.reply()?;
        let at = (pointer.root_x, pointer.root_y);
        let Some(target) = self.over.as_mut().filter(|target| !target.is_asked && target.at != at) else {
            return Ok(());
        };
        (target.is_asked, target.at) = (true, at);
        let window = target.window;
        let place = u32::from(at.0.max(0) as u16) << 16 | u32::from(at.1.max(0) as u16);
        self.tell(window, self.atoms.XdndPosition, [self.source, 0, place, CURRENT_TIME, self.atoms.XdndActionCopy])
    }

    /// The window under the pointer that takes drops; none where it is one of ours.
    fn under(&self) -> Result<Option<Window>, Box<dyn Error>> {
        let mut window = self.root;
        loop {
            window = self.connection.query_pointer(window)?.reply()?.child;
            if window == NONE {
                return Ok(None);
            }
            let number = |property, kind: AtomEnum| -> Result<Option<u32>, Box<dyn Error>> {
                let reply = self.connection.get_property(false, window, property, kind, 0, 1)?.reply()?;
                Ok(reply.value32().and_then(|mut values| values.next()))
            };
            if number(self.atoms._NET_WM_PID, AtomEnum::CARDINAL)? == Some(std::process::id()) {
                return Ok(None);
            }
            if number(self.atoms.XdndAware, AtomEnum::ATOM)?.is_some_and(|version| version >= OLDEST) {
                return Ok(Some(window));
            }
        }
    }

    fn leave(&mut self) -> Result<(), Box<dyn Error>> {
        match self.over.take() {
            Some(target) => self.tell(target.window, self.atoms.XdndLeave, [self.source, 0, 0, 0, 0]),
            None => Ok(()),
        }
    }

    /// The button was let go: the file is dropped where it is wanted.
    fn let_go(mut self) -> Result<(), Box<dyn Error>> {
        self.wait(ANSWER, |drag| !drag.over.is_some_and(|target| target.is_asked))?;
        let Some(target) = self.over.filter(|target| target.accepts) else { return self.leave() };
        self.tell(target.window, self.atoms.XdndDrop, [self.source, 0, CURRENT_TIME, 0, 0])?;
        self.wait(TAKING, |drag| drag.is_taken)
    }

    fn wait(&mut self, most: Duration, is_over: impl Fn(&Self) -> bool) -> Result<(), Box<dyn Error>> {
        let began = Instant::now();
        loop {
            self.answer()?;
            if is_over(self) || began.elapsed() > most {
                return Ok(());
            }
            std::thread::sleep(STEP);
        }
    }

    /// Takes in what windows say, and gives them what they ask for.
    fn answer(&mut self) -> Result<(), Box<dyn Error>> {
        while let Some(event) = self.connection.poll_for_event()? {
            match event {
                Event::ClientMessage(message) if message.type_ == self.atoms.XdndStatus => {
                    let [window, flags, ..] = message.data.as_data32();
                    if let Some(target) = self.over.as_mut().filter(|target| target.window == window) {
                        (target.is_asked, target.accepts) = (false, flags & 1 == 1);
                    }
                }
                Event::ClientMessage(message) if message.type_ == self.atoms.XdndFinished => self.is_taken = true,
                Event::SelectionRequest(request) => self.give(request)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// The file's address, or that this is all there is.
    fn give(&self, request: SelectionRequestEvent) -> Result<(), Box<dyn Error>> {
        let property = if request.property == NONE { request.target } else { request.property };
        let wanted = if request.target == self.atoms.URI_LIST {
            let (kind, list) = (self.atoms.URI_LIST, &self.list);
            self.connection.change_property8(PropMode::REPLACE, request.requestor, property, kind, list)?;
            true
        } else if request.target == self.atoms.TARGETS {
            let kinds = [self.atoms.TARGETS, self.atoms.URI_LIST];
            let kind = AtomEnum::ATOM;
            self.connection.change_property32(PropMode::REPLACE, request.requestor, property, kind, &kinds)?;
            true
        } else {
            false
        };
        let notify = SelectionNotifyEvent {
            response_type: SELECTION_NOTIFY_EVENT,
            sequence: 0,
            time: request.time,
            requestor: request.requestor,
            selection: request.selection,
            target: request.target,
            property: if wanted { property } else { NONE },
        };
        self.connection.send_event(false, request.requestor, EventMask::NO_EVENT, notify)?;
        Ok(self.connection.flush()?)
    }

    fn tell(&self, window: Window, what: u32, data: [u32; 5]) -> Result<(), Box<dyn Error>> {
        let message = ClientMessageEvent::new(32, window, what, data);
        self.connection.send_event(false, window, EventMask::NO_EVENT, message)?;
        Ok(self.connection.flush()?)
    }
}

/// A list of one file. [RFC 2483 5; RFC 8089]
fn uri_list(path: &Path) -> Vec<u8> {
    let mut uri = String::from("file://");
    for &byte in path.as_os_str().as_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => uri.push(char::from(byte)),
            other => {
                let _ = write!(uri, "%{other:02X}");
            }
        }
    }
    uri.push_str("\r\n");
    uri.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_names_are_escaped() {
        let list = uri_list(Path::new("/home/ä b/100%/photo-0001.jpg"));
        assert_eq!(list, b"file:///home/%C3%A4%20b/100%25/photo-0001.jpg\r\n");
    }
}
