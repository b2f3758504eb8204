//! Which tables of a JPEG are used by a scan, and which only carry bytes. [T.81 B.2.4]

use std::collections::BTreeMap;

use crate::item::{Item, Kind};

/// Tables that no scan has used yet, and the frame's components.
#[derive(Default)]
pub struct Tables {
    /// Length by name: "DQT 1", "DHT AC 0".
    waiting: BTreeMap<String, usize>,
    /// Component id and its quantisation table.
    components: Vec<(u8, u8)>,
    open_height: bool,
}

impl Tables {
    /// Reads a DQT segment; names tables that nobody used and that are overwritten, and bytes behind the last table.
    pub fn quantisation(&mut self, mut payload: &[u8]) -> Vec<Item> {
        let mut items = Vec::new();
        while let Some((&head, rest)) = payload.split_first() {
            let length = if head >> 4 == 0 { 64 } else { 128 };
            let Some((_, rest)) = rest.split_at_checked(length) else { break };
            items.extend(self.define(format!("DQT {}", head & 15), length));
            payload = rest;
        }
        items.extend(further("DQT", payload.len()));
        items
    }

    /// The same for a DHT segment.
    pub fn huffman(&mut self, mut payload: &[u8]) -> Vec<Item> {
        let mut items = Vec::new();
        while let Some((&[head, ref lengths @ ..], rest)) = payload.split_first_chunk::<17>() {
            let count = lengths.iter().map(|&n| usize::from(n)).sum();
            let Some((_, rest)) = rest.split_at_checked(count) else { break };
            let class = if head >> 4 == 0 { "DC" } else { "AC" };
            items.extend(self.define(format!("DHT {class} {}", head & 15), 16 + count));
            payload = rest;
        }
        items.extend(further("DHT", payload.len()));
        items
    }

    fn define(&mut self, name: String, length: usize) -> Option<Item> {
        let old = self.waiting.insert(name.clone(), length)?;
        Some(Item::new(Kind::Unknown, format!("{name}, overwritten"), old))
    }

    /// Reads the frame header.
    pub fn frame(&mut self, payload: &[u8]) -> Option<Item> {
        let (&[_, y1, y0, _, _, count], rest) = payload.split_first_chunk()?;
        self.open_height = (y1, y0) == (0, 0);
        let components = rest.as_chunks::<3>().0.iter().take(count.into());
        self.components = components.map(|&[id, _, table]| (id, table)).collect();
        further("frame header", rest.len().saturating_sub(3 * usize::from(count)))
    }

    /// Whether the frame header leaves the number of lines to a DNL segment. [T.81 B.2.5]
    pub fn open_height(&self) -> bool {
        self.open_height
    }

    /// Reads a scan header: its tables are used.
    pub fn scan(&mut self, payload: &[u8]) -> Option<Item> {
        let (&count, rest) = payload.split_first()?;
        for &[id, tables] in rest.as_chunks::<2>().0.iter().take(count.into()) {
            self.waiting.remove(&format!("DHT DC {}", tables >> 4));
            self.waiting.remove(&format!("DHT AC {}", tables & 15));
            for (_, table) in self.components.iter().filter(|(component, _)| *component == id) {
                self.waiting.remove(&format!("DQT {table}"));
            }
        }
        further("scan header", rest.len().saturating_sub(2 * usize::from(count) + 3))
    }

    /// Tables that no scan used.
    pub fn unused(&self) -> Vec<Item> {
        self.waiting
            .iter()
            .map(|(name, &length)| Item::new(Kind::Unknown, format!("{name}, not used"), length))
            .collect()
    }
}

fn further(place: &str, bytes: usize) -> Option<Item> {
    (bytes > 0).then(|| Item::new(Kind::Unknown, format!("{place}, further bytes"), bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(items: impl IntoIterator<Item = Item>) -> Vec<String> {
        items.into_iter().map(|item| item.place).collect()
    }

    #[test]
    fn tables_that_carry_only_bytes_are_named() {
        let mut tables = Tables::default();
        assert!(tables.frame(&[8, 0, 8, 0, 8, 1, 7, 0x11, 0]).is_none());
        let table = |head: u8| [&[head][..], &[1; 64]].concat();
        assert_eq!(places(tables.quantisation(&table(0))), [""; 0]);
        assert_eq!(
            places(tables.quantisation(&[table(0), table(1), vec![9]].concat())),
            ["DQT 0, overwritten", "DQT, further bytes"]
        );
        let code = |head: u8| [&[head, 1][..], &[0; 15], &[5]].concat();
        assert_eq!(places(tables.huffman(&[code(0), code(0x10), code(0x13)].concat())), [""; 0]);
        assert_eq!(places(tables.scan(&[1, 7, 0, 0, 63, 0, 9])), ["scan header, further bytes"]);
        assert_eq!(places(tables.unused()), ["DHT AC 3, not used", "DQT 1, not used"]);
    }

    #[test]
    fn a_used_table_may_be_defined_anew() {
        let mut tables = Tables::default();
        let code = [&[0, 1][..], &[0; 15], &[5]].concat();
        assert!(tables.huffman(&code).is_empty());
        tables.scan(&[1, 7, 0, 0, 0, 0]);
        assert!(tables.huffman(&code).is_empty());
    }
}
