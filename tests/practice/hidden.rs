//! Invented hidden data: nobody's places, people and devices.

use std::io::Write;

/// An IFD entry: tag, type, values (already in bytes), count.
struct Entry(u16, u16, u32, Vec<u8>);

fn ascii(tag: u16, text: &str) -> Entry {
    let bytes = [text.as_bytes(), b"\0"].concat();
    Entry(tag, 2, bytes.len() as u32, bytes)
}

fn short(tag: u16, value: u16) -> Entry {
    Entry(tag, 3, 1, value.to_be_bytes().to_vec())
}

fn long(tag: u16, value: u32) -> Entry {
    Entry(tag, 4, 1, value.to_be_bytes().to_vec())
}

fn rationals(tag: u16, values: &[(u32, u32)]) -> Entry {
    let bytes = values.iter().flat_map(|(n, d)| [n.to_be_bytes(), d.to_be_bytes()].concat()).collect();
    Entry(tag, 5, values.len() as u32, bytes)
}

/// An IFD at `offset`, with its values behind it and the offset of the next one.
fn ifd(entries: &[Entry], offset: usize, next: u32) -> Vec<u8> {
    let mut table = (entries.len() as u16).to_be_bytes().to_vec();
    let mut values = Vec::new();
    let values_at = offset + 2 + 12 * entries.len() + 4;
    for Entry(tag, kind, count, bytes) in entries {
        table.extend(tag.to_be_bytes());
        table.extend(kind.to_be_bytes());
        table.extend(count.to_be_bytes());
        if bytes.len() <= 4 {
            table.extend(bytes.iter().copied().chain([0; 4]).take(4));
        } else {
            table.extend(((values_at + values.len()) as u32).to_be_bytes());
            values.extend(bytes);
            values.extend(vec![0; values.len() % 2]);
        }
    }
    table.extend(next.to_be_bytes());
    [table, values].concat()
}

/// A block with place, time, phone, serial number, owner and thumbnail.
fn exif(thumbnail: &[u8]) -> Vec<u8> {
    let gps = |at| {
        let entries = [
            ascii(1, "N"),
            rationals(2, &[(46, 1), (57, 1), (1234, 100)]),
            ascii(3, "E"),
            rationals(4, &[(7, 1), (27, 1), (910, 100)]),
            rationals(6, &[(5431, 10)]),
            ascii(29, "2024:07:09"),
        ];
        ifd(&entries, at, 0)
    };
    let details = |at| {
        let entries = [
            ascii(36867, "2024:07:09 22:31:07"),
            ascii(36881, "+02:00"),
            ascii(42032, "A. Practice"),
            ascii(42033, "PRACTICE-0001"),
            ascii(42036, "Pretend 26mm f/1.8"),
        ];
        ifd(&entries, at, 0)
    };
    let main = |exif_at: usize, gps_at: usize, next: usize| {
        let entries = [
            ascii(271, "Pretend"),
            ascii(272, "Phone One"),
            short(274, 1),
            ascii(305, "Pretend OS 1.0"),
            ascii(306, "2024:07:09 22:31:07"),
            ascii(315, "A. Practice"),
            long(34665, exif_at as u32),
            long(34853, gps_at as u32),
        ];
        ifd(&entries, 8, next as u32)
    };
    let exif_at = 8 + main(0, 0, 0).len();
    let gps_at = exif_at + details(exif_at).len();
    let small_at = gps_at + gps(gps_at).len();
    let small = |at: usize, data_at: usize| {
        ifd(&[short(259, 6), long(513, data_at as u32), long(514, thumbnail.len() as u32)], at, 0)
    };
    let data_at = small_at + small(small_at, 0).len();
    [
        b"MM\0*\0\0\0\x08".to_vec(),
        main(exif_at, gps_at, small_at),
        details(exif_at),
        gps(gps_at),
        small(small_at, data_at),
        thumbnail.to_vec(),
    ]
    .concat()
}

fn segment(marker: u8, payload: &[u8]) -> Vec<u8> {
    [&[0xff, marker][..], &((payload.len() + 2) as u16).to_be_bytes(), payload].concat()
}

/// Exif with everything, and a comment.
pub fn in_jpeg(clean: &[u8], thumbnail: &[u8]) -> Vec<u8> {
    let block = [b"Exif\0\0".to_vec(), exif(thumbnail)].concat();
    let comment = segment(0xfe, b"taken by A. Practice in room 12");
    [&clean[..2], &segment(0xe1, &block), &comment, &clean[2..]].concat()
}

/// XMP that names a person, and a moving picture behind the end.
pub fn behind_a_jpeg(clean: &[u8]) -> Vec<u8> {
    let packet = concat!(
        r#"<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">"#,
        r#"<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" "#,
        r#"xmlns:GCamera="http://ns.google.com/photos/1.0/camera/" photoshop:City="Practiceville" GCamera:MotionPhoto="1">"#,
        "<dc:creator><rdf:Seq><rdf:li>A. Practice</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"
    );
    let xmp = segment(0xe1, &[b"http://ns.adobe.com/xap/1.0/\0", packet.as_bytes()].concat());
    let video = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom\0\0\0\x11free practice";
    [&clean[..2], &xmp, &clean[2..], video].concat()
}

/// Text chunks: who made it, with what, when.
pub fn in_png(clean: &[u8]) -> Vec<u8> {
    // Behind signature and IHDR.
    let (head, rest) = clean.split_at(33);
    let mut dirty = head.to_vec();
    for (kind, data) in [
        (b"tEXt", &b"Author\0A. Practice"[..]),
        (b"tEXt", b"Software\0Pretend Screen Catcher 1.0"),
        (b"tIME", &[0x07, 0xe8, 7, 12, 10, 15, 0]),
    ] {
        let mut crc = flate2::Crc::new();
        crc.update(kind);
        crc.update(data);
        dirty.extend((data.len() as u32).to_be_bytes());
        dirty.extend(kind);
        dirty.extend(data);
        dirty.write_all(&crc.sum().to_be_bytes()).expect("memory");
    }
    dirty.extend(rest);
    dirty
}
