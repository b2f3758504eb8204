//! Files are never lost, and copies tell nothing by being files.

use std::fs;
use std::time::{Duration, SystemTime};

use blanksheet::formats::Target;

use crate::fixtures::{Scratch, clean_picture, dirty_picture, run, run_json};

#[test]
fn running_twice_overwrites_nothing() {
    let folder = Scratch::new();
    folder.write("in/a.jpg", &dirty_picture(Target::Jpeg));
    folder.write("in/b.jpg", &dirty_picture(Target::Jpeg));
    for _ in 0..2 {
        assert_eq!(run(&folder, &["clean", "in", "--out", "out"]).status.code(), Some(0));
    }
    assert_eq!(folder.names("out"), ["photo-0001.jpg", "photo-0002.jpg", "photo-0003.jpg", "photo-0004.jpg"]);
    for _ in 0..2 {
        assert_eq!(run(&folder, &["clean", "in", "--out", "named", "--keep-names"]).status.code(), Some(0));
    }
    assert_eq!(folder.names("named"), ["a-2.jpg", "a.jpg", "b-2.jpg", "b.jpg"]);
}

#[test]
fn originals_stay_byte_for_byte() {
    let folder = Scratch::new();
    let original = dirty_picture(Target::Jpeg);
    let path = folder.write("in/a.jpg", &original);
    let before = fs::metadata(&path).unwrap().modified().unwrap();
    run(&folder, &["clean", "in", "--out", "out"]);
    run(&folder, &["inspect", "in"]);
    run(&folder, &["verify", "in"]);
    assert_eq!(fs::read(&path).unwrap(), original);
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), before);
}

#[test]
fn every_copy_has_the_same_neutral_time() {
    let folder = Scratch::new();
    folder.write("a.jpg", &dirty_picture(Target::Jpeg));
    run(&folder, &["clean", "a.jpg", "--out", "out"]);
    let modified = fs::metadata(folder.path().join("out/photo-0001.jpg")).unwrap().modified().unwrap();
    assert_eq!(modified, SystemTime::UNIX_EPOCH + Duration::from_secs(946_684_800));
}

#[test]
fn names_of_different_folders_and_formats_do_not_collide() {
    let folder = Scratch::new();
    for name in ["in/x/a.jpg", "in/y/A.jpeg", "in/y/a.jpg"] {
        folder.write(name, &dirty_picture(Target::Jpeg));
    }
    folder.write("in/x/a.png", &dirty_picture(Target::Png));
    assert_eq!(run(&folder, &["clean", "in", "--out", "flat", "--keep-names"]).status.code(), Some(0));
    assert_eq!(folder.names("flat"), ["A-2.jpg", "a-3.jpg", "a.jpg", "a.png"]);
    assert_eq!(run(&folder, &["clean", "in", "--out", "tree", "--keep-names", "--keep-tree"]).status.code(), Some(0));
    assert_eq!(
        (folder.names("tree/x"), folder.names("tree/y")),
        (vec!["a.jpg".to_owned(), "a.png".to_owned()], vec!["A.jpg".to_owned(), "a-2.jpg".to_owned()],)
    );
}

#[test]
fn one_bad_file_never_stops_the_batch() {
    let folder = Scratch::new();
    folder.write("in/1.jpg", &dirty_picture(Target::Jpeg));
    folder.write("in/2.jpg", b"");
    folder.write("in/3.jpg", b"\xff\xd8\xff\xe0 not much of a picture");
    folder.write("in/4.png", &clean_picture(Target::Png)[..40]);
    folder.write("in/5.jpg", &dirty_picture(Target::Jpeg));
    let (status, lines) = run_json(&folder, &["clean", "in", "--out", "out"]);
    assert_eq!((status, lines.len()), (1, 5));
    let outcomes: Vec<_> = lines.iter().map(|line| line["outcome"].as_str().unwrap()).collect();
    assert_eq!(outcomes, ["cleaned", "refused", "failed", "failed", "cleaned"]);
    assert_eq!(folder.names("out"), ["photo-0001.jpg", "photo-0005.jpg"]);
}

#[test]
fn a_file_in_the_place_of_the_folder_is_one_plain_sentence() {
    let folder = Scratch::new();
    folder.write("a.jpg", &dirty_picture(Target::Jpeg));
    folder.write("out", b"I am a file");
    let (status, lines) = run_json(&folder, &["clean", "a.jpg", "--out", "out"]);
    assert_eq!((status, lines[0]["outcome"].as_str(), lines[0]["code"].as_str()), (1, Some("failed"), Some("io")));
    assert_eq!(fs::read(folder.path().join("out")).unwrap(), b"I am a file");
}

