// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

// What browsers have and the type checker's library does not yet know.

interface OffscreenCanvasRenderingContext2D extends CanvasDrawImage {}

declare class OffscreenCanvas extends EventTarget {
  constructor(width: number, height: number);
  width: number;
  height: number;
  getContext(kind: '2d', wishes?: object): OffscreenCanvasRenderingContext2D | null;
  getContext(kind: 'webgl2', wishes?: object): WebGL2RenderingContext | null;
  transferToImageBitmap(): ImageBitmap;
}

declare class VideoFrame {
  constructor(source: OffscreenCanvas | HTMLVideoElement, wishes?: { timestamp?: number; alpha?: 'discard' | 'keep' });
  readonly timestamp: number;
  readonly displayWidth: number;
  readonly displayHeight: number;
  close(): void;
}

declare class MediaStreamTrackProcessor {
  constructor(wishes: { track: MediaStreamTrack; maxBufferSize?: number });
  readonly readable: ReadableStream<VideoFrame>;
}

interface MediaStreamTrackGenerator extends MediaStreamTrack {
  readonly writable: WritableStream<VideoFrame>;
}

declare var MediaStreamTrackGenerator: { new (wishes: { kind: 'video' }): MediaStreamTrackGenerator };
