//! Copies on the way to be clean: made by one method, checked, and made by another one where the check does not pass.

use super::plan::Plan;
use super::{CleanCopy, Cleaned, Method, Recipe, drawing, go_on};
use crate::cover::{Mask, Style};
use crate::error::Error;
use crate::formats::{Exact, Format, NotExact, Target};
use crate::item::Item;
use crate::pixels::Delay;
use crate::verify::{self, Expected, Look};

/// What a copy is made from.
pub struct Work<'a> {
    pub format: &'a dyn Format,
    pub untrusted: &'a [u8],
    pub recipe: &'a Recipe,
    pub plan: &'a Plan,
    pub stopped: &'a dyn Fn() -> bool,
}

/// A verified copy.
pub fn copied(work: &Work<'_>) -> Result<CleanCopy, Error> {
    let &Work { format, untrusted, recipe, stopped, .. } = work;
    let mut draft = match recipe.method {
        Method::Exact => exact(work)?,
        Method::Redrawn => redrawn(work)?,
    };
    go_on(stopped)?;
    let removed = format.items(untrusted);
    loop {
        let (method, is_direct, not_exact) = (draft.method, draft.is_direct, draft.not_exact.clone());
        let what = match draft.verified(recipe.style, removed.clone()) {
            Err(Error::NotVerified { what }) => what,
            ended => return ended,
        };
        // What the verifier will not pass can still be drawn anew, in the end from pixels, and is then verified like everything else.
        draft = match method {
            Method::Exact => {
                let reason = format!("its exact copy did not pass the check ({what})");
                redrawn_because(&reason, work)?
            }
            Method::Redrawn if is_direct => Draft { not_exact, ..drawing::drawn(work)? },
            Method::Redrawn => return Err(Error::NotVerified { what }),
        };
    }
}

fn redrawn_because(reason: &str, work: &Work<'_>) -> Result<Draft, Error> {
    let not_exact = Some(format!("redrawn, not exact: {reason}"));
    Ok(Draft { not_exact, ..redrawn(work)? })
}

/// A copy that nobody has looked at yet.
pub struct Draft {
    pub bytes: Vec<u8>,
    pub target: Target,
    pub method: Method,
    /// Made without the whole picture in between.
    pub is_direct: bool,
    pub width: u32,
    pub height: u32,
    pub pages: usize,
    pub look: Option<Look>,
    pub animation: Option<(Vec<Delay>, u32)>,
    /// One for each page; empty where nothing is covered.
    pub masks: Vec<Mask>,
    /// Why it is not exact, where it should have been.
    pub not_exact: Option<String>,
    pub warnings: Vec<String>,
}

impl Draft {
    fn verified(self, style: Style, removed: Vec<Item>) -> Result<CleanCopy, Error> {
        let expected = Expected {
            format: self.target.id(),
            width: self.width,
            height: self.height,
            pages: self.pages,
            look: self.look,
            animation: self.animation.as_ref().map(|(delays, loops)| (delays.as_slice(), *loops)),
            cover: (!self.masks.is_empty()).then_some((self.masks.as_slice(), style)),
        };
        verify::check(&self.bytes, &expected).map_err(|what| Error::NotVerified { what })?;
        Ok(CleanCopy {
            cleaned: Cleaned(self.bytes),
            target: self.target,
            method: self.method,
            width: self.width,
            height: self.height,
            removed,
            covered: Vec::new(),
            warnings: self.not_exact.into_iter().chain(self.warnings).collect(),
        })
    }

    fn of(exact: Exact, target: Target, method: Method) -> Self {
        let Exact { bytes, width, height, pages, look, covered, warnings } = exact;
        let masks = covered.into_iter().collect();
        Self {
            bytes,
            target,
            method,
            is_direct: true,
            width,
            height,
            pages,
            look,
            animation: None,
            masks,
            not_exact: None,
            warnings,
        }
    }
}

fn exact(work: &Work<'_>) -> Result<Draft, Error> {
    let &Work { format, untrusted, recipe, plan, .. } = work;
    let covers = |width, height| plan.mask(width, height);
    let reason = match (recipe.draws_because(), format.exact_target()) {
        (Some(reason), _) => reason.to_owned(),
        (None, None) => format!("the exact method does not exist for {}", format.id()),
        (None, Some(target)) => match format.exact(untrusted, &covers, recipe.style) {
            Ok(mut exact) => {
                if !plan.covers_nothing() {
                    let asked = covers(exact.width, exact.height);
                    exact.covered.get_or_insert(asked);
                }
                return Ok(Draft::of(exact, target, Method::Exact));
            }
            Err(NotExact::Failed(error)) => return Err(error),
            Err(NotExact::Redraw(reason)) => reason,
        },
    };
    redrawn_because(&reason, work)
}

fn redrawn(work: &Work<'_>) -> Result<Draft, Error> {
    let &Work { format, untrusted, recipe, plan, .. } = work;
    if plan.covers_nothing()
        && recipe.draws_because().is_none()
        && let (Some(redrawn), Some(target)) =
            (format.redrawn_directly(untrusted, recipe.encoding()), format.exact_target())
    {
        return Ok(Draft::of(redrawn?, target, Method::Redrawn));
    }
    drawing::drawn(work)
}
