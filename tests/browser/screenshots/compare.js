// Works on pictures in a blank page, as a browser reads PNG anyway. Pictures come in as base64.

const CELL = 4; // points of a kept picture; 8 pixels on the screen
const FLAT = 4; // the points of a cell of one colour differ at most so much
const SAME_COLOUR = 4; // of cells of one colour: nothing is smoothed there, so any other colour counts
const SAME_TEXTURE = 32; // of other cells: an edge may shift by one pixel, letters may be drawn a little otherwise
const STEPS = 4; // kept colours are multiples of this: hardly to be seen, and much smaller

/** @param {string} base64 */
async function read(base64) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes]));
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, bitmap.width, bitmap.height);
}

/** The points of a picture as red, green and blue, in base64. */
function give({ data, width, height }) {
  let letters = "";
  for (let at = 0; at < data.length; at += 4) letters += String.fromCharCode(data[at], data[at + 1], data[at + 2]);
  return { width, height, points: btoa(letters) };
}

/** Make a picture half as wide and high: each point is the mean of four. */
async function halve(base64) {
  const { data, width, height } = await read(base64);
  const half = new ImageData(width >> 1, height >> 1);
  for (let y = 0; y < half.height; y++) {
    for (let x = 0; x < half.width; x++) {
      for (let channel = 0; channel < 4; channel++) {
        const at = (2 * y * width + 2 * x) * 4 + channel;
        const sum = data[at] + data[at + 4] + data[at + width * 4] + data[at + width * 4 + 4];
        half.data[(y * half.width + x) * 4 + channel] = Math.round(sum / 4 / STEPS) * STEPS;
      }
    }
  }
  return give(half);
}

/** The mean of each channel in a cell, and whether it is of one colour. */
function look({ data, width }, column, row) {
  const mean = [0, 0, 0];
  const least = [255, 255, 255];
  const most = [0, 0, 0];
  for (let y = row * CELL; y < (row + 1) * CELL; y++) {
    for (let x = column * CELL; x < (column + 1) * CELL; x++) {
      for (let channel = 0; channel < 3; channel++) {
        const value = data[(y * width + x) * 4 + channel];
        mean[channel] += value / CELL ** 2;
        least[channel] = Math.min(least[channel], value);
        most[channel] = Math.max(most[channel], value);
      }
    }
  }
  return { mean, flat: most.every((value, channel) => value - least[channel] <= FLAT) };
}

/** Compare cell by cell: the share that differs, and the new picture in pale, with those cells in red. */
async function compare(kept, taken) {
  const [before, after] = [await read(kept), await read(taken)];
  if (before.width !== after.width || before.height !== after.height) return { share: 1, ...give(after) };
  const columns = Math.floor(after.width / CELL);
  const rows = Math.floor(after.height / CELL);
  const shown = new ImageData(after.data.map((value) => 191 + (value >> 2)), after.width);
  let differing = 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const [old, now] = [look(before, column, row), look(after, column, row)];
      const most = old.flat && now.flat ? SAME_COLOUR : SAME_TEXTURE;
      if (old.mean.every((value, channel) => Math.abs(value - now.mean[channel]) <= most)) continue;
      differing++;
      for (let point = 0; point < CELL ** 2; point++) {
        const at = (row * CELL + Math.floor(point / CELL)) * after.width + column * CELL + (point % CELL);
        shown.data.set([220, 0, 0], at * 4);
      }
    }
  }
  return { share: differing / (columns * rows), ...give(shown) };
}
