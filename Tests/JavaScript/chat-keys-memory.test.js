// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Chat } from '../../Public/js/call/chat.js';
import { externalAddress, inAppBrowser } from '../../Public/js/call/device-problems.js';
import { Emitter } from '../../Public/js/call/events.js';
import { keyAction } from '../../Public/js/call/keyboard.js';
import { linkParts } from '../../Public/js/call/links.js';
import { Remembered, ResumeStore } from '../../Public/js/call/resume-store.js';
import { FakeStorage } from './fakes/call.js';
import { FakeTimers } from './fakes/timers.js';

/** Two chats and the channel between them. */
function chats() {
  const ends = [0, 1].map(() => ({ readyState: 'connecting', sent: [],
    send(text) { this.sent.push(text); this.other.onmessage?.({ data: text }); } }));
  [ends[0].other, ends[1].other] = [ends[1], ends[0]];
  let ids = 0;
  const [mine, theirs] = ends.map(() => new Chat(new FakeTimers(), () => `m${++ids}`));
  const open = () => ends.forEach(end => { end.readyState = 'open'; end.onopen?.(); });
  mine.attach(ends[0]);
  theirs.attach(ends[1]);
  return { mine, theirs, ends, open };
}

test('a text arrives once, is unread until read, and waits while the channel is away', () => {
  const { mine, theirs, ends, open } = chats();
  assert.equal(mine.send(' hello '), null);
  assert.deepEqual([mine.messages[0].sent, theirs.messages.length], [false, 0]);
  open();
  assert.deepEqual([mine.messages[0].sent, theirs.messages[0].text, theirs.unread], [true, 'hello', 1]);
  ends[1].onmessage({ data: ends[0].sent[0] });
  assert.equal(theirs.messages.length, 1);
  theirs.markRead();
  assert.equal(theirs.unread, 0);
});

test('a text is not empty and has at most 4,000 characters', () => {
  const { mine } = chats();
  assert.deepEqual([mine.send('  '), mine.send('x'.repeat(4001)), mine.send('x'.repeat(4000))],
    ['empty', 'long', null]);
});

test('what is not a text within the limits is passed over', () => {
  const { theirs, ends } = chats();
  const said = [null, new ArrayBuffer(3), '', '{', '[]', 'null', '{"type":"text","id":1,"text":"a"}',
    '{"type":"file","id":"a","text":"a"}',
    JSON.stringify({ type: 'text', id: 'a', text: 'x'.repeat(4001) }),
      JSON.stringify({ type: 'text', id: 'a', text: ' ' }),
    JSON.stringify({ type: 'text', id: 'a', text: 'x', more: 'y'.repeat(20_000) })];
  for (const data of said) ends[1].onmessage({ data });
  assert.equal(theirs.messages.length, 0);
});

test('at hang-up nothing is kept (rule 16)', () => {
  const { theirs, ends, open } = chats();
  open();
  ends[1].onmessage({ data: '{"type":"text","id":"a","text":"x"}' });
  theirs.clear();
  assert.deepEqual([theirs.messages.length, theirs.unread, theirs.isOpen], [0, 0, false]);
});

test('only addresses of the web become links, and show where they lead', () => {
  const parts = text => linkParts(text).map(({ text: shown, href }) => (href ? [shown, href] : shown));
  assert.deepEqual(parts('see https://example.org/a(b)?c=d.'),
    ['see ', ['https://example.org/a(b)?c=d', 'https://example.org/a(b)?c=d'], '.']);
  assert.deepEqual(parts('(http://example.org)'), ['(', ['http://example.org', 'http://example.org/'], ')']);
  for (const text of ['javascript:alert(1)', 'data:text/html,x', 'https://', 'ftp://example.org',
    'https://bank.example@evil.example/', '<b>x</b>']) {
    assert.deepEqual(parts(text), [text]);
  }
  assert.equal(linkParts('https://a.example/\u202egpj.exe')[0].text, 'https://a.example/');
  const long = 'x https://example.org y '.repeat(100);
  assert.equal(linkParts(long).map(({ text }) => text).join(''), long);
});

