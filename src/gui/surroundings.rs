//! What the graphics and window libraries take from the environment. Changing it inside a program that runs is not sound, so the
//! program starts itself once more, in the same process, with what it wants.

#[cfg(unix)]
use std::ffi::OsString;

/// Shader caches would be files outside the output folder.
#[cfg(unix)]
const NO_CACHES: [(&str, &str); 3] =
    [("MESA_SHADER_CACHE_DISABLE", "true"), ("MESA_GLSL_CACHE_DISABLE", "true"), ("__GL_SHADER_DISK_CACHE", "0")];

/// Whether files can be dropped on the window: the window library hands them over on X11, not on plain Wayland.
pub fn takes_drops() -> bool {
    !cfg!(all(unix, not(target_os = "macos"))) || std::env::var_os("DISPLAY").is_some()
}

/// Whether files can be dragged out of the window: over X11 only.
pub fn gives_drags() -> bool {
    cfg!(all(unix, not(target_os = "macos"))) && std::env::var_os("DISPLAY").is_some()
}

/// Whether the environment names a screen; systems where that is no matter of the environment have one.
pub fn has_screen() -> bool {
    let named = ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"].iter().any(|name| std::env::var_os(name).is_some());
    named || !cfg!(all(unix, not(target_os = "macos")))
}

/// Ends the program where it stands: libraries of the window that clean up while other threads still draw would crash it.
pub fn end() -> ! {
    #[cfg(unix)]
    let _ = rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::KILL);
    std::process::exit(1)
}

/// Comes back where the environment is as wanted, or cannot be changed.
#[cfg(unix)]
pub fn arrange() {
    use std::os::unix::process::CommandExt;

    let arranged = NO_CACHES.iter().all(|(name, value)| is(name, value)) && !prefers_other_display();
    let Ok(program) = std::env::current_exe() else { return };
    if arranged {
        return;
    }
    let mut arguments = std::env::args_os();
    let mut again = std::process::Command::new(program);
    if let Some(name) = arguments.next() {
        again.arg0(name);
    }
    again.args(arguments).envs(NO_CACHES);
    if prefers_other_display() {
        again.env_remove("WAYLAND_DISPLAY").env_remove("WAYLAND_SOCKET");
    }
    // Only comes back where the system refuses; then the window opens all the same.
    let _refused = again.exec();
}

#[cfg(not(unix))]
pub fn arrange() {}

/// Where both displays are there, X11 takes dropped files.
#[cfg(unix)]
fn prefers_other_display() -> bool {
    takes_drops() && ["WAYLAND_DISPLAY", "WAYLAND_SOCKET"].iter().any(|name| std::env::var_os(name).is_some())
}

#[cfg(unix)]
fn is(name: &str, value: &str) -> bool {
    std::env::var_os(name) == Some(OsString::from(value))
}
