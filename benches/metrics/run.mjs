// Times the counting core in wasm: node run.mjs bench_metrics_wasm.wasm
import { readFile } from "node:fs/promises";

const { instance } = await WebAssembly.instantiate(await readFile(process.argv[2]), {});
const { prepare, sweep, area, bootstrap, memory } = instance.exports;

function median(runs, work) {
  const times = [];
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    work();
    times.push((performance.now() - start) / 1000);
  }
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)];
}

for (const [name, rows, short, runs] of [
  ["1m", 1_000_000, 0, 7],
  ["1m_f32", 1_000_000, 1, 7],
  ["10m", 10_000_000, 0, 3],
  ["10m_f32", 10_000_000, 1, 3],
]) {
  prepare(rows, short);
  const swept = median(runs, sweep);
  const added = median(runs, area);
  console.log(`time sweep_${name} ${swept}`);
  console.log(`time sweep_and_average_precision_${name} ${swept + added}`);
  console.log(`value average_precision_${name} ${area()}`);
}
console.log(`memory peak_10m_bytes ${memory.buffer.byteLength}`);
console.log(`time bootstrap_2000_f1 ${median(21, bootstrap)}`);