test('keys m v c l ? act in a call, never in a field, never with another key, and can be turned off', () => {
  const key = (key, more = {}) => ({ key, ctrlKey: false, altKey: false, metaKey: false, repeat: false,
    isComposing: false, ...more });
  const host = { enabled: true, role: 'host' };
  const body = { tag: 'BODY' };
  assert.deepEqual(['m', 'V', 'c', 'l', '?', 'x'].map(name => keyAction(key(name), body, host)),
    ['microphone', 'camera', 'chat', 'lock', 'help', null]);
  assert.equal(keyAction(key('l'), body, { enabled: true, role: 'guest' }), null);
  assert.equal(keyAction(key('m'), body, { ...host, enabled: false }), null);
  for (const more of [{ ctrlKey: true }, { altKey: true }, { metaKey: true }, { repeat: true },
    { isComposing: true }]) {
    assert.equal(keyAction(key('m', more), null, host), null);
  }
  for (const focused of [{ tag: 'input' }, { tag: 'TEXTAREA' }, { tag: 'SELECT' }, { tag: 'DIV', editable: true },
    { tag: 'DIV', role: 'textbox' }]) {
    assert.equal(keyAction(key('m'), focused, host), null);
  }
  assert.equal(keyAction(key('m'), { tag: 'BUTTON' }, host), 'microphone');
});

test('browsers inside other programs are told, real ones are not', () => {
  const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) ';
  const android = 'Mozilla/5.0 (Linux; Android 14; SM-S911B; wv) AppleWebKit/537.36 (KHTML, like Gecko) '
    + 'Version/4.0 Chrome/125.0 Mobile Safari/537.36 ';
  const told = {
    [`${iphone}Mobile/15E148 [FBAN/FBIOS;FBAV/466.0]`]: ['Facebook', 'ios', 'Safari'],
    [`${android}[FB_IAB/FB4A;FBAV/460.0;]`]: ['Facebook', 'android', 'Chrome'],
    [`${iphone}Mobile/15E148 [FBAN/MessengerForiOS;FBAV/450]`]: ['Messenger', 'ios', 'Safari'],
    [`${android}[FB_IAB/Orca-Android;FBAV/450]`]: ['Messenger', 'android', 'Chrome'],
    [`${iphone}Mobile/15E148 Instagram 330.0`]: ['Instagram', 'ios', 'Safari'],
    [`${iphone}Mobile/15E148 [LinkedInApp]/9.29`]: ['LinkedIn', 'ios', 'Safari'],
    [`${android}WhatsApp/2.24`]: ['WhatsApp', 'android', 'Chrome'],
    [android]: ['WebView', 'android', 'Chrome'],
  };
  for (const [agent, [app, platform, open]] of Object.entries(told)) assert.deepEqual(inAppBrowser(agent),
    { app, platform, open });
  const real = [
    `${iphone}Version/17.5 Mobile/15E148 Safari/604.1`, `${iphone}CriOS/125.0 Mobile/15E148 Safari/604.1`,
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0 Mobile Safari/537.36',
    'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
  ];
  for (const agent of real) assert.equal(inAppBrowser(agent), null);
});

test('where a platform can, the page opens in the real browser', () => {
  const at = platform => externalAddress({ app: '', platform, open: null }, 'https://v.example/call/anne/tok');
  assert.equal(at('ios'), 'x-safari-https://v.example/call/anne/tok');
  assert.match(at('android'), /^intent:\/\/v\.example\/call\/anne\/tok#Intent;scheme=https;/);
  assert.equal(at('other'), null);
});

test('name, devices, test and shortcuts are remembered; a resume token for one room of one tab', () => {
  const storage = new FakeStorage();
  const remembered = new Remembered(() => storage);
  remembered.name = 'Zoë';
  remembered.test = { at: 1, camera: true, microphone: true, speaker: false };
  remembered.shortcuts = false;
  assert.deepEqual([remembered.name, remembered.test.at, remembered.shortcuts, remembered.device('camera')],
    ['Zoë', 1, false, null]);
  const resume = new ResumeStore(() => storage, '/call/a');
  resume.keep('c1', 'token');
  assert.deepEqual([resume.token, new ResumeStore(() => storage, '/call/b').token], ['token', null]);
  resume.forget();
  assert.equal(resume.token, null);
});

test('a browser that refuses storage, or keeps nonsense, breaks nothing', () => {
  const refusing = new Remembered(() => { throw new Error('SecurityError'); });
  refusing.name = 'Zoë';
  assert.deepEqual([refusing.name, refusing.device('camera'), refusing.test, refusing.shortcuts],
    ['', null, null, true]);
  const nonsense = { getItem: () => '{"id":5', setItem() {}, removeItem() {} };
  assert.deepEqual([new Remembered(() => nonsense).name, new ResumeStore(() => nonsense, 'r').token], ['', null]);
});

test('a listener that throws does not keep the others from hearing', t => {
  const emitter = new Emitter();
  const heard = [];
  const later = [];
  t.mock.method(globalThis, 'queueMicrotask', action => later.push(action));
  emitter.on('a', () => { throw new Error('mine'); });
  const stop = emitter.on('a', value => heard.push(value));
  emitter.emit('a', 1);
  stop();
  emitter.emit('a', 2);
  assert.deepEqual(heard, [1]);
  assert.throws(later[0], /mine/);
});
