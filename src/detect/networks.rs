//! The three networks, read once a process from bytes inside the program. Where they come from: `assets/networks/README.md`.

use std::sync::OnceLock;

use super::engine::{Network, Output, Workspace};
use super::face::FaceLevel;
use super::map::Map;
use super::sight::{CLASSES, Sight};
use crate::error::Error;

static SIGHT: &[u8] = include_bytes!("../../assets/networks/sight.bin");
static TEXT: &[u8] = include_bytes!("../../assets/networks/text.bin");
static FACE: &[u8] = include_bytes!("../../assets/networks/face.bin");

/// The levels of the network for faces: a cell for each 8×8, 16×16, 32×32 pixels of its input.
const FACE_LEVELS: [&str; 3] = ["face8", "face16", "face32"];

type Cell = OnceLock<Result<Network, Error>>;

/// The answers for planes red, green, blue of 0..=255, sides multiples of 32.
pub fn sight(planes: &[f32], width: usize, height: usize) -> Result<Sight, Error> {
    static NETWORK: Cell = Cell::new();
    let mut outputs = run(&NETWORK, SIGHT, planes, width, height)?;
    let mut take = |name: &str| -> Result<Vec<Map>, Error> {
        let at = outputs.iter().position(|output| output.name == name).ok_or_else(broken)?;
        maps(&outputs.swap_remove(at))
    };
    let [bed] = exactly(take("bed")?)?;
    let [bedding, window] = exactly(take("map")?)?;
    let [whole_bedding, whole_window] = exactly(take("pic")?)?;
    let whole = [whole_bedding.at(0, 0), whole_window.at(0, 0)];
    let heat: [Map; CLASSES] = exactly(take("heat")?)?;
    Ok(Sight { input: (width, height), bed, reach: exactly(take("wh")?)?, bedding, window, whole, heat: heat.into() })
}

/// How likely each pixel is part of a line of writing, for planes blue, green, red, normalised; sides multiples of 32.
pub fn text(planes: &[f32], width: usize, height: usize) -> Result<Map, Error> {
    static NETWORK: Cell = Cell::new();
    let outputs = run(&NETWORK, TEXT, planes, width, height)?;
    let [map] = exactly(maps(outputs.first().ok_or_else(broken)?)?)?;
    Ok(map)
}

/// What is seen of faces for planes blue, green, red of 0..=255, sides multiples of 32.
pub fn faces(planes: &[f32], width: usize, height: usize) -> Result<Vec<FaceLevel>, Error> {
    static NETWORK: Cell = Cell::new();
    let outputs = run(&NETWORK, FACE, planes, width, height)?;
    let level = |name: &str| {
        let output = outputs.iter().find(|output| output.name == name).ok_or_else(broken)?;
        let [is_face, x, y, width, height, is_object] = exactly(maps(output)?)?;
        Ok(FaceLevel { is_face, is_object, middle: [x, y], size: [width, height] })
    };
    FACE_LEVELS.into_iter().map(level).collect()
}

fn run(network: &'static Cell, file: &[u8], planes: &[f32], width: usize, height: usize) -> Result<Vec<Output>, Error> {
    let internal = |error: super::engine::NetworkError| Error::Internal { what: error.to_string() };
    let network = network.get_or_init(|| Network::read(file).map_err(internal)).as_ref().map_err(Clone::clone)?;
    network.run(&mut Workspace::default(), planes, height, width).map_err(internal)
}

fn maps(output: &Output) -> Result<Vec<Map>, Error> {
    let planes = output.values.chunks_exact((output.width * output.height).max(1));
    let map = |plane: &[f32]| Map::new(output.width, output.height, plane.to_vec());
    planes.map(map).collect::<Option<_>>().ok_or_else(broken)
}

fn exactly<const N: usize>(maps: Vec<Map>) -> Result<[Map; N], Error> {
    maps.try_into().map_err(|_| broken())
}

fn broken() -> Error {
    Error::Internal { what: "a network of the detectors answers otherwise than it should".into() }
}
