//! Opening the window, and what is said where there can be none.

use super::{App, Options, icon, surroundings};

/// Why there is no window, for the person at the command line.
pub const NO_DISPLAY: &str = "there is no screen to open a window on here; `blanksheet clean PATH… --out DIR` works without one, \
     and `blanksheet --help` names the rest";

/// Opens the window and comes back when it is closed. Errors: a sentence for the person.
pub fn run(options: Options) -> Result<(), String> {
    surroundings::arrange();
    let viewport = egui::ViewportBuilder::default()
        .with_title("Blanksheet")
        .with_app_id("blanksheet")
        .with_inner_size([1280.0, 800.0])
        .with_min_inner_size([640.0, 400.0])
        .with_drag_and_drop(true)
        .with_icon(icon::sheet::icon_data(256));
    // Nothing is kept from one time to the next: no folder is given, and the feature that would write one is not built.
    let native = eframe::NativeOptions { viewport, persist_window: false, ..Default::default() };
    end_at_once();
    let opened = eframe::run_native("Blanksheet", native, Box::new(|cc| Ok(Box::new(App::new(&cc.egui_ctx, options)))));
    // Left in the middle of a batch, or the screen went away.
    crate::output::forget_unfinished();
    opened.map_err(|error| {
        if surroundings::has_screen() { format!("the window could not be opened: {error}") } else { NO_DISPLAY.into() }
    })
}

/// A request from the system to end is followed at once; a copy that has no name yet goes.
fn end_at_once() {
    let ended = ctrlc::set_handler(|| {
        crate::output::forget_unfinished();
        surroundings::end();
    });
    // Only fails where a handler is there already: then that one works.
    drop(ended);
}
