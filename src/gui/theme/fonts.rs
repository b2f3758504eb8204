//! The letters: a subset of Inter, at two weights; other scripts come from the system's fonts.

use std::sync::Arc;

use egui::{Context, FontData, FontDefinitions, FontFamily, Id};

static REGULAR: &[u8] = include_bytes!("../../../assets/fonts/Blanksheet-Sans-Regular.otf");
static SEMIBOLD: &[u8] = include_bytes!("../../../assets/fonts/Blanksheet-Sans-SemiBold.otf");

/// Sets the fonts the first time it is called.
pub fn install_once(ctx: &Context) {
    let id = Id::unique("the window's fonts are there");
    if ctx.data(|data| data.get_temp::<bool>(id)).is_some() {
        return;
    }
    ctx.data_mut(|data| data.insert_temp(id, true));
    ctx.set_fonts(definitions());
}

fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let fallback = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    for (name, bytes, family) in
        [("regular", REGULAR, FontFamily::Proportional), ("semibold", SEMIBOLD, super::semibold())]
    {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
        let faces = std::iter::once(name.to_owned()).chain(fallback.clone()).collect();
        fonts.families.insert(family, faces);
    }
    fonts
}