#[test]
fn what_a_killed_run_left_is_swept_and_nothing_else() {
    let folder = Scratch::new();
    folder.write("a.jpg", &dirty_picture(Target::Jpeg));
    folder.write("out/.blanksheet-99-0.part", b"half a picture");
    folder.write("out/keep.part", b"somebody's");
    run(&folder, &["clean", "a.jpg", "--out", "out"]);
    assert_eq!(folder.names("out"), ["keep.part", "photo-0001.jpg"]);
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::process::Command;

    use super::*;
    use crate::fixtures::program;

    #[test]
    fn permissions_follow_the_umask() {
        let folder = Scratch::new();
        folder.write("a.jpg", &dirty_picture(Target::Jpeg));
        let script = format!("umask 027; exec {} clean a.jpg --out out", env!("CARGO_BIN_EXE_blanksheet"));
        let status = Command::new("sh").args(["-c", &script]).current_dir(folder.path()).status().unwrap();
        assert!(status.success());
        let mode = fs::metadata(folder.path().join("out/photo-0001.jpg")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o640);
    }

    #[test]
    fn odd_names_are_cleaned_and_told_unharmed() {
        let folder = Scratch::new();
        let bytes = dirty_picture(Target::Jpeg);
        let names: [&[u8]; 4] = [b"new\nline.jpg", b"odd\xff\xfe.jpg", "right\u{202e}gpj.jpg".as_bytes(), &[b'n'; 250]];
        fs::create_dir(folder.path().join("in")).unwrap();
        for name in names {
            fs::write(folder.path().join("in").join(OsStr::from_bytes(name)), &bytes).unwrap();
        }
        // The name of 250 bytes has no ending; its first bytes tell.
        let (status, lines) = run_json(&folder, &["clean", "in", "--out", "out", "--keep-names"]);
        assert_eq!((status, lines.len()), (0, 4), "{lines:?}");
        let paths: Vec<_> = lines.iter().map(|line| line["path"].as_str().unwrap()).collect();
        assert!(paths.contains(&"in/odd\\xFF\\xFE.jpg"), "{paths:?}");
        assert!(paths.contains(&"in/new\nline.jpg"));
        assert_eq!(folder.names("out").len(), 4);
    }

    #[test]
    fn links_are_not_followed_and_pipes_do_not_hang() {
        let folder = Scratch::new();
        let target = folder.write("elsewhere/a.jpg", &dirty_picture(Target::Jpeg));
        folder.write("in/b.jpg", &dirty_picture(Target::Jpeg));
        symlink(&target, folder.path().join("in/link.jpg")).unwrap();
        symlink(folder.path(), folder.path().join("in/loop")).unwrap();
        let made = Command::new("mkfifo").arg(folder.path().join("in/pipe.jpg")).status().unwrap();
        assert!(made.success());
        let (status, lines) = run_json(&folder, &["clean", "in", "--out", "out"]);
        assert_eq!((status, lines.len()), (0, 1), "{lines:?}");
        let (status, lines) = run_json(&folder, &["clean", "in/pipe.jpg", "--out", "out"]);
        assert_eq!((status, lines[0]["outcome"].as_str()), (1, Some("failed")));
    }

    #[test]
    fn a_link_in_the_place_of_a_copy_is_left_alone() {
        let folder = Scratch::new();
        folder.write("a.jpg", &dirty_picture(Target::Jpeg));
        let precious = folder.write("precious.jpg", b"precious");
        fs::create_dir(folder.path().join("out")).unwrap();
        symlink(&precious, folder.path().join("out/photo-0001.jpg")).unwrap();
        assert_eq!(run(&folder, &["clean", "a.jpg", "--out", "out"]).status.code(), Some(0));
        assert_eq!(fs::read(&precious).unwrap(), b"precious");
        assert_eq!(folder.names("out"), ["photo-0001.jpg", "photo-0002.jpg"]);
    }

    #[test]
    fn a_full_disk_is_one_plain_sentence() {
        let folder = Scratch::new();
        folder.write("a.jpg", &dirty_picture(Target::Jpeg));
        // No file may grow beyond 0 blocks: writing fails as on a full disk.
        let script = format!(
            "ulimit -f 0; trap '' XFSZ; exec {} clean a.jpg --out out --json | cat",
            env!("CARGO_BIN_EXE_blanksheet")
        );
        let output = Command::new("sh").args(["-c", &script]).current_dir(folder.path()).output().unwrap();
        let line: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!((line["outcome"].as_str(), line["code"].as_str()), (Some("failed"), Some("io")), "{line}");
        assert!(folder.names("out").is_empty(), "{:?}", folder.names("out"));
    }

    #[test]
    fn two_programs_in_one_folder_do_not_meet() {
        let folder = Scratch::new();
        for i in 0..12 {
            folder.write(&format!("in/{i}.jpg"), &dirty_picture(Target::Jpeg));
        }
        let start = || program(&folder).args(["clean", "in", "--out", "out", "--quiet"]).spawn().unwrap();
        let mut both = [start(), start()];
        assert!(both.iter_mut().all(|child| child.wait().unwrap().success()));
        assert_eq!(folder.names("out").len(), 24);
    }
}
