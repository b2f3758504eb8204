//! Minimum cuts of a grid of pixels with eight neighbours each: Y. Boykov, V. Kolmogorov, "An experimental comparison
//! of min-cut/max-flow algorithms for energy minimization in vision", IEEE PAMI 26 (2004). Two search trees grow from
//! the terminals; where they meet the path is filled, and what lost its parent looks for another.

use std::collections::VecDeque;

/// The neighbours, each beside its opposite: `d ^ 1` is the way back.
pub const NEIGHBOURS: [(i32, i32); 8] = [(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1), (1, -1), (-1, 1)];

const FREE: u8 = 0;
const SOURCE: u8 = 1;
const SINK: u8 = 2;

/// What a node's `parent` may say beside a direction 0..8.
const TERMINAL: u8 = 8;
const NONE: u8 = 9;

/// A grid with capacities; one row and column of unconnected nodes around it stands for "no neighbour".
pub struct Grid {
    stride: usize,
    offsets: [usize; 8],
    edges: Vec<[i32; 8]>,
    /// What is left towards the source (positive) or the sink (negative).
    terminal: Vec<i32>,
}

impl Grid {
    pub fn new(width: usize, height: usize) -> Self {
        let stride = width + 2;
        let offsets = NEIGHBOURS.map(|(dx, dy)| (dy as isize * stride as isize + dx as isize) as usize);
        let nodes = stride * (height + 2);
        Self { stride, offsets, edges: vec![[0; 8]; nodes], terminal: vec![0; nodes] }
    }

    fn node(&self, x: usize, y: usize) -> usize {
        (y + 1) * self.stride + x + 1
    }

    /// The capacity from the source (positive) or to the sink (negative).
    pub fn set_terminal(&mut self, x: usize, y: usize, capacity: i32) {
        let node = self.node(x, y);
        self.terminal[node] = capacity;
    }

    /// The capacity between a pixel and its neighbour `direction`, the same both ways. The neighbour must exist.
    pub fn set_edge(&mut self, x: usize, y: usize, direction: usize, capacity: i32) {
        let node = self.node(x, y);
        self.edges[node][direction] = capacity;
        self.edges[node.wrapping_add(self.offsets[direction])][direction ^ 1] = capacity;
    }

    /// Whether each pixel is on the source's side of a minimum cut; rows from the top.
    pub fn source_side(self) -> Vec<bool> {
        let (stride, nodes) = (self.stride, self.terminal.len());
        let mut search = Search::new(self);
        search.run();
        let inner = (1..nodes / stride - 1).flat_map(|y| y * stride + 1..(y + 1) * stride - 1);
        inner.map(|node| search.tree[node] == SOURCE).collect()
    }
}

struct Search {
    grid: Grid,
    tree: Vec<u8>,
    parent: Vec<u8>,
    /// When a node's distance to its terminal was last known to be right, and the distance.
    seen: Vec<u32>,
    distance: Vec<u32>,
    active: VecDeque<usize>,
    queued: Vec<bool>,
    orphans: VecDeque<usize>,
    now: u32,
}

impl Search {
    fn new(grid: Grid) -> Self {
        let nodes = grid.terminal.len();
        let mut search = Self {
            grid,
            tree: vec![FREE; nodes],
            parent: vec![NONE; nodes],
            seen: vec![0; nodes],
            distance: vec![0; nodes],
            active: VecDeque::new(),
            queued: vec![false; nodes],
            orphans: VecDeque::new(),
            now: 0,
        };
        for node in 0..nodes {
            let left = search.grid.terminal[node];
            if left != 0 {
                search.tree[node] = if left > 0 { SOURCE } else { SINK };
                search.parent[node] = TERMINAL;
                search.distance[node] = 1;
                search.wake(node);
            }
        }
        search
    }

    fn neighbour(&self, node: usize, direction: usize) -> usize {
        node.wrapping_add(self.grid.offsets[direction])
    }

