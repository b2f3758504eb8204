//! The contract of the command line.

use std::process::Stdio;

use blanksheet::formats::Target;
use serde_json::json;

use crate::fixtures::{NEEDLE, Scratch, TARGETS, clean_picture, dirty_picture, holds, program, run, run_json};

#[test]
fn a_folder_becomes_verified_clean_copies_in_input_order() {
    let folder = Scratch::new();
    for (name, target) in
        [("b.jpg", Target::Jpeg), ("a.png", Target::Png), ("deep/c.gif", Target::Gif), ("d.bmp", Target::Bmp)]
    {
        let dirty = dirty_picture(target);
        assert!(holds(&dirty, NEEDLE));
        folder.write(&format!("in/{name}"), &dirty);
    }
    let (status, lines) = run_json(&folder, &["clean", "in", "--out", "out"]);
    assert_eq!(status, 0, "{lines:?}");
    let outputs: Vec<_> = lines.iter().map(|line| line["output"].as_str().unwrap()).collect();
    assert_eq!(outputs, ["out/photo-0001.png", "out/photo-0002.jpg", "out/photo-0003.bmp", "out/photo-0004.gif"]);
    for output in outputs {
        assert!(!holds(&std::fs::read(folder.path().join(output)).unwrap(), NEEDLE), "{output}");
    }
    let (status, lines) = run_json(&folder, &["verify", "out"]);
    assert_eq!((status, lines.len()), (0, 4));
    assert!(lines.iter().all(|line| line["outcome"] == "clean" && line["found"] == json!([])));
}

#[test]
fn every_format_loses_what_it_hides_by_both_methods() {
    for target in TARGETS {
        for method in ["redrawn", "exact"] {
            let folder = Scratch::new();
            let dirty = dirty_picture(target);
            assert!(holds(&dirty, NEEDLE));
            folder.write("in/x", &dirty);
            assert_eq!(run_json(&folder, &["verify", "in/x"]).0, 3, "{target:?}");
            let (status, lines) = run_json(&folder, &["clean", "in/x", "--out", "out", "--method", method]);
            assert_eq!(status, 0, "{lines:?}");
            assert!(!lines[0]["removed"].as_array().unwrap().is_empty(), "{target:?} {method}");
            let copy = std::fs::read(folder.path().join(lines[0]["output"].as_str().unwrap())).unwrap();
            assert!(!holds(&copy, NEEDLE), "{target:?} {method}");
        }
    }
}

#[test]
fn what_is_no_picture_is_refused_when_it_is_named_and_counted_when_it_lies_in_a_folder() {
    let folder = Scratch::new();
    folder.write("in/a.jpg", &clean_picture(Target::Jpeg));
    folder.write("in/notes.txt", b"hello");
    folder.write("in/clip.mov", b"\0\0\0\x14ftypqt  \0\0\0\0qt  ");
    folder.write("in/a.jpg.json", b"{}");
    folder.write("in/._a.jpg", b"\0\x05\x16\x07");
    let output = run(&folder, &["clean", "in", "--out", "out"]);
    assert_eq!(output.status.code(), Some(0));
    let told = String::from_utf8(output.stderr).unwrap();
    for words in ["1 cleaned", "1 video", "1 sidecar", "1 system file", "1 text"] {
        assert!(told.contains(words), "{words} is missing in: {told}");
    }
    let (status, lines) = run_json(&folder, &["clean", "in/clip.mov", "in/notes.txt", "--out", "out2"]);
    assert_eq!(status, 1);
    assert!(lines.iter().all(|line| line["outcome"] == "refused" && line["code"] == "unsupported-format"), "{lines:?}");
    assert!(lines[0]["reason"].as_str().unwrap().contains("video"), "{lines:?}");
    assert!(!folder.path().join("out2").exists(), "nothing was cleaned, so no folder was made");
}

#[test]
fn wrong_use_is_status_two() {
    let folder = Scratch::new();
    folder.write("in/a.jpg", &clean_picture(Target::Jpeg));
    let wrong: &[&[&str]] = &[
        &["clean", "in"],
        &["clean", "in", "--out", "in/copies"],
        &["clean", "in", "--out", "out", "--cover", "beds"],
        &["clean", "in", "--out", "out", "--keep-only", "cats"],
        &["clean", "in", "--out", "out", "--cover-box", "1,2,3"],
        &["clean", "in", "--out", "out", "--quality", "0"],
        &["inspect", "in", "--visible-only", "--hidden-only"],
        &["inspect"],
    ];
    for arguments in wrong {
        let output = run(&folder, arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(!output.stderr.is_empty() && output.stdout.is_empty(), "{arguments:?}");
    }
    assert!(!folder.path().join("out").exists());
}

#[cfg(not(feature = "gui"))]
#[test]
fn without_a_subcommand_and_without_a_window_there_is_help() {
    let folder = Scratch::new();
    let output = run(&folder, &[]);
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8(output.stdout).unwrap().contains("clean"));
}

