//! The nearest town, offline. The table is made by `tests/towns/make_towns.py`; its source is GeoNames (CC BY 4.0).

use std::io::Read;
use std::sync::LazyLock;

/// Places farther than this from every town are near none.
const FARTHEST_KM: f64 = 100.0;
const KM_PER_DEGREE: f64 = 111.2;
/// The unpacked table is smaller than this.
const LARGEST: u64 = 4 << 20;

static PACKED: &[u8] = include_bytes!("../../assets/towns/towns.bin");
/// Unpacked when the first place is asked for.
static TOWNS: LazyLock<Option<Towns>> = LazyLock::new(Towns::unpack);

/// "Kitchener, Canada" for degrees north and east; `None` far from every known town.
pub fn nearest(latitude: f64, longitude: f64) -> Option<String> {
    let on_earth = latitude.abs() <= 90.0 && longitude.abs() <= 180.0;
    TOWNS.as_ref().filter(|_| on_earth)?.nearest(latitude, longitude)
}

/// "43.4670, -80.5240, near Kitchener, Canada".
pub fn place(latitude: f64, longitude: f64) -> String {
    told(latitude, longitude, nearest(latitude, longitude).as_deref())
}

/// The same where the town is known.
pub fn told(latitude: f64, longitude: f64, near: Option<&str>) -> String {
    match near {
        Some(town) => format!("{latitude:.4}, {longitude:.4}, near {town}"),
        None => format!("{latitude:.4}, {longitude:.4}"),
    }
}

struct Towns {
    countries: Vec<String>,
    /// Hundredths of a degree north and east, the country's number, where the name stands in `names`.
    towns: Vec<(i16, i16, u8, usize, usize)>,
    names: String,
}

impl Towns {
    fn unpack() -> Option<Self> {
        let mut table = Vec::new();
        flate2::read::ZlibDecoder::new(PACKED).take(LARGEST).read_to_end(&mut table).ok()?;
        let countries_end = table.windows(2).position(|pair| pair == b"\n\n")?;
        let countries = std::str::from_utf8(table.get(..countries_end)?).ok()?.lines().map(str::to_owned).collect();
        let (count, columns) = table.get(countries_end + 2..)?.split_first_chunk::<4>()?;
        let count = u32::from_le_bytes(*count) as usize;
        let (latitudes, columns) = columns.split_at_checked(count.checked_mul(2)?)?;
        let (longitudes, columns) = columns.split_at_checked(count * 2)?;
        let (numbers, names) = columns.split_at_checked(count)?;
        let names = String::from_utf8(names.to_vec()).ok()?;
        let i16_at = |column: &[u8], i: usize| column.get(2 * i..2 * i + 2)?.try_into().ok().map(i16::from_le_bytes);
        let (mut latitude, mut start) = (0i16, 0);
        let mut towns = Vec::with_capacity(count);
        for (i, name) in names.split_terminator('\n').enumerate().take(count) {
            latitude = latitude.wrapping_add(i16_at(latitudes, i)?);
            towns.push((latitude, i16_at(longitudes, i)?, *numbers.get(i)?, start, start + name.len()));
            start += name.len() + 1;
        }
        Some(Self { countries, towns, names })
    }

    /// A look at every town: a few dozen microseconds.
    fn nearest(&self, latitude: f64, longitude: f64) -> Option<String> {
        let narrow = latitude.to_radians().cos();
        let distance = |&(north, east, ..): &(i16, i16, u8, usize, usize)| {
            let up = latitude - f64::from(north) / 100.0;
            let aside = (longitude - f64::from(east) / 100.0).abs();
            let aside = aside.min(360.0 - aside) * narrow;
            up * up + aside * aside
        };
        let nearest = self.towns.iter().map(|town| (distance(town), town)).min_by(|a, b| a.0.total_cmp(&b.0));
        let (squared, &(_, _, country, start, end)) = nearest?;
        let name = (squared.sqrt() * KM_PER_DEGREE <= FARTHEST_KM).then(|| self.names.get(start..end))??;
        let country = self.countries.get(usize::from(country))?;
        Some(if name == country { name.to_owned() } else { format!("{name}, {country}") })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn towns_are_found_on_all_sides_of_the_earth() {
        for (latitude, longitude, town) in [
            (43.4516, -80.4925, "Kitchener, Canada"),
            (51.0538, 3.7250, "Gent, Belgium"),
            (-36.8485, 174.7633, "Auckland, New Zealand"),
            (-54.8019, -68.3030, "Ushuaia, Argentina"),
            (64.1466, -21.9426, "Reykjavík, Iceland"),
        ] {
            assert_eq!(nearest(latitude, longitude).as_deref(), Some(town));
        }
    }

    #[test]
    fn the_date_line_does_not_part_neighbours() {
        assert_eq!(nearest(-16.8, 179.9), nearest(-16.8, -179.9));
    }

    #[test]
    fn the_sea_is_near_no_town() {
        for (latitude, longitude) in [(0.0, -30.0), (-80.0, 0.0), (f64::NAN, 0.0), (500.0, 0.0), (0.0, 720.0)] {
            assert_eq!(nearest(latitude, longitude), None);
        }
    }
}
