// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { BackgroundStudio } from './background-studio.js';

// Loaded by a test, it is no worker.
if ('WorkerGlobalScope' in globalThis) {
  const worker = /** @type {any} */ (globalThis);
  const studio = new BackgroundStudio((message, transfer) => worker.postMessage(message, transfer ?? []));
  worker.onmessage = (/** @type {MessageEvent} */ { data }) => studio.hear(data);
}
