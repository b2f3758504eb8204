//! Which fields of an Exif block tell something, and of what kind. [TIFF 6.0, TIFF/EP, Exif 3.0 4.6, DNG 1.7, Windows]

use exif::{Context, Tag};

use crate::item::Kind;

/// A field that tells something: its number, kind and name.
pub struct Wanted {
    pub number: u16,
    pub kind: Kind,
    pub name: &'static str,
    gps: bool,
}

const fn tag(number: u16, kind: Kind, name: &'static str) -> Wanted {
    Wanted { number, kind, name, gps: false }
}

const fn gps(number: u16) -> Wanted {
    Wanted { number, kind: Kind::Gps, name: "", gps: true }
}

impl Wanted {
    /// The tag in each context in which it is looked for. Misplaced fields tell as much as others.
    pub fn tags(&self) -> impl Iterator<Item = Tag> + use<> {
        let (first, second) = if self.gps { (Context::Gps, None) } else { (Context::Tiff, Some(Context::Exif)) };
        let number = self.number;
        std::iter::once(first).chain(second).map(move |context| Tag(context, number))
    }
}

/// All fields that are looked for. An empty name: read together with others, by a reader of its own.
pub static WANTED: &[Wanted] = &[
    tag(0x00fe, Kind::Thumbnail, ""),
    tag(0x000b, Kind::Software, "processed with"),
    tag(0x010d, Kind::Caption, "document"),
    tag(0x010e, Kind::Caption, "description"),
    tag(0x010f, Kind::Device, "make"),
    tag(0x0110, Kind::Device, "model"),
    tag(0x011d, Kind::Caption, "page"),
    tag(0x0131, Kind::Software, "software"),
    tag(0x0132, Kind::Time, ""),
    tag(0x013b, Kind::Person, "artist"),
    tag(0x013c, Kind::Device, "computer"),
    tag(0x014a, Kind::Unknown, ""), // sub-directories
    tag(0x0201, Kind::Thumbnail, ""),
    tag(0x0202, Kind::Thumbnail, ""),
    tag(0x02bc, Kind::Xmp, ""),
    tag(0x8298, Kind::Person, "copyright"),
    tag(0x82a5, Kind::Caption, "md lab"),
    tag(0x83bb, Kind::Iptc, ""),
    tag(0x8482, Kind::Gps, ""), // GeoTIFF tie points
    tag(0x8649, Kind::Iptc, ""),
    tag(0x8773, Kind::Profile, ""),
    tag(0x8769, Kind::Unknown, ""), // directories in unusual places
    tag(0x8825, Kind::Unknown, ""),
    tag(0x87b1, Kind::Gps, ""), // GeoTIFF texts
    tag(0x882a, Kind::Time, ""),
    tag(0x9003, Kind::Time, ""),
    tag(0x9004, Kind::Time, ""),
    tag(0x9010, Kind::Time, ""),
    tag(0x9011, Kind::Time, ""),
    tag(0x9012, Kind::Time, ""),
    tag(0x9211, Kind::Unknown, "picture number"),
    tag(0x9213, Kind::Caption, "history"),
    tag(0x927c, Kind::MakerNote, ""),
    tag(0x9286, Kind::Caption, "comment"),
    tag(0x9290, Kind::Time, ""),
    tag(0x9291, Kind::Time, ""),
    tag(0x9292, Kind::Time, ""),
    tag(0x9c9b, Kind::Caption, "title"),
    tag(0x9c9c, Kind::Caption, "comment"),
    tag(0x9c9d, Kind::Person, "author"),
    tag(0x9c9e, Kind::Caption, "keywords"),
    tag(0x9c9f, Kind::Caption, "subject"),
    tag(0xa004, Kind::Caption, "sound file"),
    tag(0xa420, Kind::Serial, "image unique id"),
    tag(0xa430, Kind::Person, "owner"),
    tag(0xa431, Kind::Serial, "camera serial number"),
    tag(0xa433, Kind::Device, "lens make"),
    tag(0xa434, Kind::Device, "lens"),
    tag(0xa435, Kind::Serial, "lens serial number"),
    tag(0xa436, Kind::Caption, "title"),
    tag(0xa437, Kind::Person, "photographer"),
    tag(0xa438, Kind::Person, "editor"),
    tag(0xa439, Kind::Software, "firmware"),
    tag(0xa43a, Kind::Software, "developed with"),
    tag(0xa43b, Kind::Software, "edited with"),
    tag(0xa43c, Kind::Software, "metadata edited with"),
    tag(0xa480, Kind::Caption, "gdal metadata"),
    tag(0xc614, Kind::Device, "camera"),
    tag(0xc62f, Kind::Serial, "camera serial number"),
    tag(0xc65d, Kind::Serial, "raw data unique id"),
    tag(0xc68b, Kind::Caption, "original file name"),
    tag(0xc71b, Kind::Time, ""),
    tag(0xfde8, Kind::Person, "owner"),
    tag(0xfde9, Kind::Serial, "camera serial number"),
    tag(0xfdea, Kind::Device, "lens"),
    gps(1),
    gps(2),
    gps(3),
    gps(4),
    gps(5),
    gps(6),
    gps(7),
    gps(12),
    gps(13),
    gps(16),
    gps(17),
    gps(19),
    gps(20),
    gps(21),
    gps(22),
    gps(27),
    gps(28),
    gps(29),
];

/// Fields that are needed to show a picture, or the same in all pictures of a kind: they tell nothing about anybody.
pub static STRUCTURAL: &[u16] = &[
    0x00ff, 0x0100, 0x0101, 0x0102, 0x0103, 0x0106, 0x0107, 0x010a, 0x0111, 0x0112, 0x0115, 0x0116, 0x0117, 0x0118,
    0x0119, 0x011a, 0x011b, 0x011c, 0x0122, 0x0124, 0x0125, 0x0128, 0x0129, 0x012d, 0x013d, 0x013e, 0x013f, 0x0140,
    0x0142, 0x0143, 0x0144, 0x0145, 0x014c, 0x0152, 0x0153, 0x015b, 0x0200, 0x0211, 0x0212, 0x0213, 0x0214, 0x8769,
    0x8825, 0x9000, 0x9101, 0x9102, 0xa000, 0xa001, 0xa002, 0xa003, 0xa005,
];

/// Whether the field is looked for.
pub fn is_wanted(tag: Tag) -> bool {
    let gps = tag.context() == Context::Gps;
    tag.context() != Context::Interop && WANTED.iter().any(|wanted| wanted.number == tag.number() && wanted.gps == gps)
}

/// The entry of the table, for fields outside the GPS directory.
pub fn named(number: u16) -> Option<&'static Wanted> {
    WANTED.iter().find(|wanted| wanted.number == number && !wanted.gps && !wanted.name.is_empty())
}

/// What kind of thing a field of a picture's directory tells.
pub fn kind(number: u16) -> Option<Kind> {
    WANTED.iter().find(|wanted| wanted.number == number && !wanted.gps).map(|wanted| wanted.kind)
}

/// Whether the field holds a packet of another standard, or further directories.
pub fn holds_packet(number: u16) -> bool {
    matches!(number, 0x014a | 0x8769 | 0x8825 | 0x02bc | 0x83bb | 0x8649 | 0x8773)
}
