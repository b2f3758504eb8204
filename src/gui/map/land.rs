//! The lines of the world. Made by `tests/map/make_map.py`; its source is Natural Earth (public domain).

use std::io::Read;
use std::sync::LazyLock;

static PACKED: &[u8] = include_bytes!("../../../assets/map/map.bin");
/// The unpacked lines are smaller than this.
const LARGEST: u64 = 1 << 20;
const HUNDREDTHS: f64 = 100.0;

static WORLD: LazyLock<World> = LazyLock::new(World::unpack);

/// Points in degrees east and north.
pub struct Line {
    pub points: Vec<(f64, f64)>,
    /// West, south, east, north.
    pub bounds: [f64; 4],
}

/// All that is on the map. Land and lakes are rings: filled even-odd, lakes over land.
#[derive(Default)]
pub struct World {
    pub land: Vec<Line>,
    pub lakes: Vec<Line>,
    pub borders: Vec<Line>,
}

impl World {
    /// Unpacked when the first map is shown.
    pub fn get() -> &'static Self {
        &WORLD
    }

    /// What was packed is our own; were it broken, the map would be all sea.
    fn unpack() -> Self {
        let mut bytes = Vec::new();
        let unpacked = flate2::read::ZlibDecoder::new(PACKED).take(LARGEST).read_to_end(&mut bytes);
        let mut bytes = bytes.into_iter();
        let layers = unpacked.ok().and_then(|_| Some([layer(&mut bytes)?, layer(&mut bytes)?, layer(&mut bytes)?]));
        layers.map(|[land, lakes, borders]| Self { land, lakes, borders }).unwrap_or_default()
    }
}

fn layer(bytes: &mut impl Iterator<Item = u8>) -> Option<Vec<Line>> {
    (0..number(bytes)?).map(|_| line(bytes)).collect()
}

fn line(bytes: &mut impl Iterator<Item = u8>) -> Option<Line> {
    let (mut x, mut y) = (0, 0);
    let mut points = Vec::new();
    let mut bounds = [f64::MAX, f64::MAX, f64::MIN, f64::MIN];
    for _ in 0..number(bytes)? {
        x += difference(bytes)?;
        y += difference(bytes)?;
        let (east, north) = (f64::from(x) / HUNDREDTHS, f64::from(y) / HUNDREDTHS);
        points.push((east, north));
        bounds = [bounds[0].min(east), bounds[1].min(north), bounds[2].max(east), bounds[3].max(north)];
    }
    Some(Line { points, bounds })
}

/// LEB128.
fn number(bytes: &mut impl Iterator<Item = u8>) -> Option<u32> {
    let mut value = 0;
    for shift in (0..28).step_by(7) {
        let byte = bytes.next()?;
        value |= u32::from(byte & 127) << shift;
        if byte < 128 {
            return Some(value);
        }
    }
    None
}

/// Zigzag: 0, -1, 1, -2, 2.
fn difference(bytes: &mut impl Iterator<Item = u8>) -> Option<i32> {
    let coded = number(bytes)?;
    Some((coded >> 1) as i32 ^ -((coded & 1) as i32))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_world_is_there() {
        let world = World::get();
        assert!(world.land.len() > 1000 && world.lakes.len() > 300 && world.borders.len() > 300);
        let lines = world.land.iter().chain(&world.lakes).chain(&world.borders);
        let mut points = 0;
        for (east, north) in lines.flat_map(|line| &line.points) {
            assert!(east.abs() <= 180.0 && north.abs() <= 90.0, "{east} {north}");
            points += 1;
        }
        assert!(points > 50_000, "{points}");
    }
}
