//! The window. `App` carries events and actions between three parts that do not know each other: the session decides, the worker
//! works, the panels draw.

mod clipboard;
mod frames;
pub mod icon;
mod keys;
pub mod map;
pub mod panels;
pub mod pictures;
pub mod practice;
pub mod session;
pub mod start;
mod surroundings;
pub mod texts;
pub mod theme;
pub mod widgets;
pub mod worker;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{Context, Ui};

use frames::FrameLog;
use pictures::Pictures;
use session::{Action, Job, Session};
use texts::Texts;
use worker::Worker;

/// Events are taken in for so long a frame; the others wait for the next.
const ABSORB: Duration = Duration::from_millis(8);
/// Events of one moment share a frame.
const WAKE: Duration = Duration::from_millis(30);
/// What an action or an event changes is drawn in the next frame; panels and bars that grew by it lie right in the one after.
const FRAMES_TO_SETTLE: u8 = 3;
/// While a batch runs, its clock moves on.
const TICK: Duration = Duration::from_millis(500);

/// What is opened at the start, and how.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Photos and folders.
    pub paths: Vec<PathBuf>,
    /// `None`: the system's.
    pub language: Option<texts::Language>,
    /// Writes a line a frame into this file, to measure by.
    pub frame_log: Option<PathBuf>,
}

/// The window's program.
pub struct App {
    session: Session,
    texts: Texts,
    pictures: Pictures,
    worker: Worker,
    frames: Option<FrameLog>,
    /// What the looks were set for.
    dressed: Option<theme::Theme>,
    /// Frames still to draw until everything lies where it belongs.
    unsettled: u8,
}

/// What a panel sees.
pub struct Scene<'a> {
    pub session: &'a Session,
    pub texts: &'a Texts,
    pub pictures: &'a Pictures,
}

impl App {
    /// An empty window, or one that opens photos.
    pub fn new(ctx: &Context, options: Options) -> Self {
        let language = options.language.unwrap_or_else(texts::Language::of_system);
        let wake = ctx.clone();
        let mut app = Self {
            session: Session::new(language, theme::Theme::System),
            texts: Texts::new(language),
            pictures: Pictures::default(),
            worker: Worker::new(Arc::new(move || wake.request_repaint_after(WAKE))),
            frames: options.frame_log.and_then(|path| FrameLog::open(&path)),
            dressed: None,
            unsettled: 0,
        };
        ctx.options_mut(|options| {
            // Where the desktop does not say which it wants.
            options.fallback_theme = egui::Theme::Light;
            // Slow hands and slow machines click, too.
            options.input_options.max_click_duration = 60.0;
        });
        app.dress(ctx);
        app.act(ctx, Action::Add(options.paths));
        app
    }

    /// The state, for tests.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Carries out an action.
    pub fn act(&mut self, ctx: &Context, action: Action) {
        let jobs = self.session.apply(action);
        self.begin(jobs);
        if self.texts.language() != self.session.language {
            self.texts = Texts::new(self.session.language);
        }
        if self.session.closing {
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        }
    }

    fn begin(&self, jobs: Vec<Job>) {
        jobs.into_iter().for_each(|job| self.worker.begin(job));
    }

    fn absorb(&mut self, ctx: &Context) {
        let began = Instant::now();
        while let Some(event) = self.worker.next() {
            self.unsettled = FRAMES_TO_SETTLE;
            let jobs = self.session.absorb(event);
            self.begin(jobs);
            if began.elapsed() > ABSORB {
                ctx.request_repaint();
                break;
            }
        }
        self.session.pressing = ctx.input(|input| input.pointer.any_down());
        let due = self.session.settle();
        self.begin(due);
    }

    fn dress(&mut self, ctx: &Context) {
        if self.dressed != Some(self.session.theme) {
            theme::apply(ctx, self.session.theme);
            self.dressed = Some(self.session.theme);
        }
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &Context, frame: &mut eframe::Frame) {
        if ctx.input(|input| input.viewport().close_requested()) && !self.session.closing {
            self.act(ctx, Action::Close);
            if !self.session.closing {
                ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            }
        }
        self.absorb(ctx);
        self.dress(ctx);
        self.pictures.follow(ctx, &self.session);
        if let Some(frames) = &mut self.frames {
            frames.note(frame.info().cpu_usage, &self.session);
        }
        if self.session.progress.is_some() {
            ctx.request_repaint_after(TICK);
        }
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        let mut actions = Vec::new();
        keys::actions(ui, &self.session, &mut actions);
        clipboard::actions(ui, &self.session, &mut actions);
        let scene = Scene { session: &self.session, texts: &self.texts, pictures: &self.pictures };
        panels::show(ui, &scene, &mut actions);
        let ctx = ui.ctx().clone();
        if !actions.is_empty() {
            self.unsettled = FRAMES_TO_SETTLE;
        }
        if self.unsettled > 0 {
            self.unsettled -= 1;
            ctx.request_repaint();
        }
        for action in actions {
            self.act(&ctx, action);
        }
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }
}
