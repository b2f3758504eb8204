//! The window's logic without a window.

use std::path::PathBuf;
use std::sync::Arc;

use super::edits::Placed;
use super::*;
use crate::batch::Written;
use crate::clean::Method;
use crate::cover::{Cover, Effect, Shape, Silhouette, Style};
use crate::detect::{Category, Flag, Seen, Subject};
use crate::error::Error;
use crate::formats::Target;
use crate::inspect::{Depth, Inspected};
use crate::item::{Item, Kind};
use crate::pixels::{Channels, Samples};
use crate::walk::{Found, Photo};

fn photo(name: &str) -> Photo {
    Photo::file(PathBuf::from("/photos").join(name))
}

fn walked(names: &[&str], folder: &str) -> Event {
    let photos = names.iter().map(|name| photo(name)).collect();
    let found = Found { photos, ..Found::default() };
    Event::Walked { found, out: PathBuf::from("/photos – clean"), name: folder.into() }
}

fn inspected(kinds: &[Kind]) -> Inspected {
    Inspected {
        format: "jpeg",
        width: 400,
        height: 300,
        depth: Depth::Hidden,
        looked: false,
        hidden: kinds.iter().map(|&kind| Item::new(kind, "APP1 Exif", 10)).collect(),
        flags: Vec::new(),
        subjects: Vec::new(),
        warnings: Vec::new(),
    }
}

fn large(id: Id) -> Large {
    let image = Image::new(40, 30, Channels::Rgba, Samples::U8(vec![90; 40 * 30 * 4])).unwrap();
    Large { id, preview: Arc::new(image), size: (400, 300), pages: 1, block: (16, 16), shift: (0, 0), reach: 1 }
}

fn seen(count: usize) -> Seen {
    let flag = |i: usize| Flag {
        category: Category::Bedding,
        region: Region::new(0.1 * i as f64, 0.1, 0.1 * i as f64 + 0.1, 0.5).unwrap(),
        confidence: 0.9,
        reason: "",
    };
    let subject = Subject { kind: "cat", region: Region::new(0.4, 0.4, 0.8, 0.9).unwrap(), confidence: 0.9 };
    Seen { flags: (0..count).map(flag).collect(), subjects: vec![subject], warnings: Vec::new() }
}

fn written(name: &str) -> Written {
    Written {
        output: PathBuf::from("/photos – clean").join(name),
        target: Target::Jpeg,
        method: Method::Redrawn,
        removed: Vec::new(),
        covered: Vec::new(),
        warnings: Vec::new(),
        bytes: 1000,
        width: 400,
        height: 300,
    }
}

/// A session with photos whose hidden data was read, the first of them opened.
fn session(names: &[&str], folder: &str) -> Session {
    let mut session = Session::new(Language::English, Theme::Light);
    session.apply(Action::Add(vec![PathBuf::from("/photos")]));
    session.absorb(walked(names, folder));
    for id in 0..names.len() {
        session.absorb(Event::Hidden(id, Ok(inspected(&[Kind::Gps, Kind::Time]))));
    }
    session.settle();
    session
}

fn opened(names: &[&str]) -> Session {
    let mut session = session(names, "");
    session.absorb(Event::Opened(0, Ok((large(0), Vec::new()))));
    session.absorb(Event::Seen(0, Ok(seen(2))));
    session.settle();
    session
}

#[test]
fn one_photo_is_opened_at_once() {
    let mut session = Session::new(Language::English, Theme::Light);
    assert!(matches!(session.apply(Action::Add(vec!["/photos/a.jpg".into()]))[..], [Job::Walk(_)]));
    let jobs = session.absorb(walked(&["a.jpg"], ""));
    assert_eq!(session.page, Page::Photo);
    assert!(matches!(jobs[..], [Job::Hidden(..), Job::Open(0, _)]));
}

