// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { callStates, isAsking, isOutdated, lobbySeconds, mayAsk } from '../call/lobby.js';
import { Remembered, ResumeStore } from '../call/resume-store.js';
import { SignallingClient } from '../call/signalling-client.js';
import { Visitor } from '../call/visitor.js';
import { byId, data, make, page, say, show, signallingURL, t, timeOf, write } from '../ui/page.js';
import { SetUp } from '../ui/set-up.js';

/**
 * @typedef {import('../call/lobby.js').LobbyState} LobbyState
 * @typedef {import('../call/types.js').VisitorState} VisitorState
 */

/** Stands in for the call until its modules are here, which are loaded when somebody asks to join. */
class ComingCall {
  /** @type {import('../call/call.js').Call|null} */
  call = null;
  /** @type {import('../call/types.js').PageMessage[]} */
  #early = [];

  get isRunning() {
    return this.call?.isRunning ?? false;
  }

  /** @param {import('../call/types.js').PageMessage} message */
  handle(message) {
    if (this.call) this.call.handle(message);
    else if (['grant', 'ice', 'signal', 'peer', 'control', 'moved'].includes(message.type)) this.#early.push(message);
  }

  /** @param {'connecting'|'in_call'} phase */
  setPhase(phase) {
    this.call?.setPhase(phase);
  }

  /** @param {boolean} [forget] */
  end(forget) {
    this.#early = [];
    this.call?.end(forget);
  }

