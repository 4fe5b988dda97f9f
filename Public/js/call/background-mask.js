// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/** Pixels of the mask around each one that its edge is fitted in. */
const radius = 3;
/** The brightness' variance below which there is no edge to follow. */
const flat = 0.002;

/**
 * Makes a mask steady and lets it follow the picture's edges. The mask is smoothed over time, the more the less it
 * changes: what flickers stands still, what moves is followed at once. Then comes a guided filter (He, Sun and Tang):
 * around each pixel the mask is written as a line through the brightness, mask = a × brightness + b. The two
 * coefficients are small pictures; the line is drawn with the brightness of the full one.
 */
export class BackgroundMask {
  #width;
  #height;
  #kept;
  #light;
  #products;
  #squares;
  #means;
  #rows;
  /** Whether a mask is kept that the next one is smoothed with. */
  #isWarm = false;
  /** Two for each pixel: a, b. */
  coefficients;

  /** @param {number} width @param {number} height */
  constructor(width, height) {
    const count = width * height;
    this.#width = width;
    this.#height = height;
    this.#kept = new Float32Array(count);
    this.#light = new Float32Array(count);
    this.#products = new Float32Array(count);
    this.#squares = new Float32Array(count);
    this.#means = [0, 1, 2, 3].map(() => new Float32Array(count));
    this.#rows = new Float32Array(count);
    this.coefficients = new Float32Array(2 * count);
  }

  /** Another scene: the next mask stands for itself. */
  forget() {
    this.#isWarm = false;
  }

  /**
   * @param {Uint8Array} mask 0 the room … 255 the person
   * @param {Uint8Array} pixels four bytes for each pixel of the mask
   */
  take(mask, pixels) {
    const [kept, light, products, squares] = [this.#kept, this.#light, this.#products, this.#squares];
    for (let i = 0, at = 0; i < kept.length; i++, at += 4) {
      const value = mask[i] / 255;
      const change = value - kept[i];
      kept[i] = this.#isWarm ? kept[i] + change * Math.min(1, 0.4 + 2 * Math.abs(change)) : value;
      const bright = (0.299 * pixels[at] + 0.587 * pixels[at + 1] + 0.114 * pixels[at + 2]) / 255;
      light[i] = bright;
      products[i] = bright * kept[i];
      squares[i] = bright * bright;
    }
    this.#isWarm = true;
    this.#fit();
  }

  #fit() {
    const [meanMask, meanLight, meanProduct, meanSquare] = this.#means;
    this.#average(this.#kept, meanMask);
    this.#average(this.#light, meanLight);
    this.#average(this.#products, meanProduct);
    this.#average(this.#squares, meanSquare);
    const [slopes, offsets] = [this.#products, this.#squares];
    for (let i = 0; i < slopes.length; i++) {
      const covariance = meanProduct[i] - meanLight[i] * meanMask[i];
      const variance = meanSquare[i] - meanLight[i] * meanLight[i];
      const slope = covariance / (variance + flat);
      slopes[i] = slope;
      offsets[i] = meanMask[i] - slope * meanLight[i];
    }
    this.#average(slopes, meanProduct);
    this.#average(offsets, meanSquare);
    for (let i = 0; i < slopes.length; i++) {
      this.coefficients[2 * i] = meanProduct[i];
      this.coefficients[2 * i + 1] = meanSquare[i];
    }
  }

  /**
   * The mean of the square around each pixel, rows first, each by a running sum.
   *
   * @param {Float32Array} values @param {Float32Array} means
   */
  #average(values, means) {
    const [width, height] = [this.#width, this.#height];
    const rows = this.#rows;
    for (let y = 0; y < height; y++) run(values, rows, y * width, 1, width);
    for (let x = 0; x < width; x++) run(rows, means, x, width, height);
  }
}

/**
 * Running means along one line; at its ends only of what is there.
 *
 * @param {Float32Array} values @param {Float32Array} means
 * @param {number} start @param {number} step @param {number} count
 */
function run(values, means, start, step, count) {
  let sum = 0;
  let seen = 0;
  for (let i = 0; i < Math.min(radius, count); i++) {
    sum += values[start + i * step];
    seen++;
  }
  for (let i = 0; i < count; i++) {
    if (i + radius < count) {
      sum += values[start + (i + radius) * step];
      seen++;
    }
    if (i - radius > 0) {
      sum -= values[start + (i - radius - 1) * step];
      seen--;
    }
    means[start + i * step] = sum / seen;
  }
}
