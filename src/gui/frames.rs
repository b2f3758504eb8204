//! A line a frame, to measure by: asked for with a hidden option, written nowhere else, and without a word about photos.

use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

use super::session::Session;

/// Columns: milliseconds since the program began, milliseconds of work for the last frame, page, photos, thumbnails, done of a
/// batch, mebibytes in memory.
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
        writeln!(file, "ms\twork_ms\tpage\tphotos\tthumbs\tdone\tmib").ok()?;
        Some(Self { file, began: Instant::now(), before: running_for().unwrap_or_default() })
    }

    /// Notes the frame that is over; `work` in seconds.
    pub fn note(&mut self, work: Option<f32>, session: &Session) {
        let at = (self.before + self.began.elapsed()).as_secs_f64() * 1e3;
        let done = session.progress.as_ref().map_or(-1, |progress| progress.done as i64);
        let (page, photos, thumbs) = (session.page, session.entries.len(), session.thumbs.len());
        let work = f64::from(work.unwrap_or(0.0)) * 1e3;
        let memory = memory_mib().unwrap_or(0.0);
        let _ = writeln!(self.file, "{at:.1}\t{work:.2}\t{page:?}\t{photos}\t{thumbs}\t{done}\t{memory:.1}");
        let _ = self.file.flush();
    }
}

/// How long the process runs, on Linux: from the time stamp of its folder.
fn running_for() -> Option<Duration> {
    let began = std::fs::metadata("/proc/self").ok()?.modified().ok()?;
    SystemTime::now().duration_since(began).ok().filter(|time| *time < Duration::from_secs(60))
}

fn memory_mib() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kib: f64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kib / 1024.0)
}
