//! Pictures made in memory, dirty ones, folders to work in, and the program itself.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicU32, Ordering};

use blanksheet::formats::{Encoding, Target};
use blanksheet::pixels::{Channels, Colour, Decoded, Delay, Image, Orientation, Page, Samples, Sequence};
use serde_json::Value;

pub const NEEDLE: &str = "NEEDLE-7f3a-of-the-tests";
pub const TARGETS: [Target; 6] = [Target::Jpeg, Target::Png, Target::WebP, Target::Gif, Target::Tiff, Target::Bmp];

/// A folder that goes when it is dropped.
pub struct Scratch(PathBuf);

impl Scratch {
    pub fn new() -> Self {
        static COUNTER: AtomicU32 = AtomicU32::new(0);
        let number = COUNTER.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("blanksheet-test-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    pub fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// The names in a folder, sorted.
    pub fn names(&self, folder: &str) -> Vec<String> {
        let Ok(entries) = std::fs::read_dir(self.0.join(folder)) else { return Vec::new() };
        let mut names: Vec<_> = entries.map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The program, ready to be given arguments, working in `folder`.
pub fn program(folder: &Scratch) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_blanksheet"));
    command.current_dir(folder.path());
    command
}

pub fn run(folder: &Scratch, arguments: &[&str]) -> Output {
    program(folder).args(arguments).output().unwrap()
}

/// Exit status and the JSON lines.
pub fn run_json(folder: &Scratch, arguments: &[&str]) -> (i32, Vec<Value>) {
    let output = program(folder).args(arguments).arg("--json").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    (output.status.code().unwrap(), text.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

/// A picture with a different colour in every corner, so that turning shows.
pub fn image(width: u32, height: u32, channels: Channels) -> Image {
    let mut samples = Vec::new();
    for y in 0..height {
        for x in 0..width {
            let (right, low) = (x * 2 >= width, y * 2 >= height);
            let rgb = match (right, low) {
                (false, false) => [210, 40, 40],
                (true, false) => [40, 180, 70],
                (false, true) => [40, 60, 210],
                (true, true) => [235, 225, 60],
            };
            let shade = ((x * 7 + y * 5) % 23) as u8;
            let rgb = rgb.map(|c: u8| c.saturating_add(shade));
            match channels {
                Channels::Gray => samples.push(rgb[0]),
                Channels::GrayAlpha => samples.extend([rgb[0], 255]),
                Channels::Rgb => samples.extend(rgb),
                Channels::Rgba => samples.extend([rgb[0], rgb[1], rgb[2], 255 - shade]),
                Channels::Cmyk => samples.extend([rgb[0], rgb[1], rgb[2], 0]),
            }
        }
    }
    Image::new(width, height, channels, Samples::U8(samples)).unwrap()
}

pub fn still(image: Image) -> Decoded {
    sequence(vec![image], Sequence::Still)
}

pub fn sequence(images: Vec<Image>, sequence: Sequence) -> Decoded {
    let delay = matches!(sequence, Sequence::Animation { .. }).then_some(Delay { num: 10, den: 100 });
    let page = |image| Page { image, colour: Colour::Srgb, orientation: Orientation::Upright, delay };
    Decoded {
        pages: images.into_iter().map(page).collect(),
        sequence,
        lossy: false,
        full_chroma: false,
        block: (1, 1),
        reach: 0,
        warnings: Vec::new(),
    }
}

pub fn encoded(target: Target, decoded: &Decoded) -> Vec<u8> {
    target.encode(decoded, Encoding { quality: 90 }).unwrap()
}

/// A small clean picture in the format.
pub fn clean_picture(target: Target) -> Vec<u8> {
    encoded(target, &still(image(48, 32, Channels::Rgb)))
}

/// The same with [`NEEDLE`] in a place where such files hide things.
pub fn dirty_picture(target: Target) -> Vec<u8> {
    dirtied(target, &clean_picture(target), NEEDLE.as_bytes())
}

pub fn dirtied(target: Target, clean: &[u8], needle: &[u8]) -> Vec<u8> {
    match target {
        Target::Jpeg => with_segment(clean, 0xfe, needle),
        Target::Png => with_chunk(clean, b"tEXt", &[b"Comment\0", needle].concat()),
        Target::Gif => [&clean[..clean.len() - 1], b"\x21\xfe", &[needle.len() as u8], needle, b"\0\x3b"].concat(),
        Target::WebP | Target::Tiff | Target::Bmp => [clean, needle].concat(),
    }
}

/// A JPEG with a segment behind SOI.
pub fn with_segment(jpeg: &[u8], marker: u8, payload: &[u8]) -> Vec<u8> {
    let length = ((payload.len() + 2) as u16).to_be_bytes();
    [&jpeg[..2], &[0xff, marker], &length, payload, &jpeg[2..]].concat()
}

/// A PNG with a chunk behind IHDR.
pub fn with_chunk(png: &[u8], kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let crc = crc32(&[kind, data].concat()).to_be_bytes();
    [&png[..33], &(data.len() as u32).to_be_bytes(), kind, data, &crc, &png[33..]].concat()
}

fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
        }
    }
    !crc
}

/// A JPEG whose Exif block says how it lies.
pub fn lying_jpeg(orientation: u8) -> Vec<u8> {
    let block =
        [b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0", &[orientation][..], b"\0\0\0\0\0\0"].concat();
    with_segment(&clean_picture(Target::Jpeg), 0xe1, &block)
}

pub fn holds(bytes: &[u8], needle: &str) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle.as_bytes())
}

/// Small repeatable numbers.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % sides.max(1)
    }
}