#[test]
fn a_folder_is_counted_first() {
    let mut session = session(&["a.jpg", "b.jpg"], "Summer");
    assert_eq!(session.page, Page::Folder);
    let chips: Vec<_> = session.chips().to_vec();
    assert!(chips.contains(&(Filter::All, 2)) && chips.contains(&(Filter::Badge(Badge::Place), 2)));
    session.apply(Action::Filter(Filter::NoCopy));
    session.settle();
    assert!(session.order().is_empty());
}

#[test]
fn the_same_file_comes_in_once() {
    let mut session = session(&["a.jpg"], "");
    session.absorb(walked(&["a.jpg", "b.jpg"], ""));
    assert_eq!(session.entries.len(), 2);
}

#[test]
fn a_suggestion_is_covered_by_a_click_and_uncovered_by_another() {
    let mut session = opened(&["a.jpg"]);
    session.apply(Action::ToggleFlag(1));
    let entry = session.entry().unwrap();
    assert_eq!(entry.edits.cover_of(1), Some(0));
    assert!(session.mask().unwrap().covers(5, 10));
    session.apply(Action::ToggleFlag(1));
    assert!(!session.entry().unwrap().edits.now().hides());
    session.apply(Action::Undo);
    assert!(session.entry().unwrap().edits.now().hides());
}

#[test]
fn nothing_is_covered_that_nobody_asked_for() {
    let session = opened(&["a.jpg"]);
    assert!(session.mask().unwrap().is_empty());
    assert!(!session.entry().unwrap().edits.is_unsaved());
}

#[test]
fn tab_goes_through_found_areas_and_covers() {
    let mut session = opened(&["a.jpg"]);
    let mut met = Vec::new();
    session.apply(Action::Cover(Shape::Inside(Region::new(0.5, 0.5, 0.6, 0.6).unwrap())));
    session.apply(Action::Select(None));
    for _ in 0..4 {
        session.apply(Action::SelectNext(true));
        met.push(session.selected.unwrap());
    }
    assert_eq!(met, [Part::Flag(0), Part::Flag(1), Part::Cover(0), Part::Flag(0)]);
}

#[test]
fn where_no_outline_is_clear_everything_is_covered() {
    let mut session = opened(&["a.jpg"]);
    assert!(matches!(session.apply(Action::KeepSubjects)[..], [Job::Outline(0, _)]));
    session.absorb(Event::Outlined(0, None));
    let mask = session.mask().unwrap();
    assert!((0..30).all(|y| mask.row(y) == [(0, 40)]));
    assert_eq!(session.tool, Tool::Uncover);
    session.settle();
    assert!(session.is_under(0) && session.is_under(1), "what is found is covered with the rest");
    assert_eq!(session.notice, Some(Notice::OutlineUnclear));
}

#[test]
fn keeping_the_subject_takes_covers_of_found_areas_off_it() {
    let mut session = opened(&["a.jpg"]);
    session.apply(Action::CoverAllFlags);
    session.apply(Action::KeepSubjects);
    let outline = Silhouette::new(40, 30, vec![1.0; 40 * 30]).unwrap();
    session.absorb(Event::Outlined(0, Some((Arc::new(outline), 0))));
    let covers = session.entry().unwrap().edits.now().covers.clone();
    assert!(matches!(covers[..], [Placed { cover: Cover { shape: Shape::Around(_), .. }, flag: None }]), "{covers:?}");
    session.apply(Action::Undo);
    assert_eq!(session.entry().unwrap().edits.now().covers.len(), 2);
}

#[test]
fn the_subject_is_called_by_its_name_only_where_that_is_sure() {
    let mut session = opened(&["a.jpg"]);
    assert_eq!(session.subject(), Some("cat"));
    let mut unsure = seen(0);
    unsure.subjects[0].confidence = 0.4;
    session.absorb(Event::Seen(0, Ok(unsure)));
    assert_eq!(session.subject(), Some("animal"));
}

