//! A line a frame, to measure by: asked for with a hidden option, written nowhere else, and without a word about photos.

use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use super::session::{Looked, Session};

/// The columns: milliseconds since the program began, milliseconds of work for the last frame, page, photos, thumbnails, done of
/// a batch (-1: none runs), mebibytes in memory; then photos whose hidden data is unread, photos with a copy, whether the batch
/// pauses (0 or 1), the place of the photo shown, whether its picture is there, whether it was looked at, its found areas and
/// covers, whether its copy can be compared; the tool, the sheet and the notice ("-": none), the language and the looks.
const COLUMNS: &str = "ms\twork_ms\tpage\tphotos\tthumbs\tdone\tmib\tunread\tclean\tpaused\tcurrent\tlarge\tlooked\tflags\tcovers\t\
     after\ttool\tsheet\tnotice\tlanguage\ttheme";

pub struct FrameLog {
    file: BufWriter<File>,
    began: Instant,
    /// How long the program ran before this log was opened.
    before: Duration,
}

impl FrameLog {
    /// `None` where the file cannot be made; an existing one is not written over.
    pub fn open(path: &Path) -> Option<Self> {
        let file = OpenOptions::new().write(true).create_new(true).open(path).ok()?;
        let mut file = BufWriter::new(file);
        writeln!(file, "{COLUMNS}").ok()?;
        Some(Self { file, began: Instant::now(), before: running_for().unwrap_or_default() })
    }

    /// Notes the frame that is over, and the state from which the next one is drawn; `work` in seconds.
    pub fn note(&mut self, work: Option<f32>, session: &Session) {
        let at = (self.before + self.began.elapsed()).as_secs_f64() * 1e3;
        let work = f64::from(work.unwrap_or(0.0)) * 1e3;
        let memory = memory_mib().unwrap_or(0.0);
        let done = session.progress.as_ref().map_or(-1, |progress| progress.done as i64);
        let (page, photos, thumbs) = (session.page, session.entries.len(), session.thumbs.len());
        let _ = write!(self.file, "{at:.1}\t{work:.2}\t{page:?}\t{photos}\t{thumbs}\t{done}\t{memory:.1}");
        let (unread, clean) = (session.unread, session.outcome().0);
        let paused = u8::from(session.progress.as_ref().is_some_and(|progress| progress.paused));
        let _ = write!(self.file, "\t{unread}\t{clean}\t{paused}");
        self.photo(session);
        let tool = session.tool;
        let sheet = session.sheet.as_ref().map_or_else(|| "-".to_owned(), |sheet| format!("{sheet:?}"));
        let notice = session.notice.as_ref().map_or("-", |notice| notice.id());
        let (language, theme) = (session.language.code(), session.theme);
        let _ = writeln!(self.file, "\t{tool:?}\t{sheet}\t{notice}\t{language}\t{theme:?}");
        let _ = self.file.flush();
    }

    /// The photo shown.
    fn photo(&mut self, session: &Session) {
        let entry = session.entry();
        let current = session.current;
        let large = u8::from(session.large.is_some());
        let looked = u8::from(entry.is_some_and(|entry| entry.looked != Looked::NotYet));
        let flags = entry.and_then(|entry| entry.seen()).map_or(0, |seen| seen.flags.len());
        let covers = entry.map_or(0, |entry| entry.edits.now().covers.len());
        let after = u8::from(session.after.is_some());
        let _ = write!(self.file, "\t{current}\t{large}\t{looked}\t{flags}\t{covers}\t{after}");
    }
}

/// Ticks of a second in the process table, the same on every Linux.
const TICKS: f64 = 100.0;

/// How long the process runs, on Linux: from its line in the process table, whose 22nd field is when it began.
fn running_for() -> Option<Duration> {
    let line = std::fs::read_to_string("/proc/self/stat").ok()?;
    let (_, behind_name) = line.rsplit_once(')')?;
    let began: f64 = behind_name.split_whitespace().nth(19)?.parse().ok()?;
    let uptime = std::fs::read_to_string("/proc/uptime").ok()?;
    let now: f64 = uptime.split_whitespace().next()?.parse().ok()?;
    Duration::try_from_secs_f64(now - began / TICKS).ok()
}

fn memory_mib() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kib: f64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kib / 1024.0)
}