    /// What still fits between a node and its neighbour in the sense of flow of the node's tree: away from the source,
    /// or towards the sink.
    fn outward(&self, node: usize, direction: usize, tree: u8) -> i32 {
        if tree == SOURCE {
            self.grid.edges[node][direction]
        } else {
            self.grid.edges[self.neighbour(node, direction)][direction ^ 1]
        }
    }

    fn wake(&mut self, node: usize) {
        if !self.queued[node] {
            self.queued[node] = true;
            self.active.push_back(node);
        }
    }

    fn run(&mut self) {
        while let Some(&node) = self.active.front() {
            match self.grow(node) {
                Some((from, direction)) => {
                    self.now += 1;
                    self.augment(from, direction);
                    self.adopt();
                }
                None => {
                    self.active.pop_front();
                    self.queued[node] = false;
                }
            }
        }
    }

    /// Takes free neighbours into the tree; the edge (from the source's side) where the other tree is met.
    fn grow(&mut self, node: usize) -> Option<(usize, usize)> {
        let tree = self.tree[node];
        if tree == FREE {
            return None;
        }
        for direction in 0..8 {
            if self.outward(node, direction, tree) == 0 {
                continue;
            }
            let other = self.neighbour(node, direction);
            if self.tree[other] == FREE {
                self.tree[other] = tree;
                self.hang(other, direction ^ 1, node);
                self.wake(other);
            } else if self.tree[other] != tree {
                return Some(if tree == SOURCE { (node, direction) } else { (other, direction ^ 1) });
            } else if self.seen[other] <= self.seen[node] && self.distance[other] > self.distance[node] + 1 {
                self.hang(other, direction ^ 1, node);
            }
        }
        None
    }

    fn hang(&mut self, node: usize, towards: usize, parent: usize) {
        self.parent[node] = towards as u8;
        self.seen[node] = self.seen[parent];
        self.distance[node] = self.distance[parent] + 1;
    }

    /// Sends what fits along the path over an edge between the trees.
    fn augment(&mut self, from: usize, direction: usize) {
        let to = self.neighbour(from, direction);
        let flow = self.grid.edges[from][direction].min(self.room(from, SOURCE)).min(self.room(to, SINK));
        self.grid.edges[from][direction] -= flow;
        self.grid.edges[to][direction ^ 1] += flow;
        self.send(from, SOURCE, flow);
        self.send(to, SINK, flow);
    }

    /// The least capacity between a node and its terminal.
    fn room(&self, mut node: usize, tree: u8) -> i32 {
        let mut room = i32::MAX;
        while self.parent[node] < TERMINAL {
            let up = self.parent[node] as usize;
            let parent = self.neighbour(node, up);
            room = room.min(self.outward(parent, up ^ 1, tree));
            node = parent;
        }
        room.min(self.grid.terminal[node].abs())
    }

    fn send(&mut self, mut node: usize, tree: u8, flow: i32) {
        while self.parent[node] < TERMINAL {
            let up = self.parent[node] as usize;
            let parent = self.neighbour(node, up);
            let (out, back) = if tree == SOURCE { (parent, node) } else { (node, parent) };
            let way = if tree == SOURCE { up ^ 1 } else { up };
            self.grid.edges[out][way] -= flow;
            self.grid.edges[back][way ^ 1] += flow;
            if self.grid.edges[out][way] == 0 {
                self.parent[node] = NONE;
                self.orphans.push_front(node);
            }
            node = parent;
        }
        self.grid.terminal[node] -= if tree == SOURCE { flow } else { -flow };
        if self.grid.terminal[node] == 0 {
            self.parent[node] = NONE;
            self.orphans.push_front(node);
        }
    }

    fn adopt(&mut self) {
        while let Some(node) = self.orphans.pop_front() {
            let tree = self.tree[node];
            let mut best = (u32::MAX, NONE);
            for direction in 0..8 {
                let other = self.neighbour(node, direction);
                if self.tree[other] != tree || self.outward(other, direction ^ 1, tree) == 0 {
                    continue;
                }
                if let Some(distance) = self.distance_to_terminal(other)
                    && distance < best.0
                {
                    best = (distance, direction as u8);
                }
            }
            if best.1 == NONE {
                self.set_free(node, tree);
            } else {
                self.parent[node] = best.1;
                self.seen[node] = self.now;
                self.distance[node] = best.0 + 1;
            }
        }
    }