#[test]
fn saving_one_photo_takes_its_covers_along_and_shows_the_copy() {
    let mut session = opened(&["a.jpg"]);
    session.apply(Action::CoverAllFlags);
    session.apply(Action::Style(Style::Soft));
    let jobs = session.apply(Action::Save);
    let [Job::Clean(ids, job, _)] = &jobs[..] else { panic!("{jobs:?}") };
    assert_eq!(ids, &[0]);
    let crate::batch::Task::Clean { own, out, .. } = &job.task else { panic!("no copy") };
    assert_eq!(own[&0].covers.len(), 2);
    assert!(own[&0].covers.iter().all(|cover| cover.effect == Effect::Hide));
    assert_eq!((own[&0].style, out), (Style::Soft, &PathBuf::from("/photos – clean")));
    session.absorb(Event::Ended(0, Ok(written("photo-0001.jpg"))));
    let jobs = session.absorb(Event::Over(0));
    assert!(matches!(jobs[..], [Job::After(0, _)]));
    assert_eq!(session.page, Page::Done);
    assert!(!session.entry().unwrap().edits.is_unsaved());
}

#[test]
fn a_photo_that_failed_stays_where_it_is_with_its_reason() {
    let mut session = opened(&["a.jpg"]);
    session.apply(Action::Save);
    session.absorb(Event::Ended(0, Err(Error::damaged("cut"))));
    session.absorb(Event::Over(0));
    assert_eq!(session.page, Page::Photo);
    assert_eq!(session.entry().unwrap().stage, Stage::NoCopy(Error::damaged("cut")));
}

#[test]
fn a_batch_counts_and_ends_on_the_page_that_says_what_is_missing() {
    let mut session = session(&["a.jpg", "b.jpg", "c.jpg"], "Summer");
    let jobs = session.apply(Action::SaveAll);
    assert!(matches!(&jobs[..], [Job::Clean(ids, ..)] if ids.len() == 3));
    session.absorb(Event::Ended(0, Ok(written("photo-0001.jpg"))));
    session.absorb(Event::Ended(1, Err(Error::damaged("cut"))));
    session.absorb(Event::Ended(2, Err(Error::unsupported("arithmetic coding"))));
    assert_eq!(session.progress.as_ref().map(|p| (p.done, p.failed)), Some((3, 2)));
    session.absorb(Event::Over(0));
    assert_eq!(session.page, Page::Outcome);
    assert_eq!(session.outcome(), (1, vec![1, 2]));
    let again = session.apply(Action::Retry);
    assert!(matches!(&again[..], [Job::Clean(ids, ..)] if ids == &[1]), "refused is refused");
}

#[test]
fn what_was_stopped_can_be_continued() {
    let mut session = session(&["a.jpg", "b.jpg"], "Summer");
    session.apply(Action::SaveAll);
    session.apply(Action::Stop);
    assert!(session.progress.as_ref().unwrap().control.is_stopped());
    session.absorb(Event::Ended(0, Ok(written("photo-0001.jpg"))));
    session.absorb(Event::Ended(1, Err(Error::Cancelled)));
    session.absorb(Event::Over(0));
    assert_eq!((session.page, session.stopped, session.left_to_clean()), (Page::Outcome, true, 1));
    let jobs = session.apply(Action::SaveAll);
    assert!(matches!(&jobs[..], [Job::Clean(ids, ..)] if ids == &[1]));
}

#[test]
fn a_photo_that_cannot_be_opened_was_not_looked_at() {
    let mut session = session(&["a.jpg", "b.psd"], "Summer");
    session.absorb(Event::Opened(1, Err(Error::damaged("nothing in it"))));
    session.apply(Action::Open(1));
    session.reviewing = true;
    session.apply(Action::Fine);
    assert_eq!(session.review_count().0, 0);
}

