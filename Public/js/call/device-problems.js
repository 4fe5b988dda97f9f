// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { inAppBrowser } from './in-app-browser.js';

/**
 * Why there is no camera or microphone; each has words of its own.
 *
 * @typedef {'denied'|'no_device'|'busy'|'insecure'|'in_app_browser'|'unknown'} DeviceProblem
 */

/** @type {Record<string, DeviceProblem>} Names of DOMException, the older ones of some phones too. */
const problems = {
  NotAllowedError: 'denied', PermissionDeniedError: 'denied', PermissionDismissedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'no_device', DevicesNotFoundError: 'no_device', OverconstrainedError: 'no_device',
  NotReadableError: 'busy', TrackStartError: 'busy', AbortError: 'busy',
};

/**
 * @param {unknown} error of getUserMedia
 * @param {string} userAgent
 * @returns {DeviceProblem}
 */
export function deviceProblem(error, userAgent) {
  const name = error instanceof Error || (typeof error === 'object' && error !== null && 'name' in error)
    ? String(/** @type {{name: unknown}} */ (error).name) : '';
  const problem = problems[name] ?? 'unknown';
  return problem !== 'busy' && inAppBrowser(userAgent) ? 'in_app_browser' : problem;
}

/**
 * Why a page has no devices at all.
 *
 * @param {boolean} isSecure
 * @param {string} userAgent
 * @returns {DeviceProblem}
 */
export function missingMediaDevices(isSecure, userAgent) {
  if (inAppBrowser(userAgent)) return 'in_app_browser';
  return isSecure ? 'unknown' : 'insecure';
}
