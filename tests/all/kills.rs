//! Stopped or killed at any moment: every file under a final name is whole.

#![cfg(unix)]

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use blanksheet::formats::Target;
use blanksheet::pixels::Channels;

use crate::fixtures::{Dice, Scratch, dirtied, encoded, image, program, run, run_json, still};

fn folder_of(photos: usize, side: u32) -> Scratch {
    let folder = Scratch::new();
    let dirty = dirtied(Target::Jpeg, &encoded(Target::Jpeg, &still(image(side, side, Channels::Rgb))), b"hidden");
    for i in 0..photos {
        folder.write(&format!("in/{i:03}.jpg"), &dirty);
    }
    folder
}

#[test]
fn after_a_kill_every_copy_is_whole_and_the_rest_is_swept() {
    let mut dice = Dice(20_220_708);
    let mut cut_short = 0;
    for _ in 0..60 {
        let folder = folder_of(12, 160);
        let mut child = program(&folder)
            .args(["clean", "in", "--out", "out", "--json"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_micros(dice.roll(60_000) as u64));
        child.kill().unwrap();
        child.wait().unwrap();
        let copies = folder.names("out").iter().filter(|name| name.ends_with(".jpg")).count();
        cut_short += usize::from(copies < 12);
        if copies > 0 {
            let (status, lines) = run_json(&folder, &["verify", "out"]);
            assert_eq!((status, lines.len()), (0, copies));
        }
        assert_eq!(run(&folder, &["clean", "in", "--out", "out"]).status.code(), Some(0));
        assert!(folder.names("out").iter().all(|name| name.ends_with(".jpg")), "{:?}", folder.names("out"));
    }
    assert!(cut_short > 10, "the kills came too late to try anything: {cut_short}");
}

#[test]
fn ctrl_c_stops_within_a_second_and_each_file_gets_its_line() {
    let folder = folder_of(60, 1500);
    let child = program(&folder)
        .args(["clean", "in", "--out", "out", "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    std::thread::sleep(Duration::from_millis(300));
    let pressed = Instant::now();
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    let output = child.wait_with_output().unwrap();
    assert!(pressed.elapsed() < Duration::from_secs(2), "{:?}", pressed.elapsed());
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(text.lines().count(), 60);
    assert!(text.contains("\"cancelled\""));
    assert!(folder.names("out").iter().all(|name| name.ends_with(".jpg")), "{:?}", folder.names("out"));
}
