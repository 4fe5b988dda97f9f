// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/** A plain picture on its way again and again, so that nothing older stands on the other side. */
export class StillPicture {
  /** The ground that a room is covered with (background-compositor.js). */
  static colour = '#292e33';
  /** Milliseconds: few are enough, and a hidden page is given no more than one a second. */
  static pace = 250;

  #timer;
  track;

  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    Object.assign(canvas, { width: 320, height: 180 });
    const paper = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d', { alpha: false }));
    const paint = () => {
      paper.fillStyle = StillPicture.colour;
      paper.fillRect(0, 0, canvas.width, canvas.height);
    };
    paint();
    this.track = canvas.captureStream().getVideoTracks()[0];
    this.#timer = setInterval(paint, StillPicture.pace);
  }

  close() {
    clearInterval(this.#timer);
    this.track.stop();
  }
}