    /// Walks up; `None` when an orphan is met. The way walked is marked with its distances.
    fn distance_to_terminal(&mut self, start: usize) -> Option<u32> {
        let (mut node, mut steps) = (start, 0);
        let total = loop {
            if self.seen[node] == self.now {
                break steps + self.distance[node];
            }
            match self.parent[node] {
                NONE => return None,
                TERMINAL => {
                    self.seen[node] = self.now;
                    self.distance[node] = 1;
                    break steps + 1;
                }
                up => node = self.neighbour(node, up as usize),
            }
            steps += 1;
        };
        let (mut node, mut distance) = (start, total);
        while self.seen[node] != self.now {
            self.seen[node] = self.now;
            self.distance[node] = distance;
            distance -= 1;
            node = self.neighbour(node, self.parent[node] as usize);
        }
        Some(total)
    }

    fn set_free(&mut self, node: usize, tree: u8) {
        for direction in 0..8 {
            let other = self.neighbour(node, direction);
            if self.tree[other] != tree {
                continue;
            }
            if self.outward(other, direction ^ 1, tree) > 0 {
                self.wake(other);
            }
            if self.parent[other] == (direction ^ 1) as u8 {
                self.parent[other] = NONE;
                self.orphans.push_back(other);
            }
        }
        self.tree[node] = FREE;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIDE: usize = 4;

    /// From, direction, to, capacity.
    type Edge = (usize, usize, usize, i32);

    /// Capacities from a small generator: terminals -20..20, edges 0..12, some of them 0.
    fn grid(seed: u32) -> (Vec<i32>, Vec<Edge>) {
        let mut state = seed.wrapping_mul(2_654_435_761) | 1;
        let mut next = |range: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) % range
        };
        let terminals = (0..SIDE * SIDE).map(|_| next(41) as i32 - 20).collect();
        let mut edges = Vec::new();
        for at in 0..SIDE * SIDE {
            for direction in [0, 2, 4, 7] {
                let (dx, dy) = NEIGHBOURS[direction];
                let (x, y) = ((at % SIDE) as i32 + dx, (at / SIDE) as i32 + dy);
                if (0..SIDE as i32).contains(&x) && (0..SIDE as i32).contains(&y) {
                    edges.push((at, direction, y as usize * SIDE + x as usize, next(12) as i32));
                }
            }
        }
        (terminals, edges)
    }

    fn cost(side: impl Fn(usize) -> bool, terminals: &[i32], edges: &[Edge]) -> i32 {
        let cut: i32 = edges.iter().filter(|e| side(e.0) != side(e.2)).map(|e| e.3).sum();
        let own = terminals.iter().enumerate().map(|(at, &t)| if side(at) { (-t).max(0) } else { t.max(0) });
        cut + own.sum::<i32>()
    }

    #[test]
    fn no_cut_is_cheaper_than_the_one_found() {
        let mut both = 0;
        for seed in 0..12 {
            let (terminals, edges) = grid(seed);
            let mut grid = Grid::new(SIDE, SIDE);
            for (at, &capacity) in terminals.iter().enumerate() {
                grid.set_terminal(at % SIDE, at / SIDE, capacity);
            }
            for &(at, direction, _, capacity) in &edges {
                grid.set_edge(at % SIDE, at / SIDE, direction, capacity);
            }
            let found = grid.source_side();
            let least =
                (0..1_u32 << (SIDE * SIDE)).map(|bits| cost(|at| bits >> at & 1 == 1, &terminals, &edges)).min();
            assert_eq!(Some(cost(|at| found[at], &terminals, &edges)), least, "seed {seed}");
            both += usize::from(found.contains(&true) && found.contains(&false));
        }
        assert!(both >= 6, "the cuts part something: {both}");
    }
}
