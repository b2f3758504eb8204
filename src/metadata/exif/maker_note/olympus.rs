//! Olympus, OM System, and Epson's cameras of the same make.

use super::{Maker, Origin, Tag, ifd, picture, picture_at, say, say_by, serial, when};
use crate::item::Kind;

pub static OLYMPUS_OLD: Maker = Maker {
    name: "Olympus",
    heads: &[b"OLYMP\0", b"EPSON\0"],
    by_make: false,
    ifd: 8,
    origin: Origin::Block,
    tags: TAGS,
};

pub static OLYMPUS: Maker =
    Maker { name: "Olympus", heads: &[b"OLYMPUS\0"], by_make: false, ifd: 12, origin: Origin::Note, tags: TAGS };

pub static OM_SYSTEM: Maker =
    Maker { name: "OM System", heads: &[b"OM SYSTEM\0"], by_make: false, ifd: 16, origin: Origin::Note, tags: TAGS };

static TAGS: &[Tag] = &[
    picture(0x0081),
    picture_at(0x0088, 0x0089),
    picture(0x0100),
    picture(0x0280),
    say_by(0x0404, Kind::Serial, "camera serial number", serial),
    say_by(0x101a, Kind::Serial, "camera serial number", serial),
    picture_at(0x1036, 0x1037),
    ifd(0x2010, EQUIPMENT),
    ifd(0x2020, &[picture_at(0x0101, 0x0102)]),
    ifd(
        0x4000,
        &[
            say_by(0x0404, Kind::Serial, "camera serial number", serial),
            say_by(0x101a, Kind::Serial, "camera serial number", serial),
        ],
    ),
    ifd(0x2050, &[say_by(0x0908, Kind::Time, "taken (UTC)", when)]),
];

static EQUIPMENT: &[Tag] = &[
    say_by(0x0101, Kind::Serial, "camera serial number", serial),
    say_by(0x0102, Kind::Serial, "internal serial number", serial),
    say_by(0x0202, Kind::Serial, "lens serial number", serial),
    say(0x0203, Kind::Device, "lens"),
    say_by(0x0302, Kind::Serial, "extender serial number", serial),
    say_by(0x1003, Kind::Serial, "flash serial number", serial),
];
