// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/** Covers a whole picture without a graphics card: forms and movement are left, no face and no room. */
export class BackgroundCover {
  /** Pixels that are left of a picture's width. */
  static across = 20;

  #few = new OffscreenCanvas(1, 1);
  canvas = new OffscreenCanvas(1, 1);

  /**
   * @param {CanvasImageSource} frame
   * @param {number} width @param {number} height
   */
  draw(frame, width, height) {
    const { across } = BackgroundCover;
    const down = Math.max(2, Math.round(across * height / width));
    if (this.canvas.width !== width || this.canvas.height !== height) {
      Object.assign(this.canvas, { width, height });
      Object.assign(this.#few, { width: across, height: down });
    }
    const few = /** @type {OffscreenCanvasRenderingContext2D} */ (this.#few.getContext('2d', { alpha: false }));
    const all = /** @type {OffscreenCanvasRenderingContext2D} */ (this.canvas.getContext('2d', { alpha: false }));
    few.drawImage(frame, 0, 0, across, down);
    all.drawImage(/** @type {any} */ (this.#few), 0, 0, width, height);
  }
}
