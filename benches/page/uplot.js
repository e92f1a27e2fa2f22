// uPlot redrawing the same curves, on canvases of the same size, in an empty page. Its program
// stands before this text. Curves: { csv, width, height, x, ys }, x and ys being column names.
const [curves, steps, done] = arguments;
const channel = new MessageChannel();
const rendered = () => new Promise((resolve) => requestAnimationFrame(() => {
  const start = performance.now();
  channel.port1.onmessage = () => resolve(performance.now() - start);
  channel.port2.postMessage(null);
}));

function columns({ csv, x, ys }) {
  const [head, ...lines] = csv.trim().split("\r\n");
  const names = head.split(",");
  const rows = lines.map((line) => line.split(",").map((cell) => (cell === "" ? null : Number(cell))));
  const wanted = [x, ...ys].map((name) => names.indexOf(name));
  if (wanted.includes(-1)) throw new Error(`no such column in ${head}`);
  const kept = rows.map((row) => wanted.map((at) => row[at])).filter((row) => row[0] !== null);
  // uPlot wants x to rise; sorting keeps the order of equal ones.
  kept.sort((a, b) => a[0] - b[0]);
  return wanted.map((_, at) => kept.map((row) => row[at]));
}

(async () => {
  let points = 0;
  let built = 0;
  const plots = curves.map((curve) => {
    const data = columns(curve);
    points += data[0].length;
    const build = uPlot.paths.stepped({ align: -1 });
    const stepped = (...given) => { built += 1; return build(...given); };
    const line = (label, at) => ({ label, stroke: ["#00f", "#d40"][at], width: 2, paths: stepped, points: { show: false } });
    const options = {
      width: curve.width,
      height: curve.height,
      scales: { x: { time: false } },
      legend: { show: false },
      series: [{}, ...curve.ys.map(line)],
    };
    return new uPlot(options, data, document.body);
  });
  // Its scales are there once it has drawn for the first time.
  await rendered();
  const first = built;
  const step = async () => {
    const start = performance.now();
    for (const plot of plots) plot.redraw(true);
    // It draws in a microtask.
    for (let i = 0; i < 200; i++) await null;
    const script = performance.now() - start;
    return [script, await rendered()];
  };
  window.benchStep = step;
  const times = [];
  for (let i = 0; i < steps + 20; i++) {
    const time = await step();
    if (i >= 20) times.push(time);
  }
  // All of each curve is in its plot, and its colour on the canvas.
  const blue = ({ ctx }) => {
    const { data } = ctx.getImageData(0, 0, ctx.canvas.width, ctx.canvas.height);
    for (let i = 0; i < data.length; i += 4) if (data[i] + data[i + 1] === 0 && data[i + 2] === 255) return true;
    return false;
  };
  const whole = ({ data, scales }) => scales.x.min <= data[0][0] && scales.x.max >= data[0][data[0].length - 1];
  const drawn = plots.every((plot) => whole(plot) && blue(plot));
  done({ times, points, drawn, built: (built - first) / (steps + 20) });
})().catch((error) => done({ error: String(error) }));
