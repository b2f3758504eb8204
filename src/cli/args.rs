//! The arguments, and the job they ask for.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

use super::request::Request;
use crate::batch::Task;
use crate::clean::{Method, Recipe};
use crate::cover::{Cover, Shape, Style};
use crate::detect::{self, Category};
use crate::inspect::Depth;
use crate::output::Naming;
use crate::region::Region;

/// Cleans photos before they are posted: what is hidden in them goes, and every copy is checked.
///
/// It works without internet. Your originals stay as they are.
#[derive(Parser)]
#[command(name = "blanksheet", version, args_conflicts_with_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Photos and folders to open in the window.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Write a line a frame into a new file, to measure the window by.
    #[arg(long, value_name = "FILE", hide = true)]
    #[cfg(feature = "gui")]
    pub frame_log: Option<PathBuf>,
}

#[derive(Subcommand)]
pub enum Command {
    /// What each photo gives away.
    Inspect(InspectArgs),
    /// Write clean copies; originals are only ever read.
    Clean(CleanArgs),
    /// Is anything hidden left in these files?
    Verify(VerifyArgs),
    /// Version, formats, and what this build can do.
    Selftest {
        /// One JSON object instead of text.
        #[arg(long)]
        json: bool,
    },
}

#[derive(ClapArgs)]
pub struct Common {
    /// Photos, or folders of photos.
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
    /// One JSON object a line, one line a file.
    #[arg(long)]
    pub json: bool,
    /// Files worked on at once [default: all cores].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub jobs: Option<u16>,
    /// No progress, no summary.
    #[arg(long)]
    pub quiet: bool,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Sensitivity {
    /// Few false alarms.
    Low,
    Normal,
    /// More is found, with more false alarms.
    High,
}

impl Sensitivity {
    fn of(self) -> detect::Sensitivity {
        match self {
            Self::Low => detect::Sensitivity::Low,
            Self::Normal => detect::Sensitivity::Normal,
            Self::High => detect::Sensitivity::High,
        }
    }
}

#[derive(ClapArgs)]
pub struct InspectArgs {
    #[command(flatten)]
    pub common: Common,
    /// Read metadata only; decode no pixels.
    #[arg(long, conflicts_with = "visible_only")]
    hidden_only: bool,
    /// Run the detectors only.
    #[arg(long)]
    visible_only: bool,
    /// How readily the detectors speak.
    #[arg(long, value_enum, default_value = "normal")]
    sensitivity: Sensitivity,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum MethodArg {
    /// Decode, turn upright, convert to sRGB, cover, encode afresh.
    Redrawn,
    /// Keep the coded pixels, rebuild the container; redrawn where that cannot be.
    Exact,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum StyleArg {
    /// One colour.
    Solid,
    /// Colours grown inward from the border.
    Soft,
}

#[derive(ClapArgs)]
pub struct CleanArgs {
    #[command(flatten)]
    pub common: Common,
    /// Folder for the copies; made if missing; not inside an input folder.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    #[arg(long, value_enum, default_value = "redrawn")]
    method: MethodArg,
    /// Cover what the detectors flag: bedding, window, signage, code, face, separated by commas; or all, which is every one but
    /// face.
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    cover: Vec<String>,
    /// Cover this box: fractions of the upright picture. Can be given several times.
    #[arg(long, value_name = "X0,Y0,X1,Y1", allow_hyphen_values = true)]
    cover_box: Vec<String>,
    #[arg(long, value_enum, default_value = "solid")]
    cover_style: StyleArg,
    /// Cover everything outside this box, or outside the people and animals that are found (subjects).
    #[arg(long, value_name = "X0,Y0,X1,Y1|subjects", allow_hyphen_values = true)]
    keep_only: Option<String>,
    /// Keep only this part of the picture; the rest is cut off.
    #[arg(long, value_name = "X0,Y0,X1,Y1", allow_hyphen_values = true)]
    crop: Option<String>,
    /// Scale down so that the longer side is at most this many pixels.
    #[arg(long, value_name = "PX", value_parser = clap::value_parser!(u32).range(1..))]
    max_side: Option<u32>,
    /// Crop the edges slightly and resample: weakens the camera's noise pattern, does not remove it.
    #[arg(long)]
    weaken_fingerprint: bool,
    /// Quality of JPEGs.
    #[arg(long, value_name = "N", default_value = "92", value_parser = clap::value_parser!(u8).range(1..=100))]
    quality: u8,
    /// Keep the stems of the file names.
    #[arg(long)]
    keep_names: bool,
    /// Keep the folder tree.
    #[arg(long)]
    keep_tree: bool,
    /// Say what would be done; write nothing.
    #[arg(long)]
    dry_run: bool,
    /// How readily the detectors speak.
    #[arg(long, value_enum, default_value = "normal")]
    sensitivity: Sensitivity,
}

#[derive(ClapArgs)]
pub struct VerifyArgs {
    #[command(flatten)]
    pub common: Common,
}

impl Common {
    fn request(&self, task: Task) -> Request {
        Request { task, paths: self.paths.clone(), threads: self.jobs.map_or(0, usize::from) }
    }
}

impl InspectArgs {
    /// The job, or what is wrong with the arguments.
    pub fn job(&self) -> Result<Request, String> {
        let depth = match (self.hidden_only, self.visible_only) {
            (true, _) => Depth::Hidden,
            (false, true) => Depth::Visible,
            (false, false) => Depth::Whole,
        };
        Ok(self.common.request(Task::Inspect { depth, sensitivity: self.sensitivity.of() }))
    }
}

impl VerifyArgs {
    pub fn job(&self) -> Request {
        self.common.request(Task::Verify)
    }
}

impl CleanArgs {
    /// The job, or what is wrong with the arguments.
    pub fn job(&self) -> Result<Request, String> {
        if let Some(input) = self.common.paths.iter().find(|input| input.is_dir() && lies_inside(&self.out, input)) {
            return Err(format!("--out {} lies inside the input folder {}", self.out.display(), input.display()));
        }
        let recipe = Recipe {
            method: match self.method {
                MethodArg::Redrawn => Method::Redrawn,
                MethodArg::Exact => Method::Exact,
            },
            covers: self.covers()?,
            cover_found: categories(&self.cover)?,
            keep_subjects: self.keeps_subjects(),
            sensitivity: self.sensitivity.of(),
            style: match self.cover_style {
                StyleArg::Solid => Style::Solid,
                StyleArg::Soft => Style::Soft,
            },
            crop: self.crop.as_ref().map(|text| region(text, "--crop")).transpose()?,
            max_side: self.max_side,
            weaken_fingerprint: self.weaken_fingerprint,
            quality: self.quality,
        };
        let naming = Naming { keep_names: self.keep_names, keep_tree: self.keep_tree };
        Ok(self.common.request(Task::Clean {
            recipe,
            own: BTreeMap::new(),
            out: self.out.clone(),
            naming,
            dry_run: self.dry_run,
        }))
    }

    fn keeps_subjects(&self) -> bool {
        self.keep_only.as_deref() == Some("subjects")
    }

    fn covers(&self) -> Result<Vec<Cover>, String> {
        let inside = self.cover_box.iter().map(|text| region(text, "--cover-box").map(Shape::Inside));
        let given = self.keep_only.iter().filter(|_| !self.keeps_subjects());
        let outside = given.map(|text| region(text, "--keep-only").map(Shape::Outside));
        inside.chain(outside).map(|shape| shape.map(Cover::hide)).collect()
    }
}

/// The categories of a list of words.
fn categories(words: &[String]) -> Result<Vec<Category>, String> {
    let known = |word: &str| Category::ALL.into_iter().find(|category| category.id() == word);
    let of_word = |word: &String| match &word.trim().to_lowercase()[..] {
        "all" => Ok(Category::OF_PLACES.to_vec()),
        word => known(word).map(|category| vec![category]).ok_or_else(|| {
            let ids: Vec<_> = Category::ALL.iter().map(|category| category.id()).collect();
            format!("--cover \"{word}\": the words are {}, and all", ids.join(", "))
        }),
    };
    let lists: Vec<Vec<Category>> = words.iter().map(of_word).collect::<Result<_, _>>()?;
    Ok(lists.concat())
}

fn region(text: &str, option: &str) -> Result<Region, String> {
    let numbers: Vec<f64> = text.split(',').filter_map(|part| part.trim().parse().ok()).collect();
    let region = match numbers[..] {
        // A hair over the edge is rounding; more means pixels, of which nothing can be known here.
        [x0, y0, x1, y1] if text.split(',').count() == 4 && numbers.iter().all(|v| (-0.01..=1.01).contains(v)) => {
            Region::new(x0, y0, x1, y1)
        }
        _ => None,
    };
    region.ok_or_else(|| {
        format!(
            "{option} {text}: four fractions between 0 and 1 (not pixels) are needed, X0,Y0,X1,Y1 with X0 < X1 and Y0 < Y1, such as \
             0.1,0.2,0.5,0.9{}",
            if option == "--keep-only" { "; or the word subjects" } else { "" }
        )
    })
}

/// Whether `path`, which need not exist yet, is `folder` or lies below it.
fn lies_inside(path: &Path, folder: &Path) -> bool {
    let Ok(folder) = folder.canonicalize() else { return false };
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let existing =
        absolute.ancestors().find_map(|part| part.canonicalize().ok().map(|real| (part.to_path_buf(), real)));
    let Some((part, real)) = existing else { return false };
    let rest = absolute.strip_prefix(&part).unwrap_or(Path::new(""));
    real.join(rest).starts_with(&folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_well_formed() {
        use clap::CommandFactory;
        Args::command().debug_assert();
    }

    #[test]
    fn all_is_every_category_but_faces() {
        let of = |words: &[&str]| categories(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>());
        let without_faces: Vec<_> = Category::ALL.into_iter().filter(|category| *category != Category::Face).collect();
        assert_eq!(of(&["all"]).unwrap(), without_faces);
        assert_eq!(of(&["face"]).unwrap(), [Category::Face]);
        assert!(of(&["beds"]).unwrap_err().contains("face"));
    }

    #[test]
    fn boxes_are_four_fractions() {
        assert!(region("0.1,0.2,0.5,0.9", "--cover-box").is_ok());
        for wrong in ["0.1,0.2,0.5", "a,b,c,d", "0.5,0,0.1,1", "0,0,1,1,1", "0,0,x,1,1", "0,0,600,450"] {
            assert!(region(wrong, "--cover-box").is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_folder_to_be_made_is_known_to_lie_inside() {
        let here = std::env::temp_dir();
        assert!(lies_inside(&here.join("not/yet/there"), &here));
        assert!(lies_inside(&here, &here));
        assert!(!lies_inside(&here, &here.join("not")));
    }
}