#[test]
fn found_areas_that_stay_visible_are_counted_before_and_after_saving() {
    let mut session = session(&["a.jpg", "b.jpg", "c.jpg"], "Summer");
    session.absorb(Event::Seen(0, Ok(seen(2))));
    session.absorb(Event::Seen(1, Ok(seen(0))));
    session.settle();
    let rest = session.visible_in_the_rest();
    assert_eq!((rest.photos, rest.areas, rest.not_looked), (1, 2, 1));
    session.apply(Action::Open(0));
    session.apply(Action::ToggleFlag(0));
    session.settle();
    assert_eq!(session.visible_in_the_rest().areas, 1);
    session.apply(Action::SaveAll);
    session.absorb(Event::Ended(0, Ok(written("photo-0001.jpg"))));
    session.settle();
    assert_eq!(session.visible_in_copies().areas, 1);
}

#[test]
fn the_copy_says_what_was_covered_when_it_was_written() {
    let mut session = opened(&["a.jpg"]);
    session.apply(Action::ToggleFlag(0));
    session.apply(Action::Save);
    session.apply(Action::Undo);
    session.absorb(Event::Ended(0, Ok(written("photo-0001.jpg"))));
    let copy = session.entry().unwrap().copy.clone().unwrap();
    assert!(copy.decisions.hides() && !session.entry().unwrap().edits.now().hides());
}

#[test]
fn after_a_path_was_typed_one_is_back_where_it_was_asked_for() {
    let mut session = opened(&["a.jpg"]);
    session.apply(Action::Sheet(Sheet::Saving));
    session.absorb(Event::NoDialog(Choice::Out));
    session.apply(Action::Dismiss);
    assert_eq!(session.sheet, Some(Sheet::Saving));
}

#[test]
fn a_stopped_batch_counts_what_was_done_and_calls_nothing_failed() {
    let mut session = session(&["a.jpg", "b.jpg", "c.jpg"], "Summer");
    session.apply(Action::SaveAll);
    session.absorb(Event::Ended(0, Ok(written("photo-0001.jpg"))));
    session.apply(Action::Stop);
    session.absorb(Event::Ended(1, Err(Error::Cancelled)));
    session.absorb(Event::Ended(2, Err(Error::Cancelled)));
    assert_eq!(session.progress.as_ref().map(|progress| (progress.done, progress.failed)), Some((1, 0)));
    session.absorb(Event::Over(0));
    assert_eq!(session.outcome(), (1, Vec::new()));
}

#[test]
fn the_next_photo_is_the_next_without_a_copy_all_the_way_round() {
    let mut session = opened(&["a.jpg", "b.jpg", "c.jpg"]);
    session.settle();
    session.apply(Action::Open(2));
    assert_eq!(session.next_left(), Some(0));
    session.entries[0].stage = Stage::Clean;
    assert_eq!(session.next_left(), Some(1));
    session.entries[1].stage = Stage::Clean;
    assert_eq!(session.next_left(), None);
}

#[test]
fn an_outline_that_nobody_waits_for_changes_nothing() {
    let mut session = opened(&["a.jpg"]);
    session.apply(Action::KeepSubjects);
    assert!(session.is_outlining());
    session.apply(Action::CancelOutline);
    session.absorb(Event::Outlined(0, None));
    assert!(!session.entry().unwrap().edits.now().hides() && session.notice.is_none());
}

#[test]
fn leaving_with_work_undone_asks_first() {
    let mut session = opened(&["a.jpg"]);
    session.apply(Action::ToggleFlag(0));
    session.apply(Action::Close);
    assert_eq!((session.sheet.clone(), session.closing), (Some(Sheet::Leaving), false));
    session.apply(Action::Dismiss);
    session.apply(Action::Undo);
    session.apply(Action::Close);
    assert!(session.closing, "nothing is undone any more");
}

#[test]
fn starting_over_forgets_everything_but_the_settings() {
    let mut session = opened(&["a.jpg", "b.jpg"]);
    session.apply(Action::Language(Language::German));
    session.apply(Action::StartOver);
    assert!(session.entries.is_empty() && session.large.is_none() && session.page == Page::Start);
    assert_eq!(session.language, Language::German);
    session.absorb(Event::Seen(0, Ok(seen(1))));
    session.absorb(walked(&["c.jpg"], ""));
    assert_eq!(session.entry().unwrap().looked, Looked::NotYet, "an old answer reaches no new photo");
}

