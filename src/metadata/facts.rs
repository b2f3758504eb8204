//! Facts out of one block, gathered into one item a kind.

use crate::item::{Item, Kind};
use crate::metadata::words;

/// The most texts that one item names; more are only counted in its bytes.
const MOST: usize = 24;

/// Facts in the order in which they are found; equal texts are said once.
pub struct Facts {
    place: String,
    groups: Vec<(Kind, usize, Vec<String>)>,
}

impl Facts {
    /// Nothing known yet about the block at `place`.
    pub fn new(place: &str) -> Self {
        Self { place: place.to_owned(), groups: Vec::new() }
    }

    /// One more fact: its kind, its size and what it says.
    pub fn add(&mut self, kind: Kind, bytes: usize, says: impl Into<String>) {
        let says = says.into();
        let group = match self.groups.iter().position(|group| group.0 == kind) {
            Some(known) => self.groups.get_mut(known),
            None => {
                self.groups.push((kind, 0, Vec::new()));
                self.groups.last_mut()
            }
        };
        let Some((_, size, texts)) = group else { return };
        *size = size.saturating_add(bytes);
        if texts.len() < MOST && !says.is_empty() && !texts.contains(&says) {
            texts.push(says);
        }
    }

    /// Whether a fact of this kind is known.
    pub fn has(&self, kind: Kind) -> bool {
        self.groups.iter().any(|group| group.0 == kind)
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// One item a kind.
    pub fn into_items(self) -> Vec<Item> {
        let place = self.place;
        let item = |(kind, bytes, texts): (Kind, usize, Vec<String>)| {
            let item = Item::new(kind, place.clone(), bytes);
            if texts.is_empty() { item } else { item.saying(words::short(&texts.join("; "))) }
        };
        self.groups.into_iter().map(item).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_of_a_kind_become_one_item() {
        let mut facts = Facts::new("here");
        facts.add(Kind::Time, 20, "taken 2022");
        facts.add(Kind::Device, 5, "make X");
        facts.add(Kind::Time, 20, "changed 2023");
        facts.add(Kind::Time, 20, "taken 2022");
        let items = facts.into_items();
        assert_eq!(items.len(), 2);
        assert_eq!(items[0], Item::new(Kind::Time, "here", 60).saying("taken 2022; changed 2023"));
    }
}
