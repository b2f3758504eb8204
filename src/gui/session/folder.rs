//! Many photos: which are shown, in which order, and what they say together.

use super::entry::{Badge, Entry, Looked};

/// Which photos are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Filter {
    #[default]
    All,
    Badge(Badge),
    /// The detectors have not looked at them yet.
    NotLooked,
    /// Put off while looking through.
    Later,
    /// No copy could be made.
    NoCopy,
}

/// In which order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    #[default]
    MostTelling,
    Name,
    Time,
}

impl Sort {
    pub const ALL: [Self; 3] = [Self::MostTelling, Self::Name, Self::Time];
}

impl Filter {
    /// Whether it lets a photo through.
    pub fn lets(self, entry: &Entry) -> bool {
        match self {
            Self::All => !entry.is_foreign(),
            Self::Badge(badge) => entry.badges().contains(&badge),
            Self::NotLooked => entry.looked == Looked::NotYet && !entry.is_foreign(),
            Self::Later => entry.review == super::entry::Review::Later,
            Self::NoCopy => entry.has_failed(),
        }
    }
}

/// The filters that let something through, with how much.
pub fn chips(entries: &[Entry]) -> Vec<(Filter, usize)> {
    let badges: Vec<Badge> = entries.iter().flat_map(Entry::badges).collect();
    let count = |filter: Filter| match filter {
        Filter::Badge(badge) => badges.iter().filter(|other| **other == badge).count(),
        Filter::All | Filter::NotLooked | Filter::Later | Filter::NoCopy => {
            entries.iter().filter(|entry| filter.lets(entry)).count()
        }
    };
    let filters = [Filter::All].into_iter().chain(Badge::ALL.into_iter().map(Filter::Badge));
    let counted =
        filters.chain([Filter::NotLooked, Filter::Later, Filter::NoCopy]).map(|filter| (filter, count(filter)));
    counted.filter(|&(filter, count)| filter == Filter::All || count > 0).collect()
}

/// The places of the photos shown, in order.
pub fn order(entries: &[Entry], filter: Filter, sort: Sort) -> Vec<usize> {
    let mut shown: Vec<usize> =
        (0..entries.len()).filter(|&i| entries.get(i).is_some_and(|e| filter.lets(e))).collect();
    match sort {
        Sort::MostTelling => shown.sort_by_cached_key(|&i| std::cmp::Reverse(entries.get(i).map_or(0, Entry::weight))),
        Sort::Name => shown.sort_by_cached_key(|&i| entries.get(i).map(|entry| entry.name.to_lowercase())),
        // Photos without a time come last.
        Sort::Time => shown.sort_by_cached_key(|&i| {
            let time = entries.get(i).and_then(|entry| entry.minute().or(entry.month().map(month_start)));
            (time.is_none(), time)
        }),
    }
    shown
}

fn month_start((year, month): (i32, u8)) -> i64 {
    (i64::from(year) * 372 + i64::from(month) * 31) * 1440
}

/// Year and month (1 to 12) of a first and a last photo.
pub type Span = ((i32, u8), (i32, u8));

/// What the photos give away together.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Together {
    /// Degrees north and east, one a photo that says where it was taken.
    pub positions: Vec<(f64, f64)>,
    /// The most photos that were taken within 50 metres of one of them, and where.
    pub gathered: Option<(usize, (f64, f64))>,
    /// Year and month of the first and of the last photo that says so.
    pub span: Option<Span>,
    /// Photos in spans of one or more whole months, all of one length, from the first to the last.
    pub months: Vec<u32>,
}

const NEAR_M: f64 = 50.0;
/// Bars of the strip of months.
const MOST_BARS: i64 = 48;

impl Together {
    pub fn of(entries: &[Entry]) -> Self {
        let positions: Vec<_> = entries.iter().filter_map(Entry::position).collect();
        let (span, months) = months(entries);
        Self { gathered: gathered(&positions), positions, span, months }
    }
}

/// Photos in cells of about 50 metres, each with its neighbours.
fn gathered(positions: &[(f64, f64)]) -> Option<(usize, (f64, f64))> {
    let metres = |&(north, east): &(f64, f64)| {
        let m = 111_200.0;
        (north * m, east * m * north.to_radians().cos())
    };
    let cell = |p: &(f64, f64)| {
        let (y, x) = metres(p);
        ((y / NEAR_M).floor() as i64, (x / NEAR_M).floor() as i64)
    };
    let mut cells = std::collections::BTreeMap::<(i64, i64), Vec<(f64, f64)>>::new();
    for position in positions {
        cells.entry(cell(position)).or_default().push(*position);
    }
    let near = |a: &(f64, f64), b: &(f64, f64)| {
        let ((ay, ax), (by, bx)) = (metres(a), metres(b));
        (ay - by).hypot(ax - bx) <= NEAR_M
    };
    let count = |one: &(f64, f64)| {
        let (y, x) = cell(one);
        let around = (-1..=1).flat_map(|dy| (-1..=1).map(move |dx| (y + dy, x + dx)));
        around.filter_map(|at| cells.get(&at)).flatten().filter(|other| near(one, other)).count()
    };
    // One of each cell stands for it: a folder with thousands of photos of one room is not compared pair by pair.
    cells.values().filter_map(|photos| photos.first()).map(|one| (count(one), *one)).max_by_key(|(count, _)| *count)
}

/// The first and the last month, and how many photos lie in each bar between them.
fn months(entries: &[Entry]) -> (Option<Span>, Vec<u32>) {
    let at = |(year, month): (i32, u8)| i64::from(year) * 12 + i64::from(month) - 1;
    let months: Vec<i64> = entries.iter().filter_map(Entry::month).map(at).collect();
    let (Some(&first), Some(&last)) = (months.iter().min(), months.iter().max()) else { return (None, Vec::new()) };
    let each = (last - first + 1).div_euclid(MOST_BARS) + i64::from((last - first + 1) % MOST_BARS > 0);
    let mut bars = vec![0; ((last - first) / each + 1) as usize];
    for month in months {
        if let Some(bar) = bars.get_mut(((month - first) / each) as usize) {
            *bar += 1;
        }
    }
    let month = |at: i64| (at.div_euclid(12) as i32, at.rem_euclid(12) as u8 + 1);
    (Some((month(first), month(last))), bars)
}
