// The points of a chart as its own CSV button saves them, and the size of its canvas.
const [id, done] = arguments;
const figure = document.getElementById(id);
const kept = URL.createObjectURL;
const saved = new Promise((resolve) => {
  URL.createObjectURL = (blob) => { resolve(blob); return kept.call(URL, blob); };
});
[...figure.querySelectorAll("button")].find((button) => button.textContent === "CSV").click();
saved.then((blob) => blob.text()).then((csv) => {
  URL.createObjectURL = kept;
  const { clientWidth: width, clientHeight: height } = figure.querySelector("canvas");
  done({ csv, width, height });
});
