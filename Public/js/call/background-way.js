// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/**
 * @typedef {import('./background-studio.js').StudioMessage} StudioMessage
 * @typedef {(order: import('./background-studio.js').StudioOrder, transfer?: any[]) => void} Say
 */

/** Whether pictures can flow to a worker and back without passing the page. */
export const hasStreams = () => 'MediaStreamTrackProcessor' in globalThis && 'MediaStreamTrackGenerator' in globalThis;

/** Pictures flow from the camera to the worker and from it to the connection; this page's own thread sees none. */
export class StreamWay {
  #say;
  track;

  /** @param {Say} say */
  constructor(say) {
    this.#say = say;
    this.track = new MediaStreamTrackGenerator({ kind: 'video' });
    const { writable } = this.track;
    say({ type: 'sink', writable }, [writable]);
  }

  /** @param {MediaStreamTrack} camera */
  feed(camera) {
    // Of pictures that wait only the newest counts.
    const { readable } = new MediaStreamTrackProcessor({ track: camera, maxBufferSize: 1 });
    this.#say({ type: 'source', readable }, [readable]);
  }

  /** The camera that ends ends the stream. */
  pause() {}

  /** @param {StudioMessage} message */
  hear(message) {
    void message;
  }

  close() {
    this.track.stop();
  }
}

/**
 * For browsers without such streams: the worker beats the time, because a hidden page's own is slowed, the page hands it
 * the present picture and puts what comes back onto a canvas that is sent.
 */
export class PacedWay {
  /** Milliseconds after which a picture is taken though the browser, hidden, says of none that it is new. */
  static longest = 100;

  #say;
  #video;
  #canvas;
  #paper;
  #isNew = false;
  #takenAt = -Infinity;
  track;

  /**
   * @param {Say} say
   * @param {HTMLVideoElement} video
   * @param {HTMLCanvasElement} canvas
   */
  constructor(say, video, canvas) {
    this.#say = say;
    this.#video = Object.assign(video, { muted: true, playsInline: true });
    this.#canvas = canvas;
    this.#paper = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d', { alpha: false }));
    this.track = canvas.captureStream(30).getVideoTracks()[0];
    this.#watch();
  }

  /** @param {MediaStreamTrack} camera */
  feed(camera) {
    this.#video.srcObject = new MediaStream([camera]);
    this.#video.play().catch(() => {});
    this.#say({ type: 'pace', on: true });
  }

  pause() {
    this.#video.srcObject = null;
    this.#say({ type: 'pace', on: false });
  }

  /** @param {StudioMessage} message */
  hear(message) {
    if (message.type === 'want') this.#give();
    if (message.type === 'picture') this.#show(message.picture);
  }

  close() {
    this.#video.srcObject = null;
    this.track.stop();
  }

  #watch() {
    this.#video.requestVideoFrameCallback?.(() => {
      this.#isNew = true;
      this.#watch();
    });
  }

  #give() {
    const now = performance.now();
    if (this.#video.readyState < 2 || (!this.#isNew && now - this.#takenAt < PacedWay.longest)) return;
    this.#isNew = false;
    this.#takenAt = now;
    const frame = new VideoFrame(this.#video, { timestamp: Math.round(now * 1000) });
    this.#say({ type: 'frame', frame }, [frame]);
  }

  /** @param {ImageBitmap} picture */
  #show(picture) {
    const { width, height } = picture;
    if (this.#canvas.width !== width || this.#canvas.height !== height) Object.assign(this.#canvas, { width, height });
    this.#paper.drawImage(picture, 0, 0);
    picture.close();
  }
}
