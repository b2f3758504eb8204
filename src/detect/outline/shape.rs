//! Shapes as planes of yes and no: components, holes, distances.

/// The labels (from 1; 0 is outside) of the components of `inside` under four neighbours, and their sizes in pixels.
pub fn components(inside: &[bool], width: usize) -> (Vec<u32>, Vec<usize>) {
    let mut labels = vec![0; inside.len()];
    let mut sizes = vec![0];
    let mut stack = Vec::new();
    for start in 0..inside.len() {
        if !inside[start] || labels[start] != 0 {
            continue;
        }
        let label = sizes.len() as u32;
        let mut size = 0;
        labels[start] = label;
        stack.push(start);
        while let Some(at) = stack.pop() {
            size += 1;
            for next in beside(at, width, inside.len()).into_iter().flatten() {
                if inside[next] && labels[next] == 0 {
                    labels[next] = label;
                    stack.push(next);
                }
            }
        }
        sizes.push(size);
    }
    (labels, sizes)
}

fn beside(at: usize, width: usize, len: usize) -> [Option<usize>; 4] {
    let x = at % width;
    [
        (x > 0).then(|| at - 1),
        (x + 1 < width).then(|| at + 1),
        (at >= width).then(|| at - width),
        (at + width < len).then(|| at + width),
    ]
}

/// The distance of each pixel to the nearest one where `from` is true, in pixels, nearly Euclidean (chamfer 5-7-11,
/// error below 2 %); `f32::INFINITY` everywhere if there is none.
pub fn distance_to(from: &[bool], width: usize) -> Vec<f32> {
    let height = from.len() / width.max(1);
    let mut far: Vec<f32> = from.iter().map(|&yes| if yes { 0.0 } else { f32::INFINITY }).collect();
    const BEFORE: [(i32, i32, f32); 8] = [
        (-1, 0, 1.0),
        (0, -1, 1.0),
        (-1, -1, 1.4),
        (1, -1, 1.4),
        (-2, -1, 2.2),
        (2, -1, 2.2),
        (-1, -2, 2.2),
        (1, -2, 2.2),
    ];
    let mut relax = |x: usize, y: usize, sign: i32| {
        let mut best = far[y * width + x];
        for (dx, dy, step) in BEFORE {
            let (nx, ny) = (x as i32 + sign * dx, y as i32 + sign * dy);
            if nx >= 0 && ny >= 0 && (nx as usize) < width && (ny as usize) < height {
                best = best.min(far[ny as usize * width + nx as usize] + step);
            }
        }
        far[y * width + x] = best;
    };
    for y in 0..height {
        for x in 0..width {
            relax(x, y, 1);
        }
    }
    for y in (0..height).rev() {
        for x in (0..width).rev() {
            relax(x, y, -1);
        }
    }
    far
}

/// Fills what `inside` encloses, as far as `fills` says yes for a hole's pixels.
pub fn fill_holes(inside: &mut [bool], width: usize, fills: impl Fn(&[usize]) -> bool) {
    let outside: Vec<bool> = inside.iter().map(|v| !v).collect();
    let (labels, sizes) = components(&outside, width);
    let height = inside.len() / width.max(1);
    let mut open = vec![false; sizes.len()];
    for (at, &label) in labels.iter().enumerate() {
        let (x, y) = (at % width, at / width);
        open[label as usize] |= x == 0 || y == 0 || x + 1 == width || y + 1 == height;
    }
    let mut holes: Vec<Vec<usize>> = vec![Vec::new(); sizes.len()];
    for (at, &label) in labels.iter().enumerate() {
        if label != 0 && !open[label as usize] {
            holes[label as usize].push(at);
        }
    }
    for hole in holes.iter().filter(|hole| !hole.is_empty() && fills(hole)) {
        for &at in hole {
            inside[at] = true;
        }
    }
}

/// Takes away what a disc of `radius` pixels does not fit into.
pub fn opened(inside: &[bool], width: usize, radius: f32) -> Vec<bool> {
    let outside: Vec<bool> = inside.iter().map(|v| !v).collect();
    let core: Vec<bool> = distance_to(&outside, width).iter().map(|&d| d > radius).collect();
    distance_to(&core, width).iter().map(|&d| d <= radius).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plane(rows: &[&str]) -> (Vec<bool>, usize) {
        (rows.iter().flat_map(|row| row.bytes().map(|b| b == b'#')).collect(), rows[0].len())
    }

    #[test]
    fn pieces_are_counted() {
        let (inside, width) = plane(&["##..#", "##..#", "....#", "#...."]);
        let (labels, sizes) = components(&inside, width);
        assert_eq!(sizes, [0, 4, 3, 1]);
        assert_eq!((labels[0], labels[4], labels[15]), (1, 2, 3));
    }

    #[test]
    fn distances_are_nearly_euclidean() {
        let width = 41;
        let from: Vec<bool> = (0..width * width).map(|at| at == 20 * width + 20).collect();
        for (at, far) in distance_to(&from, width).into_iter().enumerate() {
            let exact = ((at % width) as f32 - 20.0).hypot((at / width) as f32 - 20.0);
            assert!((far - exact).abs() <= 0.03 * exact + 1e-3, "{far} for {exact}");
        }
        assert!(distance_to(&[false; 6], 3).iter().all(|d| d.is_infinite()));
    }

    #[test]
    fn holes_are_filled_only_where_allowed() {
        let (inside, width) = plane(&["#######", "#.#...#", "#######", "..#...."]);
        let mut filled = inside.clone();
        fill_holes(&mut filled, width, |hole| hole.len() < 2);
        let changed: Vec<usize> = (0..inside.len()).filter(|&at| inside[at] != filled[at]).collect();
        assert_eq!(changed, [8]);
    }

    #[test]
    fn opening_takes_threads_and_leaves_the_body() {
        let (inside, width) = plane(&["......", "......", "......", "......"]);
        let mut inside: Vec<bool> = inside;
        for at in [0, 1, 2, 6, 7, 8, 12, 13, 14, 15, 16, 17, 18, 19, 20] {
            inside[at] = true;
        }
        let opened = opened(&inside, width, 1.0);
        assert!(opened[0] && opened[7] && opened[14]);
        assert!(!opened[16] && !opened[17]);
    }
}
