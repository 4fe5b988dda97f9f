// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { externalAddress, inAppBrowser, platformOf } from '../call/device-problems.js';
import { Devices } from '../call/devices.js';
import { Remembered } from '../call/resume-store.js';
import { byId, copyFrom, data, make, page, say, setCameraTool, setMicrophoneTool, show, t, write } from './page.js';

const userAgent = navigator.userAgent;
const kinds = /** @type {const} */ (['camera', 'microphone', 'speaker']);
const canChooseSpeaker = 'setSinkId' in HTMLMediaElement.prototype;

/**
 * @typedef {import('../call/devices.js').InputKind} InputKind
 * @typedef {import('../call/device-problems.js').DeviceProblem} DeviceProblem
 */

/** Preview, level, speaker test, choice of devices: the same on the client's page, the host's and the device test. */
export class SetUp {
  remembered = new Remembered(() => localStorage);
  devices = new Devices({
    mediaDevices: navigator.mediaDevices, permissions: navigator.permissions, remembered: this.remembered,
    isSecure: isSecureContext, userAgent,
  });
  /** Something that others may have to know: devices, the test's result, the loudspeaker. */
  onChange = () => {};
  /** Says what is to be read too, where the page has a place for it. */
  tell = (/** @type {string} */ words) => say(words);
  /** @type {boolean|null} null until the listener has answered */
  speakerHeard = null;
  microphoneHeard = false;
  #cameraIsFixed = data.cameraOnAtEntry === 'true';
  /** @type {import('../call/level-meter.js').LevelMeter|null} */
  #meter = null;
  #quietSince = 0;
  /** @type {Promise<import('./background.js').Background>|null} */
  #background = null;
  #drawing = 0;

