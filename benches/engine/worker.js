// Both engines on one thread: the page's own engine as it is shipped (its script, its wasm, its
// messages, called without crossing a thread) and onnxruntime-web, one thread, from its package.
// The page names a folder with model and inputs, the rows of one measurement, seconds to measure for
// and the fewest rounds; the answer holds the seconds of each round.
importScripts("ort.wasm.min.js");
ort.env.wasm.numThreads = 1;
ort.env.wasm.wasmPaths = new URL(".", self.location.href).href;
ort.env.logLevel = "fatal";

const answer = self.postMessage.bind(self);
let said = null;
let id = 0;

// The engine answers through this name.
self.postMessage = (message) => {
  // Its first word, that it is ready, comes in the page's own form.
  const text = message.text === undefined ? "Ready" : JSON.parse(message.text);
  if (text.Progress === undefined) said = { text, buffers: message.buffers, died: message.died };
};

async function start() {
  importScripts("engine.js");
  await self.onmessage({ data: await WebAssembly.compileStreaming(fetch("engine.wasm")) });
  if (said.text !== "Ready" || said.died) throw new Error(JSON.stringify(said));
  self.listen = self.onmessage;
  self.onmessage = null;
}

/** One request to Cutpoint's engine: its answer's buffers. */
function ask(request, buffers) {
  id += 1;
  said = null;
  self.listen({ data: { text: JSON.stringify({ id, request }), buffers } });
  if (!said || !said.text.Done) throw new Error(JSON.stringify(said && said.text));
  return said.buffers;
}

/** The file's rows over and over, up to `rows`: as columns for us, row by row for onnxruntime. */
function inputs(given, rows) {
  if (given.length !== 1) throw new Error("one input expected");
  const [{ name, dtype, shape, data }] = given;
  const width = shape.slice(1).reduce((a, b) => a * b, 1);
  const have = shape[0];
  const at = (row, j) => data[(row % have) * width + j];
  const dims = [rows, ...shape.slice(1)];
  if (dtype === "string") {
    const all = Array.from({ length: rows * width }, (_, i) => at(Math.floor(i / width), i % width));
    const dictionary = [...new Set(all)];
    const codes = new Map(dictionary.map((text, code) => [text, code]));
    const columns = Array.from({ length: width }, (_, j) =>
      Uint32Array.from({ length: rows }, (_, row) => codes.get(all[row * width + j])));
    const heads = columns.map((_, j) => ({ Text: { name: `c${j}`, dictionary } }));
    return { feeds: () => ({ [name]: new ort.Tensor("string", all, dims) }), columns, heads };
  }
  const values = Float32Array.from({ length: rows * width }, (_, i) => at(Math.floor(i / width), i % width));
  const columns = Array.from({ length: width }, (_, j) =>
    Float64Array.from({ length: rows }, (_, row) => values[row * width + j]));
  const heads = columns.map((_, j) => ({ Number: { name: `c${j}` } }));
  return { feeds: () => ({ [name]: new ort.Tensor("float32", values, dims) }), columns, heads };
}

const seconds = (from) => (performance.now() - from) / 1000;

/** Largest difference of two lists of scores; NaN counts as one. */
function apart(ours, expected) {
  let largest = 0;
  for (let row = 0; row < expected.length; row += 1) {
    const difference = Math.abs(ours[row] - expected[row]);
    if (!(difference <= largest)) largest = difference;
  }
  return largest;
}

async function compare({ folder, rows, budget, least, classes, positive, expected }) {
  const model = new Uint8Array(await (await fetch(`${folder}/model.onnx`)).arrayBuffer());
  const { feeds, columns, heads } = inputs(await (await fetch(`${folder}/inputs.json`)).json(), rows);
  const bytes = model.slice();
  ask({ LoadModel: { file: "model.onnx" } }, [model]);
  const score = (from, to) => {
    const part = from === 0 && to === rows ? columns : columns.map((column) => column.slice(from, to));
    return ask({ Score: { rows: to - from, columns: heads, inputs: [], positive, classes } }, part)[0];
  };
  // onnxruntime-web cannot read lists of maps, which scikit-learn's exporter writes by default:
  // such a file is compared with scores that are given.
  if (expected) return { rounds: [], difference: apart(score(0, rows), expected) };

  const session = await ort.InferenceSession.create(bytes, { executionProviders: ["wasm"] });
  // Both are asked for the scores alone. Classes that a file does not name are numbered.
  const feed = feeds();
  const all = await session.run(feed);
  const wanted = Object.keys(all).filter((output) => all[output].type === "float32").slice(0, 1);
  const theirs = () => session.run(feed, wanted);
  const table = (await theirs())[wanted[0]];
  const width = table.data.length / rows;
  classes = Array.from({ length: Math.max(2, width) }, (_, i) => String(i));
  positive = "1";

  // Once unmeasured: both are warm, and the answers are compared.
  const ours = score(0, rows);
  const column = Array.from({ length: rows }, (_, row) => table.data[row * width + Math.min(1, width - 1)]);
  const difference = apart(ours, column);
  // Chunks of any size give the same bits, so any number of workers does.
  let equal = true;
  for (const size of [2048, 777]) {
    for (let from = 0; from < rows && equal; from += size) {
      const part = score(from, Math.min(rows, from + size));
      equal = part.every((value, i) => Object.is(value, ours[from + i]));
    }
  }

  const rounds = [];
  const begin = performance.now();
  while (rounds.length < least || seconds(begin) < budget) {
    let from = performance.now();
    score(0, rows);
    const our = seconds(from);
    from = performance.now();
    await theirs();
    rounds.push([our, seconds(from)]);
  }
  await session.release();
  return { rounds, difference, equal };
}

const broken = (error) => answer({ bad: String((error && error.stack) || error) });

start().then(() => {
  self.onmessage = ({ data }) => compare(data).then((good) => answer({ good }), broken);
  answer({ good: "ready" });
}, broken);
