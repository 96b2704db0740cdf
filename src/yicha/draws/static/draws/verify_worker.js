// The outsiders' verifier, unchanged, beside the page: a large draw does not stop anybody's scrolling.

import "./verify_draw.js";

onmessage = ({ data }) => {
  try {
    postMessage({ told: globalThis.verifyDraw(data) });
  } catch (error) {
    postMessage({ why: error.message, refused: !(error instanceof RangeError) }); // RangeError: no memory left for it
  }
};