  constructor() {
    const { devices } = this;
    devices.on('track', ({ kind }) => this.#trackChanged(kind));
    devices.on('problem', () => this.#drawProblem());
    devices.on('list', () => this.#fillSelects());
    devices.on('lost', () => this.onChange());
    this.#listen();
    this.#fillSelects();
    // Before the camera is opened: where a blur was chosen, no clear picture is shown or sent, whatever comes.
    if (this.remembered.background !== 'none') devices.wear(async camera => (await this.background()).dress(camera));
  }

  /** Whether this browser can hold a call here at all. */
  get canCall() {
    return 'RTCPeerConnection' in window;
  }

  /** The id of the chosen loudspeaker; empty is the device's default. */
  get speaker() {
    return canChooseSpeaker ? this.remembered.device('speaker')?.id ?? '' : '';
  }

  /** @returns {import('../call/types.js').DeviceReport} what the check has found so far */
  get report() {
    const microphone = this.devices.microphone !== null && (this.microphoneHeard || !this.#meter);
    return { camera: this.devices.camera !== null, microphone, speaker: this.speakerHeard === true };
  }

  async start() {
    // An app's own browser is told apart before anybody is asked for a permission that leads nowhere.
    if (inAppBrowser(userAgent)) this.#showProblem('in_app_browser', null);
    else await this.devices.start();
    this.#drawTools();
    this.onChange();
  }

  /** Loaded when somebody wants it; without it a picture that is to be blurred stays unseen. */
  background() {
    this.#background ??= import('./background.js').then(({ Background }) => new Background(this)).catch(error => {
      this.#background = null;
      // Only where a blur was chosen does the camera stay off.
      const words = t(this.remembered.background === 'none' ? 'call_blur_problem_files' : 'call_blur_failed');
      this.tell(words);
      write(byId('blur-note'), words);
      show(byId('blur-note'), true);
      throw error;
    });
    return this.#background;
  }

  openSettings() {
    byId('settings-keys').checked = this.remembered.shortcuts;
    byId('settings').showModal();
  }

  #listen() {
    byId('tool-camera').addEventListener('click', () => this.#toggleCamera());
    byId('tool-microphone').addEventListener('click', () => this.#toggleMicrophone());
    byId('tool-settings').addEventListener('click', () => this.openSettings());
    for (const id of ['tool-blur', 'call-blur']) {
      byId(id)?.addEventListener('click', () => this.background().then(background => background.open(), () => {}));
    }
    byId('problem-retry').addEventListener('click', () => this.devices.start());
    byId('problem-copy').addEventListener('click', () => copyFrom(byId('problem-copy'), byId('problem-address')));
    byId('settings-keys').addEventListener('change', (/** @type {Event} */ event) => {
      this.remembered.shortcuts = /** @type {HTMLInputElement} */ (event.target).checked;
    });
    for (const kind of kinds) byId(`settings-${kind}`).addEventListener('change', () => this.#choose(kind));
    for (const id of ['speaker-test', 'settings-speaker-test']) {
      byId(id).addEventListener('click', () => this.#testSpeaker());
    }
    byId('speaker-heard').addEventListener('click', () => this.#answerSpeaker(true));
    byId('speaker-silent').addEventListener('click', () => this.#answerSpeaker(false));
    // A browser lets sound be measured only after the first press.
    for (const event of ['pointerdown', 'keydown']) {
      document.addEventListener(event, () => this.#startMeter(), { once: true, capture: true });
    }
  }

  async #toggleCamera() {
    if (this.#cameraIsFixed && this.devices.camera) return say(t('call_camera_at_entry'));
    if (this.devices.camera) await this.devices.turnOff('camera');
    else await this.devices.turnOn('camera');
    this.#drawTools();
  }

  async #toggleMicrophone() {
    if (this.devices.isMicrophoneOn) await this.devices.turnOff('microphone');
    else await this.devices.turnOn('microphone');
    this.#drawTools();
    say(t(this.devices.isMicrophoneOn ? 'call_microphone_is_on' : 'call_microphone_is_off'));
  }

  #drawTools() {
    const { devices } = this;
    const cameraComes = this.#cameraIsFixed && devices.problem('camera') === null;
    const microphoneComes = devices.microphone === null && devices.problem('microphone') === null;
    setCameraTool(byId('tool-camera'), devices.camera !== null || cameraComes);
    setMicrophoneTool(byId('tool-microphone'), devices.isMicrophoneOn || microphoneComes);
    const isFixed = this.#cameraIsFixed && (devices.camera !== null || cameraComes);
    byId('tool-camera').setAttribute('aria-disabled', String(isFixed));
    show(byId('preview-note'), devices.camera === null);
    const note = document.getElementById('camera-note');
    if (note) show(note, !devices.problem('camera'));
    if (devices.problem('camera')) write(byId('preview-note'), t('call_preview_none'));
    else if (byId('preview').dataset.shown) write(byId('preview-note'), t('call_preview_off'));
  }

  /** @param {InputKind} kind */
  #trackChanged(kind) {
    const { camera, microphone, isFrontCamera } = this.devices;
    if (kind === 'camera') {
      byId('preview').srcObject = camera && new MediaStream([camera]);
      byId('preview').classList.toggle('mirrored', isFrontCamera);
      if (camera) byId('preview').dataset.shown = 'yes';
    } else {
      this.microphoneHeard = false;
      this.#quietSince = Date.now();
      this.#meter?.attach(microphone && new MediaStream([microphone]));
    }
    this.#drawTools();
    this.#fillSelects();
    this.#drawProblem();
    this.onChange();
  }

  // Sound.

  async #startMeter() {
    if (this.#meter) return;
    const context = new AudioContext();
    context.resume().catch(() => {});
    const { LevelMeter } = await import('../call/level-meter.js');
    this.#meter = new LevelMeter(context);
    this.#quietSince = Date.now();
    if (this.devices.microphone) this.#meter.attach(new MediaStream([this.devices.microphone]));
    this.#drawLevel();
  }

  #drawLevel() {
    cancelAnimationFrame(this.#drawing);
    this.#drawing = requestAnimationFrame(() => this.#drawLevel());
    // In the call only the settings show a level.
    if (!this.#meter || (page.dataset.view === 'call' && !byId('settings').open)) return;
    const level = this.devices.isMicrophoneOn ? this.#meter.read() : 0;
    byId('level-bar').style.transform = byId('settings-level').style.transform = `scaleX(${level.toFixed(2)})`;
    if (!this.microphoneHeard && this.#meter.wasAudible) {
      this.microphoneHeard = true;
      this.onChange();
    }
    write(byId('level-state'), this.#levelWords());
  }

  #levelWords() {
    if (this.devices.problem('microphone')) return t('call_problem_no_microphone');
    if (this.devices.microphone && !this.devices.isMicrophoneOn) return t('call_level_off');
    if (this.microphoneHeard) return t('call_level_heard');
    const long = this.devices.microphone && Date.now() - this.#quietSince > 8000;
    return t(long ? 'call_level_quiet' : 'call_level_silent');
  }

  async #testSpeaker() {
    const { melody } = await import('./sounds.js');
    write(byId('speaker-note'), t('call_speaker_playing'));
    show(byId('speaker-note'), true);
    say(t('call_speaker_playing'));
    await melody(this.speaker).catch(() => melody('').catch(() => {}));
    show(byId('speaker-note'), false);
    show(byId('speaker-answer'), true);
    say(t('call_speaker_question'));
  }

  /** @param {boolean} heard */
  #answerSpeaker(heard) {
    this.speakerHeard = heard;
    show(byId('speaker-answer'), false);
    const words = t(heard ? 'call_speaker_good' : 'call_speaker_bad');
    write(byId('speaker-note'), words);
    show(byId('speaker-note'), true);
    byId('speaker-test').focus();
    say(words);
    this.onChange();
  }

  // The choice of devices.

  #fillSelects() {
    for (const kind of kinds) this.#fillSelect(kind);
    show(byId('settings-speaker'), canChooseSpeaker);
    show(byId('settings-route'), !canChooseSpeaker);
  }

  /** @param {typeof kinds[number]} kind */
  #fillSelect(kind) {
    const select = /** @type {HTMLSelectElement} */ (byId(`settings-${kind}`));
    const names = { camera: t('call_camera'), microphone: t('call_microphone'), speaker: t('call_speaker') };
    const listed = this.devices.list[kind].filter(({ id }) => kind !== 'speaker' || id !== 'default');
    const options = listed.map(({ id, label }, index) =>
      make('option', { value: id }, label || t('call_device_numbered', { kind: names[kind], number: index + 1 })));
    if (kind === 'speaker') options.unshift(make('option', { value: '' }, t('call_speaker_default')));
    if (options.length === 0) options.push(make('option', { value: '' }, '–'));
    select.replaceChildren(...options);
    const current = kind === 'speaker' ? this.speaker : this.devices.current(kind)?.id;
    if (listed.some(({ id }) => id === current)) select.value = current ?? '';
  }

  /** @param {typeof kinds[number]} kind */
  async #choose(kind) {
    const select = /** @type {HTMLSelectElement} */ (byId(`settings-${kind}`));
    if (kind === 'speaker') {
      this.remembered.keepDevice('speaker', { id: select.value, label: select.selectedOptions[0]?.label ?? '' });
      this.onChange();
    } else if (select.value && !(await this.devices.choose(kind, select.value))) {
      say(t('call_device_not_changed'));
      this.#fillSelects();
    }
  }

  // What is wrong, in words that help.

  #drawProblem() {
    const camera = this.devices.problem('camera');
    const microphone = this.devices.problem('microphone');
    if (camera && microphone) this.#showProblem(camera, camera === microphone ? null : 'microphone', microphone);
    else if (camera) this.#showProblem(camera, 'camera');
    else if (microphone) this.#showProblem(microphone, 'microphone');
    else if (this.canCall) show(byId('problem'), false);
    else this.#write('problem_unsupported', t('call_problem_unsupported'), t('call_problem_unsupported_text'), 'join');
    this.#drawTools();
  }