  /** @param {import('../call/call.js').Call} call */
  become(call) {
    this.call = call;
    for (const message of this.#early.splice(0)) call.handle(message);
  }
}

const setUp = new SetUp();
// A shared computer shall not offer one client's name to the next.
const own = new Remembered(() => sessionStorage);
const resume = new ResumeStore(() => sessionStorage, location.pathname);
const signalling = new SignallingClient({
  url: signallingURL(), ticket: data.ticket ?? '', ticketURL: data.renewal, resume: () => resume.token,
});
const coming = new ComingCall();
const visitor = new Visitor({ signalling, call: /** @type {any} */ (coming), remembered: own });
const nameField = /** @type {HTMLInputElement} */ (byId('name'));
const title = document.title;
const isPersonal = data.personal === 'true';

/** @type {import('../ui/stage.js').Stage|null} */
let stage = null;
/** @type {import('../ui/connection.js').ConnectionCheck|null} */
let connection = null;
/** @type {Promise<void>|null} */
let loading = null;
let left = false;
let expired = false;
let trouble = '';
/** @type {string} */
let shownState = data.state ?? 'open';
let ringLength = 30;
let toldTen = false;

function loadCall() {
  loading ??= (async () => {
    document.head.append(make('link', { rel: 'stylesheet', href: data.stageStyle ?? '' }));
    const [{ Call }, { Stage }] = await Promise.all([import('../call/call.js'), import('../ui/stage.js')]);
    const call = new Call({ signalling, role: 'guest', devices: setUp.devices, resume });
    stage = new Stage({ call, setUp, signalling, role: 'guest', end: leave });
    coming.become(call);
    // Before anybody can say yes, so that the admission only has to connect; what cannot be prepared is made then.
    await Promise.race([call.prepare().catch(() => {}), new Promise(resolve => { setTimeout(resolve, 1000); })]);
  })();
  loading.catch(() => { loading = null; });
  return loading;
}

/** A part of the page did not come through: without it no call is possible, so nothing is asked for. */
function tellLoadFailed() {
  trouble = t('call_load_failed');
  draw(visitor.lobby);
  show(byId('retry'), true);
}

function leave() {
  left = true;
  visitor.leave();
}

/**
 * What each state says: title, text, tone.
 *
 * @type {Record<VisitorState, (lobby: LobbyState, name: string) => [string, string, string]>}
 */
const sentences = {
  too_early: ({ opens }) => [t('call_too_early_title'),
    t('call_too_early', { date: data.when ?? '', time: opens === null ? '' : timeOf(opens) }), ''],
  over: () => [t('call_over_title'), t('call_over'), ''],
  appointment_cancelled: () => [t('call_cancelled_title'), t('call_cancelled'), ''],
  absent: (_, name) => [t('call_absent_title'), t(isPersonal ? 'call_absent' : 'call_absent_neutral', { name }), ''],
  busy: (_, name) => [t('call_busy_title'), t('call_busy', { name }), ''],
  locked: () => [t('call_locked_title'), t('call_locked'), ''],
  open: (_, name) => [t('call_open_title'), t(isPersonal ? 'call_open_text' : 'call_what_happens', { name }), 'good'],
  waiting: (_, name) => [t('call_waiting_title'), t('call_waiting', { name }), ''],
  asked_to_wait: ({ text }, name) => [t('call_asked_to_wait_title'),
    text ? t('call_asked_to_wait', { name, text }) : t('call_asked_to_wait_bare', { name }), ''],
  admitted: () => [t('call_admitted_title'), t('call_admitted'), 'good'],
  connecting: () => [t('call_admitted_title'), t('call_admitted'), 'good'],
  in_call: () => [t('call_admitted_title'), t('call_admitted'), 'good'],
  refused: (_, name) => [t('call_refused_title'), t('call_refused', { name }), 'care'],
  no_answer: (_, name) => [t('call_no_answer_title'), t('call_no_answer', { name }), 'care'],
  withdrawn: () => [t('call_withdrawn_title'), t('call_withdrawn'), ''],
  host_left: (_, name) => [t('call_room_left_title'), t('call_room_left', { name }), 'care'],
  excluded: (_, name) => [t('call_excluded_title'), t('call_excluded', { name }), 'care'],
  ended: () => [t('call_ended_title'), left ? t('call_left') : t('call_ended'), ''],
  moved_device: () => [t('call_moved_device_title'), t('call_moved_device'), ''],
  too_many: () => [t('call_too_many_title'), t('call_too_many'), 'care'],
  offline: () => [t('call_offline_title'), t('call_offline'), ''],
};

/** States that need nothing but the clock to be true, and have no form. */
const closed = new Set(['over', 'appointment_cancelled']);
/** The camera runs, or is asked for. */
let started = false;

/** @param {LobbyState} lobby @returns {[string, string, string]} */
function wordsFor(lobby) {
  if (expired) return [t('call_ticket_title'), t('call_ticket_text'), 'care'];
  const name = lobby.host ?? data.caller ?? '';
  if (lobby.nudged) return [t('call_nudged_title'), t('call_nudged', { name }), 'good'];
  const [heading, text, tone] = sentences[lobby.state](lobby, name);
  return trouble ? [heading, trouble, 'care'] : [heading, text, tone];
}

/** @param {LobbyState} lobby */
function draw(lobby) {
  // Before the first word of the server the page keeps what was written into it.
  if (lobby.known === null && !expired && signalling.state !== 'offline') return;
  const { state, finished } = lobby;
  const waiting = state === 'waiting' || state === 'asked_to_wait' || isAsking(lobby);
  if (isOutdated(lobby, Number(data.startsAt ?? NaN)) && own.reloadedFor !== lobby.starts) {
    // Everything that names the hour is the server's to write.
    own.reloadedFor = lobby.starts;
    return location.reload();
  }
  const [heading, text, tone] = wordsFor(lobby);
  write(byId('state-title'), heading);
  write(byId('state-text'), text);
  drawDelay(lobby);
  byId('state').dataset.tone = tone;
  show(byId('ring'), state === 'waiting');
  show(byId('ask'), !finished && !expired && !waiting && !callStates.has(state) && !closed.has(state));
  byId('ask-button').setAttribute('aria-disabled', String(!mayAsk(lobby)));
  show(byId('withdraw'), state === 'waiting' || state === 'asked_to_wait');
  show(byId('return'), state === 'ended');
  // Who has left may have left by mistake; who was said goodbye to has nothing more to do.
  byId('return').classList.toggle('button-primary', left);
  show(byId('take-back'), state === 'moved_device');
  show(byId('retry'), expired || (finished && !['ended', 'moved_device'].includes(state)));
  if (finished || expired || callStates.has(state)) connection?.stop();
  if (finished || expired) close();
  else if (!closed.has(lobby.known ?? shownState)) start();
  else if (started) stop();
  changed(lobby, heading, text);
}

/**
 * How late the host is, and when it will then begin.
 *
 * @param {LobbyState} lobby
 */
function drawDelay({ delay, host }) {
  const starts = Number(data.startsAt ?? NaN);
  show(byId('state-delay'), delay !== null);
  if (delay === null) return;
  const time = `${timeOf(starts + delay * 60_000)} (${data.zoneName})`;
  write(byId('state-delay'), t('call_delay', { name: host ?? data.caller ?? '', minutes: delay, time }));
}

function start() {
  if (started) return;
  started = true;
  setUp.start().finally(sayReady);
  // The page, its socket and the devices come first.
  setTimeout(tryConnection, 1500);
}

/** There is a relay to try, and time for it. */
const mayTry = Boolean(data.relayTest) && setUp.canCall && !resume.token;

/** Loaded when everything else is there; if it does not come through, nothing is said. */
async function tryConnection() {
  if (connection || !mayTry) return;
  const { ConnectionCheck } = await import('../ui/connection.js').catch(() => ({ ConnectionCheck: null }));
  if (!ConnectionCheck) show(byId('connection'), false);
  if (!ConnectionCheck || connection || coming.isRunning) return;
  connection = new ConnectionCheck({ isQuiet: true });
  connection.run().catch(() => {});
}

/** Nothing is to be shown or tried: the camera's light goes out until that changes. */
function stop() {
  started = false;
  setUp.devices.stop();
}

/** This page load's turn is over: the camera's light goes out, and what was to be set up goes with it. */
function close() {
  if (byId('lobby').dataset.finished) return;
  byId('lobby').dataset.finished = 'yes';
  setUp.onChange = () => {};
  setUp.devices.stop();
}

/** @param {LobbyState} lobby @param {string} heading @param {string} text */
function changed({ state, nudged, finished, deadline, delay }, heading, text) {
  const now = `${state}${nudged}${expired}${trouble}${delay ?? ''}`;
  if (now === shownState) return;
  shownState = now;
  page.dataset.state = state;
  toldTen = false;
  ringLength = Math.max(1, signalling.clock.secondsUntil(deadline) ?? 30);
  if (!callStates.has(state)) say(`${heading}. ${delay === null ? '' : `${byId('state-delay').textContent} `}${text}`);
  // What had the focus may be gone: the sentence that took its place gets it.
  if (finished || state === 'waiting') byId('state-title').focus();
  const calls = (nudged || state === 'open') && document.hidden;
  document.title = calls ? `● ${nudged ? t('call_attention') : heading}` : title;
}

/** The ring runs calmly; only its start and its last ten seconds are said. */
function tick() {
  const { lobby } = visitor;
  if (lobby.state !== 'waiting') return;
  const seconds = lobbySeconds(lobby, signalling.clock.now()) ?? 0;
  byId('ring-left').style.strokeDashoffset = String(100 - Math.min(100, (100 * seconds) / ringLength));
  if (seconds <= 10 && !toldTen) {
    toldTen = true;
    say(t('call_waiting_ten'));
  }
}

/** @param {'empty'|'long'|'forbidden'|null} problem */
function showNameProblem(problem) {
  const words = { empty: t('call_name_empty'), long: t('call_name_long'), forbidden: t('call_name_forbidden') };
  write(byId('name-error'), problem ? words[problem] : '');
  show(byId('name-error'), problem !== null);
  nameField.setAttribute('aria-invalid', String(problem !== null));
  if (problem) nameField.focus();
}

/** @param {Event} event */
async function ask(event) {
  event.preventDefault();
  if (!mayAsk(visitor.lobby)) {
    say(byId('state-text').textContent);
    return;
  }
  trouble = '';
  const { camera, microphone, speaker } = setUp.report;
  own.test = { at: Date.now(), camera, microphone, speaker };
  // Pressed by the person: from here on sound may be played when the call comes.
  import('../ui/sounds.js').then(({ unlockSound }) => unlockSound()).catch(() => {});
  try {
    await loadCall();
  } catch {
    tellLoadFailed();
    return;
  }
  showNameProblem(await visitor.ask(nameField.value));
}

let saying = 0;

/** The host may see who is here and ready; said when it has settled. */
function sayReady() {
  const { camera, microphone } = { camera: setUp.devices.problem('camera'), microphone: setUp.devices.problem('microphone') };
  const key = camera && microphone ? 'call_ask_without_devices' : 'call_ask_sound_only';
  write(byId('ask-button'), camera ? t(key) : t('call_ask'));
  stage?.useSpeaker();
  clearTimeout(saying);
  saying = setTimeout(() => visitor.ready(nameField.value.trim() === '' ? null : nameField.value, setUp.report), 400);
}

function listen() {
  visitor.on('change', draw);
  visitor.on('nudge', () => import('../ui/sounds.js').then(({ nudge }) => nudge()).catch(() => {}));
  visitor.on('refused', reason => {
    const words = { too_many: t('call_too_many'), spent: t('call_ticket_text') };
    trouble = reason === 'too_many' || reason === 'spent' ? words[reason] : t('call_command_failed');
    if (reason === 'name') showNameProblem('forbidden');
    draw(visitor.lobby);
  });
  signalling.on('closed', ({ reason }) => {
    expired = reason === 'ticket' && !visitor.lobby.finished;
    draw(visitor.lobby);
  });
  signalling.on('state', () => draw(visitor.lobby));
  setUp.onChange = sayReady;
  byId('ask').addEventListener('submit', ask);
  nameField.addEventListener('input', () => { showNameProblem(null); sayReady(); });
  byId('withdraw').addEventListener('click', () => visitor.withdraw());
  // A reload is a new visit with a new ticket; with the resume token it takes the call back.
  for (const id of ['retry', 'return', 'take-back']) byId(id).addEventListener('click', () => location.reload());
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) return;
    document.title = title;
    signalling.check();
  });
  for (const event of ['pageshow', 'focus']) window.addEventListener(event, () => signalling.check());
  window.addEventListener('online', () => signalling.networkChanged());
}

/** The hour on this device's clock, where it is not the one that the page says. */
function sayLocalTime() {
  const starts = Number(data.startsAt ?? NaN);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (Number.isNaN(starts) || timeOf(starts) === timeOf(starts, zone)) return;
  const parts = new Intl.DateTimeFormat(document.documentElement.lang, {
    weekday: 'long', day: 'numeric', month: 'long', timeZone: zone,
  }).formatToParts(starts);
  // In the order of all other days here, whatever the browser's.
  const day = ['weekday', 'day', 'month'].map(type => parts.find(part => part.type === type)?.value).join(' ');
  write(byId('when-here'), t('call_when_here', { day, time: timeOf(starts, zone) }));
  show(byId('when-here'), true);
}

listen();
sayLocalTime();
// Its place is taken from the beginning, so that nothing moves when it has something to say.
show(byId('connection'), mayTry);
if (own.name) nameField.value = own.name;
setUp.speakerHeard = own.test?.speaker ? true : null;
if (resume.token) loadCall().catch(tellLoadFailed);
signalling.connect();
setInterval(tick, 250);
if (!closed.has(shownState)) start();
