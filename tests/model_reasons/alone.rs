//! A node test of the ONNX standard, run by tract without any operator of ours.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use prost::Message;
use tract_onnx::pb;
use tract_onnx::prelude::*;
use tract_onnx::tract_hir::internal::*;

/// What tract answers: `Err` says what is wrong with it.
pub fn passes(folder: &Path) -> Result<(), String> {
    let run = |known: fn(&pb::TensorProto) -> bool| {
        let run = || node_test(folder, known).map_err(|e| format!("{e:#}"));
        catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| Err("panics".into()))
    };
    // Whole numbers behind the first input are lengths and positions, which models know;
    // where that does not do, all behind the first is taken for known.
    let whole = |t: &pb::TensorProto| matches!(t.data_type, 6 | 7 | 9) && t.dims.len() <= 1;
    run(whole).or_else(|why| run(|_| true).map_err(|_| why))
}

fn tensors(folder: &Path, kind: &str) -> TractResult<Vec<pb::TensorProto>> {
    let files = (0..).map_while(|i| std::fs::read(folder.join(format!("{kind}_{i}.pb"))).ok());
    files.map(|bytes| Ok(pb::TensorProto::decode(bytes.as_slice())?)).collect()
}

fn node_test(folder: &Path, known: fn(&pb::TensorProto) -> bool) -> TractResult<()> {
    let framework = tract_onnx::onnx();
    let mut proto = pb::ModelProto::decode(std::fs::read(folder.join("model.onnx"))?.as_slice())?;
    let graph = proto.graph.as_mut().context("no graph")?;
    let read = |t: &pb::TensorProto| tract_onnx::tensor::load_tensor(&*framework.provider, t, None);
    let mut given = Vec::new();
    for (at, tensor) in tensors(folder, "input")?.into_iter().enumerate() {
        let input = graph.input.get(given.len()).context("more tensors than inputs")?;
        if at > 0 && known(&tensor) {
            graph.initializer.push(pb::TensorProto { name: input.name.clone(), ..tensor });
            graph.input.remove(given.len());
        } else {
            given.push(read(&tensor)?);
        }
    }
    let mut model = framework.model_for_proto_model(&proto)?;
    for (at, tensor) in given.iter().enumerate() {
        model.set_input_fact(at, InferenceFact::dt_shape(tensor.datum_type(), tensor.shape()))?;
    }
    let plan = model.into_optimized()?.into_runnable()?;
    let made = plan.run(given.into_iter().map(|t| t.into_tvalue()).collect())?;
    for (made, wanted) in made.iter().zip(tensors(folder, "output")?) {
        made.close_enough(&read(&wanted)?, Approximation::Approximate)?;
    }
    Ok(())
}
