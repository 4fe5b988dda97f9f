// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

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

/**
 * Browsers inside other programs, which mostly have no camera: they are told apart before anybody is asked for
 * permission.
 *
 * @typedef {object} InAppBrowser
 * @property {string} app  a name to show
 * @property {'ios'|'android'|'other'} platform
 * @property {'Safari'|'Chrome'|null} open  the browser to open instead
 */

/** @type {ReadonlyArray<[RegExp, string]>} */
const apps = [
  [/FBAN\/Messenger|FB_IAB\/Orca|MessengerForiOS|MessengerLite/i, 'Messenger'],
  [/Instagram/i, 'Instagram'],
  [/\bBarcelona\b/, 'Threads'],
  [/FBAN|FBAV|FB_IAB|FBIOS/, 'Facebook'],
  [/LinkedInApp/i, 'LinkedIn'],
  [/WhatsApp/i, 'WhatsApp'],
  [/Snapchat/i, 'Snapchat'],
  [/musical_ly|BytedanceWebview|TikTok/i, 'TikTok'],
  [/MicroMessenger/i, 'WeChat'],
  [/\bLine\//i, 'LINE'],
  [/Pinterest\//i, 'Pinterest'],
  [/TwitterAndroid|Twitter for/i, 'X'],
  [/Telegram/i, 'Telegram'],
  [/\bKAKAOTALK\b/i, 'KakaoTalk'],
];

/**
 * @param {string} userAgent
 * @returns {InAppBrowser|null} null for a browser of its own
 */
export function inAppBrowser(userAgent) {
  const platform = platformOf(userAgent);
  const app = apps.find(([pattern]) => pattern.test(userAgent))?.[1] ?? unnamedWebView(userAgent, platform);
  if (!app) return null;
  return { app, platform, open: platform === 'ios' ? 'Safari' : platform === 'android' ? 'Chrome' : null };
}

/** @param {string} userAgent @returns {InAppBrowser['platform']} */
export function platformOf(userAgent) {
  if (/iPhone|iPad|iPod/.test(userAgent)) return 'ios';
  return /Android/.test(userAgent) ? 'android' : 'other';
}

/**
 * Android's web view says `; wv)`; it has a camera only if the program around it gives it one, which those above do
 * not.
 *
 * @param {string} userAgent
 * @param {InAppBrowser['platform']} platform
 * @returns {string|null} a name to show
 */
function unnamedWebView(userAgent, platform) {
  return platform === 'android' && /; wv\)/.test(userAgent) ? 'WebView' : null;
}

/**
 * An address that opens the page in the real browser, where the platform has one.
 *
 * @param {InAppBrowser} found
 * @param {string} address absolute
 * @returns {string|null} null: only copying the link or the QR code helps
 */
export function externalAddress({ platform }, address) {
  const { protocol, host, pathname, search } = new URL(address);
  const scheme = protocol.slice(0, -1);
  const place = `://${host}${pathname}${search}`;
  if (platform === 'ios') return `x-safari-${scheme}${place}`;
  if (platform === 'android') return `intent${place}#Intent;scheme=${scheme};action=android.intent.action.VIEW;end`;
  return null;
}
