// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { callSeconds } from '../call/host-room.js';
import { keyAction } from '../call/keyboard.js';
import { setSpeaker, tryToPlay } from '../call/speaker.js';
import { ChatPanel } from './chat.js';
import {
  byId, data, initialsOf, lasting, page, say, setCameraTool, setMicrophoneTool, show, t, write,
} from './page.js';
import { dropped, returned } from './sounds.js';

/**
 * @typedef {import('../call/call.js').CallView} CallView
 * @typedef {import('../call/types.js').MediaKind} MediaKind
 *
 * @typedef {object} StageOptions
 * @property {import('../call/call.js').Call} call
 * @property {import('./set-up.js').SetUp} setUp
 * @property {import('../call/signalling-client.js').SignallingClient} signalling
 * @property {'host'|'guest'} role
 * @property {() => void} end  hang up, or leave
 * @property {() => void} [lock]
 */

/** The call as both sides see it. */
export class Stage {
  #options;
  #chat;
  #remote = /** @type {HTMLVideoElement} */ (byId('remote'));
  /** @type {CallView} */
  #view;
  #note = '';
  #noteEnds = 0;
  /** @type {MediaKind|null} */
  #asked = null;
  /** @type {{release: () => Promise<void>}|null} */
  #wake = null;
  /**
   * When both sides had media, as this page saw it: the server tells a guest only at a resume.
   *
   * @type {number|null}
   */
  #since = null;