  /**
   * @param {DeviceProblem} problem
   * @param {InputKind|null} only the kind that is concerned; null when both are
   * @param {DeviceProblem} [second] the microphone's own, when it is another one than the camera's
   */
  #showProblem(problem, only, second) {
    if (second === 'denied') problem = second;
    const concerned = second ? null : only;
    /** @type {Record<DeviceProblem, () => [string, string, string]>} */
    const words = {
      denied: () => [this.#deniedTitle(concerned), this.#deniedWords(), 'camera-denied'],
      busy: () => [t('call_problem_busy'), t('call_problem_busy_text'), 'busy-device'],
      insecure: () => [t('call_problem_insecure'), t('call_problem_insecure_text'), 'insecure'],
      in_app_browser: () => [t('call_problem_in_app'), t('call_problem_in_app_text'), 'in-app-browser'],
      no_device: () => this.#missing(concerned),
      unknown: () => (navigator.mediaDevices && this.canCall
        ? [t('call_problem_failed'), t('call_problem_failed_text'), 'no-device']
        : [t('call_problem_unsupported'), t('call_problem_unsupported_text'), 'join']),
    };
    this.#write(problem, ...words[problem]());
  }

  /**
   * @param {InputKind|null} only
   * @returns {[string, string, string]}
   */
  #missing(only) {
    if (only === 'camera') return [t('call_problem_no_camera'), t('call_problem_no_camera_text'), 'no-device'];
    if (only) return [t('call_problem_no_microphone'), t('call_problem_no_microphone_text'), 'microphone'];
    return [t('call_problem_none'), t('call_problem_none_text'), 'no-device'];
  }

  /** @param {InputKind|null} only */
  #deniedTitle(only) {
    if (only === 'camera') return t('call_problem_denied_camera');
    return only ? t('call_problem_denied_microphone') : t('call_problem_denied');
  }

  #deniedWords() {
    const platform = platformOf(userAgent);
    if (platform === 'ios') return t('call_problem_denied_ios');
    if (platform === 'android') return t('call_problem_denied_android');
    if (/Firefox\//.test(userAgent)) return t('call_problem_denied_firefox');
    if (/Chrom(e|ium)\/|Edg\//.test(userAgent)) return t('call_problem_denied_chrome');
    return t(/Safari\//.test(userAgent) ? 'call_problem_denied_safari' : 'call_problem_denied_other');
  }

  /** @param {string} problem @param {string} title @param {string} text @param {string} anchor of the guide */
  #write(problem, title, text, anchor) {
    const elsewhere = problem === 'in_app_browser';
    const isNew = byId('problem').hidden || byId('problem-title').textContent !== title;
    write(byId('problem-title'), title);
    write(byId('problem-text'), text);
    byId('problem-help').href = `${data.help}#${anchor}`;
    if (!byId('problem-address').value) byId('problem-address').value = location.href;
    const app = elsewhere ? inAppBrowser(userAgent) : null;
    const outside = app && externalAddress(app, location.href);
    if (outside) byId('problem-open').href = outside;
    show(byId('problem-open'), outside !== null);
    show(byId('problem-link'), elsewhere || problem === 'no_device');
    show(byId('problem-qr'), elsewhere || problem === 'no_device');
    show(byId('problem'), true);
    if (isNew) say(`${title}. ${text}`);
  }
}
