// Starts the page. A file of its own, because the page's policy allows no inline script.
const show = (id, why) => {
  document.getElementById("starting")?.remove();
  const message = document.getElementById(id);
  if (message) message.hidden = false;
  const place = document.getElementById("why");
  if (place && why) place.textContent = String(why);
};

// (module (func (result v128) i32.const 0 i8x16.splat)): the smallest module that needs SIMD.
const simd = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11]);

if (typeof WebAssembly !== "object") {
  show("no-wasm");
} else if (!WebAssembly.validate(simd)) {
  show("no-simd");
} else {
  const [script, wasm] = document.querySelector("meta[name=cutpoint-page]").content.split(" ");
  try {
    const page = await import(new URL(script, document.baseURI).href);
    await page.default({ module_or_path: new URL(wasm, document.baseURI) });
  } catch (error) {
    show("no-start", error);
  }
}