  /** @param {StageOptions} options */
  constructor(options) {
    this.#options = options;
    const { call } = options;
    this.#view = call.view;
    this.#chat = new ChatPanel(call.chat, () => this.#view.name);
    this.#listen();
    this.#listenToDevices();
    this.#draw(call.view);
    this.#showRemote(call.remote);
    this.#drawSelf();
    setInterval(() => this.#tick(), 500);
  }

  get isOpen() {
    return !byId('stage').hidden;
  }

  /** The loudspeaker was chosen anew. */
  useSpeaker() {
    return setSpeaker(this.#remote, this.#options.setUp.speaker);
  }

  /**
   * A sentence that stays for a few seconds.
   *
   * @param {string} text
   */
  tell(text) {
    this.#note = text;
    this.#noteEnds = Date.now() + 7000;
    say(text);
    this.#drawBanner();
  }

  #listen() {
    const { call, setUp, end, signalling } = this.#options;
    setUp.tell = words => (this.isOpen ? this.tell(words) : say(words));
    call.on('change', view => this.#draw(view));
    call.on('remote', stream => this.#showRemote(stream));
    call.on('turnedOff', kind => this.#turnedOff(kind));
    call.on('asked', kind => this.#askedFor(kind));
    call.on('lost', () => { dropped(); say(t('call_reconnecting')); });
    call.on('back', () => { returned(); say(t('call_connected')); });
    signalling.on('state', () => this.#drawBanner());
    byId('call-camera').addEventListener('click', () => this.#toggle('camera'));
    byId('call-microphone').addEventListener('click', () => this.#toggle('microphone'));
    byId('call-settings').addEventListener('click', () => setUp.openSettings());
    byId('call-end').addEventListener('click', end);
    byId('call-flip').addEventListener('click', () => setUp.devices.flip());
    byId('reconnect').addEventListener('click', () => call.reconnect());
    byId('hear').addEventListener('click', () => this.#play());
    byId('asked-yes').addEventListener('click', () => this.#answerAsked(true));
    byId('asked-no').addEventListener('click', () => this.#answerAsked(false));
    document.addEventListener('keydown', event => this.#key(event));
    document.addEventListener('visibilitychange', () => this.#cameBack());
    this.#remote.addEventListener('resize', () => this.#drawRemote());
  }

  #listenToDevices() {
    const { devices } = this.#options.setUp;
    const gone = { camera: '', microphone: '' };
    devices.on('track', () => this.#drawSelf());
    devices.on('list', () => this.#drawSelf());
    devices.on('lost', ({ kind, label }) => {
      gone[kind] = label;
      if (this.isOpen) this.tell(t('call_device_gone_none', { device: label }));
    });
    devices.on('replaced', ({ kind, label }) => {
      if (this.isOpen) this.tell(t('call_device_gone', { device: gone[kind], other: label || t('call_device_other') }));
    });
  }

  /** @param {CallView} view */
  #draw(view) {
    const before = this.#view;
    this.#view = view;
    const running = view.phase !== 'none';
    if (running !== this.isOpen) this.#open(running);
    if (!running) return;
    setCameraTool(byId('call-camera'), view.media.camera);
    setMicrophoneTool(byId('call-microphone'), view.media.microphone);
    write(byId('other-name'), view.name);
    write(byId('remote-initials'), initialsOf(view.name));
    show(byId('other-muted'), view.phase === 'in_call' && (!view.other.microphone || view.other.microphoneBlocked));
    if (before.phase !== 'in_call' && view.phase === 'in_call') say(t('call_connected'));
    if (view.phase !== 'in_call') this.#since = null;
    else this.#since ??= this.#options.signalling.clock.now();
    if (this.isOpen && before.call === view.call && before.present !== view.present) this.#presenceChanged(view);
    this.#drawRemote();
    this.#drawSelf();
    this.#tick();
  }

  /** @param {boolean} open */
  #open(open) {
    show(byId('stage'), open);
    page.dataset.view = open ? 'call' : 'lobby';
    document.body.classList.toggle('in-call', open);
    if (open) {
      byId('stage').focus();
      say(t('call_connecting'));
      this.#keepAwake();
      return;
    }
    this.#note = '';
    this.#answerAsked(false);
    this.#chat.close();
    show(byId('hear'), false);
    this.#wake?.release().catch(() => {});
    this.#wake = null;
  }

  /** @param {CallView} view */
  #presenceChanged({ present, lost, name }) {
    if (present) this.tell(t('call_other_back', { name }));
    else if (lost) say(t('call_reconnecting'));
  }

  // Pictures and sound.

  /** @param {MediaStream|null} stream */
  #showRemote(stream) {
    if (this.#remote.srcObject !== stream) this.#remote.srcObject = stream;
    if (!stream) return;
    this.useSpeaker();
    this.#play();
  }

  async #play() {
    show(byId('hear'), this.isOpen && !(await tryToPlay(this.#remote)));
  }

  #drawRemote() {
    const { other, phase, name } = this.#view;
    const visible = other.camera && !other.cameraBlocked && other.hasCamera && this.#remote.videoWidth > 0;
    show(byId('remote-off'), !visible);
    // Sound goes on while the picture is covered.
    this.#remote.style.visibility = visible ? '' : 'hidden';
    let words = t('call_connecting');
    if (!other.hasCamera) words = t('call_other_no_camera', { name });
    else if (other.cameraBlocked) words = t('call_other_camera_blocked', { name });
    else if (!other.camera) words = t('call_other_camera_off', { name });
    else if (phase === 'in_call') words = '';
    write(byId('remote-note'), words);
  }

  #drawSelf() {
    const { devices } = this.#options.setUp;
    const { camera } = devices;
    const video = byId('self-video');
    if (video.srcObject?.getVideoTracks()[0] !== camera) video.srcObject = camera && new MediaStream([camera]);
    video.classList.toggle('mirrored', devices.isFrontCamera);
    const shown = camera !== null && this.#view.media.camera;
    show(byId('self-off'), !shown);
    write(byId('self-off').querySelector('span'), t(this.#view.media.hasCamera ? 'call_self_off' : 'call_self_none'));
    show(byId('call-flip'), devices.canFlip && shown);
  }

  // What one presses.

  /** @param {MediaKind} kind */
  async #toggle(kind) {
    const on = !this.#view.media[kind];
    const problem = await this.#options.call.set(kind, on);
    const { name } = this.#view;
    const said = {
      camera: on ? t('call_camera_is_on') : t('call_camera_is_off'),
      microphone: on ? t('call_microphone_is_on') : t('call_microphone_is_off'),
    };
    const blocked = kind === 'camera' ? 'call_blocked_camera' : 'call_blocked_microphone';
    if (problem === 'blocked') this.tell(t(blocked, { name }));
    else if (problem) this.tell(t('call_problem_failed_text'));
    else say(said[kind]);
  }

  /** @param {MediaKind} kind */
  #turnedOff(kind) {
    if (this.#asked === kind) this.#answerAsked(false);
    this.tell(t(kind === 'camera' ? 'call_camera_off_by' : 'call_muted_by', { name: this.#view.name }));
  }

  /** @param {MediaKind} kind */
  #askedFor(kind) {
    this.#asked = kind;
    const text = t(kind === 'camera' ? 'call_asks_camera' : 'call_asks_microphone', { name: this.#view.name });
    write(byId('asked-text'), text);
    write(byId('asked-yes'), t(kind === 'camera' ? 'call_camera_on' : 'call_unmute'));
    show(byId('asked'), true);
    say(text);
  }

  /** @param {boolean} yes */
  #answerAsked(yes) {
    const kind = this.#asked;
    this.#asked = null;
    show(byId('asked'), false);
    if (!yes || !kind) return;
    // What was said of the turning off is no longer so.
    this.#noteEnds = 0;
    if (!this.#view.media[kind]) this.#toggle(kind);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (!this.isOpen || document.querySelector('dialog[open]')) return;
    const { setUp, role, lock } = this.#options;
    const active = /** @type {HTMLElement|null} */ (document.activeElement);
    const focused = active && {
      tag: active.tagName, editable: active.isContentEditable, role: active.getAttribute('role'),
    };
    const action = keyAction(event, focused, { enabled: setUp.remembered.shortcuts, role });
    if (!action) return;
    event.preventDefault();
    switch (action) {
      case 'microphone': case 'camera': this.#toggle(action); break;
      case 'chat': this.#chat.toggle(); break;
      case 'lock': lock?.(); break;
      case 'help': byId('keys').showModal(); break;
    }
  }

  // What time and the line change.

  #tick() {
    if (!this.isOpen) return;
    const { clock } = this.#options.signalling;
    write(byId('timer'), lasting(callSeconds(this.#view.started ?? this.#since, clock.now())));
    this.#drawBanner();
  }

  #drawBanner() {
    const [text, canReconnect] = this.#trouble();
    const note = Date.now() < this.#noteEnds ? this.#note : '';
    const shown = note || text;
    write(byId('banner-text'), shown);
    show(byId('reconnect'), canReconnect && !note);
    show(byId('banner'), shown !== '');
  }

  /** @returns {[string, boolean]} what is wrong, and whether pressing "Reconnect" may help */
  #trouble() {
    const { step, lost, present, seatDeadline, phase, name } = this.#view;
    const { clock, state } = this.#options.signalling;
    const phone = data.helpPhone;
    if (step === 'phone') return [phone ? t('call_plan_phone', { phone }) : t('call_plan_none'), true];
    const seconds = clock.secondsUntil(seatDeadline);
    if (!present && seconds !== null && (lost || phase === 'connecting')) {
      return [t('call_other_away', { name, seconds }), false];
    }
    if (lost) return [t('call_reconnecting'), true];
    if (step === 'sound') return [t('call_sound_only'), true];
    if (step === 'relay') return [t('call_no_media'), true];
    return [state === 'offline' ? t('call_line_away') : '', false];
  }

  #cameBack() {
    if (document.hidden || !this.isOpen) return;
    this.#keepAwake();
    this.#options.setUp.devices.returned(() => this.#options.call.framesSent()).catch(() => {});
    this.#play();
  }

  /** The screen of a phone would go dark in the middle of a sentence. */
  async #keepAwake() {
    const { wakeLock } = /** @type {any} */ (navigator);
    this.#wake = await wakeLock?.request('screen').catch(() => null) ?? null;
    if (!this.isOpen) this.#wake?.release().catch(() => {});
  }
}
