// Slider steps in the page as it is shipped. The driver calls this with the number of steps and
// gets, for each, milliseconds of script and of rendering on the main thread.
const [steps, done] = arguments;
const slider = document.querySelector("input#threshold");
const outcomes = document.querySelector("table[aria-label=Outcomes]");
const last = Number(slider.max);
// So many cases are counted: the table's total.
const cases = Number(outcomes.querySelector("tfoot td:last-child").textContent.replace(/\D/g, ""));
const counts = () => [...outcomes.querySelectorAll("tbody td b")].map((cell) => cell.textContent).join(" ");

// Effects run in microtasks, each of which may start more.
const settled = async () => { for (let i = 0; i < 200; i++) await null; };
const channel = new MessageChannel();
const rendered = () => new Promise((resolve) => requestAnimationFrame(() => {
  const start = performance.now();
  // A frame is styled, laid out and painted after its callbacks and before the next message.
  channel.port1.onmessage = () => resolve(performance.now() - start);
  channel.port2.postMessage(null);
}));

async function step(place) {
  slider.value = String(place);
  const start = performance.now();
  slider.dispatchEvent(new Event("input", { bubbles: true }));
  await settled();
  const script = performance.now() - start;
  return [script, await rendered()];
}

// Up through all scores and down again, never the same place twice in a row.
const place = (i, of) => ((i % 2 ? of - i / 2 : i / 2) + 0.5) / of * last;

// Whether everything that a step draws is drawn when its script time ends: counted, not timed.
async function drawnInTime() {
  let calls = 0;
  const own = {};
  for (const name of ["clearRect", "fillRect", "fill", "stroke", "fillText", "beginPath"]) {
    own[name] = CanvasRenderingContext2D.prototype[name];
    CanvasRenderingContext2D.prototype[name] = function (...given) { calls += 1; return own[name].apply(this, given); };
  }
  slider.value = String(last * 0.37);
  slider.dispatchEvent(new Event("input", { bubbles: true }));
  await settled();
  const inTime = calls;
  await rendered();
  await rendered();
  Object.assign(CanvasRenderingContext2D.prototype, own);
  return { inTime, late: calls - inTime };
}

(async () => {
  const drawn = await drawnInTime();
  for (let i = 0; i < 20; i++) await step(place(i, 20));
  const times = [];
  let same = 0;
  for (let i = 0; i < steps; i++) {
    const before = counts();
    times.push(await step(place(i, steps)));
    if (counts() === before) same += 1;
  }
  const inView = (figure) => {
    const { top, bottom } = figure.getBoundingClientRect();
    return top >= -2 && bottom <= innerHeight;
  };
  // For measuring one at a time.
  window.benchStep = (i) => step(place(i, steps));
  const figures = [...document.querySelectorAll("figure.chart")];
  done({ times, same, drawn, cases, charts: figures.length, visible: figures.filter(inView).length });
})().catch((error) => done({ error: String(error) }));
