//! What a person can do: panels make actions, [`super::Session::apply`] carries them out.

use std::path::PathBuf;
use std::sync::Arc;

use super::edits::Part;
use super::folder::{Filter, Sort};
use super::{Area, Page, Sheet, Tool};
use crate::clean::Method;
use crate::cover::{Shape, Style};
use crate::gui::texts::Language;
use crate::gui::theme::Theme;
use crate::pixels::Image;
use crate::region::Region;

/// One thing a person did.
#[derive(Debug, Clone)]
pub enum Action {
    /// Files and folders to look at.
    Add(Vec<PathBuf>),
    /// A picture that is no file: its name and its bytes.
    AddPicture(String, Arc<[u8]>),
    /// The practice photos.
    Practise,
    /// Asks with the system's dialog.
    Choose(Choice),
    /// Opens a sheet over the page.
    Sheet(Sheet),
    /// A picture from the clipboard.
    Paste(Arc<Image>),
    /// Goes to a page.
    Show(Page),
    /// Back from help or the outcome to where one was.
    Back,
    /// Shows one photo large.
    Open(usize),
    /// To the photo `by` places on in the order shown.
    Step(isize),
    /// Takes all photos out of the window and begins again; files stay as they are.
    StartOver,

    Tool(Tool),
    /// Half the width of the brush, as a fraction of the longer side.
    BrushSize(f64),
    /// Larger by a factor around a point of the picture (fractions).
    Zoom(f32, Option<(f64, f64)>),
    /// By fractions of the picture.
    Pan(f64, f64),
    Fit,
    /// The panel tells how large the picture's area is.
    Area(Area),

    /// Covers what was found, or takes that cover off.
    ToggleFlag(usize),
    CoverAllFlags,
    KeepSubjects,
    /// The outline that is being drawn is not waited for.
    CancelOutline,
    /// Adds a cover that was drawn.
    Cover(Shape),
    /// Lifts covers under a stroke of the brush.
    Uncover(Shape),
    Crop(Option<Region>),
    /// Chooses a cover to move or delete.
    Select(Option<Part>),
    /// Goes through found areas and covers.
    SelectNext(bool),
    /// Moves or resizes the chosen part; `true`: one step for the undo list with the last one.
    Reshape(Region, bool),
    Delete,
    Style(Style),
    Undo,
    Redo,
    CoverSimilar,

    Filter(Filter),
    Sort(Sort),
    /// Chooses a photo of the grid.
    Point(usize),
    /// The panel tells how many photos lie side by side.
    Columns(usize),
    /// Thumbnails that are in view.
    InView(Vec<usize>),
    Review,
    /// Nothing to cover in this one.
    Fine,
    Later,

    Save,
    SaveAll,
    Retry,
    Pause(bool),
    Stop,
    Method(Method),
    MostSide(Option<u32>),
    KeepNames(bool),
    Out(PathBuf),
    ShowInFolder,
    /// The copy of the photo shown is dragged out of the window.
    DragOut,
    CopyPicture,

    Language(Language),
    Theme(Theme),
    /// Closes a sheet or a notice.
    Dismiss,
    /// The window is asked to close.
    Close,
    /// Closes although something is undone.
    CloseAnyway,
}

/// What a dialog asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Choice {
    Photos,
    Folder,
    /// Where copies go.
    Out,
}
