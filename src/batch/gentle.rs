//! Threads that leave the processor to others first, as long as those want it: a window that is looked at stays quick.

/// Lowers the priority of the calling thread, and of the threads that it starts. Where the system has no such thing, nothing happens.
#[cfg(target_os = "linux")]
pub fn give_way() {
    // On Linux the priority belongs to the thread, whose number stands for it. [setpriority(2), "C library/kernel differences"]
    let _ = rustix::process::setpriority_process(Some(rustix::thread::gettid()), NICENESS);
}

#[cfg(not(target_os = "linux"))]
pub fn give_way() {}

/// Half of the way to the least.
#[cfg(target_os = "linux")]
const NICENESS: i32 = 10;
