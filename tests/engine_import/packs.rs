//! Scenario packs: as a folder, as a zip, written and read again.

use super::{model_of, open, text};
use cutpoint::data::read_scenario;
use cutpoint::engine::Engine;
use cutpoint::protocol::{Answer, Payload, Request};

fn fleet() -> Vec<(String, Vec<u8>)> {
    ["scenario.json", "cases.csv", "v1.onnx", "v2.onnx"]
        .map(|file| (format!("fleet/{file}"), model_of("fleet", file)))
        .to_vec()
}

fn views(files: &[(String, Vec<u8>)]) -> Vec<(&str, &[u8])> {
    files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect()
}

#[test]
fn a_folder_and_a_zip_of_it_open_alike_with_all_models() {
    let files = fleet();
    let folder = open(&views(&files)).unwrap();
    let scenario = read_scenario(&files[0].1).unwrap();
    let names = ["cases.csv", "v1.onnx", "v2.onnx"].map(str::to_owned).to_vec();
    let request = Request::WritePack { scenario: Box::new(scenario), names };
    let payloads = files[1..].iter().map(|(_, bytes)| Payload::File(bytes.clone().into())).collect();
    let (answer, mut payloads) = Engine::default().handle(request, payloads, &mut |_| ()).unwrap();
    assert_eq!(answer, Answer::Pack { traces: Vec::new() });
    let Payload::U8(zip) = payloads.remove(0) else { panic!("a zip") };
    let zipped = open(&[("fleet.zip", &zip)]).unwrap();
    for opened in [&folder, &zipped] {
        assert!(opened.found.is_pack);
        assert_eq!(opened.found.models.len(), 2);
        assert!(opened.found.models.iter().all(|m| m.problem.is_none()));
        assert!(opened.found.checked.problem.is_none(), "{:?}", opened.found.checked.problem);
        assert_eq!(opened.found.checked.scenario.title, "Engine failure in a fleet");
    }
    assert_eq!(folder.found.checked, zipped.found.checked);
    assert_eq!((folder.found.file_at, zipped.found.file_at), (Some(1), None));
    // The models and, from a zip, the cases come along.
    assert_eq!((folder.payloads.len(), zipped.payloads.len()), (2, 3));
    assert_eq!(zipped.payloads[2], Payload::U8(files[1].1.clone()));
}

#[test]
fn a_zip_of_a_model_and_cases_without_a_scenario_opens_too() {
    let files = [("m.onnx", model_of("tumour", "model.onnx")), ("data.csv", model_of("tumour", "cases.csv"))];
    let archive = {
        use std::io::Write;
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, bytes) in &files {
            writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    };
    let opened = open(&[("mine.zip", &archive)]).unwrap();
    assert!(opened.found.checked.problem.is_none(), "{:?}", opened.found.checked);
    assert_eq!((opened.found.file.as_str(), opened.found.models.len()), ("data.csv", 1));
}

#[test]
fn a_folder_without_a_file_that_the_scenario_names_says_which() {
    let mut files = fleet();
    files.retain(|(name, _)| name != "fleet/v2.onnx");
    let problem = open(&views(&files)).unwrap_err();
    assert_eq!(problem.id, "data-error-missing-file");
    assert_eq!(text(&problem, "wanted"), "v2.onnx");
}

#[test]
fn paths_of_the_machine_that_wrote_a_model_are_named_before_it_is_packed() {
    let mut model = model_of("tumour", "model.onnx");
    model.extend_from_slice(b"\x72\x2fFile \"/home/ann/project/train.py\", line 12, in forward");
    let scenario = read_scenario(&model_of("tumour", "scenario.json")).unwrap();
    let request = Request::WritePack { scenario: Box::new(scenario), names: vec!["model.onnx".into()] };
    let (answer, _) = Engine::default().handle(request, vec![Payload::U8(model)], &mut |_| ()).unwrap();
    let expected = ("model.onnx".to_owned(), "/home/ann/project/train.py".to_owned());
    assert_eq!(answer, Answer::Pack { traces: vec![expected] });
}
