//! Runs a network file on a raw picture: `sight_raw NETWORK HEIGHT WIDTH PICTURE FOLDER [RUNS]`. The picture and the
//! tensors, one file each in the folder, are little-endian floats, plane by plane. Prints sizes, and the time of a run.
use std::time::SystemTime;
use std::{env, error, fs, path};

use blanksheet::detect::engine::{Network, Workspace};

fn main() -> Result<(), Box<dyn error::Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [network, height, width, picture, folder, rest @ ..] = arguments.as_slice() else {
        return Err("sight_raw NETWORK HEIGHT WIDTH PICTURE FOLDER [RUNS]".into());
    };
    let network = Network::read(&fs::read(network)?)?;
    let (height, width) = (height.parse()?, width.parse()?);
    let picture = fs::read(picture)?;
    let picture: Vec<f32> = picture.as_chunks().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect();
    let mut workspace = Workspace::default();
    let runs = rest.first().map_or(Ok(1), |runs| runs.parse())?;
    let mut times = Vec::new();
    let mut outputs = Vec::new();
    for _ in 0..runs {
        let start = cpu_ms();
        outputs = network.run(&mut workspace, &picture, height, width)?;
        times.push(cpu_ms() - start);
    }
    for output in outputs {
        println!("{} {} {} {}", output.name, output.channels, output.height, output.width);
        let bytes: Vec<u8> = output.values.iter().flat_map(|value| value.to_le_bytes()).collect();
        fs::write(path::Path::new(folder).join(output.name), bytes)?;
    }
    times.sort_by(f64::total_cmp);
    println!("median {:.2} ms, least {:.2} ms, workspace {} bytes", times[runs / 2], times[0], workspace.bytes());
    Ok(())
}

/// Time that this thread had a processor, where the system tells; else that of the clock.
fn cpu_ms() -> f64 {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds: Option<f64> = told.and_then(|line| line.split(' ').next()?.parse().ok());
    let clock =
        || SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0.0, |time| time.as_secs_f64() * 1e3);
    nanoseconds.map_or_else(clock, |nanoseconds| nanoseconds / 1e6)
}