#[test]
fn a_dry_run_writes_nothing() {
    let folder = Scratch::new();
    folder.write("in/a.jpg", &dirty_picture(Target::Jpeg));
    let (status, lines) = run_json(&folder, &["clean", "in", "--out", "out", "--dry-run"]);
    assert_eq!((status, &lines[0]["outcome"]), (0, &json!("planned")));
    assert_eq!(lines[0]["output"], "out/photo-0001.jpg");
    assert!(!folder.path().join("out").exists());
}

#[test]
fn lines_come_in_input_order_whatever_the_number_of_jobs() {
    let folder = Scratch::new();
    for i in 0..24 {
        folder.write(&format!("in/{i:02}.x"), &dirty_picture(TARGETS[i % TARGETS.len()]));
    }
    let texts: Vec<_> = ["1", "2", "5"]
        .iter()
        .map(|jobs| {
            let out = format!("out{jobs}");
            let output = run(&folder, &["clean", "in", "--out", &out, "--jobs", jobs, "--json"]);
            String::from_utf8(output.stdout).unwrap().replace(&out, "out")
        })
        .collect();
    assert_eq!(texts[0].lines().count(), 24);
    assert!(texts.iter().all(|text| *text == texts[0]));
    for name in folder.names("out1") {
        let read = |out: &str| std::fs::read(folder.path().join(out).join(&name)).unwrap();
        assert_eq!(read("out1"), read("out5"), "{name}");
    }
}

#[test]
fn covers_are_told_and_kept_boxes_cover_the_rest() {
    let folder = Scratch::new();
    folder.write("a.png", &clean_picture(Target::Png));
    let arguments = ["clean", "a.png", "--out", "out", "--cover-box", "0.1,0.1,0.3,0.3", "--keep-only", "0,0,0.5,1"];
    let (status, lines) = run_json(&folder, &arguments);
    assert_eq!(status, 0, "{lines:?}");
    let expected = json!([
        { "category": "manual", "box": [0.1, 0.1, 0.3, 0.3] },
        { "category": "manual", "box": [0.5, 0.0, 1.0, 1.0] },
    ]);
    assert_eq!(lines[0]["covered"], expected);
}

#[test]
fn inspect_names_what_is_hidden_and_what_the_name_tells() {
    let folder = Scratch::new();
    folder.write("IMG_20220708_2312.jpg", &dirty_picture(Target::Jpeg));
    let (status, lines) = run_json(&folder, &["inspect", "IMG_20220708_2312.jpg", "--hidden-only"]);
    assert_eq!(status, 0);
    let kinds: Vec<_> =
        lines[0]["hidden"].as_array().unwrap().iter().map(|item| item["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["file-name", "comment"]);
    assert_eq!((&lines[0]["width"], &lines[0]["height"]), (&json!(48), &json!(32)));
}

#[test]
fn the_selftest_passes() {
    let folder = Scratch::new();
    let output = program(&folder).args(["selftest", "--json"]).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&told["selftest"], &told["sandbox"]), (&json!("passed"), &json!("none")));
    assert_eq!(told["formats"].as_array().unwrap().len(), 9);
    assert_eq!(told["window"], cfg!(feature = "gui"));
}

#[test]
fn lines_do_not_say_more_than_was_done() {
    let folder = Scratch::new();
    folder.write("in/Anna Miller 2024-05-06.jpg", &dirty_picture(Target::Jpeg));
    let text = |args: &[&str]| String::from_utf8(run(&folder, args).stdout).unwrap();
    let planned = text(&["clean", "in", "--out", "out", "--dry-run"]);
    assert!(planned.contains("(planned, not written: redrawn; removed: "), "{planned}");
    assert!(!planned.contains("keeps its name") && !folder.path().join("out").exists());
    let named = text(&["clean", "in", "--out", "out", "--keep-names"]);
    assert!(named.contains("the copy keeps its name: ") && named.contains("2024-05-06"), "{named}");
    let asked = text(&["clean", "in", "--out", "out2", "--cover-box", "0,0,0.5,0.5"]);
    assert!(asked.contains("covered: as asked") && !asked.contains("not written"), "{asked}");
    let whole = text(&["inspect", "in"]);
    assert!(whole.contains("nothing telling was seen"), "{whole}");
    let file = std::fs::read(folder.path().join("in/Anna Miller 2024-05-06.jpg")).unwrap();
    folder.write("cut.jpg", &file[..file.len() / 8]);
    let cut = text(&["inspect", "cut.jpg"]);
    assert!(cut.contains("could not be looked at") && !cut.contains("nothing telling"), "{cut}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_standard_output_is_no_success() {
    let folder = Scratch::new();
    folder.write("in/a.jpg", &clean_picture(Target::Jpeg));
    for args in [&["inspect", "--json", "--hidden-only", "in"][..], &["verify", "--json", "in"], &["verify", "in"]] {
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let child = program(&folder).args(args).stdout(full).stderr(Stdio::piped()).spawn().unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{args:?}");
        assert!(String::from_utf8(output.stderr).unwrap().contains("standard output cannot be written"), "{args:?}");
        assert_eq!(run(&folder, args).status.code(), Some(0), "{args:?}");
    }
}
