//! Reads a network file. `tests/sight/convert_networks.py` writes it and describes the format.
//!
//! Nothing in the file is believed: a tensor must exist before it is used, sizes must fit each other, and memory is taken
//! only for weights whose bytes are there.

use super::NetworkError;
use super::layer::{Layer, Named, Shape};
use super::reader::{MOST_CHANNELS, Reader};

const MAGIC: &[u8; 8] = b"BSNET\0\0\x01";

/// Layers and outputs that a network may have.
const MOST_LAYERS: usize = 1024;
const MOST_OUTPUTS: usize = 16;

/// A network as it is in the file.
pub struct Parts {
    pub layers: Vec<Layer>,
    /// Of the picture and of what each layer makes.
    pub shapes: Vec<Shape>,
    pub outputs: Vec<Named>,
}

/// Reads a whole file.
///
/// # Errors
/// [`NetworkError::Damaged`] with what is wrong.
pub fn read(file: &[u8]) -> Result<Parts, NetworkError> {
    let mut reader = Reader::new(file);
    if reader.take(MAGIC.len())? != MAGIC {
        return Err(NetworkError::Damaged("not a network file"));
    }
    let checksum = reader.u32()?;
    let mut crc = flate2::Crc::new();
    crc.update(reader.rest());
    if crc.sum() != checksum {
        return Err(NetworkError::Damaged("the checksum does not fit"));
    }
    let channels = reader.channels()?;
    let (layers, outputs) = (reader.u16()?, reader.u16()?);
    if layers > MOST_LAYERS || outputs > MOST_OUTPUTS {
        return Err(NetworkError::Damaged("too many layers or outputs"));
    }
    let mut parts = Parts { layers: Vec::new(), shapes: vec![Shape { channels, halvings: 0 }], outputs: Vec::new() };
    for _ in 0..layers {
        let (layer, shape) = reader.layer(&parts.shapes)?;
        if shape.channels == 0 || shape.channels > MOST_CHANNELS {
            return Err(NetworkError::Damaged("a tensor of no or too many channels"));
        }
        parts.layers.push(layer);
        parts.shapes.push(shape);
    }
    for _ in 0..outputs {
        parts.outputs.push(output(&mut reader, &parts.shapes)?);
    }
    if !reader.rest().is_empty() {
        return Err(NetworkError::Damaged("bytes after the end"));
    }
    Ok(parts)
}

fn output(reader: &mut Reader, shapes: &[Shape]) -> Result<Named, NetworkError> {
    let length = usize::from(reader.u8()?);
    let name = std::str::from_utf8(reader.take(length)?)
        .map_err(|_| NetworkError::Damaged("a name that is not text"))?
        .to_owned();
    let (tensor, square) = (reader.u16()?, usize::from(reader.u8()?));
    match shapes.get(tensor) {
        Some(shape) if tensor > 0 && (square == 1 || (square > 1 && shape.channels == square * square)) => {
            Ok(Named { name, tensor, square })
        }
        _ => Err(NetworkError::Damaged("an output that does not exist")),
    }
}
