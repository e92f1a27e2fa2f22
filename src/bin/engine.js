// Appended to the engine's glue, which makes that file a whole worker.
// The page posts the compiled module; from then on Rust answers messages.
self.onmessage = async ({ data }) => {
  self.onmessage = null;
  try {
    await wasm_bindgen({ module_or_path: data });
  } catch (error) {
    const detail = String((error && error.message) || error);
    self.postMessage({ died: detail });
  }
};