#[test]
fn an_old_batch_says_nothing_about_a_new_one() {
    let mut session = opened(&["a.jpg"]);
    session.apply(Action::Save);
    session.apply(Action::StartOver);
    session.apply(Action::CloseAnyway);
    assert!(session.entries.is_empty());
    session.absorb(walked(&["b.jpg"], ""));
    session.absorb(Event::Hidden(1, Ok(inspected(&[]))));
    session.apply(Action::Save);
    session.absorb(Event::Ended(0, Ok(written("photo-0001.jpg"))));
    session.absorb(Event::Over(0));
    assert_eq!(session.progress.as_ref().map(|progress| progress.done), Some(0));
    session.absorb(Event::Ended(1, Ok(written("photo-0002.jpg"))));
    session.absorb(Event::Over(1));
    assert_eq!((session.page, session.progress.is_none()), (Page::Done, true));
}

#[test]
fn a_photo_that_is_shown_again_has_its_soft_covers_painted_again() {
    let mut session = opened(&["a.jpg", "b.jpg"]);
    session.apply(Action::ToggleFlag(0));
    session.apply(Action::Style(Style::Soft));
    let asks = |jobs: Vec<Job>| jobs.iter().any(|job| matches!(job, Job::Paint { id: 0, .. }));
    assert!(asks(session.settle()));
    session.apply(Action::Open(1));
    session.apply(Action::Open(0));
    session.absorb(Event::Opened(0, Ok((large(0), Vec::new()))));
    assert!(asks(session.settle()));
}

#[test]
fn the_detectors_rest_while_copies_are_made() {
    let mut session = session(&["a.jpg", "b.jpg"], "Summer");
    session.absorb(Event::Seen(0, Ok(seen(0))));
    assert!(matches!(session.settle()[..], [Job::Look(1, _)]));
    assert!(session.settle().is_empty(), "one at a time");
    session.absorb(Event::Seen(1, Ok(seen(0))));
    session.absorb(walked(&["c.jpg"], "Summer"));
    session.absorb(Event::Hidden(2, Ok(inspected(&[]))));
    session.apply(Action::SaveAll);
    assert!(session.settle().is_empty());
}

#[test]
fn looking_one_by_one_goes_on_to_the_next_and_ends_in_the_folder() {
    let mut session = session(&["a.jpg", "b.jpg"], "Summer");
    session.apply(Action::Review);
    assert_eq!((session.page, session.current), (Page::Photo, 0));
    session.apply(Action::Fine);
    assert_eq!(session.current, 0, "what is not on the screen yet was not looked at");
    session.absorb(Event::Opened(0, Ok((large(0), Vec::new()))));
    session.apply(Action::Fine);
    assert_eq!(session.current, 1);
    session.absorb(Event::Opened(1, Ok((large(1), Vec::new()))));
    session.apply(Action::Later);
    session.settle();
    assert_eq!((session.page, session.review_count()), (Page::Folder, (1, 2)));
    assert_eq!(session.notice, Some(Notice::LookedThrough(1)));
    session.apply(Action::Close);
    assert_eq!(session.undone().looked_through, 2, "what was said of photos is asked about before it goes");
    assert!(session.chips().contains(&(Filter::Later, 1)));
}

#[test]
fn covers_go_to_photos_of_the_same_size_and_time_only() {
    let mut session = opened(&["a.jpg", "b.jpg"]);
    session.apply(Action::ToggleFlag(0));
    session.apply(Action::CoverSimilar);
    assert_eq!(session.notice, Some(Notice::NoSimilar), "without a time of day nothing is similar");
    assert!(!session.entries[1].edits.now().hides());
}
